import { sql } from 'kysely';
import type { Subscriber, WriteContext } from '#platform/server/command/command.ts';
import { refreshCustomer } from './next-step.ts';

/** Two customers became one: it has the next steps of both, and of two open ones of one owner the sooner stays open. */
export const moveNextSteps: Subscriber = async (ctx, { subject, unitId, payload }) => {
  const into = String(payload?.['intoId']);
  const ended = await endLater(ctx, subject.id, into);
  const { rows } = await sql<{ id: string }>`update follow_up f set customer_id = ${into}
    where f.company_id = ${ctx.actor.companyId} and f.customer_id = ${subject.id} returning f.id`.execute(ctx.db);
  if (rows.length === 0) return;
  await refreshCustomer(ctx, subject.id);
  await refreshCustomer(ctx, into);
  ctx.audit({
    subject: { kind: 'customer', id: into },
    unitId: unitId ?? null,
    changes: {
      nextSteps: { from: subject.id, to: rows.map(({ id }) => id) },
      ...(ended.length === 0 ? {} : { nextStepsEnded: { from: null, to: ended } }),
    },
  });
};

async function endLater(ctx: WriteContext, from: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update follow_up f set done_at = ${ctx.now}, done_by = ${ctx.actor.personId}, outcome = 'replaced', version = f.version + 1
    where f.company_id = ${ctx.actor.companyId} and f.customer_id in (${from}, ${into}) and f.done_at is null and f.dropped_at is null
      and exists (select from follow_up o where o.company_id = f.company_id and o.customer_id in (${from}, ${into})
        and o.id <> f.id and o.owner_id = f.owner_id and o.done_at is null and o.dropped_at is null
        and (o.day, o.id) < (f.day, f.id))
    returning f.id`.execute(ctx.db);
  return rows.map(({ id }) => id);
}
