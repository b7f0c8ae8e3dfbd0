import { useQueryClient } from '@tanstack/react-query';
import type { Answer } from '#platform/web/answer.ts';
import { $api } from '#platform/web/api.ts';
import { isWorking } from '../rules.ts';

export type ImportDetail = Answer<'get', '/api/v1/imports/{id}'>;
export type ImportSummary = Answer<'get', '/api/v1/imports'>['items'][number];
export type ImportKinds = Answer<'get', '/api/v1/imports/kinds'>;
export type ImportedRow = Answer<'get', '/api/v1/imports/{id}/rows'>['items'][number];

export const isMoving = (one: Pick<ImportDetail, 'state' | 'stalled'>): boolean => isWorking(one.state) && !one.stalled;

const askFor = (id: string) => ({ params: { path: { id } } });

/** The import, asked for again every second while it is being worked on. */
export function useImport(id: string) {
  return $api.useQuery('get', '/api/v1/imports/{id}', askFor(id), {
    refetchInterval: ({ state: { data } }) => (data !== undefined && isMoving(data) ? 1_000 : false),
  });
}

/** What can be done with an import; each answers how it stands then, and the screen shows that at once. */
export function useImportActions(id: string) {
  const client = useQueryClient();
  const { queryKey } = $api.queryOptions('get', '/api/v1/imports/{id}', askFor(id));
  const onSuccess = async (now: ImportDetail): Promise<void> => {
    client.setQueryData(queryKey, now);
    await client.invalidateQueries({ queryKey: ['get', '/api/v1/imports'] });
    await client.invalidateQueries({ queryKey: ['get', '/api/v1/imports/{id}/rows'] });
  };
  const change = $api.useMutation('put', '/api/v1/imports/{id}/mapping', { onSuccess });
  const read = $api.useMutation('put', '/api/v1/imports/{id}/reading', { onSuccess });
  const rehearse = $api.useMutation('post', '/api/v1/imports/{id}/rehearsal', { onSuccess });
  const run = $api.useMutation('post', '/api/v1/imports/{id}/run', { onSuccess });
  const stop = $api.useMutation('post', '/api/v1/imports/{id}/cancellation', { onSuccess });
  return {
    change,
    read,
    rehearse,
    run,
    stop,
    busy: change.isPending || read.isPending || rehearse.isPending || run.isPending,
    error: change.error ?? read.error ?? rehearse.error ?? run.error ?? stop.error,
    ask: askFor(id),
  };
}
export type ImportActions = ReturnType<typeof useImportActions>;
