import type { Problem } from '../problem.ts';

/** Why an entry is not with the server yet, or that it is. Nothing leaves the phone's list but by hand or a day after it was sent. */
export type EntryState = 'pending' | 'refused' | 'sent';

/** What the order of sending depends on. Ids are those of records, made by the client. */
export interface Ties {
  /** Records that come into being. */
  makes: readonly string[];
  /** Records that are changed: changes of one record keep their order. */
  changes: readonly string[];
  /** Records that must be there. */
  needs: readonly string[];
}

export interface Queued extends Ties {
  /** Grows with every entry of the phone, over all its tabs. */
  place: number;
  id: string;
  state: EntryState;
  /** Sent no sooner; milliseconds. */
  waitsUntil?: number | null;
}

/** Nothing waits longer for what may be added to it, even where the phone's clock was set back meanwhile. */
const longestWait = 10_000;

/** Until when an entry waits for what may still be added to it; undefined where it does not. */
export const waitOf = ({ waitsUntil }: Pick<Queued, 'waitsUntil'>, now: number): number | undefined =>
  waitsUntil != null && waitsUntil > now && waitsUntil - now <= longestWait ? waitsUntil : undefined;

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((id) => b.includes(id));

/** The later one would find nothing, or overtake a change of the same record. */
export const waitsFor = (later: Ties, earlier: Ties): boolean =>
  share(earlier.makes, later.needs) || share(earlier.makes, later.changes) || share(earlier.changes, later.changes);

/** The earlier entries that are not with the server yet and that this one waits for, in order. */
export const blockersOf = <E extends Queued>(entry: E, entries: readonly E[]): E[] =>
  entries.filter((other) => other.state !== 'sent' && other.place < entry.place && waitsFor(entry, other));

/**
 * The first entry that may be sent now: in the order of writing, none before what it waits for. What is refused holds up only what waits
 * for it. `restsUntil` is when an entry that failed may be tried again.
 */
export function nextToSend<E extends Queued>(
  entries: readonly E[],
  now: number,
  restsUntil: (id: string) => number,
): E | undefined {
  return entries
    .filter(({ state }) => state === 'pending')
    .toSorted((a, b) => a.place - b.place)
    .find(
      (entry) =>
        restsUntil(entry.id) <= now && waitOf(entry, now) === undefined && blockersOf(entry, entries).length === 0,
    );
}

/** Everything that waits for an entry, directly or by way of others: what goes with it when it is thrown away. */
export function dependentsOf<E extends Queued>(entry: E, entries: readonly E[]): E[] {
  const gone: E[] = [entry];
  for (const other of entries.toSorted((a, b) => a.place - b.place)) {
    if (other.state === 'sent' || gone.includes(other)) continue;
    if (gone.some((one) => one.place < other.place && share(one.makes, [...other.needs, ...other.changes])))
      gone.push(other);
  }
  return gone.slice(1);
}

/** What an answer means for an entry: it is done, it is refused for good, somebody must sign in, or it is tried again later. */
export type Verdict = 'done' | 'refused' | 'signIn' | 'later';

/** What a server says that is older than this page: it will be updated. */
const forNow = new Set(['contract.newer', 'noSuchPage']);

/**
 * `ours`: whether it is the product that answered. A network's sign-in page or a gateway says nothing of the command, which goes again; a
 * gateway that finds it too large will not change its mind.
 */
export function verdictOf(status: number, problem: Pick<Problem, 'code'> | undefined, ours = true): Verdict {
  if (!ours && status !== 401 && status !== 413) return 'later';
  if (status >= 200 && status < 300) return 'done';
  if (status === 401) return 'signIn';
  if (problem !== undefined && forNow.has(problem.code)) return 'later';
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'later';
}

const longestRest = 60_000;

/** How long to rest after so many failures in a row, in milliseconds; `chance` (0 to 1) spreads many phones that lost one server. */
export function restAfter(failures: number, chance: number, retryAfterSeconds?: number): number {
  const doubled = Math.min(longestRest, 1_000 * 2 ** Math.min(failures - 1, 10));
  const rest = doubled / 2 + (doubled / 2) * chance;
  return Math.max(rest, (retryAfterSeconds ?? 0) * 1_000);
}
