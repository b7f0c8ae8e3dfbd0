import type { Answer } from '#platform/web/answer.ts';
import { bodyOf } from '#platform/web/offline/command.ts';
import type { Beside, Projections } from '#platform/web/offline/projections.ts';
import type { Visit, VisitRow } from '../contract.ts';
import * as commands from './commands.ts';
import { inOrderOfDay, newestFirst, planned, rowOf, type Written } from './projected-visit.ts';

/** Who wrote an entry and when; undefined on a phone that does not know whose it is. */
export async function writtenBy({ held, entry }: Beside): Promise<Written | undefined> {
  const me = await held('/api/v1/me');
  return me && { me, at: new Date(entry.writtenAt).toISOString(), version: entry.answerVersion };
}

/** A visit after an entry, in whatever list or record it stands. */
export type VisitChange = <V extends VisitRow>(visit: V) => V;
/** An entry as a change of the visit it names; undefined where nothing is known of it. */
export type ChangeOf = (beside: Beside, written: Written) => Promise<VisitChange | undefined>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether a list of visits is that of whoever holds the phone. */
const isOwn = ({ read }: Beside, { me }: Written): boolean =>
  (read.query.get('person') ?? me.person.id) === me.person.id;

/** A day's list with a visit as it is now: on its day, and on no other. */
function onItsDay(items: readonly VisitRow[], visit: VisitRow, beside: Beside, { me }: Written): VisitRow[] {
  const others = items.filter(({ id }) => id !== visit.id);
  return visit.day === beside.read.query.get('day') ? inOrderOfDay([...others, rowOf(visit)], me.timeZone) : others;
}

/** The visit an entry names, as it was before; `found` is what a list knows of it. */
async function before({ held, entry }: Beside, found: VisitRow | undefined): Promise<VisitRow | undefined> {
  return found ?? (await held('/api/v1/visits/{id}', { id: entry.params['id'] ?? '' }));
}

type Rows = Answer<'get', '/api/v1/visits'>;

const idOf = ({ entry }: Beside): string => entry.params['id'] ?? '';

/** How every read that shows visits looks after an entry that changes one. */
export const visitChange = (changeOf: ChangeOf) =>
  ({
    '/api/v1/visits/{id}': async (answer, beside) => {
      if (answer === undefined || answer.id !== idOf(beside)) return answer;
      const written = await writtenBy(beside);
      const change = written && (await changeOf(beside, written));
      return change === undefined ? answer : (change(answer) as typeof answer);
    },
    '/api/v1/visits': async (answer, beside) => {
      const written = await writtenBy(beside);
      if (written === undefined || !isOwn(beside, written)) return answer;
      const items = answer?.items ?? [];
      const visit = await before(
        beside,
        items.find(({ id }) => id === idOf(beside)),
      );
      const change = visit && (await changeOf(beside, written));
      if (change === undefined || visit === undefined) return answer;
      const next = onItsDay(items, change(visit), beside, written);
      return same(next, items) ? answer : ({ items: next } as Rows);
    },
    '/api/v1/customers/{id}/visits': async (answer, beside) => {
      const items = answer?.items ?? [];
      const visit = await before(
        beside,
        items.find(({ id }) => id === idOf(beside)),
      );
      if (visit === undefined || visit.customer.id !== beside.read.params['id']) return answer;
      const written = await writtenBy(beside);
      const change = written && (await changeOf(beside, written));
      if (change === undefined) return answer;
      const others = items.filter(({ id }) => id !== visit.id);
      const next = newestFirst([...others, rowOf(change(visit))]);
      return same(next, items) ? answer : ({ items: next } as Rows);
    },
  }) satisfies Projections;

/** The plan that gives way to a visit begun at the door, where this phone knows of it (take-place.ts). */
async function insteadOf({ held, entry }: Beside, { me }: Written): Promise<VisitRow | undefined> {
  const { id, customerId, day, unplanned } = bodyOf(commands.planVisit, entry);
  if (unplanned !== true) return undefined;
  const items = (await held('/api/v1/visits', {}, { day }))?.items ?? [];
  if (items.some((visit) => visit.id === id)) return undefined;
  return items.find(
    (visit) => visit.state === 'planned' && visit.customer.id === customerId && visit.person.id === me.person.id,
  );
}

/** What the phone knows of the visit it makes. */
async function madeVisit(beside: Beside, written: Written): Promise<Visit> {
  const { held, entry } = beside;
  const plan = bodyOf(commands.planVisit, entry);
  const customer = await held('/api/v1/customers/{id}', { id: plan.customerId });
  const visits = await held('/api/v1/customers/{id}/visits', { id: plan.customerId });
  const seenBefore = customer?.lastVisitAt != null || (visits?.items ?? []).some(({ checkIn }) => checkIn !== null);
  const forms = (await held('/api/v1/forms'))?.items ?? [];
  const companions = await companionsOf(beside, plan.companionIds ?? []);
  const instead = await insteadOf(beside, written);
  return planned(plan, { customer, name: entry.about.title ?? '', seenBefore, forms, companions, instead }, written);
}

async function withoutReplaced(items: readonly VisitRow[], beside: Beside, written: Written): Promise<VisitRow[]> {
  const instead = await insteadOf(beside, written);
  return items.filter(({ id }) => id !== instead?.id);
}

/** Who walks along, by name. */
export async function companionsOf({ held }: Beside, ids: readonly string[]): Promise<VisitRow['companions']> {
  if (ids.length === 0) return [];
  const known = (await held('/api/v1/visits/companions'))?.items ?? [];
  return known.filter(({ id }) => ids.includes(id)).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** A visit that is planned or begun on this phone: made where no answer knows of it yet. */
export const madeVisits = {
  '/api/v1/visits/{id}': async (answer, beside) => {
    if (answer !== undefined || beside.read.params['id'] !== bodyOf(commands.planVisit, beside.entry).id) return answer;
    const written = await writtenBy(beside);
    return written && ((await madeVisit(beside, written)) as Answer<'get', '/api/v1/visits/{id}'>);
  },
  '/api/v1/visits': async (answer, beside) => {
    const { id, day } = bodyOf(commands.planVisit, beside.entry);
    const written = await writtenBy(beside);
    const elsewhere = beside.read.query.get('day') !== day || answer?.items.some((row) => row.id === id);
    if (written === undefined || !isOwn(beside, written) || elsewhere) return answer;
    const others = await withoutReplaced(answer?.items ?? [], beside, written);
    return { items: onItsDay(others, await madeVisit(beside, written), beside, written) } as Rows;
  },
  '/api/v1/customers/{id}/visits': async (answer, beside) => {
    const { id, customerId } = bodyOf(commands.planVisit, beside.entry);
    if (beside.read.params['id'] !== customerId || answer?.items.some((row) => row.id === id)) return answer;
    const written = await writtenBy(beside);
    if (written === undefined) return answer;
    const others = await withoutReplaced(answer?.items ?? [], beside, written);
    return { items: newestFirst([...others, rowOf(await madeVisit(beside, written))]) } as Rows;
  },
  '/api/v1/plans/{day}': async (answer, beside) => {
    const { id, customerId, day, time } = bodyOf(commands.planVisit, beside.entry);
    if (answer?.day !== day) return answer;
    const written = await writtenBy(beside);
    const instead = written && (await insteadOf(beside, written));
    // A kept list keeps the visits it planned, or what came in their place; a proposed one names whatever stands for the day.
    const isHis = (line: (typeof answer.lines)[number]): boolean =>
      line.customer.id === customerId &&
      (line.visitId === null ? answer.state === 'proposed' : line.visitId === instead?.id);
    if (!answer.lines.some(isHis)) return answer;
    const plannedTime = time ?? instead?.plannedTime ?? null;
    const lines = answer.lines.map((line) =>
      isHis(line) ? { ...line, way: 'visit' as const, visitId: id, plannedTime } : line,
    );
    return { ...answer, lines };
  },
} satisfies Projections;
