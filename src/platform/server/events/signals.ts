import pg from 'pg';
import type { Log } from '../log.ts';

/** Messages between the nodes of one database, for what must be dropped at once: sessions and what somebody may see. */
export interface Signals {
  on(topic: string, listener: (payload: string) => void): void;
  /** Told to every node, this one included. Sent after the change has committed. */
  send(topic: string, payload: string): Promise<void>;
  /** Runs when messages may have been missed: whoever caches must then forget everything. */
  onGap(listener: () => void): void;
  /** False while no messages can arrive: nothing may be taken from a cache then. */
  readonly listening: boolean;
  close(): Promise<void>;
}

const channel = 'kejing';

export async function openSignals(
  url: string,
  send: (sql: string, values: unknown[]) => Promise<unknown>,
  log: Log,
): Promise<Signals> {
  const listeners = new Map<string, ((payload: string) => void)[]>();
  const gapListeners: (() => void)[] = [];
  let client: pg.Client | undefined;
  let closed = false;
  let listening = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'kejing-signals' });
    next.on('error', () => {});
    next.on('end', () => lost());
    next.on('notification', ({ payload = '' }) => {
      const [topic = '', ...rest] = payload.split(' ');
      for (const listener of listeners.get(topic) ?? []) listener(rest.join(' '));
    });
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
    for (const listener of gapListeners) listener();
    listening = true;
  };
  const lost = (): void => {
    listening = false;
    client = undefined;
    if (!closed) setTimeout(() => void reconnect(), 250).unref();
  };
  const reconnect = async (): Promise<void> => {
    if (closed) return;
    try {
      await connect();
      log('info', 'listening for other nodes again');
    } catch {
      lost();
    }
  };

  await connect();
  return {
    on: (topic, listener) => void listeners.set(topic, [...(listeners.get(topic) ?? []), listener]),
    onGap: (listener) => void gapListeners.push(listener),
    get listening() {
      return listening;
    },
    async send(topic, payload) {
      for (const listener of listeners.get(topic) ?? []) listener(payload);
      await send('select pg_notify($1, $2)', [channel, `${topic} ${payload}`]);
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
