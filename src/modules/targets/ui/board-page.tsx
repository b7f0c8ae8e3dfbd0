import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFilters } from '#platform/web/address.ts';
import { useFormat } from '#platform/web/format.ts';
import { refreshOn } from '#platform/web/live.ts';
import { Busy } from '#ui/busy.tsx';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import type { Board } from '../contract.ts';
import { AimDialog, type AimWish } from './aim-dialog.tsx';
import { BoardTable } from './board-table.tsx';
import { EntriesDialog, type Figure } from './entries-dialog.tsx';

refreshOn('targets.', '/api/v1/board', '/api/v1/targets', '/api/v1/plans');
refreshOn('visits.', '/api/v1/board');

const readPerson = (raw: Readonly<Record<string, unknown>>): { person?: string } =>
  typeof raw['person'] === 'string' ? { person: raw['person'] } : {};

/** The goal table (T11): done today, the month so far, the aim for tomorrow; every figure opens to what it is made of. */
export default function BoardPage() {
  const { t } = useTranslation('targets');
  const format = useFormat();
  const [{ person }] = useFilters(readPerson);
  const [figure, setFigure] = useState<Figure | null>(null);
  const [aim, setAim] = useState<AimWish | null>(null);
  const read = $api.useQuery('get', '/api/v1/board', {
    params: { query: person === undefined ? {} : { person } },
  });
  if (read.data === undefined)
    return (
      <Page title={t('title')}>
        {read.error === null ? <Busy /> : <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      </Page>
    );
  const board: Board = read.data;
  return (
    <Page
      title={t('title')}
      titleNote={format.dayOfWeek(board.today)}
      subtitle={t('subtitle', { name: board.person.name })}
      width="reading"
    >
      {board.measures.length === 0 ? (
        <EmptyState title={t('emptyTitle')} text={t('emptyText')} />
      ) : (
        <BoardTable board={board} onOpen={setFigure} onAim={setAim} />
      )}
      {figure !== null && <EntriesDialog person={board.person.id} figure={figure} onClose={() => setFigure(null)} />}
      {aim !== null && <AimDialog person={board.person.id} wish={aim} onClose={() => setAim(null)} />}
    </Page>
  );
}
