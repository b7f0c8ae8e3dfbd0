import { daysBetween, type Day } from '#platform/shared/day.ts';

/** Why a customer stands on a day's list; each has a sentence in the messages, with its parameters. */
export const reasonCodes = ['planned', 'overdueNextStep', 'dueNextStep', 'neverSeen', 'longUnseen', 'manual'] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export interface Reason {
  code: ReasonCode;
  /** `days` late or unseen; `kind` of the next step. */
  params: { days?: number; kind?: string };
}

/** How a line is worked: at the door, or by telephone and post. */
export const ways = ['visit', 'call'] as const;
export type Way = (typeof ways)[number];

/** More than anybody sees in a day. */
export const mostLines = 100;
export const mostVisits = 99;

/** Longer than this without a visit and a customer is proposed again. */
export const longUnseenDays = 30;

/** What is known of a customer when a list is made for a day. */
export interface Facts {
  customerId: string;
  /** The person's open next step with it. */
  step: { id: string; kind: string; day: Day } | null;
  /** A visit already planned for that day. */
  visit: { id: string; time: string | null } | null;
  /** The day it was last visited by anybody. */
  lastVisitDay: Day | null;
  /** Since when it is looked after by whoever looks after it now. */
  assignedDay: Day;
  /** On the list of the day before, not yet seen there. */
  onListBefore: boolean;
}

/** A call, a mail or a message needs no door. */
export const wayOf = (facts: Pick<Facts, 'step' | 'visit'>): Way =>
  facts.visit === null && facts.step !== null && ['call', 'mail', 'message'].includes(facts.step.kind)
    ? 'call'
    : 'visit';

/** The fact that best says why the customer is on the list of a day; `manual` when only the person knows. */
export function reasonOf(facts: Facts, day: Day): Reason {
  const { step, visit, lastVisitDay } = facts;
  if (step !== null && step.day < day)
    return { code: 'overdueNextStep', params: { days: daysBetween(step.day, day), kind: step.kind } };
  if (step !== null && step.day === day) return { code: 'dueNextStep', params: { kind: step.kind } };
  if (visit !== null) return { code: 'planned', params: {} };
  if (lastVisitDay === null)
    return { code: 'neverSeen', params: { days: Math.max(0, daysBetween(facts.assignedDay, day)) } };
  const unseen = daysBetween(lastVisitDay, day);
  return unseen > longUnseenDays ? { code: 'longUnseen', params: { days: unseen } } : { code: 'manual', params: {} };
}

export interface ProposedLine {
  customerId: string;
  way: Way;
  reason: Reason;
  followUpId: string | null;
  plannedTime: string | null;
  visitId: string | null;
}

/** The line of a customer as the facts would have it. */
export function lineOf(facts: Facts, day: Day): ProposedLine {
  const due = facts.step !== null && facts.step.day <= day ? facts.step : null;
  return {
    customerId: facts.customerId,
    way: wayOf({ step: due, visit: facts.visit }),
    reason: reasonOf(facts, day),
    followUpId: due?.id ?? null,
    plannedTime: facts.visit?.time ?? null,
    visitId: facts.visit?.id ?? null,
  };
}

const order: Readonly<Record<ReasonCode, number>> = {
  overdueNextStep: 0,
  dueNextStep: 1,
  planned: 2,
  neverSeen: 4,
  longUnseen: 5,
  manual: 6,
};
/** What today's list may still settle comes after what only the planned day can. */
const afterDue = 3;

/**
 * The list proposed for a day (O11): next steps that are late, the latest first; those due that day; agreed visits; then, up to the aim,
 * customers never seen, the last assigned first, and those unseen for long. Agreed visits always stand on it. Calls do not use up the aim,
 * and as many as the aim are proposed. `left` says how many late or due steps found no place.
 */
export function propose(
  candidates: readonly Facts[],
  { day, aim }: { day: Day; aim: number },
): { lines: ProposedLine[]; left: number } {
  const ranked = candidates
    .map((facts) => ({ facts, line: lineOf(facts, day) }))
    .toSorted((a, b) => rank(a) - rank(b) || within(a, b));
  const agreed = ranked.filter(({ facts }) => facts.visit !== null).length;
  const room = { visit: Math.max(0, aim - agreed), call: aim };
  const lines: ProposedLine[] = [];
  let left = 0;
  for (const { facts, line } of ranked) {
    if (facts.visit === null) {
      if (room[line.way] === 0) {
        if (line.followUpId !== null) left += 1;
        continue;
      }
      room[line.way] -= 1;
    }
    lines.push(line);
  }
  return { lines, left };
}

interface Ranked {
  facts: Facts;
  line: ProposedLine;
}

const rank = ({ facts, line }: Ranked): number =>
  facts.onListBefore && facts.visit === null ? afterDue : order[line.reason.code];

/** Within one reason: later steps and longer unseen first; of those never seen the last assigned first. */
function within(a: Ranked, b: Ranked): number {
  const days = (b.line.reason.params.days ?? 0) - (a.line.reason.params.days ?? 0);
  if (a.line.reason.code === 'neverSeen' && b.line.reason.code === 'neverSeen') return -days;
  if (days !== 0) return days;
  return (a.line.plannedTime ?? '99').localeCompare(b.line.plannedTime ?? '99');
}

export const planStates = ['proposed', 'open', 'submitted', 'confirmed'] as const;
export type PlanState = (typeof planStates)[number];
export const planVerbs = ['edit', 'submit', 'takeBackSubmission', 'confirm', 'takeBackConfirmation'] as const;
export type PlanVerb = (typeof planVerbs)[number];

/** What may happen in which state, and what it leads to; what stands not here may not. */
export const transitions: Readonly<Record<PlanState, Partial<Record<PlanVerb, PlanState>>>> = {
  proposed: { edit: 'open' },
  open: { edit: 'open', submit: 'submitted' },
  submitted: { edit: 'submitted', takeBackSubmission: 'open', confirm: 'confirmed' },
  confirmed: { takeBackConfirmation: 'submitted' },
};

export function planStateOf(plan: { submittedAt: string | null; confirmedAt: string | null }): PlanState {
  if (plan.confirmedAt !== null) return 'confirmed';
  return plan.submittedAt === null ? 'open' : 'submitted';
}

export const mayBe = (state: PlanState, verb: PlanVerb): boolean => transitions[state][verb] !== undefined;
