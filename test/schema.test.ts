import { beforeAll, describe, expect, it } from 'vitest';
import { migrationFiles } from '#platform/server/db/migrate.ts';
import { freshDatabase } from './harness/database.ts';
import { asOwner } from './harness/test-server.ts';

/** Outside tenancy, each for a reason: the ledger of migrations, the sign-in library's own tables. */
const outsideTenancy = ['schema_migration', 'auth_user', 'auth_session', 'auth_account', 'auth_verification'];

/** Looked through without knowing the company yet: who signs in, whose key this is, what is new for all listeners. */
const indexesAcrossCompanies = ['sign_in_auth_user', 'service_key_digest', 'domain_event_order', 'company_code_key'];

/** Rows that are added, ended by a date or replaced as a whole, and never edited in place: they need no version. */
const withoutVersion = [
  ...[
    'audit_entry',
    'security_event',
    'domain_event',
    'timeline_entry',
    'ledger_entry',
    'ledger_source',
    'idempotency',
    'period_closing',
  ],
  ...['unit_edge', 'unit_path', 'working_calendar_day'],
  ...[
    'customer_phone',
    'customer_address',
    'customer_assignment',
    'customer_lifecycle',
    'customer_tag',
    'customer_alias',
    'customer_search',
  ],
  ...[
    'visit_check_in',
    'visit_check_out',
    'visit_companion',
    'visit_cancellation',
    'visit_photo',
    'file',
    'form',
    'day_plan_line',
    'import_row',
    'import_chunk',
  ],
];

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
const query = <T>(sql: string): Promise<T[]> =>
  asOwner(database.ownerUrl, async (client) => (await client.query(sql)).rows as T[]);

interface KeyRow {
  table: string;
  name: string;
  kind: string;
  first: string;
}

const ownTables = `c.relkind in ('r', 'p') and not c.relispartition and n.nspname = 'public'`;

describe('the schema spreads over machines by company', () => {
  it('has company_id first in every primary, unique and foreign key', async () => {
    const keys = await query<KeyRow>(`
      select c.relname as "table", k.conname as name, k.contype as kind, a.attname as first
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
       where ${ownTables} and k.contype in ('p', 'u', 'f')`);
    const wrong = keys.filter(
      (key) =>
        key.first !== 'company_id' && !outsideTenancy.includes(key.table) && !indexesAcrossCompanies.includes(key.name),
    );
    expect(keys.length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  it('has company_id first in every index but the listed ones and those over words', async () => {
    const indexes = await query<{ table: string; name: string; first: string | null; method: string }>(`
      select c.relname as "table", i.relname as name, m.amname as method, a.attname as first
        from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_am m on m.oid = i.relam left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
       where ${ownTables}`);
    const wrong = indexes.filter(
      (index) =>
        index.method !== 'gin' &&
        index.first !== 'company_id' &&
        !outsideTenancy.includes(index.table) &&
        !indexesAcrossCompanies.includes(index.name),
    );
    expect(wrong).toEqual([]);
  });

  it('has company_id in every table inside tenancy', async () => {
    const tables = await query<{ name: string; company: boolean }>(`
      select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id' and a.attnotnull) as company
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ownTables}`);
    expect(
      tables
        .filter((table) => !table.company)
        .map((table) => table.name)
        .toSorted(),
    ).toEqual(outsideTenancy.toSorted());
  });

  it('has no trigger and no sequence', async () => {
    expect(await query(`select tgname from pg_trigger where not tgisinternal`)).toEqual([]);
    expect(
      await query(
        `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where relkind = 'S' and n.nspname = 'public'`,
      ),
    ).toEqual([]);
  });

  it('has a version on every table whose rows are edited', async () => {
    const tables = await query<{ name: string; version: boolean }>(`
      select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'version' and not a.attisdropped) as version
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ownTables}`);
    const missing = tables.filter(
      (table) => !table.version && !outsideTenancy.includes(table.name) && !withoutVersion.includes(table.name),
    );
    expect(missing.map((table) => table.name)).toEqual([]);
  });
});

describe('the application role', () => {
  it('owns nothing and cannot change what is append-only, neither in the table nor in a partition', async () => {
    const rights = await query<{ name: string }>(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p')
         and c.relname ~ '^(audit_entry|security_event|timeline_entry|ledger_entry|ledger_source)'
         and (has_table_privilege('kejing_app', c.oid, 'update') or has_table_privilege('kejing_app', c.oid, 'delete'))`);
    expect(rights).toEqual([]);
    expect(await query(`select relname from pg_class where pg_get_userbyid(relowner) like 'kejing_app%'`)).toEqual([]);
  });
});

it('numbers the migrations in one ordered line', () => {
  const numbers = migrationFiles().map((file) => file.name.slice(0, 4));
  expect(new Set(numbers).size).toBe(numbers.length);
});
