import { type RawBuilder, sql } from 'kysely';
import type { QueryContext } from '#platform/server/http/route.ts';
import { loadSearch, queryGrams } from '#platform/server/search/grams.ts';
import type { Page } from '#platform/shared/page.ts';
import type { CustomerFilter, listCustomers } from './contract.ts';
import type { QueryOf } from '#platform/shared/endpoint.ts';
import type { CustomerRow } from './contract.ts';
import { filterConditions } from './filters.ts';
import {
  allVisible,
  keyType,
  type Order,
  type Position,
  seesWide,
  visibleCondition,
  type Walk,
  walkVisible,
} from './policy.ts';
import { readRows } from './rows.ts';
import type { CustomerSort } from './rules.ts';
import { gramStatistics, planSearch, walkLimit } from './search-plan.ts';

const orders: Record<CustomerSort, Order> = {
  recent: { key: sql`c.last_activity_at`, type: 'timestamptz', descending: true, byOwner: true },
  created: { key: sql`c.created_at`, type: 'timestamptz', descending: true, byOwner: false },
  name: { key: sql`c.name_sort`, type: 'text', descending: false, byOwner: false },
  nextStep: { key: sql`coalesce(c.next_step_day, 'infinity'::date)`, type: 'date', descending: false, byOwner: true },
};

type Place = { id: string; k: string };

/** Customers within sight that match, in order; the page's cursor is the last row's place, so that what is added meanwhile moves nothing. */
export async function pageOfCustomers(
  ctx: QueryContext,
  query: QueryOf<typeof listCustomers>,
): Promise<Page<CustomerRow>> {
  const { cursor, limit, sort, ...filter } = query;
  const scope = `customers/${ctx.actor.companyId}/${ctx.actor.personId}/${sort}`;
  const walk: Walk = {
    order: orders[sort],
    where: await filterConditions(ctx, filter),
    after: cursor === undefined ? undefined : ctx.cursors.open<Position>(scope, cursor),
    limit: limit + 1,
    ownerId: filter.owner === 'none' ? undefined : filter.owner,
    wide: await seesWide(ctx),
  };
  const grams = await gramsAsked(filter.q);
  if (grams === 'none') return { items: [], nextCursor: null };
  const places = grams === undefined ? sql<Place>`${walkVisible(ctx.actor, walk)}` : await search(ctx, grams, walk);
  const rows = await readRows(ctx, places, walk.order.descending);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ row }) => row),
    nextCursor: rows.length > limit && last !== undefined ? ctx.cursors.seal(scope, last.place) : null,
  };
}

/** Undefined when nothing is searched; `none` when what was typed has nothing in it that could be found. */
async function gramsAsked(q: string | undefined): Promise<string[] | 'none' | undefined> {
  if (q === undefined || q === '') return undefined;
  await loadSearch();
  const grams = queryGrams(q);
  return grams.length === 0 ? 'none' : grams;
}

async function search(ctx: QueryContext, grams: string[], walk: Walk): Promise<RawBuilder<Place>> {
  const few = ctx.actor.units.length === 0 || walk.ownerId !== undefined;
  const plan = planSearch(grams, await gramStatistics(ctx), few, walk.limit);
  const found = plan.by === 'walk' ? await searchInOrder(ctx, grams, walk, plan.chunk) : undefined;
  return found === undefined ? matches(ctx, grams, walk) : asTable(found, walk.order);
}

/** Asks the index first; the inner query is fenced so that each match is fetched by key, never by reading all customers. */
function matches(ctx: QueryContext, grams: string[], { order, where, after, limit }: Walk): RawBuilder<Place> {
  const { key, descending, type } = order;
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(m.k, m.id) ${descending ? sql`<` : sql`>`} (${after.k}::${keyType(type)}, ${after.i}::uuid)`;
  const direction = descending ? sql`desc` : sql`asc`;
  return sql`(with hit as materialized (
      select s.customer_id from customer_search s where s.company_id = ${ctx.actor.companyId} and s.grams @> ${grams}::text[])
    select m.id, m.k from hit cross join lateral (select c.id, ${key} as k from customer c
      where c.company_id = ${ctx.actor.companyId} and c.id = hit.customer_id and ${visibleCondition(ctx.actor)} and ${where}
      offset 0) m
    where ${beyond} order by m.k ${direction}, m.id ${direction} limit ${limit})`;
}

/** Goes through what is within sight in order and tests each; undefined when too many were read for the page to fill. */
async function searchInOrder(
  ctx: QueryContext,
  grams: string[],
  walk: Walk,
  chunk: number,
): Promise<Place[] | undefined> {
  const found: Place[] = [];
  let after = walk.after;
  let size = chunk;
  for (let read = 0; read < Math.min(walkLimit, 3 * chunk); read += size, size *= 2) {
    const stretch = walkVisible(ctx.actor, { ...walk, after, limit: size });
    const { rows } = await sql<Place & { hit: boolean | null }>`
      select w.id, w.k::text as k, (select s.grams @> ${grams}::text[] from customer_search s
        where s.company_id = ${ctx.actor.companyId} and s.customer_id = w.id) as hit from ${stretch} w`.execute(ctx.db);
    found.push(...rows.filter(({ hit }) => hit === true));
    const last = rows.at(-1);
    if (found.length >= walk.limit || rows.length < size || last === undefined) return found.slice(0, walk.limit);
    after = { k: last.k, i: last.id };
  }
  return undefined;
}

const asTable = (places: readonly Place[], { type }: Order): RawBuilder<Place> =>
  sql`(select f.id, f.k::${keyType(type)} as k
    from unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ k }) => k)}::text[]) as f(id, k))`;

const countedAtMost = 10_000;

/** The same sight and filters as the list. */
export async function countMatching(
  ctx: QueryContext,
  filter: CustomerFilter,
): Promise<{ count: number; more: boolean }> {
  const where = await filterConditions(ctx, filter);
  const grams = await gramsAsked(filter.q);
  if (grams === 'none') return { count: 0, more: false };
  const matching =
    grams === undefined
      ? where
      : sql`${where} and c.id in (select s.customer_id from customer_search s
          where s.company_id = ${ctx.actor.companyId} and s.grams @> ${grams}::text[])`;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${allVisible(ctx.actor, matching, countedAtMost + 1)} v`.execute(ctx.db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, countedAtMost), more: count > countedAtMost };
}
