import type { ReadContext } from '#platform/server/command/command.ts';
import { instantAt } from '#platform/server/clock.ts';
import { businessDay, localTime } from '#platform/shared/day.ts';
import { notFound, type Outcome } from '#platform/shared/result.ts';
import { sumByPerson } from '#modules/ledger/public.ts';
import { peopleIn, unitsBelow } from '#modules/org/public.ts';
import type { LaneVisit, TeamDay, TeamMember } from './contract-team-day.ts';
import { shownRows, visitRows } from './rows.ts';
import type { VisitRow } from './contract.ts';
import { needsOf, presence, usualLength } from './rules-team-day.ts';

/** A branch's day is read team by team; more people than this are not a screen. */
const mostPeople = 120;
const mostVisits = 4_000;

/** Positions that walk: they stand on the day's sheet even before their first visit. */
const walking = new Set(['salesRep', 'accountManager', 'teamLead', 'areaManager']);

const measures = ['visits', 'talks', 'cards', 'intents'] as const;
type Figures = Record<(typeof measures)[number], number>;
const none: Figures = { visits: 0, talks: 0, cards: 0, intents: 0 };

/** A unit's day for whoever leads it: three bounded reads, whatever the size of the company. */
export async function teamDayOf(
  ctx: ReadContext,
  asked: { unit?: string | undefined; day?: string | undefined },
): Promise<Outcome<TeamDay>> {
  const { actor } = ctx;
  const at = instantAt(ctx.clock.now());
  const today = businessDay(at, actor.timeZone);
  const day = asked.day ?? today;
  const unit = await unitOf(ctx, asked.unit);
  if (unit === undefined) return notFound('visits.unknownUnit');
  const below = await unitsBelow(ctx.db, actor.companyId, [unit.id], day);
  const members = await membersOf(ctx, below.length === 0 ? [unit.id] : below, day);
  const shown = members.slice(0, mostPeople);
  const ids = shown.map((member) => member.person.id);
  const lanes = await lanesOf(ctx, ids, day);
  const sums = await figuresOf(ctx, ids, day);
  const people = shown
    .map((member) => filled(member, lanes, sums, actor.timeZone))
    .filter((member) => walking.has(member.position) || member.lane.length > 0 || member.visits > 0);
  const now = day === today ? minuteOf(at, actor.timeZone) : null;
  return {
    day,
    unit,
    at,
    now,
    totals: totalsOf(people),
    people,
    needs: needsOf(people, now),
    more: members.length > shown.length,
  };
}

/** The unit asked for, if he leads it or one above it; without one, the one he is posted to or the first he leads. */
async function unitOf(ctx: ReadContext, asked: string | undefined) {
  const { units, unitId, companyId } = ctx.actor;
  const id = asked ?? (unitId !== null && units.includes(unitId) ? unitId : units[0]);
  if (id === undefined || !units.includes(id)) return undefined;
  return ctx.db
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
}

type Member = Pick<TeamMember, 'person' | 'unit' | 'position'>;

/** Everybody posted there, each once; those who lead last, as on the sheet. */
async function membersOf(ctx: ReadContext, unitIds: readonly string[], day: string): Promise<Member[]> {
  const posted = await peopleIn(ctx, unitIds, day);
  const names = await unitNames(ctx, [...new Set(posted.map((person) => person.unitId))]);
  const members = new Map<string, Member & { leads: boolean }>();
  for (const { id, name, unitId, position, leads } of posted) {
    if (members.has(id)) continue;
    const unit = { id: unitId, name: names.get(unitId) ?? '' };
    members.set(id, { person: { id, name }, unit, position, leads });
  }
  const all = [...members.values()];
  return [...all.filter((member) => !member.leads), ...all.filter((member) => member.leads)];
}

async function unitNames(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The day's visits of these people, by everybody who was there. */
async function lanesOf(ctx: ReadContext, ids: readonly string[], day: string): Promise<Map<string, VisitRow[]>> {
  const lanes = new Map<string, VisitRow[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return lanes;
  const rows = await visitRows(ctx)
    .where('x.visit_id', 'is', null)
    .where('v.id', 'in', ({ selectFrom }) =>
      selectFrom('visit as own')
        .select('own.id')
        .where('own.company_id', '=', ctx.actor.companyId)
        .where('own.person_id', 'in', [...ids])
        .where('own.day', '=', day)
        .unionAll(
          selectFrom('visit_companion as w')
            .innerJoin('visit as joint', (join) =>
              join.onRef('joint.company_id', '=', 'w.company_id').onRef('joint.id', '=', 'w.visit_id'),
            )
            .select('joint.id')
            .where('w.company_id', '=', ctx.actor.companyId)
            .where('w.person_id', 'in', [...ids])
            .where('joint.day', '=', day),
        ),
    )
    .orderBy('v.id')
    .limit(mostVisits)
    .execute();
  for (const visit of await shownRows(ctx, rows))
    for (const { id } of [visit.person, ...visit.companions]) lanes.get(id)?.push(visit);
  return lanes;
}

async function figuresOf(ctx: ReadContext, ids: readonly string[], day: string): Promise<Map<string, Figures>> {
  const figures = new Map<string, Figures>();
  for (const { measure, personId, quantity } of await sumByPerson(ctx, ids, day, day)) {
    const known = measures.find((name) => name === measure);
    if (personId === null || known === undefined) continue;
    figures.set(personId, { ...(figures.get(personId) ?? none), [known]: quantity });
  }
  return figures;
}

function minuteOf(instant: string, timeZone: string): number {
  const { hour, minute } = localTime(instant, timeZone);
  return hour * 60 + minute;
}

function filled(
  member: Member,
  lanes: ReadonlyMap<string, VisitRow[]>,
  sums: ReadonlyMap<string, Figures>,
  timeZone: string,
): TeamMember {
  const visits = lanes.get(member.person.id) ?? [];
  const lane = visits.map((visit) => laneVisit(visit, member.person.id, timeZone));
  const addresses = new Map(visits.map((visit) => [visit.id, visit.customer.address]));
  return {
    person: member.person,
    unit: member.unit,
    position: member.position,
    ...(sums.get(member.person.id) ?? none),
    planned: visits.filter((visit) => visit.person.id === member.person.id && visit.plannedDay === visit.day).length,
    lane,
    now: presence(lane, (id) => addresses.get(id) ?? null),
  };
}

function laneVisit(visit: VisitRow, personId: string, timeZone: string): LaneVisit {
  const start = visit.checkIn === null ? null : minuteOf(visit.checkIn.occurredAt, timeZone);
  const [hour, minute] = (visit.plannedTime ?? '').split(':').map(Number);
  const left = visit.checkOut === null ? null : minuteOf(visit.checkOut.occurredAt, timeZone);
  return {
    id: visit.id,
    state: visit.state,
    customer: { id: visit.customer.id, name: visit.customer.name },
    start,
    end: left ?? (visit.state === 'reported' && start !== null ? start + usualLength : null),
    planned: hour === undefined || minute === undefined ? null : hour * 60 + minute,
    outcome: visit.report?.outcome ?? null,
    intent: visit.report?.intent ?? null,
    joint: visit.companions.length > 0,
    with: [visit.person, ...visit.companions].filter(({ id }) => id !== personId),
  };
}

function totalsOf(people: readonly TeamMember[]): TeamDay['totals'] {
  const totals = { ...none, planned: 0 };
  for (const member of people) {
    for (const measure of measures) totals[measure] += member[measure];
    totals.planned += member.planned;
  }
  return totals;
}
