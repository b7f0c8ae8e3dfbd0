import { connection, onReached } from '../connection.ts';
import { made, readProblem, toProblem, unexpected } from '../problem.ts';
import { noteServerTime } from './clock.ts';
import { gone, settleHeld } from './fetch.ts';
import { allEntries, noteEntry } from './mirror.ts';
import { type Answered, ask, isOurs, requestOf } from './request.ts';
import { nextToSend, restAfter, verdictOf, waitOf } from './rules.ts';
import { type Entry, onStoreChange, phoneStore, type PhoneStore } from './store.ts';

const channel = 'kejing.outbox';
const keepSentFor = 24 * 60 * 60_000;
const longestPause = 60_000;

/** Rung when something may be sent; a ring while the sender is at work is not lost. */
const bell = {
  rung: false,
  answer: (): void => undefined,
  ring: (): void => {
    bell.rung = true;
    bell.answer();
  },
};

/** Something may be sent now; said to whichever tab sends. */
export function wakeSender(): void {
  bell.ring();
  const others = new BroadcastChannel(channel);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
  others.postMessage('wake');
  others.close();
}

/** How often in a row it failed, and until when it is left alone; milliseconds. */
interface Rest {
  failures: number;
  until: number;
}

interface Sending {
  store: PhoneStore;
  signal: AbortSignal;
  /** One that the server cannot take now does not hold up the others. */
  rests: Map<string, Rest>;
  /** Where nobody answers at all, none need try. */
  away: Rest;
}

/**
 * Sends what waits, in order, while somebody is signed in. Of all tabs one sends, whichever holds the lock; when it dies the next takes
 * over. Where the browser has no locks (a page without HTTPS) each tab sends: the server does nothing twice.
 */
export function startSender(onSignInNeeded: () => void): () => void {
  let stop = new AbortController();
  const begin = (): void => {
    stop.abort();
    stop = new AbortController();
    const { signal } = stop;
    void run(signal, onSignInNeeded).catch((error: unknown) => {
      // The store was closed under it: by a sign-out, here or in another tab.
      const closed = error instanceof Error && error.name === 'DatabaseClosedError';
      if (!signal.aborted && !closed) reportError(error);
    });
  };
  const unwatch = onStoreChange(begin);
  begin();
  return () => {
    unwatch();
    stop.abort();
  };
}

async function run(signal: AbortSignal, onSignInNeeded: () => void): Promise<void> {
  const store = await phoneStore();
  if (store === undefined || signal.aborted) return;
  const send = (): Promise<void> =>
    loop({ store, signal, rests: new Map(), away: { failures: 0, until: 0 } }, onSignInNeeded);
  if ('locks' in navigator) await navigator.locks.request(`${channel} ${store.name}`, { signal }, send);
  else await send();
}

async function loop(sending: Sending, onSignInNeeded: () => void): Promise<void> {
  const { signal, store } = sending;
  const stopListening = listen(sending);
  try {
    while (!signal.aborted) {
      bell.rung = false;
      const entries = await store.outbox.orderBy('place').toArray();
      // The screens are to know of it, whatever the device remembers.
      if (entries.some(({ state }) => state !== 'sent')) void allEntries();
      const now = Date.now();
      const restsUntil = (id: string): number => sending.rests.get(id)?.until ?? 0;
      const next = now < sending.away.until ? undefined : nextToSend(entries, now, restsUntil);
      if (next === undefined) {
        await tidy(store, entries, now);
        const waits = entries.flatMap((entry) => waitOf(entry, now) ?? []);
        await pause(sending, waits);
      } else if ((await attempt(sending, next, entries)) === 'signIn') {
        sending.away = { failures: 1, until: Date.now() + longestPause };
        onSignInNeeded();
      }
    }
  } finally {
    stopListening();
  }
}

/** What ends a rest early: a network, a look at the page, an answer to somebody else, a word from another tab. */
function listen(sending: Sending): () => void {
  const others = new BroadcastChannel(channel);
  others.onmessage = () => bell.ring();
  const rested = (): void => {
    sending.rests.clear();
    sending.away = { failures: 0, until: 0 };
    bell.ring();
  };
  globalThis.addEventListener('online', rested);
  document.addEventListener('visibilitychange', rested);
  const unreached = onReached(rested);
  return () => {
    others.close();
    globalThis.removeEventListener('online', rested);
    document.removeEventListener('visibilitychange', rested);
    unreached();
  };
}

/** Until the first rest is over or the bell rings; timers of a page in the background run late, and its next waking makes up for it. */
function pause({ signal, rests, away }: Sending, waits: readonly number[]): Promise<void> {
  const now = Date.now();
  const dues = [...[...rests.values(), away].map(({ until }) => until), ...waits].filter((until) => until > now);
  const due = Math.min(...dues, now + longestPause);
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      bell.answer = () => undefined;
      resolve();
    };
    const timer = setTimeout(end, Math.max(50, due - now + 1));
    signal.addEventListener('abort', end);
    bell.answer = end;
    if (bell.rung || signal.aborted) end();
  });
}

/** What was sent is shown for a day; one whose answer a waiting entry builds upon stays until that is sent too. */
async function tidy(store: PhoneStore, entries: readonly Entry[], now: number): Promise<void> {
  const bases = new Set(entries.filter(({ state }) => state !== 'sent').map(({ basedOn }) => basedOn));
  const old = entries.filter(({ id, sentAt }) => sentAt !== null && sentAt < now - keepSentFor && !bases.has(id));
  if (old.length > 0) await store.outbox.bulkDelete(old.map(({ place }) => place));
}

async function attempt(sending: Sending, entry: Entry, entries: readonly Entry[]): Promise<'signIn' | 'on'> {
  const { store, signal } = sending;
  const now = Date.now();
  const photo = entry.photo ? await store.photos.get(entry.id) : undefined;
  let answered: Answered;
  try {
    answered = await ask(requestOf(entry, { entries, photo, signal, person: store.person }));
  } catch (error) {
    if (signal.aborted) return 'on';
    if (toProblem(error).code === unexpected && !isTimeout(error)) {
      await change(store, entry, { state: 'refused', problem: made(unexpected, 0), triedAt: now });
      return 'on';
    }
    // A large picture on a thin line runs out of time, while a short note would get through.
    if (!isTimeout(error)) connection.lost();
    await rest(sending, entry, { everybody: !isTimeout(error) });
    return 'on';
  }
  noteServerTime(answered.date, now, Date.now());
  return took(sending, entry, answered);
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

async function took(sending: Sending, entry: Entry, answered: Answered): Promise<'signIn' | 'on'> {
  const { store } = sending;
  const { status } = answered;
  const problem = status < 400 ? undefined : await readProblem(answered.again());
  const ours = isOurs(answered, problem);
  // Somebody answered, but not the server.
  const away = gone.has(status) || (!ours && status < 500);
  if (away) connection.lost();
  else {
    sending.away = { failures: 0, until: 0 };
    connection.reached();
  }
  switch (verdictOf(status, problem, ours)) {
    case 'done':
      await done(store, entry, answered.body);
      return 'on';
    case 'refused':
      await change(store, entry, { state: 'refused', problem: problem ?? null, triedAt: Date.now() });
      return 'on';
    case 'signIn':
      return 'signIn';
    case 'later':
      await rest(sending, entry, {
        everybody: away || status === 429,
        askedSeconds: answered.retryAfterSeconds,
      });
      return 'on';
  }
}

const versionIn = (answer: unknown): number | null =>
  typeof answer === 'object' && answer !== null && 'version' in answer && typeof answer.version === 'number'
    ? answer.version
    : null;

async function done(store: PhoneStore, entry: Entry, answer: unknown): Promise<void> {
  const answerVersion = versionIn(answer);
  // The server has it, whatever becomes of the pictures we made of that. The next change is made upon the version it has now.
  await settleHeld(store, { ...entry, answerVersion }).catch(reportError);
  await store.photos.delete(entry.id);
  await change(store, entry, { state: 'sent', sentAt: Date.now(), answerVersion, problem: null });
}

async function rest(
  sending: Sending,
  entry: Entry,
  { everybody, askedSeconds = 0 }: { everybody: boolean; askedSeconds?: number },
): Promise<void> {
  const before = everybody ? sending.away : sending.rests.get(entry.id);
  const failures = (before?.failures ?? 0) + 1;
  const next: Rest = { failures, until: Date.now() + restAfter(failures, Math.random(), askedSeconds) };
  if (everybody) sending.away = next;
  else sending.rests.set(entry.id, next);
  await change(sending.store, entry, { attempts: entry.attempts + 1, triedAt: Date.now() });
}

/** Not where it was thrown away meanwhile. */
async function change(store: PhoneStore, entry: Entry, patch: Partial<Entry>): Promise<void> {
  if ((await store.outbox.update(entry.place, patch)) > 0) noteEntry({ ...entry, ...patch });
}
