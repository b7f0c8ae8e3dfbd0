// What the sample tells: customers, visits, next steps and lists, as they came about. Kept in memory until all of it is written.
import type { Day } from '#platform/shared/day.ts';
import type { CustomerToInsert } from '#modules/customers/public.ts';
import type { ContactPart, CustomerKind, Lifecycle } from '#modules/customers/rules.ts';
import type { StepKind, StepOutcome } from '#modules/follow-up/rules.ts';
import type { ProposedLine } from '#modules/plans/rules.ts';
import type { VisitKind, VisitOutcome } from '#modules/visits/rules.ts';
import type { Dice } from './dice.ts';
import type { Person } from './scene.ts';

export interface Contact {
  id: string;
  name: string;
  part: ContactPart;
  title: string | null;
  phone: string | null;
  email: string | null;
}

/** A customer somebody walks to. */
export interface Account {
  id: string;
  kind: CustomerKind;
  name: string;
  owner: Person;
  /** When it was written down; on the day it was found for those found by canvass. */
  createdAt: number;
  createdDay: Day;
  /** How it came into the books: found at the door, or on a list somebody brought. */
  origin: { by: Person; file: string | null };
  /** As it is written down. */
  record: CustomerToInsert;
  contacts: readonly Contact[];
  /** Orders the day's way: building and floor, street and number. */
  way: string;
  door: { lat: number; lng: number } | null;
  /** 0 cold … 1 warm. */
  warmth: number;
  /** What is known of it, in the words of its form; the same at every visit. */
  facts: Record<string, unknown>;
  /** From this day on it is worked by chance; before it only by its own script. */
  playsFrom: Day | null;

  lifecycle: Lifecycle;
  intent: number;
  talks: number;
  seen: number;
  lastVisitDay: Day | null;
  lastVisitAt: number | null;
  lastCallAt: number | null;
  step: Step | null;
  /** Left alone until this day, for a reason that stands on its dropped step. */
  quietUntil: Day | null;
  archived: { at: number; reason: string } | null;
  version: number;
}

export interface Step {
  id: string;
  account: Account;
  kind: StepKind;
  day: Day;
  note: string;
  source: { kind: string; id: string };
  madeAt: number;
  done: { at: number; outcome: StepOutcome; note: string } | null;
  dropped: { at: number; reason: string; quietUntil: Day | null } | null;
}

export interface Report {
  outcome: VisitOutcome;
  answers: Record<string, unknown>;
  at: number;
}

export interface Visit {
  id: string;
  account: Account;
  person: Person;
  kind: VisitKind;
  plannedDay: Day | null;
  plannedAt: number | null;
  day: Day;
  createdAt: number;
  createdBy: Person;
  companions: Person[];
  checkIn: { at: number; recordedAt: number; position: { lat: number; lng: number; accuracy: number } | null } | null;
  report: Report | null;
  checkOut: { at: number; recordedAt: number } | null;
  cancelled: { at: number; reason: string } | null;
}

export interface PlanLine extends ProposedLine {
  account: Account;
  visit: Visit | null;
}

export interface Plan {
  id: string;
  person: Person;
  day: Day;
  aim: number;
  madeAt: number;
  submittedAt: number | null;
  confirmed: { at: number; by: Person; note: string | null } | null;
  lines: PlanLine[];
}

export interface Aim {
  person: Person;
  measure: string;
  grain: 'day' | 'month';
  start: Day;
  amount: number;
  by: Person;
  at: number;
  mandatory: boolean;
}

/** A customer's life moved on. */
export interface Turn {
  account: Account;
  from: Lifecycle;
  to: Lifecycle;
  at: number;
  day: Day;
  version: number;
}

export interface Book {
  accounts: Account[];
  visits: Visit[];
  steps: Step[];
  plans: Plan[];
  aims: Aim[];
  turns: Turn[];
}

export const emptyBook = (): Book => ({ accounts: [], visits: [], steps: [], plans: [], aims: [], turns: [] });

/** How one arm of the company works its customers. */
export interface Trade {
  /** Visits a day's list is made for, and how many of them a day has room for. */
  aim: number;
  room: readonly [from: number, to: number];
  /** Of a first visit and of those after it. */
  first: Readonly<Partial<Record<VisitOutcome, number>>>;
  again: Readonly<Partial<Record<VisitOutcome, number>>>;
  /** Prospects may become customers. */
  wins: boolean;
  answers(account: Account, chance: Dice): Record<string, unknown>;
  sentence(account: Account, outcome: VisitOutcome, chance: Dice): string;
  next(account: Account, outcome: VisitOutcome, chance: Dice): Next;
}

export type Next = { kind: StepKind; inDays: number; note: string } | { reason: string; quietDays: number | null };

export const isGivenUp = (next: Next): next is Extract<Next, { reason: string }> => 'reason' in next;
