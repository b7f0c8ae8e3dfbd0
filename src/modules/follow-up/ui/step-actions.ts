import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { refreshOn } from '#platform/web/live.ts';
import { refresh } from '#platform/web/queries.ts';
import { toastDone, toastUndo } from '#ui/toast.tsx';
import type { NextStepRow } from '../contract.ts';
import type { toldOutcomes } from '../rules.ts';
import { type StepDraft, stepOf } from './step-draft.ts';

/** Everything that shows next steps, or is made from them. */
const stale = ['/api/v1/next-steps', '/api/v1/customers', '/api/v1/plans'] as const;
refreshOn('followUp.', ...stale);

/** What can be done with a step, each with its way back told at once. */
export function useStepActions() {
  const { t } = useTranslation(['followUp', 'common']);
  const complete = $api.useMutation('post', '/api/v1/next-steps/{id}/completion');
  const uncomplete = $api.useMutation('delete', '/api/v1/next-steps/{id}/completion');
  const drop = $api.useMutation('post', '/api/v1/next-steps/{id}/dropping');
  const undrop = $api.useMutation('delete', '/api/v1/next-steps/{id}/dropping');
  const change = $api.useMutation('patch', '/api/v1/next-steps/{id}');
  const undo = t('common:action.undo');
  const undone = async (): Promise<void> => {
    await refresh(...stale);
    toastDone(t('undone'));
  };

  return {
    busy: complete.isPending || drop.isPending || change.isPending,
    error: complete.error ?? drop.error ?? change.error,
    async complete(
      step: Pick<NextStepRow, 'id' | 'customer'>,
      outcome: (typeof toldOutcomes)[number],
      more: { note: string; next: StepDraft },
    ) {
      const next = stepOf(more.next);
      const body = { outcome, note: more.note, ...(next === undefined ? {} : { next }) };
      const params = { path: { id: step.id } };
      await complete.mutateAsync({ params, body });
      await refresh(...stale);
      toastUndo(t('complete.done', { name: step.customer.name }), undo, () => {
        uncomplete.mutate({ params }, { onSuccess: undone, onError: sayWhy });
      });
    },
    async drop(step: NextStepRow, reason: string, quietUntil: string | null) {
      const params = { path: { id: step.id } };
      await drop.mutateAsync({ params, body: { reason, ...(quietUntil === null ? {} : { quietUntil }) } });
      await refresh(...stale);
      toastUndo(t('dropping.done', { name: step.customer.name }), undo, () => {
        undrop.mutate({ params }, { onSuccess: undone, onError: sayWhy });
      });
    },
    async move(step: NextStepRow, day: string, dayInWords: string) {
      const params = { path: { id: step.id } };
      const moved = await change.mutateAsync({ params, body: { day }, headers: { 'If-Match': String(step.version) } });
      await refresh(...stale);
      if (step.daysOverdue > 0) return toastDone(t('moving.done', { name: step.customer.name, day: dayInWords }));
      toastUndo(t('moving.done', { name: step.customer.name, day: dayInWords }), undo, () => {
        change.mutate(
          { params, body: { day: step.day }, headers: { 'If-Match': String(moved.version) } },
          { onSuccess: undone, onError: sayWhy },
        );
      });
    },
  };
}

/** A refused way back is told where the person looks. */
function sayWhy(error: { detail: string }): void {
  toastDone(error.detail);
}
