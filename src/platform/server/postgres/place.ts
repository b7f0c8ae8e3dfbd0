import { createHash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { chmod, chown, lchown, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Account, canReach, explainForeign } from './account.ts';
import { PostgresRefusal } from './refusal.ts';

/** Where things of one embedded database lie. */
export interface Control {
  /** `home/postgres` as a real path: locks, passwords and, unless the server's account cannot reach it, the place. */
  directory: string;
  startLock: string;
  useLock: string;
  access: string;
}

/** The directory that holds data, socket, logs and copied programs. */
export interface Place {
  directory: string;
  data: string;
  logs: string;
  /** What the server says before its own log is open. */
  startLog: string;
}

/** The port in the socket's file name; nothing listens on it. */
export const SOCKET_PORT = 5432;

/** Makes the home and in it `postgres`: open to pass through (the server's account must reach its data), closed to list. */
export async function prepareControl(home: string): Promise<Control> {
  const wanted = path.join(path.resolve(home), 'postgres');
  try {
    await prepareHome(path.dirname(wanted));
    await mkdir(wanted, { recursive: true });
    const directory = realpathSync(wanted);
    if (ownedByUs(directory)) await chmod(directory, 0o711);
    await giveToKeeper(directory, path.dirname(directory));
    return {
      directory,
      startLock: path.join(directory, 'start.lock'),
      useLock: path.join(directory, 'use.lock'),
      access: path.join(directory, 'access.json'),
    };
  } catch (error) {
    throw explainForeign(error, existsSync(wanted) ? wanted : path.resolve(home));
  }
}

/**
 * A new home belongs to whom the directory around it belongs. Root opens an empty home of its own to passing through (0711, as
 * mkdtemp and a strict umask make it 0700); one that already holds things keeps its modes.
 */
async function prepareHome(home: string): Promise<void> {
  const first = await mkdir(home, { recursive: true });
  if (first !== undefined) {
    for (let made = home; made.length >= first.length; made = path.dirname(made)) {
      await giveToKeeper(made, path.dirname(first));
    }
  }
  if (process.getuid?.() !== 0 || (await readdir(home)).length > 0) return;
  const { mode } = statSync(home);
  await chmod(home, mode | 0o111);
}

/** When root works in somebody's directory, that person must be able to go on without root. */
export async function giveToKeeper(file: string, keeperOf: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(keeperOf);
  if (uid !== 0) await lchown(file, uid, gid);
}

/** Where the place is remembered or would be; undefined stands for the control directory itself. */
export async function rememberedPlace(control: Control): Promise<Place | undefined> {
  const note = noteOf(control);
  if (!existsSync(note)) return undefined;
  const directory = (await readFile(note, 'utf8')).trim();
  if (!existsSync(directory)) {
    throw new PostgresRefusal(
      'place-gone',
      `The database's data lay in ${directory} (says ${note}), which is gone: bring it back, or remove ${note} to begin with an empty database.`,
    );
  }
  return placeIn(directory);
}

export function placeIn(directory: string): Place {
  return {
    directory,
    data: path.join(directory, 'data'),
    logs: path.join(directory, 'log'),
    startLog: path.join(directory, 'start.log'),
  };
}

/**
 * Chooses the place at first start: the control directory or, when the server's account cannot pass there (a home under /root), a
 * directory of its own, which is written down in the home.
 *
 * @throws PostgresRefusal `place-gone` when there is no such directory
 */
export async function choosePlace(control: Control, account: Account | undefined): Promise<Place> {
  if (await canReach(account, control.directory)) return placeIn(control.directory);
  for (const base of ['/var/lib', '/usr/local/var', '/opt']) {
    if (!existsSync(base) || !(await canReach(account, base))) continue;
    const directory = path.join(base, 'kejing', `postgres-${randomBytes(6).toString('hex')}`);
    await mkdir(directory, { recursive: true });
    await chmod(path.dirname(directory), 0o711);
    await chmod(directory, 0o711);
    await writeWhole(noteOf(control), `${directory}\n`, 0o644);
    return placeIn(directory);
  }
  throw new PostgresRefusal(
    'place-gone',
    `The user ${account?.name ?? ''}, under which PostgreSQL runs, cannot reach ${control.directory}: set KEJING_HOME to a directory it can reach.`,
  );
}

/**
 * The directory of the server's socket, mode 0700 and owned by the server's account: in the place or, when that path is too long for
 * a socket (107 bytes on Linux, 103 on macOS), under the system's directory for temporary files, named after the place.
 *
 * @throws PostgresRefusal `socket-unsafe` when someone else has put something there
 */
export async function prepareSocketDirectory(place: Place, account: Account | undefined): Promise<string> {
  const within = path.join(place.directory, 'socket');
  if (fits(within)) return own(within, account);
  const uid = account?.uid ?? process.getuid?.() ?? 0;
  const digest = createHash('sha256').update(place.directory).digest('hex').slice(0, 16);
  for (const base of [tmpdir(), '/tmp']) {
    const directory = path.join(base, `kejing-${uid}-${digest}`);
    if (fits(directory) && (await canReach(account, base))) return own(directory, account);
  }
  throw new PostgresRefusal(
    'socket-unsafe',
    `${place.directory} is too long a path for a socket: choose a shorter KEJING_HOME.`,
  );
}

function fits(directory: string): boolean {
  const limit = process.platform === 'linux' ? 107 : 103;
  return Buffer.byteLength(path.join(directory, `.s.PGSQL.${SOCKET_PORT}`)) <= limit;
}

async function own(directory: string, account: Account | undefined): Promise<string> {
  try {
    await ownDirectory(directory, account);
  } catch (error) {
    throw explainForeign(error, directory);
  }
  const found = lstatSync(directory);
  const uid = account?.uid ?? process.getuid?.() ?? found.uid;
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new PostgresRefusal(
      'socket-unsafe',
      `${directory}, meant for the database's socket, belongs to someone else or is open to others: remove it and start again.`,
    );
  }
  return directory;
}

/** Makes a directory (mode 0700) that belongs to the server's account; an existing one stays as it is. */
export async function ownDirectory(directory: string, account: Account | undefined): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  await chmod(directory, 0o700);
  if (account !== undefined) await chown(directory, account.uid, account.gid);
}

/** Writes a file that is there wholly or not at all, and belongs to whom its directory belongs to. */
export async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const half = `${file}.half`;
  await writeFile(half, text, { mode, flush: true });
  await giveToKeeper(half, path.dirname(file));
  await rename(half, file);
}

function ownedByUs(directory: string): boolean {
  const ours = process.getuid?.();
  return ours === undefined || ours === 0 || statSync(directory).uid === ours;
}

function noteOf(control: Control): string {
  return path.join(control.directory, 'place');
}
