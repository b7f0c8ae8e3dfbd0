// A process of its own, so that what the making needs of memory does not stay with the server: node sample/make.ts, with
// DATABASE_URL and, for the tables' statistics, DATABASE_OWNER_URL.
import pg from 'pg';
import { systemClock } from '#platform/server/clock.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { makeSample } from './main.ts';

const database = openDatabase({
  url: process.env['DATABASE_URL'] ?? '',
  connections: 4,
  applicationName: 'kejing-sample',
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
try {
  await makeSample({ db: database.db, clock: systemClock, say });
  const owner = process.env['DATABASE_OWNER_URL'];
  if (owner !== undefined) await learnSizes(owner);
} finally {
  await database.close();
}

/** Until the tables' sizes are known, tomorrow's list takes seconds; the database would look by itself only after a minute. */
async function learnSizes(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'kejing-sample' });
  await client.connect();
  await client.query('analyze');
  await client.end();
}
