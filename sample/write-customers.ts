import { sql } from 'kysely';
import { instantAt } from '#platform/server/clock.ts';
import { type CustomerToInsert, insertCustomers } from '#modules/customers/public.ts';
import { actingAs, type Person, type Scene } from './scene.ts';
import type { Account } from './story.ts';
import type { Telecom } from './telecom-arm.ts';

/** Through the customers' own door: once per list that was brought, once per day for what somebody found at doors. */
export async function writeAccounts(scene: Scene, accounts: readonly Account[]): Promise<void> {
  const batches = new Map<string, Account[]>();
  for (const account of accounts) {
    const { by, file } = account.origin;
    const key = `${by.id} ${account.createdDay} ${file}`;
    batches.set(key, [...(batches.get(key) ?? []), account]);
  }
  for (const batch of batches.values()) {
    const [first] = batch;
    if (first === undefined) continue;
    const { by, file } = first.origin;
    const records = batch.map(({ record }) => record);
    await bring(scene, { by, at: first.createdAt, file }, records);
  }
}

async function bring(
  scene: Scene,
  list: { by: Person; at: number; file: string | null },
  records: readonly CustomerToInsert[],
): Promise<void> {
  const { by, at, file } = list;
  if (file === null) {
    await insertCustomers(actingAs(scene, by, at, 'customers.create-customer'), records);
    return;
  }
  await insertCustomers(actingAs(scene, by, at, 'imports.import-rows'), records, {
    kind: 'customers.imported',
    source: { kind: 'import', id: scene.id(at) },
    detail: { fileName: file },
  });
}

/** The bulk of the telecom district's books. */
export async function writeBooks(scene: Scene, { others, brought }: Telecom): Promise<void> {
  const { at, by } = brought;
  let done = 0;
  for (const [owner, records] of others) {
    const created = records.map((record) => ({ ...record, createdAt: instantAt(at) }));
    await bring(scene, { by: by(owner), at, file: `${owner.unitName}客戶.csv` }, created);
    done += records.length;
    if (Math.floor(done / 5000) > Math.floor((done - records.length) / 5000))
      scene.say(`  ${done} customers of the telecom district`);
  }
}

const markColumns = {
  id: 'uuid',
  lifecycle: 'text',
  last_visit_at: 'timestamptz',
  last_call_at: 'timestamptz',
  last_activity_at: 'timestamptz',
  next_step_day: 'date',
  next_step_kind: 'text',
  archived_at: 'timestamptz',
  archived_by: 'uuid',
  archive_reason: 'text',
  version: 'int',
};

const orNull = (at: number | null): string | null => (at === null ? null : instantAt(at));

/** What six weeks of work have left on the customers themselves. */
export async function markAccounts(scene: Scene, accounts: readonly Account[]): Promise<void> {
  const rows = accounts.map((one) => [
    ...[one.id, one.lifecycle, orNull(one.lastVisitAt), orNull(one.lastCallAt)],
    instantAt(Math.max(one.createdAt, one.lastVisitAt ?? 0, one.lastCallAt ?? 0)),
    ...[one.step?.day ?? null, one.step?.kind ?? null, orNull(one.archived?.at ?? null)],
    ...[one.archived === null ? null : one.owner.id, one.archived?.reason ?? null, one.version],
  ]);
  const names = Object.keys(markColumns);
  const arrays = Object.values(markColumns).map(
    (type, index) => sql`${rows.map((row) => row[index] ?? null)}::${sql.raw(type)}[]`,
  );
  const set = names.slice(1).map((name) => `${name} = n.${name}`);
  await sql`update customer c set ${sql.raw(set.join(', '))}
    from unnest(${sql.join(arrays)}) as n(${sql.raw(names.join(', '))})
    where c.company_id = ${scene.companyId} and c.id = n.id`.execute(scene.ctx.db);
}
