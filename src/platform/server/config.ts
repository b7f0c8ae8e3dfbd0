import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { S3Settings } from './files/s3.ts';

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
  /** Where files lie: an S3-compatible store, else the home. `KEJING_FILES_S3_ENDPOINT`, `_BUCKET`, `_REGION`, `_ACCESS_KEY`, `_SECRET_KEY`. */
  filesS3: S3Settings | undefined;
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
    filesS3: s3Of(env),
  };
}

const s3Variables = {
  endpoint: 'ENDPOINT',
  bucket: 'BUCKET',
  accessKey: 'ACCESS_KEY',
  secretKey: 'SECRET_KEY',
} as const;

/** All of them or none: a store that is half named would let files fall where nobody looks for them. */
function s3Of(env: NodeJS.ProcessEnv): S3Settings | undefined {
  const told = (name: string): string => env[`KEJING_FILES_S3_${name}`] ?? '';
  const missing = Object.values(s3Variables).filter((name) => told(name) === '');
  if (missing.length === Object.keys(s3Variables).length) return undefined;
  if (missing.length > 0)
    throw new Error(`Files in an S3 store also need ${missing.map((name) => `KEJING_FILES_S3_${name}`).join(', ')}.`);
  const endpoint = told('ENDPOINT');
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new Error(`KEJING_FILES_S3_ENDPOINT must be an address like https://s3.example.com, not "${endpoint}".`);
  return {
    endpoint,
    bucket: told('BUCKET'),
    region: told('REGION') || 'us-east-1',
    accessKey: told('ACCESS_KEY'),
    secretKey: told('SECRET_KEY'),
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
