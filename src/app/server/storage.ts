import type { Config } from '#platform/server/config.ts';
import { whyNotServe } from '#platform/server/db/grants.ts';
import { isMigrated, migrate } from '#platform/server/db/migrate.ts';
import { assertDurable } from '#platform/server/postgres/durability.ts';
import { startEmbedded } from '#platform/server/postgres/embedded.ts';
import pg from 'pg';

export interface Storage {
  /** Connection of the role that owns nothing; serve and every command of a person use it. */
  appUrl: string;
  /** Connection of the owner, for migrations; undefined when the operator gave none. */
  ownerUrl: string | undefined;
  embedded: boolean;
  close(): Promise<void>;
}

/** The database of this installation: the operator's where he named one, were it by its owner alone, else the embedded one under the home. */
export async function openStorage(config: Config, log: (line: string) => void): Promise<Storage> {
  const foreign = config.databaseUrl ?? config.databaseOwnerUrl;
  if (foreign !== undefined)
    return { appUrl: foreign, ownerUrl: config.databaseOwnerUrl, embedded: false, close: async () => {} };
  const server = await startEmbedded({ home: config.home, log });
  return { appUrl: server.appUrl, ownerUrl: server.ownerUrl, embedded: true, close: () => server.stop() };
}

/** Brings the schema up to this build: always with the embedded database, else where the owner's connection was given. */
export async function migrateStorage(
  storage: Storage,
  config: Config,
  now: number,
  log: (line: string) => void,
): Promise<string[]> {
  if (storage.ownerUrl === undefined)
    throw new Error("Give the connection of the tables' owner as DATABASE_OWNER_URL.");
  if (!storage.embedded && config.databaseOwnerUrl === config.databaseUrl)
    log('migrating as the user of DATABASE_URL; serving needs another, who owns nothing');
  const { applied } = await migrate({ ownerUrl: storage.ownerUrl, now, log });
  return applied;
}

/** Whatever would make serving unsafe, as a sentence for the operator; undefined when all is well. */
export async function whyNotReady(appUrl: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: appUrl, application_name: 'kejing-check' });
  await client.connect();
  try {
    const query = (sql: string) => client.query(sql);
    const role = await whyNotServe(query);
    if (role !== undefined) return role;
    await assertDurable(client);
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    if ((rows[0]?.version ?? 0) < 150_000) return 'PostgreSQL 15 or newer is needed.';
    return (await isMigrated(query).catch(() => false))
      ? undefined
      : 'The database is not at the state of this version: run "npx kejing migrate" as its owner.';
  } finally {
    await client.end();
  }
}
