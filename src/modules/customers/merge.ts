// What moves from a customer to the one it is merged into, part by part. Each answers the ids of what it moved, for the audit: a merge is
// to be taken back one day. What is there already stays where it is.
import { type RawBuilder, sql } from 'kysely';
import type { WriteContext } from '#platform/server/command/command.ts';

interface Merge {
  from: string;
  into: string;
}

type Ids = Promise<string[]>;

async function moved(ctx: WriteContext, statement: RawBuilder<{ id: string }>): Ids {
  const { rows } = await statement.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** Contacts whose like is not there: of the same name with the same number, or one of them without any. */
const contacts = (ctx: WriteContext, { from, into }: Merge): Ids =>
  moved(
    ctx,
    sql`update contact t set customer_id = ${into} where t.company_id = ${ctx.actor.companyId} and t.customer_id = ${from}
      and not exists (select from contact o where o.company_id = t.company_id and o.customer_id = ${into}
        and o.name_folded = t.name_folded
        and (o.phone_e164 is null or t.phone_e164 is null or o.phone_e164 = t.phone_e164)) returning t.id`,
  );

/** Behind those that are there already. */
const phones = (ctx: WriteContext, { from, into }: Merge): Ids =>
  moved(
    ctx,
    sql`update customer_phone h set customer_id = ${into}, place = h.place + (select count(*) from customer_phone o
        where o.company_id = h.company_id and o.customer_id = ${into})
      where h.company_id = ${ctx.actor.companyId} and h.customer_id = ${from}
      and not exists (select from customer_phone o where o.company_id = h.company_id and o.customer_id = ${into}
        and coalesce(o.e164, o.typed) = coalesce(h.e164, h.typed)
        and o.extension is not distinct from h.extension) returning h.id`,
  );

const addresses = (ctx: WriteContext, { from, into }: Merge): Ids =>
  moved(
    ctx,
    sql`update customer_address d set customer_id = ${into}, place = d.place + (select count(*) from customer_address o
        where o.company_id = d.company_id and o.customer_id = ${into})
      where d.company_id = ${ctx.actor.companyId} and d.customer_id = ${from}
      and not exists (select from customer_address o where o.company_id = d.company_id and o.customer_id = ${into}
        and o.folded = d.folded) returning d.id`,
  );

const notes = (ctx: WriteContext, { from, into }: Merge): Ids =>
  moved(
    ctx,
    sql`update customer_note n set customer_id = ${into} where n.company_id = ${ctx.actor.companyId}
      and n.customer_id = ${from} returning n.id`,
  );

const holdings = (ctx: WriteContext, { from, into }: Merge): Ids =>
  moved(
    ctx,
    sql`update holding n set customer_id = ${into} where n.company_id = ${ctx.actor.companyId}
      and n.customer_id = ${from} returning n.id`,
  );

/** The tags that were not there; the merged customer keeps its own. */
const tags = (ctx: WriteContext, { from, into }: Merge): Ids =>
  moved(
    ctx,
    sql`insert into customer_tag (company_id, customer_id, tag)
      select g.company_id, ${into}, g.tag from customer_tag g
      where g.company_id = ${ctx.actor.companyId} and g.customer_id = ${from}
      on conflict do nothing returning tag as id`,
  );

/** Nobody looks after what is gone; who did may still tell of his days. */
const assignments = (ctx: WriteContext, { from }: Merge): Ids =>
  moved(
    ctx,
    sql`update customer_assignment a set to_day = greatest(a.from_day, ${ctx.today}::date)
      where a.company_id = ${ctx.actor.companyId} and a.customer_id = ${from} and a.to_day is null returning a.id`,
  );

const parts = { contacts, phones, addresses, notes, holdings, tags, assignments };

/** Moves every part; answers the ids of what moved by part, without the parts in which nothing did. */
export async function moveParts(ctx: WriteContext, merge: Merge): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const [part, move] of Object.entries(parts)) {
    const ids = await move(ctx, merge);
    if (ids.length > 0) all[part] = ids;
  }
  return all;
}

const filled = [
  ['shortName', 'short_name'],
  ['taxNumber', 'tax_number'],
  ['industry', 'industry'],
  ['source', 'source'],
  ['employees', 'employees'],
  ['website', 'website'],
  ['email', 'email'],
  ['foundedDay', 'founded_day'],
  ['capitalMinor', 'capital_minor'],
] as const;

/** Fills what stood empty on the one that stays, and keeps the latest of both marks of activity. Answers the fields it filled. */
export async function fillHead(ctx: WriteContext, { from, into }: Merge): Promise<Record<string, unknown>> {
  const { companyId } = ctx.actor;
  const columns = sql.join(
    filled.map(
      ([field, column]) => sql`${sql.lit(field)}, case when c.${sql.ref(column)} is null then g.${sql.ref(column)} end`,
    ),
  );
  const { rows } = await sql<{ fields: Record<string, unknown> }>`
    select jsonb_strip_nulls(jsonb_build_object(${columns})) as fields
    from customer c join customer g on g.company_id = ${companyId} and g.id = ${from}
    where c.company_id = ${companyId} and c.id = ${into}`.execute(ctx.db);
  const sets = filled.map(
    ([, column]) => sql`${sql.ref(column)} = coalesce(c.${sql.ref(column)}, g.${sql.ref(column)})`,
  );
  await sql`update customer c set ${sql.join(sets)}, version = c.version + 1,
      last_visit_at = greatest(c.last_visit_at, g.last_visit_at), last_call_at = greatest(c.last_call_at, g.last_call_at),
      last_activity_at = greatest(c.last_activity_at, g.last_activity_at)
    from customer g where c.company_id = ${companyId} and c.id = ${into} and g.company_id = ${companyId} and g.id = ${from}`.execute(
    ctx.db,
  );
  return rows[0]?.fields ?? {};
}
