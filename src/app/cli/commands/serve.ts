import { readFileSync } from 'node:fs';
import { systemClock, instantAt } from '#platform/server/clock.ts';
import { type Config, readConfig } from '#platform/server/config.ts';
import { jsonLog } from '#platform/server/log.ts';
import { type AppNode, startNode } from '../../server/node.ts';
import { migrateStorage, openStorage, type Storage, whyNotReady } from '../../server/storage.ts';
import { type CliCommand, options, say, UsageError } from '../command.ts';
import { ensurePages } from '../pages-built.ts';

const help = `
usage: npx kejing serve [--tls CERT KEY]

Runs the application until it is told to stop (Ctrl-C or SIGTERM). Prints its address; at the very first start also the token for the
set-up page. /health says whether the process lives, /ready whether the database answers and is migrated.

  --tls CERT KEY       serve HTTPS with these PEM files (a phone's camera and location need it away from localhost)

  HOST, PORT           where to listen (127.0.0.1, 3000)
  KEJING_HOME          data of this machine (./.kejing)
  DATABASE_URL         PostgreSQL 15 or newer as a role that owns nothing; without it an embedded PostgreSQL under KEJING_HOME
  DATABASE_OWNER_URL   the owner of the tables: when given, migrations run at start
  KEJING_SECRET        signs cookies; the same on every node of one database
  KEJING_FILES_S3_*    ENDPOINT, BUCKET, ACCESS_KEY, SECRET_KEY, REGION: photos go there instead of KEJING_HOME/files
`;

export const serve: CliCommand = {
  name: 'serve',
  summary: 'Run the application',
  help,
  async run(args) {
    const { values, positionals } = options(args, { tls: { type: 'string' } });
    const config = readConfig(process.env, process.cwd());
    await ensurePages(say);
    const storage = await openStorage(config, say);
    try {
      if (
        storage.embedded ||
        (config.databaseOwnerUrl !== undefined && config.databaseOwnerUrl !== config.databaseUrl)
      ) {
        await migrateStorage(storage, config, systemClock.now(), say);
      }
      return await serveUntilStopped(config, storage, readTls(values.tls, positionals));
    } finally {
      await storage.close();
    }
  },
};

export function readTls(cert: string | undefined, [key]: string[]): { cert: Buffer; key: Buffer } | undefined {
  if (cert === undefined) return undefined;
  if (key === undefined) throw new UsageError('--tls takes two files: the certificate and its key.');
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

/** Listens, says where, and returns once a signal has stopped it and the last answers have gone out. */
export async function serveUntilStopped(
  config: Config,
  storage: Storage,
  https: { cert: Buffer; key: Buffer } | undefined,
  greet: (address: string, node: AppNode) => void = greetOperator,
): Promise<number> {
  const reason = await whyNotReady(storage.appUrl);
  if (reason !== undefined) throw new UsageError(reason);
  const log = jsonLog(
    (line) => process.stderr.write(line),
    () => instantAt(systemClock.now()),
  );
  const node = await startNode({
    databaseUrl: storage.appUrl,
    secret: config.secret,
    home: config.home,
    filesS3: config.filesS3,
    log,
    ...(https === undefined ? {} : { https }),
  });
  try {
    await node.server.listen({ host: config.host, port: config.port });
  } catch (error) {
    await node.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new UsageError(`Port ${config.port} is taken: stop what listens there, or choose another with PORT=3001.`);
    }
    throw error;
  }
  greet(addressOf(node, config, https !== undefined), node);
  await stopSignal();
  say('stopping');
  await node.close();
  return 0;
}

function addressOf(node: AppNode, config: Config, secure: boolean): string {
  const bound = node.server.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
  const host = config.host === '127.0.0.1' || config.host === '0.0.0.0' ? 'localhost' : config.host;
  return `${secure ? 'https' : 'http'}://${host}:${port}`;
}

function greetOperator(address: string, node: AppNode): void {
  say(`Kejing listens on ${address}`);
  const token = node.setUpToken();
  if (token !== undefined) say(`No company yet. Set it up here:  ${address}/setup?token=${token}`);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
