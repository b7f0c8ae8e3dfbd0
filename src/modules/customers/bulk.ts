import { sql } from 'kysely';
import type { Tx } from '#platform/server/db/database.ts';

type Cell = string | number | boolean | null;

/**
 * Inserts many rows by one array per column: the statement's text stays the same for any number of rows, so it is planned once. `columns`
 * names each column and its SQL type; a row has its cells in that order. Table and column names come from this module only.
 */
export async function insertRows(
  db: Tx,
  companyId: string,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map(
    (type, index) => sql`${rows.map((row) => row[index] ?? null)}::${sql.raw(type)}[]`,
  );
  await sql`insert into ${sql.table(table)} (company_id, ${sql.raw(names.join(', '))})
    select ${companyId}::uuid, n.* from unnest(${sql.join(arrays)}) as n`.execute(db);
}
