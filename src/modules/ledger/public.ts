import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import { inBatches } from '#platform/server/command/execute.ts';
import { firstMeasures, openPeriod } from './rules.ts';

export interface LedgerSource {
  kind: string;
  id: string;
  version: number;
}

export interface LedgerPosting {
  /** A code of the company's measures. */
  measure: string;
  personId: string | null;
  /** What the person was in it, e.g. `visitor`, `developer`, `server`. */
  role: string;
  /** 0 to 1: this person's part when several share one result. */
  share?: number;
  unitId: string;
  customerId?: string | null;
  businessDay: string;
  /** In the measure's unit; money in minor units with its currency. */
  quantity: number;
  currency?: string | null;
}

/**
 * Appends what something was worth, in the command's transaction. The same source, version, measure and line posts once: a second attempt
 * breaks the unique key and is refused as a conflict. A day of a closed month is booked in the first open one and keeps its true day.
 */
export async function postLedger(
  ctx: WriteContext,
  source: LedgerSource,
  postings: readonly LedgerPosting[],
): Promise<void> {
  await append(
    ctx,
    source,
    postings.map((posting) => ({ ...posting, reversalOf: null })),
  );
}

/**
 * Makes what stands in the ledger of a source what it is worth now: entries that no longer hold are reversed on their own business day,
 * new ones are appended, and those that still hold are left alone. Nothing is ever changed or removed; no postings take everything back.
 */
export async function repostLedger(
  ctx: WriteContext,
  source: LedgerSource,
  postings: readonly LedgerPosting[],
): Promise<void> {
  const standing = await standingEntries(ctx, source);
  const wanted = [...postings];
  const reversals = standing.filter((entry) => {
    const same = wanted.findIndex((posting) => sameWorth(posting, entry));
    if (same === -1) return true;
    wanted.splice(same, 1);
    return false;
  });
  await append(ctx, source, [
    ...reversals.map(({ id, ...entry }) => ({ ...entry, quantity: -entry.quantity, reversalOf: id })),
    ...wanted.map((posting) => ({ ...posting, reversalOf: null })),
  ]);
}

type Appended = LedgerPosting & { reversalOf: string | null };

async function append(ctx: WriteContext, source: LedgerSource, postings: readonly Appended[]): Promise<void> {
  if (postings.length === 0) return;
  const closed = await closedPeriods(ctx, [...new Set(postings.map((posting) => posting.unitId))]);
  const rows = postings.map((posting, line) => ({
    company_id: ctx.actor.companyId,
    id: ctx.newId(),
    measure: posting.measure,
    person_id: posting.personId,
    role: posting.role,
    share: String(posting.share ?? 1),
    unit_id: posting.unitId,
    customer_id: posting.customerId ?? null,
    business_day: posting.businessDay,
    quantity: String(posting.quantity),
    currency: posting.currency ?? null,
    source_kind: source.kind,
    source_id: source.id,
    source_version: source.version,
    line,
    reversal_of: posting.reversalOf,
    posted_at: ctx.now,
    period: openPeriod(posting.businessDay, closed.get(posting.unitId) ?? new Set()),
    late: posting.businessDay < ctx.today,
  }));
  await inBatches(rows, (batch) =>
    ctx.db
      .insertInto('ledger_source')
      .values(
        batch.map(({ company_id, source_kind, source_id, source_version, measure, line, id }) => ({
          company_id,
          source_kind,
          source_id,
          source_version,
          measure,
          line,
          entry_id: id,
        })),
      )
      .execute(),
  );
  await inBatches(rows, (batch) => ctx.db.insertInto('ledger_entry').values(batch).execute());
}

type StandingEntry = LedgerPosting & { id: string };

/** What a source has posted and not reversed. */
async function standingEntries(ctx: WriteContext, source: LedgerSource): Promise<StandingEntry[]> {
  const rows = await ctx.db
    .selectFrom('ledger_entry')
    .select(['id', 'reversal_of', 'measure', 'person_id', 'role', 'share', 'unit_id', 'customer_id'])
    .select(['business_day', 'quantity', 'currency'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('source_kind', '=', source.kind)
    .where('source_id', '=', source.id)
    .orderBy('id')
    .execute();
  const reversed = new Set(rows.map((row) => row.reversal_of));
  return rows
    .filter((row) => row.reversal_of === null && !reversed.has(row.id))
    .map((row) => ({
      id: row.id,
      measure: row.measure,
      personId: row.person_id,
      role: row.role,
      share: Number(row.share),
      unitId: row.unit_id,
      customerId: row.customer_id,
      businessDay: row.business_day,
      quantity: Number(row.quantity),
      currency: row.currency,
    }));
}

function sameWorth(posting: LedgerPosting, entry: StandingEntry): boolean {
  return (
    posting.measure === entry.measure &&
    posting.personId === entry.personId &&
    posting.role === entry.role &&
    (posting.share ?? 1) === entry.share &&
    posting.unitId === entry.unitId &&
    (posting.customerId ?? null) === entry.customerId &&
    posting.businessDay === entry.businessDay &&
    posting.quantity === entry.quantity &&
    (posting.currency ?? null) === entry.currency
  );
}

async function closedPeriods(ctx: WriteContext, unitIds: string[]): Promise<Map<string, Set<string>>> {
  const rows = await ctx.db
    .selectFrom('period_closing')
    .select(['unit_id', 'period'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('unit_id', 'in', unitIds)
    .execute();
  const closed = new Map<string, Set<string>>();
  for (const row of rows) closed.set(row.unit_id, (closed.get(row.unit_id) ?? new Set()).add(row.period));
  return closed;
}

export interface LedgerSum {
  measure: string;
  personId: string | null;
  quantity: number;
}

/** What persons reached in flow measures over [from, to], both days included; the caller has asked who may see them. */
export async function sumByPerson(
  ctx: ReadContext,
  personIds: readonly string[],
  from: string,
  to: string,
): Promise<LedgerSum[]> {
  if (personIds.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('ledger_entry as entry')
    .innerJoin('measure', (join) =>
      join.onRef('measure.company_id', '=', 'entry.company_id').onRef('measure.code', '=', 'entry.measure'),
    )
    .select(['entry.measure', 'entry.person_id'])
    .select(({ fn }) => fn.sum<string>('quantity').as('quantity'))
    .where('entry.company_id', '=', ctx.actor.companyId)
    .where('entry.person_id', 'in', [...personIds])
    .where('business_day', '>=', from)
    .where('business_day', '<=', to)
    .where('measure.kind', '=', 'flow')
    .groupBy(['entry.measure', 'entry.person_id'])
    .execute();
  return rows.map((row) => ({ measure: row.measure, personId: row.person_id, quantity: Number(row.quantity) }));
}

/** The measures a new company begins with. */
export async function seedMeasures(ctx: WriteContext): Promise<void> {
  await ctx.db
    .insertInto('measure')
    .values(
      firstMeasures.map((measure, place) => ({
        company_id: ctx.actor.companyId,
        code: measure.code,
        kind: measure.kind,
        money: measure.money,
        label_hant: measure.labels['zh-Hant'],
        label_hans: measure.labels['zh-Hans'],
        label_en: measure.labels.en,
        place,
      })),
    )
    .execute();
}

export { type DaySum, type EntriesAsked, entriesOf, flowMeasures, sumByDay } from './entries.ts';
