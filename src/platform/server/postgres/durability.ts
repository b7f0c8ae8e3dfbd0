import { PostgresRefusal } from './refusal.ts';

/** What is needed of a connection: a `pg` Client, Pool or PoolClient fits. */
export interface Queryable {
  query(sql: string): Promise<{ rows: unknown[] }>;
}

/**
 * Asserts that a commit acknowledged on this connection survives a power failure (design, section 9): `fsync` on and
 * `synchronous_commit` anything but off. Asks the session itself, so that settings of a role or a database count too; works against
 * any PostgreSQL, also a foreign one.
 *
 * @throws PostgresRefusal `not-durable`, naming the setting and how to mend it
 */
export async function assertDurable(client: Queryable): Promise<void> {
  const { rows } = await client.query(
    `select current_setting('fsync') as "fsync", current_setting('synchronous_commit') as "synchronousCommit"`,
  );
  const { fsync, synchronousCommit } = rows[0] as { fsync: string; synchronousCommit: string };
  if (fsync !== 'on') {
    throw new PostgresRefusal(
      'not-durable',
      `The database runs with fsync = ${fsync}: a power failure could destroy it. Set fsync = on in its configuration and restart it.`,
    );
  }
  if (synchronousCommit === 'off') {
    throw new PostgresRefusal(
      'not-durable',
      'The database runs with synchronous_commit = off: saved work could vanish in a crash. Set synchronous_commit = on (server, database and role).',
    );
  }
}
