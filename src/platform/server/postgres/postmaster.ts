import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Access, connectionString, type Endpoint } from './access.ts';

/** What a running server wrote into `postmaster.pid`. */
export interface PidFile {
  pid: number;
  endpoint: Endpoint;
  ready: boolean;
}

/** What stands behind the pid file of some data. */
export type Found =
  | { kind: 'none' }
  /** It answers and serves this data. */
  | { kind: 'healthy'; endpoint: Endpoint; version: string }
  /** Its process is gone, or its number now belongs to another program. */
  | { kind: 'stale' }
  /** Its process lives but does not answer as ours. */
  | { kind: 'sick'; why: string };

/** undefined when there is no pid file, or it is only half written. */
export async function readPidFile(data: string): Promise<PidFile | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, endpoint: { host: lines[4] || lines[5] || '', port: Number(lines[3]) }, ready: lines[7] === 'ready' };
}

/**
 * Whether the process is a server of just this data. The command line decides, which every account may read; a link in /proc would
 * need rights that root lacks in many containers.
 */
export async function isServerOf(pid: number, data: string): Promise<boolean> {
  const words = await commandLine(pid);
  if (process.platform === 'win32') return words.includes('postgres.exe');
  return words.includes('postgres') && words.includes(data);
}

/** Looks who serves the data, and waits while one starts, recovers or stops. */
export async function findServer(data: string, access: Access): Promise<Found> {
  const begun = performance.now();
  for (;;) {
    const running = await readPidFile(data);
    if (running === undefined) return { kind: 'none' };
    const answer = await probe(running.endpoint, access, data);
    if (answer.kind === 'healthy') return { ...answer, endpoint: running.endpoint };
    if (!(await isServerOf(running.pid, data))) return { kind: 'stale' };
    // A server that is starting or stopping says so, for minutes if need be; silence is forgiven while its socket may be on its way.
    const waited = performance.now() - begun;
    if (answer.kind === 'refused' || waited > (answer.kind === 'passing' ? 600_000 : 10_000)) {
      return { kind: 'sick', why: answer.why };
    }
    await sleep(50);
  }
}

/**
 * Removes a pid file whose number now belongs to another program (or to a zombie), at which PostgreSQL itself would stop. One whose process is gone
 * is left: PostgreSQL reads from it whether remnants of the old server still hold its memory.
 */
export async function clearForeignPid(data: string): Promise<void> {
  const running = await readPidFile(data);
  if (running === undefined || !isAlive(running.pid) || (await isServerOf(running.pid, data))) return;
  await rm(path.join(data, 'postmaster.pid'), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

type Answer =
  | { kind: 'healthy'; version: string }
  | { kind: 'passing'; why: string }
  | { kind: 'refused'; why: string }
  | { kind: 'silent'; why: string };

async function probe(endpoint: Endpoint, access: Access, data: string): Promise<Answer> {
  const client = new Client({
    connectionString: connectionString(endpoint, access, 'owner', 'postgres'),
    connectionTimeoutMillis: 3_000,
    query_timeout: 3_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data: string; version: string }>(
      `select current_setting('data_directory') as data, current_setting('server_version') as version`,
    );
    const answer = rows[0];
    if (answer?.data !== data) return { kind: 'refused', why: `it serves ${answer?.data ?? 'nothing'}` };
    return { kind: 'healthy', version: answer.version };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === '57P03') return { kind: 'passing', why: message };
    if (code === '28P01' || code === '28000') return { kind: 'refused', why: message };
    return { kind: 'silent', why: message };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program, args] =
    process.platform === 'win32'
      ? ['tasklist', ['/NH', '/FI', `PID eq ${pid}`]]
      : ['ps', ['-ww', '-o', 'command=', '-p', String(pid)]];
  return promisify(execFile)(program as string, args as string[]).then(
    ({ stdout }) => stdout,
    () => '',
  );
}
