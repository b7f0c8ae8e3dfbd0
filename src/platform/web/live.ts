import { api } from './api.ts';
import { connection } from './connection.ts';
import { refresh } from './queries.ts';

/** Something that happened within the person's sight, told by the server the moment it is written. */
export interface LiveEvent {
  /** `module.whatHappened`, e.g. `visits.checkedIn`. */
  kind: string;
  subjectKind: string;
  subjectId: string;
  unitId: string | null;
  personId: string | null;
  /** Instant, ISO 8601. */
  at: string;
}

const reads = new Map<string, Set<string>>();

/**
 * Says once, beside a module's screens, which API paths go stale when events of a kind arrive:
 * `refreshOn('visits.', '/api/v1/visits', '/api/v1/team-day')`.
 */
export function refreshOn(kindPrefix: string, ...paths: readonly string[]): void {
  const known = reads.get(kindPrefix) ?? new Set();
  for (const path of paths) known.add(path);
  reads.set(kindPrefix, known);
}

const stale = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Many events in a moment are one reading again. */
function refreshSoon(paths: Iterable<string>): void {
  for (const path of paths) stale.add(path);
  if (stale.size === 0) return;
  timer ??= setTimeout(() => {
    timer = undefined;
    const due = [...stale];
    stale.clear();
    void refresh(...due);
  }, 250);
}

function receive(message: MessageEvent<string>): void {
  const event = JSON.parse(message.data) as LiveEvent;
  for (const [prefix, paths] of reads) if (event.kind.startsWith(prefix)) refreshSoon(paths);
}

/** A broken stream does not say why: the API does, by no answer or by 401, which ends the session. Asking notes whether it answers. */
async function probe(): Promise<void> {
  await api.GET('/api/v1/me').catch(() => undefined);
}

/**
 * Keeps the stream of events open while somebody is signed in and the page is looked at; a page in the background gives its
 * connection back (HTTP/1.1 browsers share six). After a gap everything live is read again. Returns how to stop.
 */
export function startLive(): () => void {
  let source: EventSource | undefined;
  let attempt: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let missed = false;

  const open = (): void => {
    source = new EventSource('/api/v1/live');
    source.onmessage = receive;
    source.onopen = () => {
      failures = 0;
      connection.reached();
      if (missed) refreshSoon([...reads.values()].flatMap((paths) => [...paths]));
      missed = false;
    };
    source.onerror = () => {
      missed = true;
      failures += 1;
      void probe();
      source?.close();
      attempt = setTimeout(open, Math.min(30_000, 1_000 * 2 ** failures));
    };
  };
  const close = (): void => {
    clearTimeout(attempt);
    source?.close();
    source = undefined;
    missed = true;
  };
  const look = (): void => {
    if (document.hidden) close();
    else if (source === undefined) open();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    close();
  };
}
