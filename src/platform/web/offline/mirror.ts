import { useSyncExternalStore } from 'react';
import { refresh } from '../queries.ts';
import { type Entry, onStoreChange, phoneStore, type PhoneStore } from './store.ts';

// The outbox as this tab sees it. The store is the truth; every tab follows it, whichever of them sends.

let entries: readonly Entry[] = [];
const listeners = new Set<() => void>();
let following: { store: PhoneStore; ready: Promise<void>; stop: () => void } | undefined;

/** Kept beside the store, so that a screen need not open it to learn that nothing waits. */
const flag = 'kejing.unsent';

export function flagUnsent(there: boolean): void {
  try {
    if (there) localStorage.setItem(flag, '1');
    else localStorage.removeItem(flag);
  } catch {
    return; // storage is blocked: then there is no outbox either
  }
}

function flagged(): boolean {
  try {
    return localStorage.getItem(flag) !== null;
  } catch {
    return false;
  }
}

function take(next: readonly Entry[]): void {
  const before = new Map(entries.map((entry) => [entry.id, entry.state]));
  const done = next.filter(({ id, state }) => state === 'sent' && before.has(id) && before.get(id) !== 'sent');
  entries = next;
  flagUnsent(next.some(({ state }) => state !== 'sent'));
  for (const listener of listeners) listener();
  const stale = new Set(done.flatMap((entry) => entry.stale));
  if (stale.size > 0) void refresh(...stale);
}

async function follow(): Promise<void> {
  const store = await phoneStore();
  if (following !== undefined && following.store === store) return following.ready;
  following?.stop();
  following = undefined;
  if (store === undefined) return;
  const { liveQuery } = await import('dexie');
  let first = (): void => undefined;
  const ready = new Promise<void>((resolve) => (first = resolve));
  const subscription = liveQuery(() => store.outbox.orderBy('place').toArray()).subscribe({
    next: (found) => {
      take(found);
      first();
    },
    error: () => first(),
  });
  following = { store, ready, stop: () => subscription.unsubscribe() };
  await ready;
}

onStoreChange(() => {
  entries = [];
  for (const listener of listeners) listener();
  void follow();
});

/** Everything in the outbox, in order, once it is read. */
export async function allEntries(): Promise<readonly Entry[]> {
  await follow();
  return entries;
}

/** What is on its way to the server. What it refused is shown in the list of the outbox, not as if it were done. */
export async function pendingEntries(): Promise<readonly Entry[]> {
  if (!flagged()) return [];
  return (await allEntries()).filter(({ state }) => state === 'pending');
}

/** A change of this tab, known before the store tells of it. */
export function noteEntry(entry: Entry): void {
  take([...entries.filter(({ id }) => id !== entry.id), entry].toSorted((a, b) => a.place - b.place));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (flagged()) void follow();
  return () => void listeners.delete(listener);
}

export const watchEntries = subscribe;
export const entriesNow = (): readonly Entry[] => entries;

/** The outbox on a screen: every entry in order, kept up to date over all tabs. */
export const useOutbox = (): readonly Entry[] => useSyncExternalStore(subscribe, entriesNow);
