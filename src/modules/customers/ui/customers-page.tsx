import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '#platform/web/address.ts';
import { useConnection } from '#platform/web/connection.ts';
import { useFormat } from '#platform/web/format.ts';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { useWide } from '#ui/width.ts';
import styles from './customers.module.css';
import { AssignDialog } from './assign-dialog.tsx';
import { CustomerCards } from './customer-cards.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filterCount, noFilter, readListState } from './list-state.ts';
import { useCustomers } from './use-customers.ts';

// The desk's table is half a phone's allowance of code.
const CustomersTable = lazy(() => import('./customers-table.tsx').then((file) => ({ default: file.CustomersTable })));

/** The customers within sight: found, filtered, ordered, and on the desk assigned many at a time. */
export function CustomersPage() {
  const { t } = useTranslation(['customers', 'common']);
  const wide = useWide();
  const navigate = useNavigate();
  const format = useFormat();
  const { capabilities } = useMe();
  const [state, change] = useFilters(readListState);
  const list = useCustomers(state);
  const [selected, setSelected] = useState<string[]>([]);
  const [assigning, setAssigning] = useState(false);
  const mayAssign = capabilities.includes('customers.assign');
  const narrowed = filterCount(state) > 0 || state.q !== undefined;
  const empty = narrowed
    ? {
        title: t('list.noMatchTitle'),
        text: t('list.noMatchText'),
        action: <Button onClick={() => change(noFilter)}>{t('list.clearFilters')}</Button>,
      }
    : { title: t('list.emptyTitle'), text: t('list.emptyText'), action: <NewButton /> };
  const { count } = list;
  const offline = useConnection() !== 'on';
  const total =
    count === undefined || offline
      ? undefined
      : t(count.more ? 'list.countMore' : 'list.count', { amount: format.number(count.count) });
  const footer = wide && selected.length > 0 && (
    <Selected count={selected.length} onAssign={() => setAssigning(true)} onClear={() => setSelected([])} />
  );
  return (
    <Page title={t('list.title')} titleNote={total} actions={<NewButton />} {...(footer === false ? {} : { footer })}>
      <FilterBar state={state} onChange={change} />
      {offline && list.rows !== undefined && <OfThisPhone count={list.rows.length} />}
      {wide ? (
        <Suspense fallback={<Busy />}>
          <CustomersTable
            list={list}
            sort={state.sort ?? 'recent'}
            onSort={(sort) => change({ sort: sort === 'recent' ? undefined : sort })}
            selected={mayAssign ? selected : undefined}
            onSelect={setSelected}
            onOpen={({ id }) => void navigate({ to: '/customers/$id', params: { id } })}
            empty={empty}
          />
        </Suspense>
      ) : (
        <CustomerCards list={list} empty={empty} />
      )}
      {assigning && <AssignDialog ids={selected} onClose={() => setAssigning(false)} onDone={() => setSelected([])} />}
    </Page>
  );
}

/** Without a network the list is what this phone knows. */
function OfThisPhone({ count }: { count: number }) {
  const { t } = useTranslation('customers');
  return (
    <p role="status" className={styles.ofPhone}>
      <small>{t('list.offline', { count })}</small>
    </p>
  );
}

function Selected({ count, onAssign, onClear }: { count: number; onAssign: () => void; onClear: () => void }) {
  const { t } = useTranslation(['customers', 'common']);
  const whyNot = useConnection() === 'on' ? undefined : t('detail.onlineOnly');
  return (
    <>
      <span>{t('common:table.selected', { count })}</span>
      <Button kind="primary" whyNot={whyNot} onClick={onAssign}>
        {t('list.assign')}
      </Button>
      <Button kind="quiet" onClick={onClear}>
        {t('common:action.clear')}
      </Button>
    </>
  );
}

function NewButton() {
  const { t } = useTranslation('customers');
  const { capabilities } = useMe();
  if (!capabilities.includes('customers.write')) return null;
  return (
    <ButtonLink kind="primary" to="/customers/new" icon={<IconPlus size={18} aria-hidden />}>
      {t('list.new')}
    </ButtonLink>
  );
}
