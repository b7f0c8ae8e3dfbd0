import { useTranslation } from 'react-i18next';
import { refreshOn } from '#platform/web/live.ts';
import type { Submitted } from '#platform/web/offline/request.ts';
import { takeBackUnsent, useSubmit } from '#platform/web/offline/use-submit.ts';
import { toastDone, toastUndo } from '#ui/toast.tsx';
import type { NextStepRow } from '../contract.ts';
import type { toldOutcomes } from '../rules.ts';
import {
  changeNextStep,
  completeNextStep,
  dropNextStep,
  stale,
  takeBackCompletion,
  takeBackDropping,
} from './commands.ts';
import { type StepDraft, stepOf } from './step-draft.ts';

refreshOn('followUp.', ...stale);

/** As much of a step as its completion needs. */
type NamedStep = Pick<NextStepRow, 'id' | 'customer'>;

const given = ({ id, customer }: NamedStep) => ({
  params: { id },
  changes: [id],
  needs: [customer.id],
  about: { title: customer.name, screen: `/customers/${customer.id}` },
});

/** Says that something is done or kept, and offers the way back; what has not left the phone is simply not sent. */
function useWayBack() {
  const { t } = useTranslation(['followUp', 'common']);
  return (became: Submitted, done: string, back: () => Promise<Submitted>): void => {
    const undo = async (): Promise<void> => {
      const undone = (await takeBackUnsent(became)) ? undefined : await back();
      // A refused way back is told where the person looks.
      if (undone?.state === 'refused') toastDone(undone.problem.detail);
      else toastDone(t('undone'));
    };
    const words = became.state === 'queued' ? `${done} · ${t('common:outbox.kept')}` : done;
    toastUndo(words, t('common:action.undo'), () => void undo());
  };
}

/** What can be done with a step, each with its way back told at once; true once it is done or kept on the phone. */
export function useStepActions() {
  const { t } = useTranslation(['followUp', 'common']);
  const quiet = { quiet: true };
  const complete = useSubmit(completeNextStep, quiet);
  const uncomplete = useSubmit(takeBackCompletion, quiet);
  const drop = useSubmit(dropNextStep, quiet);
  const undrop = useSubmit(takeBackDropping, quiet);
  const change = useSubmit(changeNextStep, quiet);
  const wayBack = useWayBack();

  return {
    busy: complete.busy || drop.busy || change.busy,
    error: complete.problem ?? drop.problem ?? change.problem,
    async complete(step: NamedStep, outcome: (typeof toldOutcomes)[number], more: { note: string; next: StepDraft }) {
      const next = stepOf(more.next);
      const became = await complete.send({
        ...given(step),
        body: { outcome, note: more.note, ...(next === undefined ? {} : { next }) },
        makes: next === undefined ? [] : [next.id],
      });
      if (became.state === 'refused') return false;
      const back = { ...given(step), body: undefined };
      wayBack(became, t('complete.done', { name: step.customer.name }), () => uncomplete.send(back));
      return true;
    },
    async drop(step: NextStepRow, reason: string, quietUntil: string | null) {
      const body = { reason, ...(quietUntil === null ? {} : { quietUntil }) };
      const became = await drop.send({ ...given(step), body });
      if (became.state === 'refused') return false;
      const back = { ...given(step), body: undefined };
      wayBack(became, t('dropping.done', { name: step.customer.name }), () => undrop.send(back));
      return true;
    },
    async move(step: NextStepRow, day: string, dayInWords: string) {
      if (day === step.day) return true;
      const became = await change.send({ ...given(step), body: { day }, ifMatch: step.version });
      if (became.state === 'refused') return false;
      const done = t('moving.done', { name: step.customer.name, day: dayInWords });
      const back = { ...given(step), body: { day: step.day }, ifMatch: step.version + 1 };
      // A day that is over cannot be gone back to.
      if (step.daysOverdue > 0) toastDone(became.state === 'queued' ? t('common:outbox.kept') : done);
      else wayBack(became, done, () => change.send(back));
      return true;
    },
  };
}
