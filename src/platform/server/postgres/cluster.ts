import { existsSync, statSync } from 'node:fs';
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Account, explainForeign, runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { ownDirectory, type Place } from './place.ts';
import { PostgresRefusal } from './refusal.ts';
import { OWNER } from './roles.ts';

/**
 * Makes the data directory when there is none, else checks that these programs may open it.
 *
 * Text is UTF-8; order is by code point with Unicode's upper and lower case (builtin C.UTF-8), the same on every system; where people
 * see order, statements name an ICU collation. It is made beside its place and moved there when whole, so that one cut short
 * never looks like data.
 *
 * @throws PostgresRefusal `version-differs` · `not-yours` · `start-failed`
 */
export async function ensureCluster(
  place: Place,
  binaries: Binaries,
  account: Account | undefined,
  ownerPassword: string,
  log: (line: string) => void,
): Promise<void> {
  if (existsSync(place.data)) {
    await checkVersion(place.data, binaries);
    await checkOwner(place.data, account);
    return;
  }
  log(`making a database of PostgreSQL ${binaries.version} in ${place.data}`);
  const half = `${place.data}.half`;
  const password = path.join(place.directory, 'owner.half');
  await rm(half, { recursive: true, force: true });
  await rm(password, { force: true });
  try {
    await writeFile(password, `${ownerPassword}\n`, { mode: 0o600, flag: 'wx' });
    if (account !== undefined) await chown(password, account.uid, account.gid);
    await ownDirectory(half, account);
    await runAs(account, binaries.program('initdb'), initdbArguments(half, password));
    await rename(half, place.data);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new PostgresRefusal(
      'start-failed',
      `The database could not be made in ${place.data}: ${(stderr?.trim() || message).trim()}`,
      {
        cause: error,
      },
    );
  } finally {
    await rm(password, { force: true });
  }
}

function initdbArguments(directory: string, passwordFile: string): string[] {
  return [
    `--pgdata=${directory}`,
    `--username=${OWNER}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--text-search-config=simple',
    '--data-checksums',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--no-instructions',
  ];
}

async function checkVersion(data: string, binaries: Binaries): Promise<void> {
  try {
    const made = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim();
    if (made === binaries.major) return;
    throw new PostgresRefusal(
      'version-differs',
      `The data in ${data} was made by PostgreSQL ${made}, but this Kejing brings PostgreSQL ${binaries.major}: start the Kejing that made it and take a backup, then restore that here.`,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new PostgresRefusal(
        'version-differs',
        `${data} holds no database of PostgreSQL: move it away and start again.`,
      );
    }
    throw explainForeign(error, data);
  }
}

/** Data that root copied back belongs to root, whom PostgreSQL never serves; anyone else's is not ours to take. */
async function checkOwner(data: string, account: Account | undefined): Promise<void> {
  const { uid } = statSync(data);
  if (account !== undefined && uid !== account.uid) {
    await runAs(undefined, 'chown', ['-R', `${account.uid}:${account.gid}`, data]);
    return;
  }
  const ours = process.getuid?.();
  if (account === undefined && ours !== undefined && uid !== ours) {
    throw explainForeign(undefined, data, 'EACCES');
  }
}
