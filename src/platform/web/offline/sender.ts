import { currentLanguage } from '../language.ts';
import { connection } from '../connection.ts';
import { type Problem, readProblem, toProblem } from '../problem.ts';
import { noteServerTime, phoneInstant } from './clock.ts';
import { settleHeld } from './fetch.ts';
import { allEntries, noteEntry } from './mirror.ts';
import { nextToSend, restAfter, verdictOf } from './rules.ts';
import { type Entry, phoneStore, type PhoneStore } from './store.ts';

const channel = 'kejing.outbox';
const keepSentFor = 24 * 60 * 60_000;

let wake = (): void => undefined;

/** Something may be sent now; said to whichever tab sends. */
export function wakeSender(): void {
  wake();
  const others = new BroadcastChannel(channel);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
  others.postMessage('wake');
  others.close();
}

/** What became of a command while the screen waited: done, safely on this phone, or refused (and then not kept: the screen shows why). */
export type Submitted = { state: 'sent' } | { state: 'queued' } | { state: 'refused'; problem: Problem };

interface Sending {
  store: PhoneStore;
  signal: AbortSignal;
  failures: Map<string, number>;
  restsUntil: Map<string, number>;
}

/**
 * Sends what waits, in order, while somebody is signed in. Of all tabs one sends, whichever holds the lock; when it dies the next takes
 * over. Where the browser has no locks (a page without HTTPS) each tab sends: the server does nothing twice.
 */
export function startSender(onSignInNeeded: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  void run(signal, onSignInNeeded).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return () => {
    stop.abort();
    wake();
  };
}

async function run(signal: AbortSignal, onSignInNeeded: () => void): Promise<void> {
  const store = await phoneStore();
  if (store === undefined) return;
  const send = async (): Promise<void> => {
    const sending: Sending = { store, signal, failures: new Map(), restsUntil: new Map() };
    await store.outbox.filter(({ sentAt }) => sentAt !== null && sentAt < Date.now() - keepSentFor).delete();
    await loop(sending, onSignInNeeded);
  };
  if ('locks' in navigator) await navigator.locks.request(`${channel} ${store.name}`, { signal }, send);
  else await send();
}

async function loop(sending: Sending, onSignInNeeded: () => void): Promise<void> {
  const { signal, store, restsUntil } = sending;
  const others = new BroadcastChannel(channel);
  others.onmessage = () => wake();
  const rested = (): void => {
    restsUntil.clear();
    wake();
  };
  globalThis.addEventListener('online', rested);
  document.addEventListener('visibilitychange', rested);
  try {
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      const entries = await store.outbox.orderBy('place').toArray();
      const next = nextToSend(entries, Date.now(), (id) => restsUntil.get(id) ?? 0);
      if (next === undefined) await Promise.race([woken, nextRest(sending)]);
      else if ((await attempt(sending, next, entries)) === 'signIn') {
        onSignInNeeded();
        return;
      }
    }
  } finally {
    others.close();
    globalThis.removeEventListener('online', rested);
    document.removeEventListener('visibilitychange', rested);
  }
}

/** Until the first rest is over; timers of a page in the background run late, and its next waking makes up for it. */
function nextRest({ restsUntil }: Sending): Promise<void> {
  const due = Math.min(...[...restsUntil.values()].filter((at) => at > Date.now()), Date.now() + 60_000);
  return new Promise((resolve) => setTimeout(resolve, Math.max(100, due - Date.now())));
}

async function attempt(sending: Sending, entry: Entry, entries: readonly Entry[]): Promise<'signIn' | 'on'> {
  const { store, signal } = sending;
  const now = Date.now();
  try {
    const photo = entry.photo ? await store.photos.get(entry.id) : undefined;
    const response = await fetch(requestOf(entry, entries, photo, signal));
    connection.reached();
    noteServerTime(response.headers.get('date'), now, Date.now());
    const problem = response.ok ? undefined : await readProblem(response);
    switch (verdictOf(response.status, problem)) {
      case 'done':
        await done(store, entry, await response.json().catch(() => null));
        return 'on';
      case 'refused':
        await change(store, entry, { state: 'refused', problem: problem ?? null, triedAt: now });
        return 'on';
      case 'signIn':
        return 'signIn';
      case 'later':
        await rest(sending, entry, Number(response.headers.get('retry-after')) || 0);
        return 'on';
    }
  } catch (error) {
    if (signal.aborted) return 'on';
    connection.lost();
    await rest(sending, entry, 0, toProblem(error).status === 0);
  }
  return 'on';
}

function requestOf(
  entry: Entry,
  entries: readonly Entry[],
  photo: { bytes: ArrayBuffer; type: string } | undefined,
  signal: AbortSignal,
): Request {
  const base = entries.find(({ id }) => id === entry.basedOn);
  const version = base?.answerVersion ?? entry.ifMatch;
  const headers = new Headers({
    'Idempotency-Key': entry.id,
    'Kejing-Command': `${entry.command}@${entry.version}`,
    'Kejing-Written-At': new Date(entry.writtenAt).toISOString(),
    'Accept-Language': currentLanguage(),
  });
  if (version !== null) headers.set('If-Match', String(version));
  if (photo !== undefined) headers.set('Content-Type', photo.type);
  else if (entry.body !== null) headers.set('Content-Type', 'application/json');
  return new Request(entry.url, {
    method: entry.method,
    headers,
    body: photo?.bytes ?? (entry.body === null ? null : JSON.stringify(entry.body)),
    signal: AbortSignal.any([signal, AbortSignal.timeout(entry.photo ? 120_000 : 30_000)]),
  });
}

const versionIn = (answer: unknown): number | null =>
  typeof answer === 'object' && answer !== null && 'version' in answer && typeof answer.version === 'number'
    ? answer.version
    : null;

async function done(store: PhoneStore, entry: Entry, answer: unknown): Promise<void> {
  await settleHeld(store, entry);
  await store.photos.delete(entry.id);
  await change(store, entry, {
    state: 'sent',
    sentAt: Date.now(),
    answerVersion: versionIn(answer),
    problem: null,
  });
}

async function rest({ store, failures, restsUntil }: Sending, entry: Entry, asked: number, all = false): Promise<void> {
  const count = (failures.get(entry.id) ?? 0) + 1;
  failures.set(entry.id, count);
  const until = Date.now() + restAfter(count, Math.random(), asked);
  const { attempts } = entry;
  await change(store, entry, { attempts: attempts + 1, triedAt: Date.now() });
  restsUntil.set(entry.id, until);
  // Nobody answers at all: then the others need not try either.
  if (all) for (const { id, state } of await allEntries()) if (state === 'pending') restsUntil.set(id, until);
}

async function change(store: PhoneStore, entry: Entry, patch: Partial<Entry>): Promise<void> {
  await store.outbox.update(entry.place, patch);
  noteEntry({ ...entry, ...patch });
}

/** Without a store (a browser that keeps nothing) a command is sent once, while one waits. */
export async function sendOnce(entry: Omit<Entry, 'place'>, photo: Blob | undefined): Promise<Submitted> {
  try {
    const bytes = photo === undefined ? undefined : { bytes: await photo.arrayBuffer(), type: photo.type };
    const whole = { ...entry, place: 0, writtenAt: Date.parse(phoneInstant()) };
    const response = await fetch(requestOf(whole, [], bytes, AbortSignal.timeout(120_000)));
    if (response.ok) return { state: 'sent' };
    return { state: 'refused', problem: await readProblem(response) };
  } catch (error) {
    return { state: 'refused', problem: toProblem(error) };
  }
}
