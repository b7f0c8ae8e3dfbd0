import type { FormDefinition } from '../contract.ts';

/** A form under work, with what it was before each step. */
export interface Editing {
  now: FormDefinition;
  past: readonly FormDefinition[];
  /** What the last step touched: typing on in one place is one step. */
  place: string | null;
}

export type Step =
  | { kind: 'change'; change: (definition: FormDefinition) => FormDefinition; place?: string | undefined }
  | { kind: 'undo' };

const mostSteps = 100;

export const begun = (definition: FormDefinition): Editing => ({ now: definition, past: [], place: null });

export function edited(editing: Editing, step: Step): Editing {
  const { now, past, place } = editing;
  if (step.kind === 'undo') {
    const before = past.at(-1);
    return before === undefined ? editing : { now: before, past: past.slice(0, -1), place: null };
  }
  const next = step.change(now);
  if (next === now) return editing;
  const goesOn = step.place !== undefined && step.place === place;
  return { now: next, past: goesOn ? past : [...past, now].slice(-mostSteps), place: step.place ?? null };
}
