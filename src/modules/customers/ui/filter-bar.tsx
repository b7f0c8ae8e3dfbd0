import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#platform/web/session.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { useWide } from '#ui/width.ts';
import styles from './customers.module.css';
import {
  type FilterProps,
  LifecycleFilter,
  MoreFilters,
  OwnerFilter,
  SortField,
  StepsFilter,
} from './filter-fields.tsx';
import { filterCount, noFilter } from './list-state.ts';

/** Above the list: the search word, on the desk the filters wanted most, and the way to all of them. */
export function FilterBar({ state, onChange }: FilterProps) {
  const { t } = useTranslation('customers');
  const wide = useWide();
  const leads = useMe().capabilities.includes('customers.assign');
  const [open, setOpen] = useState(false);
  const count = filterCount(state);
  return (
    <div className={styles.bar}>
      <div className={styles.search}>
        <SearchField
          label={t('list.searchLabel')}
          placeholder={t('list.search')}
          value={state.q ?? ''}
          onSearch={(q) => onChange({ q: q === '' ? undefined : q })}
        />
        <Button icon={<IconAdjustmentsHorizontal size={18} aria-hidden />} onClick={() => setOpen(true)}>
          {count === 0 ? t('list.filter') : t('list.filterCount', { count })}
        </Button>
      </div>
      {wide && (
        <div className={styles.quick}>
          <LifecycleFilter state={state} onChange={onChange} labelHidden />
          <StepsFilter state={state} onChange={onChange} labelHidden />
          {leads && <OwnerFilter state={state} onChange={onChange} labelHidden />}
        </div>
      )}
      <Dialog
        title={t('list.filter')}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => onChange(noFilter)}>{t('list.clearFilters')}</Button>
            <Button kind="primary" onClick={() => setOpen(false)}>
              {t('list.show')}
            </Button>
          </>
        }
      >
        <Stack>
          {!wide && (
            <>
              <SortField state={state} onChange={onChange} />
              <LifecycleFilter state={state} onChange={onChange} />
              <StepsFilter state={state} onChange={onChange} />
              {leads && <OwnerFilter state={state} onChange={onChange} />}
            </>
          )}
          <MoreFilters state={state} onChange={onChange} />
        </Stack>
      </Dialog>
    </div>
  );
}
