import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { partitionStatements } from './partitions.ts';
import { grantStatements } from './grants.ts';

export interface MigrateOptions {
  /** A connection of the owner: the one who may create tables and roles. */
  ownerUrl: string;
  directory?: string;
  log?: (line: string) => void;
  /** Partitions are laid from this instant on (milliseconds). */
  now: number;
}

/** Any number that all nodes share: whoever holds it migrates, the others wait and then find nothing to do. */
const migrationLock = 7_203_311;

const defaultDirectory = path.resolve(import.meta.dirname, '../../../../migrations');

/**
 * Applies the plain SQL files of `migrations/` in their order, each in a transaction of its own with the row that remembers it, under an
 * advisory lock: safe to kill and run again, and on several nodes at once. A file changed after it was applied is refused.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'kejing-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      'create table if not exists schema_migration (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    const applied = await applyPending(client, options.directory ?? defaultDirectory, options.log ?? (() => {}));
    for (const statement of await partitionStatements(client, options.now)) await client.query(statement);
    for (const statement of grantStatements()) await client.query(statement);
    return { applied };
  } finally {
    await client.end();
  }
}

async function applyPending(client: pg.Client, directory: string, log: (line: string) => void): Promise<string[]> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from schema_migration');
  const known = new Map(rows.map((row) => [row.name, row.digest]));
  const applied: string[] = [];
  for (const file of migrationFiles(directory)) {
    const before = known.get(file.name);
    if (before === file.digest) continue;
    if (before !== undefined)
      throw new Error(`Migration ${file.name} was changed after it had been applied; write a new one instead.`);
    await applyOne(client, file);
    log(`migrated ${file.name}`);
    applied.push(file.name);
  }
  return applied;
}

async function applyOne(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.sql);
    await client.query('insert into schema_migration (name, digest) values ($1, $2)', [file.name, file.digest]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${file.name} failed; nothing of it was kept.`, { cause: error });
  }
}

interface MigrationFile {
  name: string;
  sql: string;
  digest: string;
}

export function migrationFiles(directory = defaultDirectory): MigrationFile[] {
  return readdirSync(directory)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .toSorted()
    .map((name) => {
      const sql = readFileSync(path.join(directory, name), 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Whether the database stands where this build expects it: every file applied, none unknown to it needed. */
export async function isMigrated(query: (sql: string) => Promise<{ rows: unknown[] }>): Promise<boolean> {
  const { rows } = await query('select name from schema_migration');
  const names = new Set(rows.map((row) => (row as { name: string }).name));
  return migrationFiles().every((file) => names.has(file.name));
}
