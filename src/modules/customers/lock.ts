import { sql } from 'kysely';
import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import { addDays, businessDay } from '#platform/shared/day.ts';
import { longestLateDays } from '#platform/shared/late.ts';
import { isRefusal, notFound, type Outcome, refuse } from '#platform/shared/result.ts';
import { idsOf, survivorOf } from './alias.ts';
import { type CustomerFacts, helpsCondition, mayUpdate, visibleCondition } from './policy.ts';
import type { Lifecycle } from './rules.ts';

/** What other work needs to know of a customer it acts on. Work with its `id`: it may be another than was asked for. */
export interface CustomerHead extends CustomerFacts {
  id: string;
  name: string;
  lifecycle: Lifecycle;
  nextStepDay: string | null;
  archivedAt: string | null;
  version: number;
}

type Head = CustomerHead & { visible: boolean };

async function read(ctx: ReadContext, id: string, locked: boolean): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select c.id, c.name, c.lifecycle, c.unit_id as "unitId", c.owner_id as "ownerId", c.next_step_day as "nextStepDay",
      c.archived_at as "archivedAt", c.version, ${helpsCondition(ctx.actor)} as helps, ${visibleCondition(ctx.actor)} as visible
    from customer c where c.company_id = ${ctx.actor.companyId} and c.id = ${id}
    ${locked ? sql`for update of c` : sql``}`.execute(ctx.db);
  return rows[0];
}

/** The customer as it stands, or the one it was merged into: only an archived one can have been. */
async function standing(ctx: ReadContext, id: string, locked: boolean): Promise<Head | undefined> {
  const head = await read(ctx, id, locked);
  if (head === undefined || head.archivedAt === null) return head;
  const survivor = await survivorOf(ctx, id);
  return survivor === id ? head : read(ctx, survivor, locked);
}

async function headOf(ctx: ReadContext, id: string, locked: boolean): Promise<Outcome<CustomerHead>> {
  const head = await standing(ctx, id, locked);
  if (head?.visible === true) return head;
  return head === undefined || !(await lookedAfter(ctx, head.id)) ? unknown() : notFound('customers.notYours');
}

const unknown = () => notFound('customers.unknown');

/**
 * Whether the actor looked after the customer, as owner or beside one: on a day, the day of handing it over included, or ever. Under
 * whichever of its ids.
 */
async function lookedAfter(ctx: ReadContext, id: string, day?: string): Promise<boolean> {
  const ids = await idsOf(ctx, id);
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from customer_assignment a where a.company_id = ${ctx.actor.companyId}
      and a.customer_id = any(${ids}::uuid[]) and a.person_id = ${ctx.actor.personId}
      and (${day ?? null}::date is null or a.from_day <= ${day ?? null}::date
        and (a.to_day is null or a.to_day >= ${day ?? null}::date))) as found`.execute(ctx.db);
  return rows[0]?.found === true;
}

/** The customer, or the refusal that it is not there for this actor. */
export const requireVisible = (ctx: ReadContext, id: string): Promise<Outcome<CustomerHead>> => headOf(ctx, id, false);

/** The same, locked until the command ends; an archived customer takes no new work and is refused. */
export async function lockVisible(ctx: WriteContext, id: string): Promise<Outcome<CustomerHead>> {
  const head = await headOf(ctx, id, true);
  if (isRefusal(head)) return head;
  return head.archivedAt === null ? head : archived(head);
}

const archived = ({ name }: CustomerHead) => refuse('conflict', 'customers.archived', { params: { name } });

/** Locked, and the actor may write in it. */
export async function lockToUpdate(ctx: WriteContext, id: string): Promise<Outcome<CustomerHead>> {
  const head = await lockVisible(ctx, id);
  if (isRefusal(head) || mayUpdate(ctx.actor, head)) return head;
  return refuse('forbidden', 'customers.readOnly');
}

/** Held until the command ends, whoever asks: for work whose right follows from something else, e.g. one's own visit. */
export async function holdCustomer(ctx: WriteContext, id: string): Promise<void> {
  await read(ctx, id, true);
}

/**
 * Locked for telling what happened on a day: for whoever sees the customer, and for who looked after it on that day and has given it away
 * since, at most 45 days ago (O8: a phone that was away loses nothing). What was archived since takes it too.
 */
export async function lockForFact(ctx: WriteContext, id: string, day: string): Promise<Outcome<CustomerHead>> {
  const head = await standing(ctx, id, true);
  if (head === undefined) return unknown();
  const late = day <= ctx.today && day >= addDays(ctx.today, -longestLateDays);
  if (!head.visible && !(late && (await lookedAfter(ctx, head.id, day)))) return headOf(ctx, id, false);
  if (head.archivedAt === null || (late && businessDay(head.archivedAt, ctx.actor.timeZone) >= day)) return head;
  return archived(head);
}
