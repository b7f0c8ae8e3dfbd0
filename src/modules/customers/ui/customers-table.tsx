import { useTranslation } from 'react-i18next';
import { useMe } from '#platform/web/session.ts';
import { PersonName } from '#ui/person-name.tsx';
import { type Column, type Sort, Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import type { CustomerSort } from '../rules.ts';
import { useCodes } from './codes.ts';
import styles from './customers.module.css';
import { LifecycleTag, NextStepText, Since } from './states.tsx';
import type { CustomerLine, useCustomers } from './use-customers.ts';

interface CustomersTableProps {
  list: ReturnType<typeof useCustomers>;
  sort: CustomerSort;
  onSort: (sort: CustomerSort) => void;
  /** Undefined where the reader may not assign. */
  selected: readonly string[] | undefined;
  onSelect: (ids: string[]) => void;
  onOpen: (row: CustomerLine) => void;
  empty: { title: string; text: string; action?: React.ReactNode };
}

const sortOfColumn: Readonly<Record<string, CustomerSort>> = {
  name: 'name',
  nextStep: 'nextStep',
  lastActivity: 'recent',
};
const columnOfSort: Readonly<Record<CustomerSort, Sort>> = {
  name: { key: 'name', descending: false },
  nextStep: { key: 'nextStep', descending: false },
  recent: { key: 'lastActivity', descending: true },
  created: { key: 'created', descending: true },
};

/** The list on the desk. */
export function CustomersTable({ list, sort, onSort, selected, onSelect, onOpen, empty }: CustomersTableProps) {
  const { t } = useTranslation('customers');
  const columns = useColumns();
  return (
    <Table<CustomerLine>
      label={t('list.label')}
      columns={columns}
      rows={list.rows}
      rowId={({ id }) => id}
      rowLabel={({ name }) => name}
      onOpen={onOpen}
      sort={columnOfSort[sort]}
      onSort={({ key }) => onSort(sortOfColumn[key] ?? 'recent')}
      selected={selected}
      onSelect={selected === undefined ? undefined : onSelect}
      error={list.error}
      onRetry={list.retry}
      empty={empty}
      onMore={list.more}
      loadingMore={list.loadingMore}
    />
  );
}

function useColumns(): Column<CustomerLine>[] {
  const { t } = useTranslation('customers');
  const me = useMe();
  // Who leads one team knows whose customers these are, and asks where they are.
  const manyUnits =
    me.leadsUnits.length > 1 ||
    me.leadsUnits.some(({ id }) => id !== me.unit?.id) ||
    me.capabilities.includes('org.manage');
  return [
    { key: 'name', title: t('field.name'), sortable: true, width: '14rem', render: (row) => row.name },
    { key: 'lifecycle', title: t('field.lifecycle'), width: '11rem', render: (row) => <States row={row} /> },
    {
      key: 'nextStep',
      title: t('field.nextStep'),
      sortable: true,
      width: '10rem',
      render: (row) => (row.nextStep === null ? '—' : <NextStepText step={row.nextStep} />),
    },
    {
      key: 'owner',
      title: t('field.owner'),
      width: '7rem',
      render: (row) => <PersonName person={row.owner} meId={me.person.id} />,
    },
    {
      key: 'phone',
      title: t('field.phone'),
      width: '9.5rem',
      render: (row) => <span className={styles.number}>{row.phone?.typed ?? '—'}</span>,
    },
    manyUnits
      ? {
          key: 'unit',
          title: t('field.unit'),
          width: '9rem',
          wideOnly: true,
          render: (row) => <OneLine text={row.unit.name} />,
        }
      : {
          key: 'address',
          title: t('field.address'),
          wideOnly: true,
          render: (row) => <OneLine text={row.address?.typed} />,
        },
    {
      key: 'lastActivity',
      title: t('field.lastActivity'),
      sortable: true,
      width: '7rem',
      render: (row) => <Since at={row.lastActivityAt} />,
    },
  ];
}

function States({ row }: { row: CustomerLine }) {
  const tags = useCodes('tag');
  return (
    <span className={styles.tags}>
      <LifecycleTag lifecycle={row.lifecycle} />
      {row.tags.slice(0, 1).map((tag) => (
        <Tag key={tag} tone="none">
          {tags.labelOf(tag)}
        </Tag>
      ))}
      {row.tags.length > 1 && <small>+{row.tags.length - 1}</small>}
    </span>
  );
}

const OneLine = ({ text }: { text: string | undefined }) => (
  <span className={styles.oneLine} title={text}>
    {text ?? '—'}
  </span>
);
