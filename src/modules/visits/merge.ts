import { sql } from 'kysely';
import type { Subscriber } from '#platform/server/command/command.ts';

/** Two customers became one: its visits are those of both. Their versions stay, so that what a phone has written for them still fits. */
export const moveVisits: Subscriber = async (ctx, { subject, unitId, payload }) => {
  const into = String(payload?.['intoId']);
  const { rows } = await sql<{ id: string }>`update visit v set customer_id = ${into}
    where v.company_id = ${ctx.actor.companyId} and v.customer_id = ${subject.id} returning v.id`.execute(ctx.db);
  if (rows.length === 0) return;
  ctx.audit({
    subject: { kind: 'customer', id: into },
    unitId: unitId ?? null,
    changes: { visits: { from: subject.id, to: rows.map(({ id }) => id) } },
  });
};
