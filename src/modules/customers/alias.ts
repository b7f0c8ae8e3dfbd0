import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#platform/shared/actor.ts';
import type { ReadContext } from '#platform/server/command/command.ts';

/** The customer that an id leads to: itself, or the one it was merged into, over however many merges. */
export async function survivorOf(ctx: ReadContext, id: string): Promise<string> {
  return (await survivorsOf(ctx, [id])).get(id) ?? id;
}

/** The survivors of those ids that were merged into another; ids that still stand for themselves are not among the keys. */
export async function survivorsOf(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ gone: string; id: string }>`
    with recursive way (gone, id) as (
      select a.id, a.into_id from customer_alias a where a.company_id = ${ctx.actor.companyId} and a.id = any(${[...ids]}::uuid[])
      union all
      select w.gone, a.into_id from way w join customer_alias a on a.company_id = ${ctx.actor.companyId} and a.id = w.id)
    select w.gone, w.id from way w where not exists (
      select from customer_alias a where a.company_id = ${ctx.actor.companyId} and a.id = w.id)`.execute(ctx.db);
  return new Map(rows.map(({ gone, id }) => [gone, id]));
}

/** A customer's own id and those of all that were merged into it: what is only ever appended stays under the id it came with. */
export async function idsOf(ctx: ReadContext, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive merged (id) as (
      select ${id}::uuid
      union
      select a.id from merged m join customer_alias a on a.company_id = ${ctx.actor.companyId} and a.into_id = m.id)
    select id from merged`.execute(ctx.db);
  return rows.map((row) => row.id);
}

/** That customer `c` (the alias is fixed) was merged into another: no list shows it. */
export const mergedCondition = (actor: Actor): RawBuilder<boolean> => sql`exists (
  select from customer_alias x where x.company_id = ${actor.companyId} and x.id = c.id)`;
