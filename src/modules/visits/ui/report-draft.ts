import { useCallback, useEffect, useState } from 'react';
import type { StepDraft } from '#modules/follow-up/ui/public.tsx';
import { bodyOf } from '#platform/web/offline/command.ts';
import { dropDraft, keepDraft, keptDraft } from '#platform/web/offline/drafts.ts';
import { allEntries } from '#platform/web/offline/mirror.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import type { VisitOutcome } from '../rules.ts';
import { reportVisit } from './commands.ts';

export interface Draft {
  outcome: VisitOutcome;
  answers: Readonly<Record<string, unknown>>;
  step: StepDraft;
}

const noStep: StepDraft = { kind: null, day: null, note: '' };

/** What a report begins with. */
export const beginWith = (outcome: VisitOutcome, answers: Draft['answers']): Draft => ({
  outcome,
  answers,
  step: noStep,
});

const keyOf = (visitId: string): string => `report.${visitId}`;

/** Reports of a visit that were refused and wait in the outbox to be mended. */
export const refusedReports = async (visitId: string): Promise<Entry[]> =>
  (await allEntries()).filter(
    ({ command, state, params }) => command === reportVisit.id && state === 'refused' && params['id'] === visitId,
  );

/** What is half written on this phone; else what was refused, to be written again. */
async function keptOf(visitId: string): Promise<Draft | undefined> {
  const kept = await keptDraft<Draft>(keyOf(visitId));
  const refused = kept === undefined ? (await refusedReports(visitId)).at(-1) : undefined;
  if (refused === undefined) return kept;
  const { outcome, answers, nextStep } = bodyOf(reportVisit, refused);
  return { outcome, answers, step: nextStep === undefined ? noStep : { note: '', ...nextStep } };
}

/** The draft of a visit's report as this phone keeps it, null where it keeps none; undefined until it has looked. */
export function useKeptDraft(visitId: string): Draft | null | undefined {
  const [found, setFound] = useState<{ visitId: string; draft: Draft | null }>();
  useEffect(() => {
    let looking = true;
    const show = (draft: Draft | null): void => {
      if (looking) setFound({ visitId, draft });
    };
    keptOf(visitId).then(
      (draft) => show(draft ?? null),
      () => show(null),
    );
    return () => {
      looking = false;
    };
  }, [visitId]);
  return found?.visitId === visitId ? found.draft : undefined;
}

/** What is to be changed, or how upon what stands at that moment. */
export type Patch = Partial<Draft> | ((before: Draft) => Partial<Draft>);

/** What is being written about a visit: it outlives a closed browser, until it is sent. */
export function useDraft(visitId: string, first: Draft) {
  const [draft, setDraft] = useState<Draft>(first);
  const change = useCallback(
    (patch: Patch): void =>
      setDraft((before) => {
        const next = { ...before, ...(typeof patch === 'function' ? patch(before) : patch) };
        // Where the phone has no room, what is on the page is all there is.
        void keepDraft(keyOf(visitId), next).catch(() => undefined);
        return next;
      }),
    [visitId],
  );
  return { draft, change, forget: () => void dropDraft(keyOf(visitId)).catch(() => undefined) };
}
