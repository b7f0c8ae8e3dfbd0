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

/** A visit was begun in the stead of the one a list planned: the list names that one, which is the person's own and stays with him. */
export const followVisit: Subscriber = async (ctx, { subject, personId, payload }) => {
  await sql`update day_plan_line l set visit_id = ${String(payload?.['by'])}, visit_made = false
    from day_plan p where p.company_id = ${ctx.actor.companyId} and p.person_id = ${personId ?? null}
      and l.company_id = p.company_id and l.plan_id = p.id and l.customer_id = ${String(payload?.['customerId'])}
      and l.visit_id = ${subject.id}`.execute(ctx.db);
};
