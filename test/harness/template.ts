// The template database: migrated once per state of the migrations, cloned for each test file. Who works on a run holds advisory locks in
// the maintenance database for as long as it lives, so that a killed run's clones and templates that nobody needs can be told from living
// ones on any server, without asking for process ids.
import { createHash, randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '#platform/server/db/migrate.ts';
import { asOwner, type TestServer } from './test-server.ts';
import { withDatabase } from './urls.ts';

const root = path.resolve(import.meta.dirname, '../..');
const runClass = 7_203_312;
const templateClass = 7_203_313;
const templatePrefix = 'kejing_template_';
export const clonePrefix = 'kejing_clone_';

export interface Template {
  database: string;
  /** Names this run's clones: `kejing_clone_<run>_…`. */
  run: number;
  release(): Promise<void>;
}

/** The digest of all that shapes an empty migrated database: the SQL files, the code that applies them, the month of its partitions. */
function digest(now: number): string {
  const files = globSync(['migrations/*.sql', 'src/platform/server/db/{migrate,partitions,grants}.ts'], {
    cwd: root,
  }).toSorted();
  const hash = createHash('sha256').update(new Date(now).toISOString().slice(0, 7));
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest('hex').slice(0, 12);
}

const lockKey = (hex: string): number => Number.parseInt(hex.slice(0, 7), 16);

/** Finds or makes the template, holds it, and sweeps what killed runs left behind. */
export async function prepareTemplate(server: TestServer, now = Date.now()): Promise<Template> {
  const name = digest(now);
  const database = `${templatePrefix}${name}`;
  const run = randomInt(1, 2 ** 31 - 1);
  const holder = new pg.Client({ connectionString: server.ownerUrl, application_name: 'kejing-test-run' });
  // The server may be stopped under us at the end of a run; that must not end the process.
  holder.on('error', () => {});
  await holder.connect();
  await holder.query('select pg_advisory_lock($1, $2), pg_advisory_lock_shared($3, $4)', [
    runClass,
    run,
    templateClass,
    lockKey(name),
  ]);
  await asOwner(server.ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateClass]);
    await sweep(client);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await make(client, server, database, now);
  });
  return { database, run, release: () => holder.end() };
}

/** Built under another name, so that a template by its own name is always whole. */
async function make(client: pg.Client, server: TestServer, database: string, now: number): Promise<void> {
  const building = 'kejing_template_building';
  await client.query(`drop database if exists ${building} with (force)`);
  await client.query(`create database ${building} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`);
  await migrate({ ownerUrl: withDatabase(server.ownerUrl, building), now });
  await client.query(`alter database ${building} rename to ${database}`);
}

/** Drops the clones of runs that have ended, and templates of other migrations that no run holds. */
async function sweep(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^(${clonePrefix}|${templatePrefix})'`,
  );
  for (const { name } of rows) {
    const clone = name.startsWith(clonePrefix);
    const key = clone
      ? Number(name.slice(clonePrefix.length).split('_')[0])
      : lockKey(name.slice(templatePrefix.length));
    if (!Number.isInteger(key)) continue;
    const { rows: locks } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, $2) as free', [
      clone ? runClass : templateClass,
      key,
    ]);
    if (locks[0]?.free !== true) continue;
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query('select pg_advisory_unlock($1, $2)', [clone ? runClass : templateClass, key]);
  }
}
