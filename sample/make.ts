// A process of its own, so that what the making needs of memory does not stay with the server: node sample/make.ts, with DATABASE_URL.
import { systemClock } from '#platform/server/clock.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { makeSample } from './main.ts';

const database = openDatabase({
  url: process.env['DATABASE_URL'] ?? '',
  connections: 4,
  applicationName: 'kejing-sample',
});
try {
  await makeSample({ db: database.db, clock: systemClock, say: (line) => void process.stderr.write(`${line}\n`) });
} finally {
  await database.close();
}
