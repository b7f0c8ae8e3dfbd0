import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the operator sets; everything has a default that is safe on one machine. */
export interface Config {
  /** Data of this machine: embedded database, files, secret. `KEJING_HOME`, default ./.kejing. */
  home: string;
  /** The application's connection; undefined: the embedded PostgreSQL. `DATABASE_URL`. */
  databaseUrl: string | undefined;
  /** The owner's connection for migrations; default the application's. `DATABASE_OWNER_URL`. */
  databaseOwnerUrl: string | undefined;
  /** Loopback unless said otherwise. `HOST`, `PORT`. */
  host: string;
  port: number;
  /** Signs cookies and cursors; the same on every node of one database. `KEJING_SECRET`, else made once under the home. */
  secret: string;
}

export function readConfig(env: NodeJS.ProcessEnv, cwd: string): Config {
  const home = path.resolve(cwd, env['KEJING_HOME'] ?? '.kejing');
  const port = Number(env['PORT'] ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a number from 0 to 65535, not "${env['PORT']}".`);
  return {
    home,
    databaseUrl: env['DATABASE_URL'] || undefined,
    databaseOwnerUrl: env['DATABASE_OWNER_URL'] || env['DATABASE_URL'] || undefined,
    host: env['HOST'] ?? '127.0.0.1',
    port,
    secret: env['KEJING_SECRET'] ?? secretUnder(home),
  };
}

function secretUnder(home: string): string {
  const file = path.join(home, 'secret');
  mkdirSync(home, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
