import type pg from 'pg';

/** Not business: what the security log and sessions hold changes with every call. */
const outside = new Set(['security_event', 'auth_session', 'schema_migration']);

/** One statement that sums up every row of every table but those. Partitions are read through their parents. */
export async function digester(client: pg.Client): Promise<() => Promise<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition order by relname`,
  );
  const tables = rows.map(({ name }) => name).filter((name) => !outside.has(name));
  const parts = tables.map(
    (name) => `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as sum from "${name}" t`,
  );
  const text = `select string_agg(name || ' ' || coalesce(sum, '-'), E'\\n' order by name) as digest from (${parts.join(' union all ')}) d`;
  return async () => {
    const answer = await client.query<{ digest: string }>({ name: 'digest', text });
    return answer.rows[0]?.digest ?? '';
  };
}

/** The tables in which two digests differ. */
export function changedTables(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !known.has(line))
    .map((line) => line.split(' ')[0] ?? '');
}
