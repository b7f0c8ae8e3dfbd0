// Where the phone is measured: the sample company, served by a process of its own as `npm start` would.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { newId } from '#platform/shared/id.ts';
import { systemClock } from '#platform/server/clock.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { startEmbedded } from '#platform/server/postgres/embedded.ts';
import { password } from '../sample/cast.ts';
import { makeSample } from '../sample/main.ts';

const seller = '林志豪';
const heap = ['--max-old-space-size=192', '--max-semi-space-size=8'];

export interface Place {
  address: string;
  /** The seller's session, as a browser would send it. */
  cookie: string;
  /** Visits at whose doors the seller stands now, each to be reported once. */
  openVisits(count: number): Promise<string[]>;
  close(): Promise<void>;
}

export async function openPlace(say: (line: string) => void): Promise<Place> {
  const home = mkdtempSync(path.join(tmpdir(), 'kejing-bench-phone-'));
  chmodSync(home, 0o711);
  const embedded = await startEmbedded({ home });
  await migrate({ ownerUrl: embedded.ownerUrl, now: systemClock.now() });
  await fill(embedded.appUrl, embedded.ownerUrl, say);
  const server = fork(path.join(import.meta.dirname, 'ours.ts'), [embedded.appUrl, 'only for benchmarks', home], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: heap,
  });
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  const address = `http://localhost:${port}`;
  const cookie = await signIn(address);
  return {
    address,
    cookie,
    openVisits: (count) => openVisits(address, cookie, count),
    async close() {
      server.kill();
      await embedded.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function fill(appUrl: string, ownerUrl: string, say: (line: string) => void): Promise<void> {
  const database = openDatabase({ url: appUrl, connections: 4 });
  await makeSample({ db: database.db, clock: systemClock, say });
  await database.close();
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('analyze');
  await owner.end();
}

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ userName: seller, password }),
  });
  if (!answer.ok) throw new Error(`${seller} cannot sign in: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ');
}

async function openVisits(address: string, cookie: string, count: number): Promise<string[]> {
  const ask = async (under: string, body?: object) => {
    const answer = await fetch(`${address}/api/v1${under}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        cookie,
        origin: address,
        'idempotency-key': newId(Date.now()),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${under}: ${await answer.text()}`);
    return answer.json();
  };
  const { items } = (await ask('/customers?limit=50')) as { items: { id: string }[] };
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Taipei' }).format(Date.now());
  const visits: string[] = [];
  for (const customer of items) {
    if (visits.length === count) break;
    const id = newId(Date.now());
    // Some of them stand on today's list already.
    const planned = await ask('/visits', { id, customerId: customer.id, day, unplanned: true }).catch(() => null);
    if (planned === null) continue;
    await ask(`/visits/${id}/check-in`, { occurredAt: new Date().toISOString() });
    visits.push(id);
  }
  if (visits.length < count) throw new Error(`the sample has customers for ${visits.length} visits only`);
  return visits;
}
