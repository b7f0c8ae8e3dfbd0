import { tmpdir } from 'node:os';
import { systemClock } from '#platform/server/clock.ts';
import { securityLog } from '#platform/server/command/security-log.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { signedCursors } from '#platform/server/http/cursor.ts';
import { openFileStore } from '#platform/server/files/open.ts';
import type { App } from '#platform/server/http/route.ts';
import { createServer } from '#platform/server/http/server.ts';
import { createAuth } from '#modules/identity/public.ts';
import { liveRoute } from './live.ts';
import { allRoutes } from './routes.ts';
import { subscribersOf } from './subscribers.ts';

/** The API described from its routes, without a database behind them: nothing is connected until something is asked. */
export async function buildOpenApi(): Promise<object> {
  const database = openDatabase({ url: 'postgresql://nobody@localhost/none' });
  const signals = { on: () => {}, onGap: () => {}, send: async () => {}, listening: false, close: async () => {} };
  const app: App = {
    database,
    clock: systemClock,
    log: () => {},
    signals,
    subscribers: subscribersOf(signals),
    cursors: signedCursors('description'),
    securityLog: securityLog(database.db, systemClock),
    secret: 'description',
    home: tmpdir(),
    files: openFileStore(tmpdir(), undefined),
  };
  const auth = createAuth(database.pool, 'only to describe the routes, never to sign', false);
  const live = liveRoute({ subscribe: () => () => {}, close: async () => {} }, async () => undefined);
  const routes = [...allRoutes(app, auth, { token: () => undefined, found: async () => undefined }), live];
  const server = await createServer(app, routes, async () => undefined);
  await server.ready();
  const description = server.swagger();
  await server.close();
  await database.close();
  return description;
}
