// What a command makes of a visit on a phone's screens before the server has done it, by the same rules (commands/*, check-in.ts,
// queries.ts). Each may be done twice: an answer may know of it already, and then stays as it is.
import type { Form } from '#modules/forms/contract.ts';
import { summarise, withoutEmpty } from '#modules/forms/rules.ts';
import { businessDay, localTime } from '#platform/shared/day.ts';
import type { Answer } from '#platform/web/answer.ts';
import type { Visit, VisitRow } from '../contract.ts';
import {
  after,
  doubtsOf,
  formFor,
  gistOf,
  metresBetween,
  stateOf,
  visitVerbs,
  type VisitKind,
  type VisitOutcome,
  type VisitState,
} from '../rules.ts';

export type Me = Answer<'get', '/api/v1/me'>;
export type Customer = Answer<'get', '/api/v1/customers/{id}'>;

/** Whoever wrote it, when (an instant), and the version the server answered with once it was sent. */
export interface Written {
  me: Me;
  at: string;
  version: number | null;
}

const pad = (value: number): string => String(value).padStart(2, '0');
const earlier = (a: string, b: string): string => (a < b ? a : b);
const instant = (told: string): string => new Date(told).toISOString();

function canOf(visit: VisitRow, state: VisitState, me: Me): Visit['can'] {
  const own = visit.person.id === me.person.id && me.capabilities.includes('visits.make');
  const may = visitVerbs.map((verb) => [verb, own && after(state, verb) !== undefined]);
  return Object.fromEntries(may) as Visit['can'];
}

/** The visit with what happened to it: state, version and what may be done next follow from it. */
function happened<V extends VisitRow>(visit: V, patch: Partial<Visit>, { me, version }: Written): V {
  const next = { ...visit, ...patch };
  const state = stateOf({
    checkedIn: next.checkIn !== null,
    reported: next.report !== null,
    checkedOut: next.checkOut !== null,
    cancelled: next.cancellation !== null,
  });
  const can = 'can' in visit ? { can: canOf(next, state, me) } : {};
  return { ...next, state, version: version ?? visit.version + 1, ...can };
}

interface Plan {
  id: string;
  customerId: string;
  day: string;
  time?: string | undefined;
  kind?: VisitKind | undefined;
  unplanned?: boolean | undefined;
}

/** What a phone knows when a visit is written down; the customer's name where it knows nothing else of him. */
export interface Surroundings {
  customer: Customer | undefined;
  name: string;
  /** Whether somebody has been there. */
  seenBefore: boolean;
  forms: readonly Pick<Form, 'code' | 'version'>[];
  companions: VisitRow['companions'];
  /** The plan in whose place it comes: on its day, at its time, with its company. */
  instead: VisitRow | undefined;
}

/** A visit that exists on this phone alone. */
export function planned(plan: Plan, around: Surroundings, written: Written): Visit {
  const { customer, name, instead } = around;
  const code = formFor(customer?.kind ?? '');
  const row: VisitRow = {
    id: plan.id,
    kind: plan.kind ?? instead?.kind ?? (around.seenBefore ? 'return' : 'first'),
    state: 'planned',
    day: plan.day,
    plannedDay: instead?.plannedDay ?? (plan.unplanned ? null : plan.day),
    plannedTime: plan.time ?? instead?.plannedTime ?? null,
    customer: {
      id: plan.customerId,
      name: customer?.shortName ?? customer?.name ?? name,
      kind: customer?.kind ?? '',
      address: customer?.addresses[0]?.typed ?? null,
      phone: customer?.phones[0]?.typed ?? null,
    },
    person: { id: written.me.person.id, name: written.me.person.name },
    companions: together(around.companions, instead?.companions ?? []),
    checkIn: null,
    report: null,
    checkOut: null,
    cancellation: null,
    version: written.version ?? 1,
  };
  const there = (customer?.contacts ?? []).filter(({ leftDay }) => leftDay === null || leftDay > plan.day);
  return {
    ...row,
    form: { code, version: around.forms.find((form) => form.code === code)?.version ?? 1 },
    answers: {},
    summary: [],
    contacts: there.map(({ id, name: called, part }) => ({ id, name: called, part })).toSorted(byId),
    can: canOf(row, 'planned', written.me),
  };
}

const together = (a: VisitRow['companions'], b: VisitRow['companions']): VisitRow['companions'] =>
  [...a, ...b.filter(({ id }) => !a.some((one) => one.id === id))].toSorted((one, other) =>
    one.name.localeCompare(other.name),
  );

/** By code, as the server orders ids and instants; words of a language are ordered otherwise. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { id: string }, b: { id: string }): number => compare(a.id, b.id);

interface Replan {
  day?: string | undefined;
  time?: string | null | undefined;
  kind?: VisitKind | undefined;
}

export function replanned<V extends VisitRow>(
  visit: V,
  { day = visit.day, time = visit.plannedTime, kind = visit.kind }: Replan,
  companions: VisitRow['companions'] | undefined,
  written: Written,
): V {
  if (after(visit.state, 'replan') === undefined) return visit;
  const patch = { day, plannedDay: day, plannedTime: time, kind, companions: companions ?? visit.companions };
  const known = (Object.keys(patch) as (keyof typeof patch)[]).every(
    (key) => JSON.stringify(visit[key]) === JSON.stringify(patch[key]),
  );
  return known ? visit : happened(visit, patch, written);
}

interface Position {
  lat: number;
  lng: number;
  accuracy: number;
}

/** When and where the door was, with what is to be doubted about it. */
function arrival(
  told: { occurredAt: string; position?: Position | undefined; implied: boolean },
  customer: Customer | undefined,
  { me, at }: Written,
): Pick<VisitRow, 'checkIn' | 'day'> {
  const occurredAt = earlier(instant(told.occurredAt), at);
  const door = customer?.addresses.find(({ lat, lng }) => lat !== null && lng !== null);
  const distance =
    told.position === undefined || door?.lat == null || door.lng === null
      ? null
      : Math.round(metresBetween(told.position, { lat: door.lat, lng: door.lng }));
  const doubts = doubtsOf({
    occurredAt: Date.parse(told.occurredAt),
    recordedAt: Date.parse(at),
    accuracy: told.position?.accuracy ?? null,
    distance,
    implied: told.implied,
  });
  return {
    day: businessDay(occurredAt, me.timeZone),
    checkIn: { occurredAt, recordedAt: at, distance, doubts },
  };
}

export function checkedIn<V extends VisitRow>(
  visit: V,
  told: { occurredAt: string; position?: Position | undefined },
  customer: Customer | undefined,
  written: Written,
): V {
  if (visit.checkIn !== null || after(visit.state, 'checkIn') === undefined) return visit;
  return happened(visit, arrival({ ...told, implied: false }, customer, written), written);
}

export interface Report {
  form: string;
  version: number;
  answers: Readonly<Record<string, unknown>>;
  outcome: VisitOutcome;
  occurredAt?: string | undefined;
}

/** The answers as they are kept; without the form as they were given. */
export const keptAnswers = (form: Form | undefined, answers: Report['answers']): Record<string, unknown> =>
  form === undefined ? { ...answers } : withoutEmpty(form.definition, answers);

/** `changes`: it corrects a report that is there; else it is the first, and one that stands stays. */
export function reported<V extends VisitRow>(
  visit: V,
  told: Report,
  { form, changes }: { form: Form | undefined; changes: boolean },
  written: Written,
): V {
  if (after(visit.state, 'report') === undefined || (visit.report !== null) !== changes) return visit;
  const answers = keptAnswers(form, told.answers);
  const { intent, headCount, sentence } = gistOf(answers);
  const { me, at } = written;
  const said = { outcome: told.outcome, intent, headCount, sentence };
  if (visit.report !== null && knows(visit, said, answers)) return visit;
  const report = { recordedAt: visit.report?.recordedAt ?? at, changedAt: visit.report === null ? null : at, ...said };
  const came =
    visit.checkIn === null ? arrival({ occurredAt: told.occurredAt ?? at, implied: true }, undefined, written) : {};
  const summary = form === undefined ? [] : summarise(form.definition, answers, me);
  const whole = 'answers' in visit ? { form: { code: told.form, version: told.version }, answers, summary } : {};
  return happened(visit, { ...came, report, ...whole }, written);
}

/** Whether a report says this already. */
function knows(visit: VisitRow, said: Partial<VisitRow['report']>, answers: Record<string, unknown>): boolean {
  const { report } = visit;
  const same = Object.entries(said ?? {}).every(([key, value]) => report?.[key as keyof typeof report] === value);
  return same && (!('answers' in visit) || inOrder(visit.answers) === inOrder(answers));
}

/** As text with its keys in order: the server keeps answers in an order of its own. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => compare(a, b)))
      : part,
  );

export function checkedOut<V extends VisitRow>(visit: V, told: { occurredAt: string }, written: Written): V {
  if (visit.checkIn === null || visit.checkOut !== null || after(visit.state, 'checkOut') === undefined) return visit;
  const left = earlier(instant(told.occurredAt), written.at);
  const began = visit.checkIn.occurredAt;
  const checkOut = { occurredAt: left < began ? began : left, recordedAt: written.at };
  return happened(visit, { checkOut }, written);
}

export function cancelled<V extends VisitRow>(visit: V, { reason }: { reason: string }, written: Written): V {
  if (after(visit.state, 'cancel') === undefined) return visit;
  return happened(visit, { cancellation: { recordedAt: written.at, reason, replacedBy: null } }, written);
}

/** On the outlet's clock, so that a planned time and an instant stand in one order. */
function momentOf({ checkIn, plannedTime, day }: VisitRow, timeZone: string): string {
  if (checkIn === null) return plannedTime === null ? '~' : `${day}T${plannedTime}:00`;
  const { hour, minute } = localTime(checkIn.occurredAt, timeZone);
  return `${day}T${pad(hour)}:${pad(minute)}:${checkIn.occurredAt.slice(17, 23)}`;
}

/** A day's visits in the order of the list: as they were begun or are to begin. */
export const inOrderOfDay = (rows: readonly VisitRow[], timeZone: string): VisitRow[] =>
  rows.toSorted((a, b) => compare(momentOf(a, timeZone), momentOf(b, timeZone)) || byId(a, b));

/** A customer's visits, newest first. */
export const newestFirst = (rows: readonly VisitRow[]): VisitRow[] =>
  rows.toSorted((a, b) => compare(b.day, a.day) || byId(b, a)).slice(0, 50);

/** As a list shows it: without the report's own answers. */
export function rowOf(visit: VisitRow | Visit): VisitRow {
  if (!('can' in visit)) return visit;
  const { form: _form, answers: _answers, summary: _summary, contacts: _contacts, can: _can, ...row } = visit;
  return row;
}
