import { sql } from 'kysely';
import type { Scene } from './scene.ts';

type Cell = string | number | boolean | null;

const atOnce = 2_000;

/**
 * Many rows by one array per column, thousands to a statement. `columns` names each column and its SQL type; a row has its cells in that
 * order. Only for names that stand in this folder.
 */
export async function insertRows(
  scene: Pick<Scene, 'ctx' | 'companyId'>,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const names = Object.keys(columns);
  for (let from = 0; from < rows.length; from += atOnce) {
    const batch = rows.slice(from, from + atOnce);
    const arrays = Object.values(columns).map(
      (type, index) => sql`${batch.map((row) => row[index] ?? null)}::${sql.raw(type)}[]`,
    );
    await sql`insert into ${sql.table(table)} (company_id, ${sql.raw(names.join(', '))})
      select ${scene.companyId}::uuid, n.* from unnest(${sql.join(arrays)}) as n`.execute(scene.ctx.db);
  }
}

/** For the rest of the transaction the checks of foreign keys keep their plan, by index; planning each anew is half of the time. */
export async function planChecksOnce(scene: Pick<Scene, 'ctx'>): Promise<void> {
  await sql`select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)`.execute(
    scene.ctx.db,
  );
}
