import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { isRefusal } from '#platform/shared/result.ts';
import { type Clock, systemClock } from '#platform/server/clock.ts';
import { securityLog } from '#platform/server/command/security-log.ts';
import { type DatabaseOptions, type OpenDatabase, openDatabase } from '#platform/server/db/database.ts';
import { startNotifier } from '#platform/server/events/notifier.ts';
import { openSignals } from '#platform/server/events/signals.ts';
import { signedCursors } from '#platform/server/http/cursor.ts';
import type { S3Settings } from '#platform/server/files/s3.ts';
import { openFileStore } from '#platform/server/files/open.ts';
import type { App } from '#platform/server/http/route.ts';
import { createServer } from '#platform/server/http/server.ts';
import type { Log } from '#platform/server/log.ts';
import { createAuth, sessionCache } from '#modules/identity/public.ts';
import { foundCompany } from './found-company.ts';
import { healthRoutes } from './health.ts';
import { liveRoute } from './live.ts';
import { servePages } from './pages.ts';
import { allRoutes } from './routes.ts';
import { subscribersOf } from './subscribers.ts';

export interface NodeOptions {
  databaseUrl: string;
  secret: string;
  home: string;
  /** Where files lie, if not under the home. */
  filesS3?: S3Settings | undefined;
  clock?: Clock;
  log: Log;
  connections?: number;
  /** Sees every statement the application compiles. */
  onQuery?: DatabaseOptions['onQuery'];
  /** Served over HTTPS: cookies are then for HTTPS only. */
  https?: { cert: Buffer; key: Buffer };
}

export interface AppNode {
  app: App;
  server: FastifyInstance;
  /** To be typed at the set-up page; undefined once a company stands. */
  setUpToken(): string | undefined;
  close(): Promise<void>;
}

/** One application process over a migrated database: not yet listening. Any number of them share one database. */
export async function startNode(options: NodeOptions): Promise<AppNode> {
  const clock = options.clock ?? systemClock;
  const database = openDatabase({
    url: options.databaseUrl,
    connections: options.connections ?? 10,
    ...(options.onQuery === undefined ? {} : { onQuery: options.onQuery }),
  });
  const signals = await openSignals(
    options.databaseUrl,
    (sql, values) => database.pool.query(sql, values),
    options.log,
  );
  const app: App = {
    database,
    clock,
    log: options.log,
    signals,
    subscribers: subscribersOf(signals),
    cursors: signedCursors(options.secret),
    securityLog: securityLog(database.db, clock),
    secret: options.secret,
    home: options.home,
    files: openFileStore(options.home, options.filesS3),
  };
  const auth = createAuth(database.pool, options.secret, options.https !== undefined);
  const notifier = startNotifier(database.db, clock, options.log);
  const setUp = await setUpDoor(database, clock);
  const authenticate = sessionCache(app, auth);
  const routes = [
    ...allRoutes(app, auth, setUp),
    liveRoute(notifier, async ({ request }) => (await authenticate(request))?.actor),
  ];
  const server = await createServer(app, routes, authenticate, options.https);
  healthRoutes(server, database);
  await servePages(server);
  return {
    app,
    server,
    setUpToken: setUp.token,
    async close() {
      await notifier.close();
      await server.close();
      await signals.close();
      await database.close();
    },
  };
}

/** Open while no company stands: the token is made at start, printed on the console, and gone with the first company. */
async function setUpDoor(database: OpenDatabase, clock: Clock) {
  const known = await database.db.selectFrom('company').select('code').limit(1).execute();
  let token = known.length === 0 ? randomBytes(9).toString('base64url') : undefined;
  return {
    token: () => token,
    /** The token is taken before the founding begins, so that two at once found one company. */
    found: async (founding: Parameters<typeof foundCompany>[1]) => {
      const taken = token;
      token = undefined;
      const founded = await foundCompany({ db: database.db, clock }, founding).catch((error: unknown) => {
        token = taken;
        throw error;
      });
      if (isRefusal(founded)) token = taken;
      return founded;
    },
  };
}
