import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { Tag } from '#ui/tag.tsx';
import styles from './board.module.css';

/** A figure of the board: which measure over which days. */
export interface Figure {
  measure: string;
  label: string;
  from: string;
  to: string;
}

/** What a figure is made of: its entries, each with the way to its source ('every number explains itself'). */
export function EntriesDialog({ person, figure, onClose }: { person: string; figure: Figure; onClose: () => void }) {
  const { t } = useTranslation(['targets', 'common']);
  const format = useFormat();
  const { measure, label, from, to } = figure;
  const read = $api.useInfiniteQuery(
    'get',
    '/api/v1/board/entries',
    { params: { query: { person, measure, from, to, limit: 50 } } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    },
  );
  const span = from === to ? format.dayOfWeek(from) : format.month(from);
  const entries = read.data?.pages.flatMap((page) => page.items) ?? [];
  const sum = entries.reduce((total, { quantity }) => total + quantity, 0);
  return (
    <Dialog title={t('entries.title', { label, span })} open onClose={onClose}>
      {read.isPending && <Busy />}
      {read.error !== null && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data !== undefined && entries.length === 0 && (
        <EmptyState title={t('entries.emptyTitle')} text={t('entries.emptyText')} />
      )}
      {entries.length > 0 && (
        <>
          {!read.hasNextPage && <p className={styles.sum}>{t('entries.sum', { sum: format.number(sum) })}</p>}
          <ul className={styles.entries}>
            {entries.map((entry) => (
              <li key={entry.id}>
                <Source entry={entry} onFollow={onClose} />
                {entry.reversalOf !== null && <Tag tone="none">{t('entries.reversal')}</Tag>}
                {entry.late && <Tag tone="warn">{t('entries.late')}</Tag>}
                <small>{format.day(entry.day, 'monthDay')}</small>
                <span className={styles.quantity}>{format.number(entry.quantity)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {read.hasNextPage && (
        <Button busy={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
          {t('common:action.more')}
        </Button>
      )}
    </Dialog>
  );
}

interface SourceProps {
  entry: { sourceKind: string; sourceId: string; customer: { id: string; name: string } | null };
  onFollow: () => void;
}

/** The way to what an entry came from; a source without a page of its own leads to the customer. */
function Source({ entry, onFollow }: SourceProps) {
  const { t } = useTranslation('targets');
  const name = entry.customer?.name ?? t('entries.noCustomer');
  if (entry.sourceKind === 'visit')
    return (
      <Link to="/visits/$id" params={{ id: entry.sourceId }} onClick={onFollow}>
        {t('entries.source.visit')} · {name}
      </Link>
    );
  if (entry.customer !== null)
    return (
      <Link to="/customers/$id" params={{ id: entry.customer.id }} onClick={onFollow}>
        {name}
      </Link>
    );
  return <span>{t('entries.source.other', { kind: entry.sourceKind })}</span>;
}
