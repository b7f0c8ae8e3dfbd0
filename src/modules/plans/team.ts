import { sql } from 'kysely';
import { notFound, type Outcome } from '#platform/shared/result.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import { namesOf, nextWorkingDayOf, peopleIn, todayOf, unitsBelow } from '#modules/org/public.ts';
import { capabilitiesOf } from '#modules/org/rules.ts';
import type { PlanRow } from './contract.ts';
import { planStateOf } from './rules.ts';

interface Kept {
  id: string;
  person_id: string;
  visit_aim: number;
  submitted_at: string | null;
  confirmed_at: string | null;
  confirmed_by: string | null;
  note: string | null;
  version: number;
  visits: number;
  calls: number;
  done: number;
}

/** The lists of a day of everybody posted to the field in the units the actor leads: one row a person, with a list or without. */
export async function teamPlans(
  ctx: ReadContext,
  asked: { day: string; unit?: string | undefined },
): Promise<Outcome<{ day: string; today: string; items: PlanRow[] }>> {
  const { actor } = ctx;
  const today = todayOf(ctx);
  if (asked.unit !== undefined && !actor.units.includes(asked.unit)) return notFound('plans.unitUnknown');
  const day = asked.day === 'next' ? await nextWorkingDayOf(ctx, actor.personId, today) : asked.day;
  const units =
    asked.unit === undefined ? [...actor.units] : await unitsBelow(ctx.db, actor.companyId, [asked.unit], today);
  const posted = (
    await peopleIn(
      ctx,
      units.filter((unit) => actor.units.includes(unit)),
      today,
    )
  ).filter(
    (person) => person.id !== actor.personId && capabilitiesOf([person]).has('visits.make') && !isAdministrator(person),
  );
  const people = [...new Map(posted.map((person) => [person.id, person])).values()];
  const ids = people.map(({ id }) => id);
  const [kept, made, overdue, unitNames] = await Promise.all([
    keptLists(ctx, ids, day),
    reportedVisits(ctx, ids, day),
    overdueSteps(ctx, ids, today),
    namesOfUnits(
      ctx,
      people.map(({ unitId }) => unitId),
    ),
  ]);
  const confirmers = await namesOf(
    ctx,
    [...kept.values()].flatMap((list) => list.confirmed_by ?? []),
  );
  return {
    day,
    today,
    items: people.map(({ id, name, unitId }) => ({
      person: { id, name },
      unit: { id: unitId, name: unitNames.get(unitId) ?? '' },
      ...standing(kept.get(id), made.get(id) ?? 0, confirmers),
      overdue: overdue.get(id) ?? 0,
    })),
  };
}

/** How a person's list stands, whether there is one or not, and what was done of it. */
function standing(
  list: Kept | undefined,
  reported: number,
  names: ReadonlyMap<string, string>,
): Omit<PlanRow, 'person' | 'unit' | 'overdue'> {
  const none = { id: null, state: null, visitAim: null, visits: 0, calls: 0, done: 0, version: 0 };
  if (list === undefined)
    return { ...none, beside: reported, submittedAt: null, confirmedAt: null, confirmedBy: null, note: null };
  const { id, visits, calls, done, note, version, confirmed_by: confirmer } = list;
  return {
    id,
    state: planStateOf({ submittedAt: list.submitted_at, confirmedAt: list.confirmed_at }),
    visitAim: list.visit_aim,
    visits,
    calls,
    done,
    beside: reported - done,
    submittedAt: list.submitted_at,
    confirmedAt: list.confirmed_at,
    confirmedBy: confirmer === null ? null : { id: confirmer, name: names.get(confirmer) ?? '' },
    note,
    version,
  };
}

/** May do a lead's work without walking himself. */
const isAdministrator = ({ position }: { position: string }): boolean => position === 'administrator';

async function keptLists(ctx: ReadContext, personIds: string[], day: string): Promise<Map<string, Kept>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<Kept>`
    select p.id, p.person_id, p.visit_aim, p.submitted_at, p.confirmed_at, p.confirmed_by, p.note, p.version,
      count(*) filter (where l.way = 'visit')::int as visits, count(*) filter (where l.way = 'call')::int as calls,
      count(*) filter (where l.way = 'visit' and exists (select from visit v
        join visit_report r on r.company_id = v.company_id and r.visit_id = v.id
        where v.company_id = l.company_id and v.customer_id = l.customer_id and v.person_id = p.person_id and v.day = p.day))::int as done
    from day_plan p
    left join day_plan_line l on l.company_id = p.company_id and l.plan_id = p.id and l.removed_at is null
    where p.company_id = ${ctx.actor.companyId} and p.person_id = any(${personIds}::uuid[]) and p.day = ${day}::date
    group by p.company_id, p.id`.execute(ctx.db);
  return new Map(rows.map((row) => [row.person_id, row]));
}

/** Customers each person has reported a visit to on the day. */
async function reportedVisits(ctx: ReadContext, personIds: string[], day: string): Promise<Map<string, number>> {
  if (personIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('visit')
    .innerJoin('visit_report', (join) =>
      join.onRef('visit_report.company_id', '=', 'visit.company_id').onRef('visit_report.visit_id', '=', 'visit.id'),
    )
    .select('visit.person_id')
    .select(({ fn }) => fn.count<number>('visit.customer_id').distinct().as('customers'))
    .where('visit.company_id', '=', ctx.actor.companyId)
    .where('visit.person_id', 'in', personIds)
    .where('visit.day', '=', day)
    .groupBy('visit.person_id')
    .execute();
  return new Map(rows.map((row) => [row.person_id, Number(row.customers)]));
}

/** Next steps that each person is late with today. */
async function overdueSteps(ctx: ReadContext, personIds: string[], today: string): Promise<Map<string, number>> {
  if (personIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('follow_up')
    .select('owner_id')
    .select(({ fn }) => fn.countAll<number>().as('late'))
    .where('company_id', '=', ctx.actor.companyId)
    .where('owner_id', 'in', personIds)
    .where('day', '<', today)
    .where('done_at', 'is', null)
    .where('dropped_at', 'is', null)
    .groupBy('owner_id')
    .execute();
  return new Map(rows.map((row) => [row.owner_id, Number(row.late)]));
}

async function namesOfUnits(ctx: ReadContext, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
