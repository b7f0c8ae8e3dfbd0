import { businessDay } from '#platform/shared/day.ts';
import type { Answer } from '#platform/web/answer.ts';
import type { Maker } from '#platform/web/offline/beyond.ts';
import { phoneInstant } from '#platform/web/offline/clock.ts';
import { pathWith } from '#platform/web/offline/projections.ts';
import { readOf } from '#platform/web/offline/reads.ts';
import type { PhoneStore } from '#platform/web/offline/store.ts';
import type { Customer, CustomerRow } from '../contract.ts';
import { type HeldCustomer, heldBy, inOrder, matches } from './held-customer.ts';
import { likenessOf } from './likeness.ts';

// The lists of customers without a network: from what this phone holds of them.

/** Everybody this phone knows: by the pages it holds, else by a line of a list it was shown. */
async function everyHeld(store: PhoneStore): Promise<HeldCustomer[]> {
  const known = new Map<string, HeldCustomer>();
  const answers = await store.held.where('url').startsWith('/api/v1/customers').toArray();
  for (const { url, answer } of answers.toSorted((a, b) => b.at - a.at)) {
    const read = readOf(new URL(url, globalThis.location.origin));
    if (read?.path === '/api/v1/customers/{id}') known.set((answer as Customer).id, heldBy(answer as Customer));
    if (read?.path !== '/api/v1/customers' || read.query.has('archived')) continue;
    for (const row of (answer as { items: CustomerRow[] }).items)
      if (!known.has(row.id)) known.set(row.id, { row, detail: undefined });
  }
  return [...known.values()];
}

async function todayOf(store: PhoneStore): Promise<string> {
  const me = (await store.held.get('/api/v1/me'))?.answer as Answer<'get', '/api/v1/me'> | undefined;
  return businessDay(phoneInstant(), me?.timeZone ?? 'UTC');
}

async function matching(store: PhoneStore, query: URLSearchParams): Promise<HeldCustomer[]> {
  const today = await todayOf(store);
  return inOrder(await everyHeld(store), query).filter((customer) => matches(customer, query, today));
}

export const customersHeld: Maker<'/api/v1/customers'> = async ({ query }, store) => ({
  // All stand on the first page; whoever asks for the next was shown the server's.
  items: query.has('cursor') ? [] : (await matching(store, query)).map(({ row }) => row),
  nextCursor: null,
});

export const countHeld: Maker<'/api/v1/customers/count'> = async ({ query }, store) => ({
  count: (await matching(store, query)).length,
  more: false,
});

const mostLike = 5;

export const alikeHeld: Maker<'/api/v1/customers/alike'> = async ({ query }, store) => ({
  items: (await everyHeld(store)).flatMap((customer) => likenessOf(customer, query) ?? []).slice(0, mostLike),
});

/** The first page, whatever its length; what this phone made itself is held without one. */
export const timelineHeld: Maker<'/api/v1/customers/{id}/timeline'> = async (read, store) => {
  const exact = await store.held.get(read.url);
  const made = read.query.has('cursor') ? undefined : await store.held.get(pathWith(read.path, read.params));
  return (exact ?? made)?.answer as Answer<'get', '/api/v1/customers/{id}/timeline'> | undefined;
};
