import { useTranslation } from 'react-i18next';
import type { Answer } from '#platform/web/answer.ts';
import { $api } from '#platform/web/api.ts';
import { currentLanguage } from '#platform/web/language.ts';
import { refresh } from '#platform/web/queries.ts';
import { toastDone, toastUndo } from '#ui/toast.tsx';
import type { CodeList } from '../rules.ts';

export type CodeRow = Answer<'get', '/api/v1/codes/{list}'>['items'][number];

/** Whatever shows a code's name: forms take their choices from lists too. */
export const refreshCodes = (): Promise<void> => refresh('/api/v1/codes', '/api/v1/forms', '/api/v1/customers');

/** Retires an entry of a list or takes it back, and puts it at another place. */
export function useSetCode(list: CodeList) {
  const { t } = useTranslation(['customers', 'common']);
  const command = $api.useMutation('put', '/api/v1/codes/{list}/{code}');
  const send = (row: CodeRow, change: { place?: number; retired?: boolean }) =>
    command.mutateAsync({ params: { path: { list, code: row.code } }, body: { labels: row.labels, ...change } });

  async function set(row: CodeRow, change: { retired: boolean }): Promise<void> {
    const label = row.labels[currentLanguage()];
    await send(row, change);
    await refreshCodes();
    if (!change.retired) toastDone(t('codes.backDone', { label }));
    else
      toastUndo(
        t('codes.retiredDone', { label }),
        t('common:action.undo'),
        () => void quietly(set(row, { retired: false })),
      );
  }

  /** Places are given anew from 0 on, and only those that differ are sent: lists made by hand may have gaps and doubles. */
  async function move(rows: readonly CodeRow[], code: string, step: 1 | -1): Promise<void> {
    const at = rows.findIndex((row) => row.code === code);
    const row = rows[at];
    if (row === undefined || rows[at + step] === undefined) return;
    const next = rows.toSpliced(at, 1).toSpliced(at + step, 0, row);
    for (const [place, one] of next.entries()) if (one.place !== place) await send(one, { place });
    await refreshCodes();
  }

  return {
    busy: command.isPending,
    error: command.error,
    set: (row: CodeRow, change: { retired: boolean }) => void quietly(set(row, change)),
    move: (rows: readonly CodeRow[], code: string, step: 1 | -1) => void quietly(move(rows, code, step)),
  };
}

/** What was refused is shown by the screen from the command's own error. */
const quietly = (work: Promise<void>): Promise<void> => work.catch(() => refreshCodes());
