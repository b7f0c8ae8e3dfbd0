// The same statements without the product around them: on one connection, in order, inside a transaction when the operation writes.
import type pg from 'pg';
import { newId } from '#platform/shared/id.ts';
import type { Operation } from './operations.ts';

/** Runs an operation's statements with ids of its own and answers the rows of the last read. */
export async function replay(pool: pg.Pool, operation: Operation): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    return operation.creates ? await inTransaction(client, operation) : await inTurn(client, operation);
  } finally {
    client.release();
  }
}

async function inTurn(client: pg.PoolClient, { statements }: Operation): Promise<unknown[]> {
  let rows: unknown[] = [];
  for (const [place, { sql, values }] of statements.entries()) {
    const result = await client.query({ name: nameOf(sql, place), text: sql, values });
    rows = result.rows;
  }
  return rows;
}

async function inTransaction(client: pg.PoolClient, operation: Operation): Promise<unknown[]> {
  const ids = new Map(operation.freshIds.map((id) => [id, newId(Date.now())]));
  const renew = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renew);
    return typeof value === 'string' ? (ids.get(value) ?? value) : value;
  };
  await client.query('begin');
  const statements = operation.statements.map(({ sql, values }) => ({ sql, values: values.map(renew) }));
  const rows = await inTurn(client, { ...operation, statements });
  await client.query('commit');
  return rows;
}

const names = new Map<string, string>();

function nameOf(sql: string, place: number): string {
  const name = names.get(sql) ?? `s${names.size}_${place}`;
  names.set(sql, name);
  return name;
}
