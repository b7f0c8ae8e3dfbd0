import { type RawBuilder, sql } from 'kysely';
import { addDays } from '#platform/shared/day.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import { type Facts, longUnseenDays } from './rules.ts';

interface Asked {
  personId: string;
  /** The day the list is for, and the day it is. */
  day: string;
  today: string;
}

/** More late steps than a person can keep in sight; beyond, the list says how many are left. */
const mostSteps = 300;

/**
 * Whom a day's list may name (O11): open next steps that are due, visits agreed for the day, then the person's own customers that nobody
 * has seen, the last assigned first, and those unseen for long. Who was given up for a reason stays out until its end.
 */
export async function candidates(ctx: ReadContext, asked: Asked, aim: number): Promise<Facts[]> {
  const { companyId, timeZone } = ctx.actor;
  const { personId, day } = asked;
  const unseenSince = addDays(day, -longUnseenDays);
  const own = sql`c.company_id = ${companyId} and c.owner_id = ${personId} and c.archived_at is null
    and c.lifecycle in ('prospect', 'active') and c.id not in (select a.customer_id from away a)`;
  return facts(
    ctx,
    asked,
    sql`
    with away as materialized (${away(ctx, asked)})
    (select f.customer_id from follow_up f where f.company_id = ${companyId} and f.owner_id = ${personId}
      and f.done_at is null and f.dropped_at is null and f.day <= ${day}::date order by f.day limit ${mostSteps})
    union
    select v.customer_id from visit v where v.company_id = ${companyId} and v.person_id = ${personId} and v.day = ${day}::date
      and not exists (select from visit_cancellation x where x.company_id = v.company_id and x.visit_id = v.id)
    union
    (select c.id from customer c where ${own} and c.last_visit_at is null order by ${assignedDay(ctx)} desc, c.id limit ${aim})
    union
    (select c.id from customer c where ${own} and c.last_visit_at < (${unseenSince}::date)::timestamp at time zone ${timeZone}
      order by c.last_visit_at, c.id limit ${aim})`,
  );
}

/** The same facts of customers named by the person. */
export const factsOf = async (ctx: ReadContext, asked: Asked, customerIds: readonly string[]): Promise<Facts[]> =>
  customerIds.length === 0 ? [] : facts(ctx, asked, sql`select unnest(${[...customerIds]}::uuid[])`);

/**
 * Who needs no proposal: who has a date of his own, was given up, or is about to be seen anyway. One set, hashed once, because a check
 * per customer is only as quick as the statistics are fresh.
 */
const away = ({ actor: { companyId } }: ReadContext, { personId, today }: Asked): RawBuilder<unknown> => sql`
  select f.customer_id from follow_up f where f.company_id = ${companyId} and f.owner_id = ${personId} and f.done_at is null
    and (f.dropped_at is null or coalesce(f.quiet_until, 'infinity') > ${today}::date and not exists (
      select from follow_up g where g.company_id = f.company_id and g.customer_id = f.customer_id
        and g.owner_id = f.owner_id and g.made_at > f.dropped_at))
  union all
  select v.customer_id from visit v where v.company_id = ${companyId} and v.person_id = ${personId} and v.day >= ${today}::date
    and not exists (select from visit_cancellation x where x.company_id = v.company_id and x.visit_id = v.id)`;

const assignedDay = (ctx: ReadContext): RawBuilder<unknown> => sql`coalesce(
  (select max(a.from_day) from customer_assignment a where a.company_id = c.company_id and a.customer_id = c.id
    and a.role = 'owner' and a.to_day is null), (c.created_at at time zone ${ctx.actor.timeZone})::date)`;

interface Row {
  customer_id: string;
  step_id: string | null;
  step_kind: string | null;
  step_day: string | null;
  visit_id: string | null;
  visit_time: string | null;
  last_visit_day: string | null;
  assigned_day: string;
  on_list_before: boolean;
}

async function facts(ctx: ReadContext, asked: Asked, ids: RawBuilder<unknown>): Promise<Facts[]> {
  const { companyId, timeZone } = ctx.actor;
  const { personId, day, today } = asked;
  const { rows } = await sql<Row>`
    select c.id as customer_id, s.id as step_id, s.kind as step_kind, s.day as step_day,
      v.id as visit_id, to_char(v.planned_at at time zone ${timeZone}, 'HH24:MI') as visit_time,
      (c.last_visit_at at time zone ${timeZone})::date as last_visit_day, ${assignedDay(ctx)} as assigned_day,
      ${today} < ${day} and exists (select from day_plan p
        join day_plan_line l on l.company_id = p.company_id and l.plan_id = p.id and l.customer_id = c.id and l.removed_at is null
        where p.company_id = ${companyId} and p.person_id = ${personId} and p.day = ${today}::date) as on_list_before
    from customer c
    join (${ids}) as wanted (id) on wanted.id = c.id
    left join follow_up s on s.company_id = c.company_id and s.customer_id = c.id and s.owner_id = ${personId}
      and s.done_at is null and s.dropped_at is null
    left join lateral (select w.id, w.planned_at from visit w where w.company_id = c.company_id and w.customer_id = c.id
      and w.person_id = ${personId} and w.day = ${day}::date
      and not exists (select from visit_cancellation x where x.company_id = w.company_id and x.visit_id = w.id)
      order by w.planned_at nulls last, w.id limit 1) v on true
    where c.company_id = ${companyId} and c.archived_at is null`.execute(ctx.db);
  return rows.map((row) => ({
    customerId: row.customer_id,
    step:
      row.step_id === null || row.step_day === null
        ? null
        : { id: row.step_id, kind: row.step_kind ?? 'other', day: row.step_day },
    visit: row.visit_id === null ? null : { id: row.visit_id, time: row.visit_time },
    lastVisitDay: row.last_visit_day,
    assignedDay: row.assigned_day,
    onListBefore: row.on_list_before,
  }));
}
