import { execFile, execFileSync } from 'node:child_process';
import { type Stats, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { PostgresRefusal } from './refusal.ts';

/** The account of the operating system under which the server runs when that is not ours. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const run = promisify(execFile);

/**
 * PostgreSQL refuses to run as root, so root hands over to: the owner of existing data; else the owner of the home, so that the same
 * person may later start it without root; else `postgres`, made for this, where there is one; else `nobody`. Anyone but root
 * (and everyone on Windows) runs it as himself: undefined.
 *
 * @throws PostgresRefusal `no-account` when root finds none of them
 */
export function serverAccount(home: string, data: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const keeper = statSync(data, { throwIfNoEntry: false });
  if (keeper !== undefined && keeper.uid !== 0) {
    return { name: nameOf(keeper.uid) ?? `uid ${keeper.uid}`, uid: keeper.uid, gid: keeper.gid };
  }
  const candidates = [ownerOf(home), 'postgres', 'nobody'];
  for (const name of candidates) {
    const account = name === undefined ? undefined : byName(name);
    if (account !== undefined && account.uid !== 0) return account;
  }
  throw new PostgresRefusal(
    'no-account',
    'PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it: start Kejing as an ordinary user, or set DATABASE_URL.',
  );
}

/** The environment of every program of PostgreSQL: none of ours, since secrets in it could be read by the server's account. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  if (process.platform !== 'win32') return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|NODE_|DATABASE_URL|KEJING_)/i.test(name));
  return Object.fromEntries(kept);
}

/** Options of a child process that runs under the account. */
export function asAccount(account: Account | undefined): {
  uid?: number;
  gid?: number;
  cwd?: string;
  env: NodeJS.ProcessEnv;
} {
  const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  const cwd = process.platform === 'win32' ? {} : { cwd: '/' };
  return { ...identity, ...cwd, env: cleanEnvironment() };
}

/** Runs a program to its end under the account; rejects with its output when it fails. */
export async function runAs(account: Account | undefined, file: string, args: string[]): Promise<string> {
  const { stdout } = await run(file, args, { ...asAccount(account), windowsHide: true });
  return stdout;
}

/** Whether the account can pass into a directory, whatever modes and access lists its ancestors have: it is tried. */
export async function canReach(account: Account | undefined, directory: string): Promise<boolean> {
  if (account === undefined) return true;
  try {
    await runAs(account, '/bin/sh', ['-c', 'test -x "$1"', 'sh', directory]);
    return true;
  } catch {
    return false;
  }
}

/** The sentence for a file or directory that belongs to someone else, when that is why an operation failed. */
export function explainForeign(error: unknown, thing: string, code = (error as NodeJS.ErrnoException).code): unknown {
  if (code !== 'EACCES' && code !== 'EPERM') return error;
  const found = statOrNothing(thing);
  const ours = process.getuid?.();
  if (found !== undefined && (ours === 0 || found.uid === ours)) return error;
  const owner = ownerName(found);
  return new PostgresRefusal(
    'not-yours',
    `${thing} ${owner === undefined ? 'is closed to you' : `belongs to ${owner}`}: start Kejing as that user (or as root), or choose another KEJING_HOME.`,
    { cause: error },
  );
}

function statOrNothing(thing: string): Stats | undefined {
  try {
    return statSync(thing);
  } catch {
    return undefined;
  }
}

function ownerName(stats: Stats | undefined): string | undefined {
  return stats === undefined ? undefined : (nameOf(stats.uid) ?? `uid ${stats.uid}`);
}

function ownerOf(directory: string): string | undefined {
  const { uid } = statSync(directory);
  return uid === 0 ? undefined : nameOf(uid);
}

function nameOf(uid: number): string | undefined {
  return id('-un', String(uid));
}

function byName(name: string): Account | undefined {
  const uid = id('-u', name);
  const gid = id('-g', name);
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}

function id(...args: string[]): string | undefined {
  try {
    return execFileSync('id', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
