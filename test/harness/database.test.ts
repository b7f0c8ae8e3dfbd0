// The harness itself: clones are apart, whole, and swept after a killed run.
import { randomInt } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { migrationFiles } from '#platform/server/db/migrate.ts';
import { freshDatabase } from './database.ts';
import { clonePrefix, prepareTemplate } from './template.ts';
import { asOwner } from './test-server.ts';
import { withDatabase, withUser } from './urls.ts';

test('a fresh database is migrated, and what is written into one is not in another', async () => {
  const [one, other] = [await freshDatabase(), await freshDatabase()];
  await asOwner(one.ownerUrl, (client) => client.query('create table only_here (n int)'));
  const applied = await asOwner(other.ownerUrl, (client) =>
    client.query<{ name: string }>('select name from schema_migration order by name'),
  );
  expect(applied.rows.map((row) => row.name)).toEqual(migrationFiles().map((file) => file.name));
  const found = await asOwner(other.ownerUrl, (client) =>
    client.query(`select from pg_class where relname = 'only_here'`),
  );
  expect(found.rowCount).toBe(0);
});

test('the application connects as a role that owns nothing', async () => {
  const { appUrl } = await freshDatabase();
  const { rows } = await asOwner(appUrl, (client) =>
    client.query(
      `select rolsuper, exists (select from pg_class where relowner = pg_roles.oid) as owns from pg_roles where rolname = current_user`,
    ),
  );
  expect(rows).toEqual([{ rolsuper: false, owns: false }]);
  await expect(asOwner(appUrl, (client) => client.query('create table mine (n int)'))).rejects.toThrow(
    /permission denied/,
  );
});

test('a killed run leaves clones, and the next run sweeps them but not those of the living', async () => {
  const provided = inject('database');
  const mine = await freshDatabase();
  const orphan = `${clonePrefix}${randomInt(1, 2 ** 31 - 1)}_1_1`;
  await asOwner(provided.ownerUrl, (client) => client.query(`create database ${orphan} template ${provided.template}`));
  const next = await prepareTemplate({ ownerUrl: provided.ownerUrl, appUrl: provided.appUrl, stop: async () => {} });
  await next.release();
  expect(next.database).toBe(provided.template);
  const left = await asOwner(provided.ownerUrl, (client) =>
    client.query('select from pg_database where datname = $1', [orphan]),
  );
  expect(left.rowCount).toBe(0);
  await asOwner(mine.ownerUrl, (client) => client.query('select from schema_migration'));
});

test('a dropped database is gone', async () => {
  const { ownerUrl, drop } = await freshDatabase();
  await drop();
  await expect(asOwner(ownerUrl, (client) => client.query('select'))).rejects.toThrow(/does not exist/);
});

test('connection strings are cut at their seams', () => {
  expect(withDatabase('postgresql://a:b@/x?host=%2Ftmp', 'y')).toBe('postgresql://a:b@/y?host=%2Ftmp');
  expect(withDatabase('postgres://host:5432', 'y')).toBe('postgres://host:5432/y');
  expect(withUser('postgresql://a:b@host:5432/x', 'c', 'd')).toBe('postgresql://c:d@host:5432/x');
  expect(() => withDatabase('mysql://x/y', 'z')).toThrow(/postgresql:/);
});
