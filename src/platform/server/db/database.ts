import { Kysely, type LogEvent, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.gen.ts';
import { statementName } from './statements.ts';

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

export interface DatabaseOptions {
  url: string;
  /** Connections of the pool; 2 cores serve 16 clients best with about 10. */
  connections?: number;
  applicationName?: string;
  onQuery?: (event: LogEvent) => void;
}

const instantOid = 1184;
const dayOid = 1082;
const bigintOid = 20;

/** Instants arrive as ISO 8601 in UTC, days as YYYY-MM-DD, numerics as text, big integers as safe numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === instantOid) return (value: string) => toIso(value);
    if (oid === dayOid) return (value: string) => value;
    if (oid === bigintOid) return (value: string) => toSafeInteger(value);
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

function toIso(value: string): string {
  const [, day, time = '', fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(value) ?? [];
  if (day === undefined) throw new Error('the connection must speak UTC');
  return `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}

function toSafeInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error('an integer beyond 2^53 came from the database');
  return number;
}

/** Named, so that the server plans a statement's text once; only the kysely-compiled texts pass here, a bounded number. */
class NamingClient extends pg.Client {
  // oxlint-disable-next-line typescript/no-explicit-any -- pg overloads query() in nine ways
  override query(...args: any[]): any {
    const [text, values] = args;
    if (typeof text === 'string' && Array.isArray(values)) {
      const name = statementName(text);
      // oxlint-disable-next-line typescript/no-explicit-any -- as above
      const rest: any[] = args.slice(2);
      return super.query(name === undefined ? { text, values } : { name, text, values }, ...(rest as []));
    }
    // oxlint-disable-next-line typescript/no-explicit-any -- as above
    return super.query(...(args as [any]));
  }
}

export function openPool(options: DatabaseOptions): pg.Pool {
  return new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    application_name: options.applicationName ?? 'kejing',
    // A generic plan warmed by headquarters costs a seller hundreds of milliseconds; a fresh plan costs a fraction of one.
    options: '-c TimeZone=UTC -c plan_cache_mode=force_custom_plan -c jit=off',
    connectionTimeoutMillis: 10_000,
    types,
    Client: NamingClient,
  });
}

export interface OpenDatabase {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

export function openDatabase(options: DatabaseOptions): OpenDatabase {
  const pool = openPool(options);
  // An idle connection that the server ends must not end the process: the pool drops it and opens another.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    ...(options.onQuery === undefined ? {} : { log: options.onQuery }),
  });
  return { db, pool, close: () => db.destroy() };
}
