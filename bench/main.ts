// `npm run bench`: list, search, get and create for every role, ours beside a bare server with the same statements and beside the
// statements alone, all in one run on one database. Rewrites the table in docs/performance.md with --write.
import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { systemClock } from '#platform/server/clock.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { startEmbedded } from '#platform/server/postgres/embedded.ts';
import { makeCompany } from './company.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { catchOperations, type Operation } from './operations.ts';
import { replay } from './replay.ts';
import { type Measured, report, writeReport } from './report.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '20000,200000' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write('usage: npm run bench -- [--sizes 20000,200000] [--quick] [--write]\n');
  process.exit(0);
}
/** The heap that `npm start` gives the product (package.json). */
const heap = ['--max-old-space-size=192', '--max-semi-space-size=8'];
const rounds = values.quick ? 1 : 3;
const millis = values.quick ? 400 : 700;
const connections = 16;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const home = mkdtempSync(path.join(tmpdir(), 'kejing-bench-'));
chmodSync(home, 0o711);
const embedded = await startEmbedded({ home });
const children: ChildProcess[] = [];
try {
  await migrate({ ownerUrl: embedded.ownerUrl, now: systemClock.now() });
  const companies = await makeCompanies(values.sizes.split(',').map(Number));
  const secret = 'only for benchmarks, never anywhere else';
  const operations = await catchOperations(embedded.appUrl, companies, secret, home);
  const file = path.join(home, 'operations.json');
  writeFileSync(file, JSON.stringify(operations));
  const [ours, bare, loader] = [
    start('ours.ts', [embedded.appUrl, secret, home]),
    start('bare.ts', [embedded.appUrl, file]),
    start('load.ts', []),
  ];
  const ports = {
    ours: (await answer<{ port: number }>(ours)).port,
    bare: (await answer<{ port: number }>(bare)).port,
  };
  const measured = await measureAll(operations, ports, loader);
  ours.send('memory');
  const { rss } = await answer<{ rss: number }>(ours);
  const text = report(measured, { rss, cores: cpus().length, rounds, millis, connections });
  process.stdout.write(`${text}\n`);
  if (values.write) writeReport(text);
} finally {
  for (const child of children) child.kill();
  await embedded.stop();
  rmSync(home, { recursive: true, force: true });
}

async function makeCompanies(sizes: number[]) {
  const database = openDatabase({ url: embedded.appUrl, connections: 2 });
  const companies = [];
  for (const size of sizes) {
    const started = performance.now();
    companies.push(await makeCompany({ db: database.db, clock: systemClock }, size));
    say(`${size} customers made in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  await database.close();
  const owner = new pg.Client({ connectionString: embedded.ownerUrl });
  await owner.connect();
  await owner.query('vacuum (analyze)');
  await owner.end();
  return companies;
}

function start(script: string, args: string[]): ChildProcess {
  const child = fork(path.join(import.meta.dirname, script), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...(script === 'ours.ts' ? { execArgv: heap } : {}),
  });
  children.push(child);
  return child;
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message as T);
    });
  });
}

/** In turn, ours then bare then the statements alone, several rounds; medians are taken of the rounds. */
async function measureAll(
  operations: Operation[],
  ports: { ours: number; bare: number },
  loader: ChildProcess,
): Promise<Measured[]> {
  const pool = new pg.Pool({
    connectionString: embedded.appUrl,
    max: connections,
    options: '-c TimeZone=UTC -c plan_cache_mode=force_custom_plan -c jit=off',
  });
  pool.on('error', () => {});
  const measured: Measured[] = [];
  for (const [place, operation] of operations.entries()) {
    const runs: Measured['runs'] = [];
    await warm(loader, operation, place, ports);
    for (let round = 0; round < rounds; round += 1) {
      const ours = await send(loader, operation, ports.ours, `/api/v1${operation.path}`, millis);
      const bare = await send(loader, operation, ports.bare, `/${place}`, millis);
      runs.push({ ours, bare, raw: await rawPerSecond(pool, operation, millis) });
    }
    say(`${operation.size} ${operation.role} ${operation.name}`);
    measured.push({ operation, runs });
  }
  await pool.end();
  return measured;
}

async function warm(
  loader: ChildProcess,
  operation: Operation,
  place: number,
  ports: { ours: number; bare: number },
): Promise<void> {
  await send(loader, operation, ports.ours, `/api/v1${operation.path}`, 150);
  await send(loader, operation, ports.bare, `/${place}`, 150);
}

function send(
  loader: ChildProcess,
  operation: Operation,
  port: number,
  requestPath: string,
  duration: number,
): Promise<LoadResult> {
  const order: LoadOrder = {
    port,
    path: requestPath,
    method: operation.method,
    cookie: operation.cookie,
    creates: operation.creates,
    connections,
    millis: duration,
  };
  loader.send(order);
  return answer<LoadResult>(loader);
}

async function rawPerSecond(pool: pg.Pool, operation: Operation, duration: number): Promise<number> {
  const begun = performance.now();
  let count = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - begun < duration) {
      await replay(pool, operation);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return (count * 1000) / (performance.now() - begun);
}
