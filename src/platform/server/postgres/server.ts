import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { chown, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, asAccount, runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Endpoint } from './access.ts';
import { ownDirectory, type Place, prepareSocketDirectory, SOCKET_PORT } from './place.ts';
import { clearForeignPid, isServerOf, readPidFile } from './postmaster.ts';
import { PostgresRefusal } from './refusal.ts';
import { serverArguments } from './settings.ts';

const windows = process.platform === 'win32';
/** Recovery after a crash may take minutes; a server that is at it must not be given up. */
const RECOVERY_MS = 600_000;

/** How a server of a place is started. */
export interface Launch {
  endpoint: Endpoint;
  args: string[];
}

/** On Windows, which has no socket that is closed to other accounts, the server listens on a free loopback port. */
export async function launchOf(
  place: Place,
  account: Account | undefined,
  settings: Record<string, string>,
): Promise<Launch> {
  const endpoint = windows
    ? { host: '127.0.0.1', port: await freePort() }
    : { host: await prepareSocketDirectory(place, account), port: SOCKET_PORT };
  return { endpoint, args: ['-D', place.data, ...serverArguments(endpoint, place.logs, settings)] };
}

/**
 * Starts a server and waits until it takes connections. It runs in a session of its own: Ctrl-C in our terminal does not reach it.
 * The caller knows that no server of this place runs.
 */
export async function startServer(
  place: Place,
  binaries: Binaries,
  account: Account | undefined,
  launch: Launch,
): Promise<Endpoint> {
  await ownDirectory(place.logs, account);
  const begun = performance.now();
  for (;;) {
    await clearForeignPid(place.data);
    if (!windows) await clearSocket(launch.endpoint);
    const started = await spawnServer(place, binaries, account, launch.args);
    const endpoint = await untilReady(place.data, started);
    if (endpoint !== undefined) return endpoint;
    const words = await lastWords(place);
    // Backends of a killed server hold its shared memory until they notice; they do so within moments.
    const leftover = words.includes('pre-existing shared memory block');
    if (!leftover || performance.now() - begun > 15_000) {
      throw new PostgresRefusal('start-failed', `PostgreSQL did not start: ${words}`);
    }
    await sleep(200);
  }
}

/**
 * A killed server leaves its socket's lock file. PostgreSQL would stop at it when that process number is in use again, or still, as
 * a zombie under a first process that does not collect them (common in containers). The directory is ours alone.
 */
async function clearSocket({ host, port }: Endpoint): Promise<void> {
  for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) await rm(path.join(host, name), { force: true });
}

/** Stops the server of this data in order: sessions are ended, all is written. Returns when it is gone. */
export async function stopServer(
  data: string,
  account: Account | undefined,
  binaries: () => Promise<Binaries>,
): Promise<void> {
  const running = await readPidFile(data);
  if (running === undefined || !(await isServerOf(running.pid, data))) return;
  if (windows) {
    await runAs(account, (await binaries()).program('pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w', '-t', '120']);
    return;
  }
  for (const [signal, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 15_000],
  ] as const) {
    process.kill(running.pid, signal);
    const until = performance.now() + patience;
    while (performance.now() < until) {
      if (!(await isServerOf(running.pid, data))) return;
      await sleep(15);
    }
  }
  throw new PostgresRefusal(
    'stop-failed',
    `The database server (process ${running.pid}) does not stop: look into ${data}.`,
  );
}

interface Started {
  /** Unknown where another program starts it for us (Windows). */
  pid: number | undefined;
  died(): boolean;
}

async function spawnServer(
  place: Place,
  binaries: Binaries,
  account: Account | undefined,
  args: string[],
): Promise<Started> {
  await rm(place.startLog, { force: true });
  if (windows) return spawnByControl(place, binaries, args);
  const output = openSync(place.startLog, 'a', 0o600);
  try {
    if (account !== undefined) await chown(place.startLog, account.uid, account.gid);
    const child = spawn(binaries.program('postgres'), args, {
      ...asAccount(account),
      detached: true,
      stdio: ['ignore', output, output],
    });
    let dead = false;
    child.on('exit', () => (dead = true));
    child.on('error', () => (dead = true));
    child.unref();
    return { pid: child.pid, died: () => dead };
  } finally {
    closeSync(output);
  }
}

/** On Windows pg_ctl starts it: it drops an administrator's rights, with which PostgreSQL would refuse to run. */
async function spawnByControl(place: Place, binaries: Binaries, args: string[]): Promise<Started> {
  const options = args
    .slice(2)
    .map((arg) => `"${arg}"`)
    .join(' ');
  const command = ['start', '-W', '-D', place.data, '-l', place.startLog, '-o', options];
  await runAs(undefined, binaries.program('pg_ctl'), command);
  const begun = performance.now();
  const pidFile = path.join(place.data, 'postmaster.pid');
  return { pid: undefined, died: () => performance.now() - begun > 30_000 && !existsSync(pidFile) };
}

async function untilReady(data: string, started: Started): Promise<Endpoint | undefined> {
  const until = performance.now() + RECOVERY_MS;
  while (performance.now() < until) {
    if (started.died()) return undefined;
    const running = await readPidFile(data);
    if (running?.ready === true && (started.pid === undefined || running.pid === started.pid)) return running.endpoint;
    await sleep(10);
  }
  return undefined;
}

/** What a server that did not start has said: before its own log is open in one file, afterwards in the other. */
async function lastWords(place: Place): Promise<string> {
  const early = await readFile(place.startLog, 'utf8').catch(() => '');
  let text = early;
  if (early.includes('redirecting log output')) {
    // The process that writes the log outlives the server by a moment.
    await sleep(300);
    const logs = (await readdir(place.logs)).map((name) => path.join(place.logs, name));
    const newest = logs.toSorted((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs).at(-1);
    text = newest === undefined ? early : await readFile(newest, 'utf8');
  }
  const thisTime = text.slice(Math.max(0, text.lastIndexOf('starting PostgreSQL')));
  return thisTime.trim().split('\n').slice(-5).join(' · ');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no loopback port');
  return address.port;
}

/** Whether a server of this data was started with exactly these arguments; on Windows, where its port changes, that is not asked. */
export function startedWith(data: string, { args }: Launch): boolean {
  if (windows) return true;
  try {
    const wanted = args.map((arg) => `"${arg}"`).join(' ');
    return readFileSync(path.join(data, 'postmaster.opts'), 'utf8').trimEnd().endsWith(` ${wanted}`);
  } catch {
    return false;
  }
}
