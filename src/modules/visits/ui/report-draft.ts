import { useState } from 'react';
import type { StepDraft } from '#modules/follow-up/ui/public.tsx';
import type { VisitOutcome } from '../rules.ts';

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

const keyOf = (visitId: string): string => `kejing.report.${visitId}`;

function kept(visitId: string): Draft | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(visitId));
    return text === null ? undefined : (JSON.parse(text) as Draft);
  } catch {
    return undefined; // storage is blocked, or holds something else
  }
}

function keep(visitId: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined) sessionStorage.removeItem(keyOf(visitId));
    else sessionStorage.setItem(keyOf(visitId), JSON.stringify(draft));
  } catch {
    return; // storage is blocked: what is on the page is all there is
  }
}

/** What is being written about a visit: it outlives a reload of the page, until it is sent. */
export function useDraft(visitId: string, first: Draft) {
  const [draft, setDraft] = useState<Draft>(() => kept(visitId) ?? first);
  const change = (patch: Partial<Draft>): void =>
    setDraft((before) => {
      const next = { ...before, ...patch };
      keep(visitId, next);
      return next;
    });
  return { draft, change, forget: () => keep(visitId, undefined) };
}
