import { addDays, type Day, daysBetween } from '#platform/shared/day.ts';

/** How the next step is taken. */
export const stepKinds = ['call', 'visit', 'mail', 'message', 'other'] as const;
export type StepKind = (typeof stepKinds)[number];

/** What came of it; `visited` and `replaced` are written by the product, the others by the person. */
export const stepOutcomes = ['reached', 'noAnswer', 'arranged', 'sent', 'visited', 'replaced'] as const;
export type StepOutcome = (typeof stepOutcomes)[number];
/** The outcomes a person chooses from. */
export const toldOutcomes = ['reached', 'arranged', 'noAnswer', 'sent'] as const;

export type StepState = 'open' | 'done' | 'dropped';

/** A person's list is read in these parts. */
export const dueParts = ['overdue', 'today', 'week'] as const;
export type DuePart = (typeof dueParts)[number];

interface Ended {
  doneAt: string | null;
  droppedAt: string | null;
}

export const stateOf = ({ doneAt, droppedAt }: Ended): StepState =>
  doneAt !== null ? 'done' : droppedAt !== null ? 'dropped' : 'open';

/** Days a step is late on a day; 0 while it is not. */
export const daysOverdue = (day: Day, today: Day): number => Math.max(0, daysBetween(day, today));

/** The days [from, to] of a part as of today; the week is the seven days after today. */
export function daysOf(part: DuePart, today: Day): { from: Day | null; to: Day } {
  if (part === 'overdue') return { from: null, to: addDays(today, -1) };
  if (part === 'today') return { from: today, to: today };
  return { from: addDays(today, 1), to: addDays(today, 7) };
}

/** Which part a step stands in; `later` beyond the week. */
export function partOf(day: Day, today: Day): DuePart | 'later' {
  const ahead = daysBetween(today, day);
  if (ahead < 0) return 'overdue';
  if (ahead === 0) return 'today';
  return ahead <= 7 ? 'week' : 'later';
}

/** The days offered by touch: tomorrow, in three days, in a week. */
export const offeredDays = (today: Day): { key: 'tomorrow' | 'threeDays' | 'week'; day: Day }[] => [
  { key: 'tomorrow', day: addDays(today, 1) },
  { key: 'threeDays', day: addDays(today, 3) },
  { key: 'week', day: addDays(today, 7) },
];
