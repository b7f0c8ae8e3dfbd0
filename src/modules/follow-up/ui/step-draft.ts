import { newId } from '#platform/shared/id.ts';
import { phoneNow } from '#platform/web/offline/clock.ts';
import type { StepKind } from '../rules.ts';

/** What is being said of a next step; a kind and a day make it one. */
export interface StepDraft {
  kind: StepKind | null;
  day: string | null;
  note: string;
}
export const emptyStep: StepDraft = { kind: null, day: null, note: '' };

/** A draft as the API takes it; undefined while it is none. */
export const stepOf = ({ kind, day, note }: StepDraft) =>
  kind === null || day === null ? undefined : { id: newId(phoneNow()), kind, day, note };
