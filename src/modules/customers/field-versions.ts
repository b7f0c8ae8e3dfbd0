import { sql } from 'kysely';
import type { WriteContext } from '#platform/server/command/command.ts';
import type { CustomerField } from './rules.ts';

/** The fields of a customer that were changed after a version. */
export async function touchedSince(ctx: WriteContext, id: string, version: number): Promise<CustomerField[]> {
  const { rows } = await sql<{ field: CustomerField }>`
    select f.key as field from customer c cross join lateral jsonb_each_text(c.field_versions) f
    where c.company_id = ${ctx.actor.companyId} and c.id = ${id} and f.value::int > ${version}`.execute(ctx.db);
  return rows.map(({ field }) => field);
}

/** Notes that fields were changed in the version that the customer has now. */
export async function noteFields(ctx: WriteContext, id: string, fields: readonly string[]): Promise<void> {
  if (fields.length === 0) return;
  await sql`update customer c set field_versions = c.field_versions
      || (select jsonb_object_agg(f, c.version) from unnest(${fields}::text[]) as t(f))
    where c.company_id = ${ctx.actor.companyId} and c.id = ${id}`.execute(ctx.db);
}
