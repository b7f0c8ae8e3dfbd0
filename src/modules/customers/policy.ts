import { type RawBuilder, sql } from 'kysely';
import { type Actor, can } from '#platform/shared/actor.ts';
import type { ReadContext } from '#platform/server/command/command.ts';

/** What a policy must know of a customer to decide. */
export interface CustomerFacts {
  unitId: string;
  ownerId: string | null;
  /** Whether the actor develops or serves it beside the owner today. */
  helps: boolean;
}

const leads = (actor: Actor, customer: CustomerFacts): boolean => actor.units.includes(customer.unitId);

/** The same decision as `visibleCondition`, for a row already loaded. */
export const sees = (actor: Actor, customer: CustomerFacts): boolean =>
  customer.ownerId === actor.personId || customer.helps || leads(actor, customer);

/** Whoever sees a customer may write in it; a department's staff sees none. */
export const mayUpdate = (actor: Actor, customer: CustomerFacts): boolean =>
  can(actor, 'customers.write') && sees(actor, customer);

/** Who leads the unit decides who looks after the customer; he need not have it himself. */
export const mayAssign = (actor: Actor, customer: CustomerFacts): boolean =>
  can(actor, 'customers.assign') && leads(actor, customer);

/** That the actor helps with customer `c` today, as SQL. */
export const helpsCondition = (actor: Actor): RawBuilder<boolean> => sql`exists (
  select from customer_assignment a where a.company_id = ${actor.companyId} and a.customer_id = c.id
    and a.person_id = ${actor.personId} and a.role <> 'owner' and a.to_day is null)`;

/**
 * That the actor sees customer `c` (the alias is fixed): in a unit he leads, his own, or one he helps with. For a row found by key or by
 * search; a sorted list must walk (`walkVisible`), because an OR gives the database no order to follow.
 */
export const visibleCondition = (actor: Actor): RawBuilder<boolean> => sql`(c.company_id = ${actor.companyId} and (
  c.unit_id = any(${actor.units}::uuid[]) or c.owner_id = ${actor.personId} or ${helpsCondition(actor)}))`;

/** A list's order: the expression the indexes were made for, and the SQL type of its value in a cursor. */
export interface Order {
  key: RawBuilder<unknown>;
  type: 'timestamptz' | 'text' | 'date';
  descending: boolean;
  /** An index holds each owner's customers in this order. */
  byOwner: boolean;
}

/** Texts are compared as bytes, as the column is. */
export const keyType = (type: Order['type']): RawBuilder<unknown> =>
  sql.raw(type === 'text' ? 'text collate "C"' : type);

/** A row's place in an order: the key's value as text, and the id. */
export interface Position {
  k: string;
  i: string;
}

export interface Walk {
  order: Order;
  /** Conditions on `c` that hold beside sight. */
  where: RawBuilder<unknown>;
  after: Position | undefined;
  limit: number;
  /** Only this person's; walks his index instead. */
  ownerId?: string | undefined;
  /** The actor leads most of the company: one walk over all of it is shorter than one per unit. */
  wide: boolean;
}

/**
 * The first `limit` customers within sight in an order, as a table of (id, k). By unit: one short walk per unit the actor leads, then
 * what is his own or what he helps with beyond those units; merged and cut. At 2,000,000 rows this stays under 2 ms where one OR takes
 * seconds (design, section 6).
 */
export function walkVisible(actor: Actor, walk: Walk): RawBuilder<{ id: string; k: string }> {
  if (walk.ownerId !== undefined)
    return sql`(${stretch(actor, walk, visibleCondition(actor), ownedBy(actor, walk.ownerId, walk, !walk.order.byOwner))})`;
  if (walk.wide) return sql`(${stretch(actor, walk, visibleCondition(actor))})`;
  const apart = actor.units.length > 0 || !walk.order.byOwner;
  const own = stretch(actor, walk, outsideUnits(actor), ownedBy(actor, actor.personId, walk, apart));
  const helped = stretch(actor, walk, beyondOwn(actor), helpedCustomers(actor));
  const parts = [sql`(${own})`, sql`(${helped})`];
  if (actor.units.length > 0)
    parts.unshift(sql`(select r.id, r.k from unnest(${actor.units}::uuid[]) as u(id)
      cross join lateral (${stretch(actor, walk, sql`c.unit_id = u.id`)}) r)`);
  return sql`(select p.id, p.k from (${sql.join(parts, sql` union all `)}) p ${cut(walk, sql`p.k`, sql`p.id`)})`;
}

/**
 * A person's customers. `apart` has them read on their own before anything is sorted: where no index brings them in order, or few of them will
 * pass, the database would rather go through the whole company in order, hoping to meet them soon.
 */
const ownedBy = (actor: Actor, personId: string, { where }: Walk, apart: boolean): RawBuilder<unknown> => sql`(
  select * from customer c where c.company_id = ${actor.companyId} and c.owner_id = ${personId}
    and ${where} ${apart ? sql`offset 0` : sql``}) c`;

const outsideUnits = (actor: Actor): RawBuilder<unknown> => sql`c.unit_id <> all(${actor.units}::uuid[])`;

const beyondOwn = (actor: Actor): RawBuilder<unknown> =>
  sql`c.owner_id is distinct from ${actor.personId} and ${outsideUnits(actor)}`;

/** Each customer once, though somebody may both have won it and serve it. */
const helpedCustomers = (actor: Actor): RawBuilder<unknown> => sql`(
  select distinct company_id, customer_id from customer_assignment where company_id = ${actor.companyId}
    and person_id = ${actor.personId} and role <> 'owner' and to_day is null) a
  join customer c on c.company_id = a.company_id and c.id = a.customer_id`;

function stretch(actor: Actor, walk: Walk, scope: RawBuilder<unknown>, from = sql`customer c`): RawBuilder<unknown> {
  const { key, descending, type } = walk.order;
  const after =
    walk.after === undefined
      ? sql`true`
      : sql`(${key}, c.id) ${descending ? sql`<` : sql`>`} (${walk.after.k}::${keyType(type)}, ${walk.after.i}::uuid)`;
  return sql`select c.id, ${key} as k from ${from}
    where c.company_id = ${actor.companyId} and ${scope} and ${walk.where} and ${after} ${cut(walk, key, sql`c.id`)}`;
}

const cut = ({ order, limit }: Walk, key: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<unknown> =>
  order.descending ? sql`order by ${key} desc, ${id} desc limit ${limit}` : sql`order by ${key}, ${id} limit ${limit}`;

/** Everything within sight as a table of (id), unordered, each once: for counts and sums. */
export const allVisible = (actor: Actor, where: RawBuilder<unknown>, limit: number): RawBuilder<{ id: string }> =>
  sql`(select v.id from (
    select c.id from customer c where c.company_id = ${actor.companyId} and c.unit_id = any(${actor.units}::uuid[]) and ${where}
    union all
    select c.id from customer c where c.company_id = ${actor.companyId} and c.owner_id = ${actor.personId}
      and ${outsideUnits(actor)} and ${where}
    union all
    select c.id from ${helpedCustomers(actor)} where ${beyondOwn(actor)} and ${where}) v limit ${limit})`;

const unitTotals = new Map<string, { total: number; until: number }>();

/** Whether the actor leads at least half of the company's units; the total is remembered for a minute. */
export async function seesWide(ctx: ReadContext): Promise<boolean> {
  const { actor, clock, db } = ctx;
  if (actor.units.length < 4) return false;
  let known = unitTotals.get(actor.companyId);
  if (known === undefined || known.until < clock.now()) {
    const { total } = await db
      .selectFrom('unit')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where('company_id', '=', actor.companyId)
      .executeTakeFirstOrThrow();
    known = { total, until: clock.now() + 60_000 };
    unitTotals.set(actor.companyId, known);
  }
  return actor.units.length * 2 >= known.total;
}
