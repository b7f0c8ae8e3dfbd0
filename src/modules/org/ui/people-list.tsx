import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { Tag } from '#ui/tag.tsx';
import styles from './people-list.module.css';
import { type PersonRow, usePositionLabel } from './reading.ts';

export interface PeopleListProps {
  rows: readonly PersonRow[] | undefined;
  error: unknown;
  onRetry: () => void;
  empty: { title: string; text: ReactNode; action?: ReactNode };
  showUnit?: boolean;
  onMore?: (() => void) | undefined;
  loadingMore?: boolean;
}

/** People below each other: as the phone shows the directory, and a unit's panel its own. */
export function PeopleList(props: PeopleListProps) {
  const { rows, error, onRetry, empty, showUnit = true, onMore, loadingMore = false } = props;
  const { t } = useTranslation(['org', 'common']);
  const position = usePositionLabel();
  if (rows === undefined) return error == null ? <Busy /> : <ErrorState error={error} onRetry={onRetry} />;
  if (rows.length === 0) return <EmptyState {...empty} />;
  return (
    <>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to="/people/$id" params={{ id: row.id }} className={styles.person}>
              <span className={styles.name}>{row.name}</span>
              <StateTag row={row} />
              <span className={styles.note}>
                {[position(row.position), showUnit ? row.unit?.name : undefined].filter(Boolean).join(' · ')}
              </span>
              {row.phone !== null && <span className={styles.phone}>{row.phone}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {onMore !== undefined && (
        <Button wide busy={loadingMore} onClick={onMore}>
          {t('common:action.more')}
        </Button>
      )}
    </>
  );
}

/** What is not the ordinary case: leads, is still to come, has left. */
export function StateTag({ row }: { row: Pick<PersonRow, 'state' | 'leads'> }) {
  const { t } = useTranslation('org');
  if (row.state === 'left') return <Tag tone="none">{t('person.left')}</Tag>;
  if (row.state === 'coming') return <Tag tone="warn">{t('person.coming')}</Tag>;
  return row.leads ? <Tag>{t('person.leads')}</Tag> : <span />;
}
