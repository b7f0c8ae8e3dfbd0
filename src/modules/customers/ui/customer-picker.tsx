import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomers } from './use-customers.ts';
import type { CustomerLine } from './use-customers.ts';
import { SearchField } from '#ui/search-field.tsx';
import styles from './customers.module.css';

interface CustomerPickerProps {
  /** Not offered: they are in the list already. */
  except?: readonly string[];
  onPick: (customer: CustomerLine) => void;
}

const shown = 8;

/** A customer within sight, found by typing and taken by one touch: for a plan, a visit, a step. */
export function CustomerPicker({ except = [], onPick }: CustomerPickerProps) {
  const { t } = useTranslation('customers');
  const [q, setQ] = useState('');
  const { rows } = useCustomers(q === '' ? {} : { q });
  const offered = (rows ?? []).filter(({ id }) => !except.includes(id)).slice(0, shown);
  return (
    <div>
      <SearchField label={t('list.searchLabel')} placeholder={t('list.search')} value={q} onSearch={setQ} />
      <ul className={styles.offers} aria-label={t('list.label')}>
        {offered.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onPick(row)}>
              <b>{row.name}</b>
              <small>{row.address?.typed ?? row.owner?.name ?? row.unit.name}</small>
            </button>
          </li>
        ))}
        {rows !== undefined && offered.length === 0 && <li>{t('list.noMatchTitle')}</li>}
      </ul>
    </div>
  );
}
