import { sql } from 'kysely';
import type { Subscriber } from '#platform/server/command/command.ts';

/** Two customers became one: lists name the one that stays; where both stood on a list, the other's line falls away. */
export const moveLines: Subscriber = async (ctx, { subject, unitId, payload }) => {
  const into = String(payload?.['intoId']);
  const { companyId } = ctx.actor;
  const twice = sql`exists (select from day_plan_line o where o.company_id = l.company_id and o.plan_id = l.plan_id
    and o.customer_id = ${into})`;
  await sql`update day_plan_line o set removed_at = null
    from day_plan_line l where o.company_id = ${companyId} and o.customer_id = ${into} and o.removed_at is not null
      and l.company_id = ${companyId} and l.plan_id = o.plan_id and l.customer_id = ${subject.id}
      and l.removed_at is null`.execute(ctx.db);
  await sql`update day_plan_line l set removed_at = ${ctx.now} where l.company_id = ${companyId}
    and l.customer_id = ${subject.id} and l.removed_at is null and ${twice}`.execute(ctx.db);
  const { rows } = await sql<{ id: string }>`update day_plan_line l set customer_id = ${into}
    where l.company_id = ${companyId} and l.customer_id = ${subject.id} and not ${twice} returning l.plan_id as id`.execute(
    ctx.db,
  );
  if (rows.length === 0) return;
  ctx.audit({
    subject: { kind: 'customer', id: into },
    unitId: unitId ?? null,
    changes: { plans: { from: subject.id, to: rows.map(({ id }) => id) } },
  });
};
