import type pg from 'pg';
import { lowestIdAt } from '#platform/shared/id.ts';

/** The append-only tables cut by month over the time in their UUIDv7 ids. */
export const partitioned = ['audit_entry', 'security_event', 'domain_event', 'timeline_entry', 'ledger_entry'] as const;

const monthsAhead = 18;

/** Statements that add the partitions still missing from this month on; what is older or further lies in the default partition. */
export async function partitionStatements(client: pg.Client, nowMillis: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select child.relname as name from pg_inherits join pg_class child on child.oid = inhrelid join pg_class parent on parent.oid = inhparent
      where parent.relname = any($1)`,
    [partitioned],
  );
  const present = new Set(rows.map((row) => row.name));
  const first = Temporal.Instant.fromEpochMilliseconds(nowMillis)
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .toPlainYearMonth();
  const statements: string[] = [];
  for (const table of partitioned) {
    for (let ahead = 0; ahead < monthsAhead; ahead += 1) {
      const month = first.add({ months: ahead });
      const name = `${table}_${month.toString().replace('-', '_')}`;
      if (present.has(name)) continue;
      const bound = (at: Temporal.PlainYearMonth) =>
        lowestIdAt(at.toPlainDate({ day: 1 }).toZonedDateTime('UTC').epochMilliseconds);
      statements.push(
        `create table ${name} partition of ${table} for values from ('${bound(month)}') to ('${bound(month.add({ months: 1 }))}')`,
      );
    }
  }
  return statements;
}
