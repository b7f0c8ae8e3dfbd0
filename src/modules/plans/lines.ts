import { sql } from 'kysely';
import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import type { PlanLine } from './contract.ts';
import type { ProposedLine, Reason, ReasonCode, Way } from './rules.ts';

export interface StoredLine extends ProposedLine {
  place: number;
  removed: boolean;
}

/** The lines of a kept list in their order; removed ones too, because they may come back with their reason. */
export async function storedLines(ctx: ReadContext, planId: string): Promise<StoredLine[]> {
  const rows = await ctx.db
    .selectFrom('day_plan_line')
    .selectAll()
    .where('company_id', '=', ctx.actor.companyId)
    .where('plan_id', '=', planId)
    .orderBy('place')
    .orderBy('customer_id')
    .execute();
  return rows.map((row) => ({
    customerId: row.customer_id,
    way: row.way as Way,
    reason: { code: row.reason_code as ReasonCode, params: row.reason_params as Reason['params'] },
    followUpId: row.follow_up_id,
    plannedTime: row.planned_time?.slice(0, 5) ?? null,
    visitId: row.visit_id,
    place: row.place,
    removed: row.removed_at !== null,
  }));
}

/** Writes the list as it is wanted: lines in their order; what is not wanted any more is marked as removed. */
export async function writeLines(ctx: WriteContext, planId: string, wanted: readonly ProposedLine[]): Promise<void> {
  const key = { company_id: ctx.actor.companyId, plan_id: planId };
  await ctx.db
    .updateTable('day_plan_line')
    .set({ removed_at: ctx.now })
    .where('company_id', '=', key.company_id)
    .where('plan_id', '=', planId)
    .where('removed_at', 'is', null)
    .$if(wanted.length > 0, (query) =>
      query.where(
        'customer_id',
        'not in',
        wanted.map((line) => line.customerId),
      ),
    )
    .execute();
  if (wanted.length === 0) return;
  await ctx.db
    .insertInto('day_plan_line')
    .values(
      wanted.map((line, place) => ({
        ...key,
        customer_id: line.customerId,
        place,
        way: line.way,
        follow_up_id: line.followUpId,
        reason_code: line.reason.code,
        reason_params: JSON.stringify(line.reason.params),
        planned_time: line.plannedTime,
        visit_id: line.visitId,
        added_by: ctx.actor.personId,
        added_at: ctx.now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'plan_id', 'customer_id']).doUpdateSet(({ ref }) => ({
        place: ref('excluded.place'),
        way: ref('excluded.way'),
        planned_time: ref('excluded.planned_time'),
        follow_up_id: ref('excluded.follow_up_id'),
        visit_id: ref('excluded.visit_id'),
        removed_at: null,
      })),
    )
    .execute();
}

interface Named {
  id: string;
  name: string;
  address: string | null;
  phone: string | null;
  step_id: string | null;
  step_kind: string | null;
  step_note: string | null;
  step_done: boolean;
  reported: boolean;
}

/** Lines with what is needed to go there, and whether they are done. */
export async function shownLines(
  ctx: ReadContext,
  { personId, day }: { personId: string; day: string },
  lines: readonly ProposedLine[],
): Promise<PlanLine[]> {
  if (lines.length === 0) return [];
  const { companyId } = ctx.actor;
  const { rows } = await sql<Named>`
    select c.id, coalesce(c.short_name, c.name) as name,
      (select a.typed from customer_address a where a.company_id = c.company_id and a.customer_id = c.id order by a.place limit 1) as address,
      (select coalesce(t.e164, t.typed) from customer_phone t where t.company_id = c.company_id and t.customer_id = c.id
        order by t.place limit 1) as phone,
      f.id as step_id, f.kind as step_kind, f.note as step_note, f.done_at is not null or f.dropped_at is not null as step_done,
      exists (select from visit v join visit_report r on r.company_id = v.company_id and r.visit_id = v.id
        where v.company_id = c.company_id and v.customer_id = c.id and v.person_id = ${personId} and v.day = ${day}::date) as reported
    from customer c
    join unnest(${lines.map((line) => line.customerId)}::uuid[], ${lines.map((line) => line.followUpId)}::uuid[]) as l (customer, step)
      on l.customer = c.id
    left join follow_up f on f.company_id = c.company_id and f.id = l.step
    where c.company_id = ${companyId}`.execute(ctx.db);
  const known = new Map(rows.map((row) => [row.id, row]));
  return lines.flatMap((line) => {
    const row = known.get(line.customerId);
    return row === undefined ? [] : [shownLine(line, row)];
  });
}

const shownLine = (line: ProposedLine, row: Named): PlanLine => ({
  customer: { id: row.id, name: row.name },
  address: row.address,
  phone: row.phone,
  followUp: row.step_id === null ? null : { id: row.step_id, kind: row.step_kind ?? '', note: row.step_note ?? '' },
  way: line.way,
  reason: line.reason,
  plannedTime: line.plannedTime,
  visitId: line.visitId,
  done: line.way === 'call' ? row.step_done : row.reported,
});
