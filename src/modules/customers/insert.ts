import { sql } from 'kysely';
import type { Tx } from '#platform/server/db/database.ts';
import { inBatches } from '#platform/server/command/execute.ts';
import type { WriteContext } from '#platform/server/command/command.ts';
import { type Region, regionOf } from '#platform/shared/region/regions.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import { recordTimeline } from '#modules/timeline/public.ts';
import { insertRows } from './bulk.ts';
import { insertHistory, insertParts } from './insert-parts.ts';
import { nameSort } from './name-sort.ts';
import type { CustomerToInsert } from './to-insert.ts';
import { gramsOf, prepareSearch, writeGrams } from './search.ts';

/** Where the batch comes from: kind of the timeline's sentence and what it points back to. */
export interface Origin {
  /** `created` says who wrote it down; `imported` from which file, in `detail`. */
  kind: 'customers.created' | 'customers.imported';
  source?: { kind: string; id: string };
  detail?: Record<string, unknown>;
}

/**
 * Writes new customers with all their parts, search pieces, history, timeline and audit, 500 to a statement. The one way in: the form, the
 * import and the sample company all pass here. A tax number that stands already breaks its unique key and refuses the whole command.
 */
export async function insertCustomers(
  ctx: WriteContext,
  customers: readonly CustomerToInsert[],
  origin: Origin = { kind: 'customers.created' },
): Promise<void> {
  await prepareSearch();
  await inBatches([...customers], async (batch) => {
    await planOnce(ctx.db, true);
    await insertBatch(ctx, batch, origin);
  });
  await planOnce(ctx.db, false);
  const units = new Map(customers.map(({ unitId, ownerId }) => [`${unitId} ${ownerId}`, { unitId, ownerId }]));
  for (const { unitId, ownerId } of units.values()) {
    const first = customers.find((customer) => customer.unitId === unitId && customer.ownerId === ownerId);
    if (first !== undefined)
      ctx.emit({
        kind: origin.kind,
        subject: { kind: 'customer', id: first.id },
        unitId,
        personId: ownerId ?? null,
      });
  }
}

/**
 * Connections plan every statement anew for its parameters. For the checks of foreign keys, a dozen for each customer, that is half of the
 * time; they are planned once here, by index. Not while the table is small: of two indexes that begin with the company the planner then
 * takes any, and a plan kept from there reads a whole company for each check.
 */
async function planOnce(db: Tx, once: boolean): Promise<void> {
  const large = sql`pg_relation_size('customer') > ${largeBytes}::bigint`;
  await sql`select set_config('plan_cache_mode', case when ${once}::boolean and ${large} then 'force_generic_plan' else 'force_custom_plan' end, true),
    set_config('enable_seqscan', ${once ? 'off' : 'on'}, true)`.execute(db);
}

/** A few thousand customers; measured: from some 300 kB on the primary key is taken. */
const largeBytes = 2_000_000;

async function insertBatch(ctx: WriteContext, batch: readonly CustomerToInsert[], origin: Origin): Promise<void> {
  const region = regionOf(ctx.actor.region);
  await insertHeads(ctx, batch, region);
  await insertParts(ctx, batch);
  await insertHistory(ctx, batch);
  await writeGrams(
    ctx,
    batch.map((customer) => ({ id: customer.id, grams: gramsOf(searchTexts(customer), region) })),
  );
  await recordTimeline(
    ctx,
    batch.map((customer) => ({
      subject: { kind: 'customer', id: customer.id },
      kind: origin.kind,
      unitId: customer.unitId,
      source: origin.source ?? { kind: 'customer', id: customer.id },
      detail: origin.detail ?? {},
    })),
  );
  for (const { id, name, unitId, ownerId } of batch)
    ctx.audit({
      subject: { kind: 'customer', id },
      unitId,
      changes: { name: { from: null, to: name }, ownerId: { from: null, to: ownerId ?? null } },
    });
}

const searchTexts = (customer: CustomerToInsert) => ({
  name: customer.name,
  shortName: customer.shortName ?? null,
  taxNumber: customer.taxNumber ?? null,
  contacts: (customer.contacts ?? []).map(({ name, phone }) => ({
    name,
    phone: phone?.typed ?? null,
    e164: phone?.e164 ?? null,
  })),
  phones: customer.phones ?? [],
  addresses: (customer.addresses ?? []).map(({ typed }) => typed),
});

const headColumns = {
  id: 'uuid',
  kind: 'text',
  name: 'text',
  name_folded: 'text',
  name_sort: 'text',
  short_name: 'text',
  tax_number: 'text',
  external_id: 'text',
  industry: 'text',
  source: 'text',
  lifecycle: 'text',
  unit_id: 'uuid',
  owner_id: 'uuid',
  employees: 'int',
  website: 'text',
  email: 'text',
  founded_day: 'date',
  capital_minor: 'bigint',
  last_activity_at: 'timestamptz',
  created_at: 'timestamptz',
};

async function insertHeads(ctx: WriteContext, batch: readonly CustomerToInsert[], region: Region): Promise<void> {
  const rows = batch.map((c) => [
    ...[c.id, c.kind, c.name, foldName(c.name), nameSort(c.name, region)],
    ...[c.shortName ?? null, c.taxNumber ?? null, c.externalId ?? null, c.industry ?? null, c.source ?? null],
    ...[
      c.lifecycle ?? 'prospect',
      c.unitId,
      c.ownerId ?? null,
      c.employees ?? null,
      c.website ?? null,
      c.email ?? null,
    ],
    ...[c.foundedDay ?? null, c.capitalMinor ?? null, c.createdAt ?? ctx.now, c.createdAt ?? ctx.now],
  ]);
  await insertRows(ctx.db, ctx.actor.companyId, 'customer', headColumns, rows);
}
