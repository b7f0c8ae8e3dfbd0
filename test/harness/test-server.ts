// The PostgreSQL that tests run on: TEST_DATABASE_URL (a superuser's) when given, else the embedded one in a cache folder of its own.
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#platform/server/postgres/embedded.ts';
import { withUser } from './urls.ts';

export interface TestServer {
  /** A superuser's connection to the maintenance database. */
  ownerUrl: string;
  /** The same database as the login role that owns nothing, as the product serves. */
  appUrl: string;
  stop(): Promise<void>;
}

const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/kejing');

export async function openTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return foreignServer(given);
  const embedded = await startEmbedded({ home: path.join(cache, 'test'), settings: { max_connections: '200' } });
  return {
    ownerUrl: embedded.connection('postgres', 'owner'),
    appUrl: embedded.connection('postgres', 'app'),
    stop: () => embedded.stop(),
  };
}

const login = 'kejing_app_login';
const password = 'kejing-test';

/** The roles that the embedded server has from the start are made here; two runs at once may make them together. */
async function foreignServer(ownerUrl: string): Promise<TestServer> {
  await asOwner(ownerUrl, async (client) => {
    await client.query(`do $$ begin
      perform pg_advisory_xact_lock(hashtext('kejing test roles'));
      if not exists (select from pg_roles where rolname = 'kejing_app') then create role kejing_app nologin; end if;
      if not exists (select from pg_roles where rolname = '${login}') then create role ${login} login; end if;
      alter role ${login} password '${password}';
      grant kejing_app to ${login};
    end $$`);
  });
  return { ownerUrl, appUrl: withUser(ownerUrl, login, password), stop: async () => {} };
}

/** One connection, closed afterwards whatever happens. */
export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'kejing-test-harness' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
