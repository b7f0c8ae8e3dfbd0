import { useSyncExternalStore } from 'react';
import { connectionNow } from '../connection.ts';
import { refresh } from '../queries.ts';
import { flagUnsent, isFlagged, onFlagElsewhere } from './device.ts';
import { type Entry, onStoreChange, phoneStore, type PhoneStore } from './store.ts';

// The outbox as this tab sees it. The store is the truth; every tab follows it, whichever of them sends.

let entries: readonly Entry[] = [];
const listeners = new Set<() => void>();

interface Following {
  store: PhoneStore;
  ready: Promise<void>;
  stop: () => void;
}
let following: Following | undefined;

function show(next: readonly Entry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

/** Of which the screens know that they wait. */
let waiting: ReadonlySet<string> = new Set();
let known = false;

/** What is being sent while somebody looks on is not read twice: it is either done in a moment, or it waits. */
const waits = ({ state, attempts }: Entry): boolean =>
  state === 'pending' && (attempts > 0 || connectionNow() !== 'on');

function take(next: readonly Entry[]): void {
  const was = new Map(entries.map(({ id, state }) => [id, state]));
  const now = new Map(next.map((entry) => [entry.id, entry]));
  const wait = new Set(next.filter(waits).map(({ id }) => id));
  const changed = [...entries, ...next].filter(
    ({ id }) => waiting.has(id) !== wait.has(id) || (was.get(id) === 'pending' && now.get(id)?.state !== 'pending'),
  );
  // What is found at the start lies over the first answers already, unless the device forgot that something waits: a browser writes
  // down late what it remembers beside the store, and may be killed before.
  const stale = new Set(known || !isFlagged() ? changed.flatMap((entry) => entry.stale) : []);
  known = true;
  waiting = wait;
  flagUnsent(next.some(({ state }) => state !== 'sent'));
  show(next);
  if (stale.size > 0) void refresh(...stale);
}

/** Follows the store that is open now; resolves once it was read. */
async function follow(): Promise<void> {
  const store = await phoneStore();
  if (following?.store === store) return following?.ready;
  following?.stop();
  following = store === undefined ? undefined : followed(store);
  return following?.ready;
}

function followed(store: PhoneStore): Following {
  let stopped = false;
  let unsubscribe = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    const next = (found: readonly Entry[]): void => {
      if (!stopped) take(found);
      resolve();
    };
    void import('dexie').then(({ liveQuery }) => {
      if (stopped) return resolve();
      const told = liveQuery(() => store.outbox.orderBy('place').toArray());
      const subscription = told.subscribe({ next, error: () => resolve() });
      unsubscribe = () => subscription.unsubscribe();
    }, resolve);
  });
  const stop = (): void => {
    stopped = true;
    unsubscribe();
  };
  return { store, ready, stop };
}

onStoreChange(() => {
  following?.stop();
  following = undefined;
  known = false;
  waiting = new Set();
  show([]);
  void follow();
});
if ('document' in globalThis) onFlagElsewhere(() => void follow());

/** Everything in the outbox, in order, once it is read. */
export async function allEntries(): Promise<readonly Entry[]> {
  await follow();
  return entries;
}

/** What is on its way to the server. What it refused is shown in the list of the outbox, not as if it were done. */
export async function pendingEntries(): Promise<readonly Entry[]> {
  if (following === undefined && !isFlagged()) return [];
  return (await allEntries()).filter(({ state }) => state === 'pending');
}

/** A change of this tab, known before the store tells of it. */
export function noteEntry(entry: Entry): void {
  take([...entries.filter(({ id }) => id !== entry.id), entry].toSorted((a, b) => a.place - b.place));
}

/** Entries that this tab threw away, known before the store tells of it. */
export function noteGone(gone: readonly Entry[]): void {
  const places = new Set(gone.map(({ place }) => place));
  take(entries.filter(({ place }) => !places.has(place)));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (isFlagged()) void follow();
  return () => void listeners.delete(listener);
}

export const watchEntries = subscribe;
export const entriesNow = (): readonly Entry[] => entries;

/** The outbox on a screen: every entry in order, kept up to date over all tabs. */
export const useOutbox = (): readonly Entry[] => useSyncExternalStore(subscribe, entriesNow);
