import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { explainForeign } from './account.ts';
import { type Control, writeWhole } from './place.ts';
import { PostgresRefusal } from './refusal.ts';
import { APP_LOGIN, OWNER } from './roles.ts';

/** The passwords of the two roles; kept with mode 0600 in the home. */
export interface Access {
  ownerPassword: string;
  appPassword: string;
}

/** Where the server listens: a socket's directory (an absolute path) or a loopback address. */
export interface Endpoint {
  host: string;
  port: number;
}

/**
 * Reads the passwords, or makes them when there is no data yet.
 *
 * @throws PostgresRefusal `access-gone` when there is data whose passwords are lost
 */
export async function readOrMakeAccess(control: Control, dataExists: boolean): Promise<Access> {
  if (existsSync(control.access)) {
    try {
      return JSON.parse(await readFile(control.access, 'utf8')) as Access;
    } catch (error) {
      throw explainForeign(error, control.access);
    }
  }
  if (dataExists) {
    throw new PostgresRefusal(
      'access-gone',
      `The passwords of the database are missing (${control.access}): bring that file back from a backup of the home.`,
    );
  }
  const access = { ownerPassword: secret(), appPassword: secret() };
  await writeWhole(control.access, `${JSON.stringify(access)}\n`, 0o600);
  return access;
}

/** A connection string that node `pg` and libpq read alike, independent of PG* variables in the environment. */
export function connectionString(endpoint: Endpoint, access: Access, user: 'owner' | 'app', database: string): string {
  const [name, password] = user === 'owner' ? [OWNER, access.ownerPassword] : [APP_LOGIN, access.appPassword];
  const where = `host=${encodeURIComponent(endpoint.host)}&port=${endpoint.port}&sslmode=disable`;
  return `postgresql://${name}:${password}@/${encodeURIComponent(database)}?${where}`;
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
