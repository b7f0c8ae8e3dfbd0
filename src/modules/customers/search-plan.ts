import { sql } from 'kysely';
import type { ReadContext } from '#platform/server/command/command.ts';

/**
 * How to search (design, section 6). `match`: ask the index for all that match, keep what is within sight, sort. `walk`: go through what is
 * within sight in order and test each, `chunk` at a time. A rare word wants the first, a common one the second; 0.2 against 691 ms.
 */
export type SearchPlan = { by: 'match' } | { by: 'walk'; chunk: number };

/** Relative costs, measured: a match is fetched and joined by key; a walked row's long array is read and compared. */
const matchCost = 2.5;
const walkCost = 8;
/** Beyond this many walked rows (or three times those expected) the index is asked after all: the pieces were common, but not together. */
export const walkLimit = 4_000;
/** A seller's own customers are few, however many the company has. */
const ownCustomers = 1_500;

export interface GramStatistics {
  customers: number;
  /** Share of customers that hold a piece; pieces that are not here are rarer than `rarest`. */
  shares: ReadonlyMap<string, number>;
  rarest: number;
}

/** Chooses by how many customers the rarest piece leaves. */
export function planSearch(grams: readonly string[], known: GramStatistics, few: boolean, limit: number): SearchPlan {
  const share = Math.min(1, ...grams.map((gram) => known.shares.get(gram) ?? known.rarest / 2));
  const matching = share * known.customers;
  const scope = few ? ownCustomers : walkLimit;
  const walked = Math.min(limit / Math.max(share, 1e-9), scope);
  if (matching * matchCost <= walked * walkCost) return { by: 'match' };
  return { by: 'walk', chunk: Math.min(1_000, Math.max(2 * limit, Math.ceil(walked * 1.3))) };
}

const unknown: GramStatistics = { customers: 0, shares: new Map(), rarest: 0 };
const remembered = new WeakMap<object, { statistics: GramStatistics; until: number }>();

/**
 * The planner's own statistics of the pieces, over all companies of the installation, remembered for five minutes. A table that was never
 * analysed is small or minutes old: then the index is asked.
 */
export async function gramStatistics(ctx: ReadContext): Promise<GramStatistics> {
  const before = remembered.get(ctx.db);
  if (before !== undefined && before.until > ctx.clock.now()) return before.statistics;
  const { rows } = await sql<{ customers: number; grams: string[] | null; shares: number[] | null }>`
    select greatest(k.reltuples, 0)::float8 as customers, s.most_common_elems::text::text[] as grams,
      s.most_common_elem_freqs::float8[] as shares
    from pg_class k left join pg_stats s
      on s.schemaname = 'public' and s.tablename = 'customer_search' and s.attname = 'grams'
    where k.oid = 'customer_search'::regclass`.execute(ctx.db);
  const statistics = readStatistics(rows[0]);
  remembered.set(ctx.db, { statistics, until: ctx.clock.now() + 5 * 60_000 });
  return statistics;
}

/** The server appends the lowest and highest share (and that of empty arrays) to the list of shares. */
function readStatistics(
  row: { customers: number; grams: string[] | null; shares: number[] | null } | undefined,
): GramStatistics {
  if (row?.grams == null || row.shares === null) return unknown;
  const { grams, shares, customers } = row;
  return {
    customers,
    shares: new Map(grams.map((gram, index) => [gram, shares[index] ?? 1])),
    rarest: shares[grams.length] ?? 0,
  };
}
