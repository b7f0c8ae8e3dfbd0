import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/Table.layer.css';
import 'mantine-datatable/styles.layer.css';
import { DataTable, type DataTableColumn, type DataTableSortStatus } from 'mantine-datatable';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { EmptyState, ErrorState } from './notice.tsx';
import styles from './table.module.css';

export interface Column<T> {
  key: string;
  title: ReactNode;
  render: (row: T) => ReactNode;
  align?: 'left' | 'right';
  /** CSS width; the others share what is left. */
  width?: string;
  sortable?: boolean;
  /** Stays out on a narrow screen. */
  wideOnly?: boolean;
}

export interface Sort {
  key: string;
  descending: boolean;
}

interface TableProps<T extends object> {
  /** What the table lists, for those who hear it. */
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[] | undefined;
  rowId: (row: T) => string;
  /** The row in a few words: its name. */
  rowLabel: (row: T) => string;
  /** The first cell becomes the way in, for pointer and keyboard. */
  onOpen?: ((row: T) => void) | undefined;
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  selected?: readonly string[] | undefined;
  onSelect?: ((ids: string[]) => void) | undefined;
  error?: unknown;
  onRetry?: (() => void) | undefined;
  /** Where there are no rows: what will be here and how to begin. */
  empty: { title: string; text: ReactNode; action?: ReactNode };
  /** There is another page: reads it. */
  onMore?: (() => void) | undefined;
  loadingMore?: boolean;
}

type Loose = Record<string, unknown>;

function toColumn<T extends object>(
  column: Column<T>,
  isFirst: boolean,
  { onOpen }: TableProps<T>,
): DataTableColumn<T & Loose> {
  return {
    accessor: column.key,
    title: column.title,
    textAlign: column.align ?? 'left',
    sortable: column.sortable ?? false,
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.wideOnly ? { visibleMediaQuery: '(min-width: 64em)' } : {}),
    render: (row) =>
      isFirst && onOpen !== undefined ? (
        <button type="button" className={styles.open} onClick={() => onOpen(row)}>
          {column.render(row)}
        </button>
      ) : (
        column.render(row)
      ),
  };
}

function Skeleton({ columns }: { columns: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status" aria-label={t('table.loading')}>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row}>
          {Array.from({ length: Math.min(columns, 5) }, (_unused, cell) => (
            <i key={cell} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** A desk table: sorts, selects, opens; says when it is loading, empty or cannot be read. */
export function Table<T extends object>(props: TableProps<T>) {
  const { t } = useTranslation();
  const { label, columns, rows, rowId, rowLabel, sort, onSort, selected, onSelect, error, onRetry, empty, onMore } =
    props;
  if (rows === undefined) {
    return error == null ? <Skeleton columns={columns.length} /> : <ErrorState error={error} onRetry={onRetry} />;
  }
  if (rows.length === 0) return <EmptyState {...empty} />;
  const records = rows as (T & Loose)[];
  const sortStatus: DataTableSortStatus<T & Loose> = {
    columnAccessor: sort?.key ?? '',
    direction: sort?.descending ? 'desc' : 'asc',
  };
  const base = {
    'aria-label': label,
    className: clsx(styles.table),
    records,
    idAccessor: rowId,
    columns: columns.map((column, index) => toColumn(column, index === 0, props)),
    highlightOnHover: props.onOpen !== undefined,
    verticalSpacing: 'xs',
    minHeight: 0,
    withTableBorder: false,
    rowBorderColor: 'var(--line)',
    borderColor: 'var(--line-strong)',
    rowClassName: () => clsx(props.onOpen !== undefined && styles.row),
    onRowClick: ({ record }: { record: T & Loose }) => props.onOpen?.(record),
    sortStatus,
    onSortStatusChange: ({ columnAccessor, direction }: DataTableSortStatus<T & Loose>) =>
      onSort?.({ key: String(columnAccessor), descending: direction === 'desc' }),
  } as const;
  return (
    <div className={styles.holder}>
      {onSelect === undefined ? (
        <DataTable<T & Loose> {...base} />
      ) : (
        <DataTable<T & Loose>
          {...base}
          selectedRecords={records.filter((row) => selected?.includes(rowId(row)))}
          onSelectedRecordsChange={(chosen) => onSelect(chosen.map((row) => rowId(row)))}
          allRecordsSelectionCheckboxProps={{ 'aria-label': t('table.selectAll') }}
          getRecordSelectionCheckboxProps={(row) => ({ 'aria-label': t('table.selectRow', { label: rowLabel(row) }) })}
        />
      )}
      {onMore !== undefined && (
        <div className={styles.more}>
          <Button busy={props.loadingMore} onClick={onMore}>
            {t('action.more')}
          </Button>
        </div>
      )}
    </div>
  );
}
