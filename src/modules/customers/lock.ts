import { sql } from 'kysely';
import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import { notFound, type Outcome, refuse } from '#platform/shared/result.ts';
import { type CustomerFacts, helpsCondition, mayUpdate, visibleCondition } from './policy.ts';
import type { Lifecycle } from './rules.ts';

/** What other work needs to know of a customer it acts on. */
export interface CustomerHead extends CustomerFacts {
  id: string;
  name: string;
  lifecycle: Lifecycle;
  nextStepDay: string | null;
  archivedAt: string | null;
  version: number;
}

const unknown = () => notFound('customers.unknown');

async function headOf(ctx: ReadContext, id: string, locked: boolean): Promise<Outcome<CustomerHead>> {
  const { rows } = await sql<CustomerHead>`
    select c.id, c.name, c.lifecycle, c.unit_id as "unitId", c.owner_id as "ownerId", c.next_step_day as "nextStepDay",
      c.archived_at as "archivedAt", c.version, ${helpsCondition(ctx.actor)} as helps
    from customer c where c.company_id = ${ctx.actor.companyId} and c.id = ${id} and ${visibleCondition(ctx.actor)}
    ${locked ? sql`for update of c` : sql``}`.execute(ctx.db);
  return rows[0] ?? unknown();
}

/** The customer, or the refusal that it is not there for this actor. */
export const requireVisible = (ctx: ReadContext, id: string): Promise<Outcome<CustomerHead>> => headOf(ctx, id, false);

/** The same, locked until the command ends; an archived customer takes no new work and is refused. */
export async function lockVisible(ctx: WriteContext, id: string): Promise<Outcome<CustomerHead>> {
  const head = await headOf(ctx, id, true);
  if ('refused' in head) return head;
  return head.archivedAt === null ? head : refuse('conflict', 'customers.archived', { params: { name: head.name } });
}

/** Locked, and the actor may write in it. */
export async function lockToUpdate(ctx: WriteContext, id: string): Promise<Outcome<CustomerHead>> {
  const head = await lockVisible(ctx, id);
  if ('refused' in head || mayUpdate(ctx.actor, head)) return head;
  return refuse('forbidden', 'customers.readOnly');
}
