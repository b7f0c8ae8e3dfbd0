import type { Db } from '../db/database.ts';
import { lowestIdAt } from '#platform/shared/id.ts';
import type { Clock } from '../clock.ts';
import { describeError, type Log } from '../log.ts';

export interface NotedEvent {
  companyId: string;
  kind: string;
  subjectKind: string;
  subjectId: string;
  unitId: string | null;
  personId: string | null;
  at: string;
}

export interface Notifier {
  /** `ended` is called when this node closes: whoever holds a stream open lets go of it. Returns how to stop. */
  subscribe(companyId: string, listener: (event: NotedEvent) => void, ended: () => void): () => void;
  close(): Promise<void>;
}

const everyMillis = 100;
/** A transaction may commit after one that began later, so its ids appear behind the newest: this far back is looked again. */
const lookBackMillis = 10_000;

/**
 * Reads the new domain events of all companies every 100 ms and hands them to the screens that wait, without any notification inside
 * commands (which would serialise their commits). Reads nothing while nobody waits.
 */
export function startNotifier(db: Db, clock: Clock, log: Log): Notifier {
  const listeners = new Map<string, Set<(event: NotedEvent) => void>>();
  const endings = new Set<() => void>();
  let seen = new Map<string, number>();
  let since = clock.now();
  let closed = false;
  let running: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    const now = clock.now();
    if (listeners.size === 0) {
      since = now;
      seen = new Map();
      return;
    }
    for (const { id, ...event } of await eventsSince(db, Math.max(since, now - lookBackMillis))) {
      if (seen.has(id)) continue;
      seen.set(id, now);
      for (const listener of listeners.get(event.companyId) ?? []) listener(event);
    }
    for (const [id, at] of seen) if (at < now - 2 * lookBackMillis) seen.delete(id);
  };

  const timer = setInterval(() => {
    if (closed || running !== undefined) return;
    running = look()
      .catch((error: unknown) => log('warn', 'could not read new events', describeError(error)))
      .finally(() => {
        running = undefined;
      });
  }, everyMillis);
  timer.unref();

  return {
    subscribe(companyId, listener, ended) {
      const set = listeners.get(companyId) ?? new Set();
      listeners.set(companyId, set.add(listener));
      endings.add(ended);
      return () => {
        set.delete(listener);
        endings.delete(ended);
        if (set.size === 0) listeners.delete(companyId);
      };
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await running;
      for (const ended of endings) ended();
    },
  };
}

async function eventsSince(db: Db, atMillis: number): Promise<(NotedEvent & { id: string })[]> {
  return db
    .selectFrom('domain_event')
    .select(['company_id as companyId', 'id', 'kind', 'subject_kind as subjectKind', 'subject_id as subjectId'])
    .select(['unit_id as unitId', 'person_id as personId', 'at'])
    .where('id', '>=', lowestIdAt(atMillis))
    .orderBy('id')
    .execute();
}
