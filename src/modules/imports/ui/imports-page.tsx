import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Section } from '#ui/card.tsx';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { Counts } from './counts.tsx';
import styles from './imports.module.css';
import { StartImport } from './start-import.tsx';
import { StateTag } from './state-tag.tsx';
import type { ImportSummary } from './use-import.ts';

/** A list is put in here, and one's earlier ones are found again. */
export function ImportsPage() {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const kinds = $api.useQuery('get', '/api/v1/imports/kinds');
  return (
    <Page title={t('list.title')} subtitle={t('list.subtitle')} width="reading">
      <Section title={t('start.title')}>
        {kinds.data === undefined ? (
          <Waiting error={kinds.error} onRetry={() => void kinds.refetch()} />
        ) : (
          <StartImport kinds={kinds.data} onTaken={(id) => void navigate({ to: '/imports/$id', params: { id } })} />
        )}
      </Section>
      <Section title={t('list.mine')}>
        <MyImports />
      </Section>
    </Page>
  );
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return error == null ? <Busy /> : <ErrorState error={error} onRetry={onRetry} />;
}

function MyImports() {
  const { t } = useTranslation(['imports', 'common']);
  const list = $api.useInfiniteQuery(
    'get',
    '/api/v1/imports',
    { params: { query: { limit: 20 } } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor ?? undefined,
    },
  );
  if (list.data === undefined) return <Waiting error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={t('list.empty')} text={t('list.emptyText')} />;
  return (
    <>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>
            <Entry item={item} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common:action.more')}
        </Button>
      )}
    </>
  );
}

function Entry({ item }: { item: ImportSummary }) {
  const format = useFormat();
  return (
    <Link to="/imports/$id" params={{ id: item.id }} className={styles.entry}>
      <b>{item.fileName}</b>
      <StateTag item={item} />
      <small>
        {item.kindLabel} · {format.instant(item.createdAt)}
      </small>
      {item.rows > 0 && (
        <small>
          <Counts counts={item.counts} />
        </small>
      )}
    </Link>
  );
}
