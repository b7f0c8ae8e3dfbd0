// What is measured, as requests to the API, and the statements each of them runs, caught once from the application itself.
import type { FastifyInstance } from 'fastify';
import { newId } from '#platform/shared/id.ts';
import { startNode } from '../src/app/server/node.ts';
import { type BenchCompany, benchPassword, rareWord, type Role, roles } from './company.ts';

export interface Statement {
  sql: string;
  values: unknown[];
}

export interface Operation {
  name: string;
  role: Role;
  size: number;
  method: 'GET' | 'POST';
  path: string;
  cookie: string;
  /** A new customer each time: its id and name are made by whoever sends. */
  creates: boolean;
  statements: Statement[];
  /** Ids that were new in the caught statements: each replay makes its own. */
  freshIds: string[];
}

const searches = { rare: rareWord, common: '公司', absent: '鑰匙龘' };

const reads = (customerId: string): Record<string, string> => ({
  'list by activity': '/customers?limit=50',
  'list by name': '/customers?limit=50&sort=name',
  'list by next step': '/customers?limit=50&sort=nextStep',
  ...Object.fromEntries(
    Object.entries(searches).map(([name, word]) => [
      `search, ${name} word`,
      `/customers?limit=50&q=${encodeURIComponent(word)}`,
    ]),
  ),
  get: `/customers/${customerId}`,
});

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Runs each request once inside this process, with every statement it compiles written down. */
export async function catchOperations(
  databaseUrl: string,
  companies: BenchCompany[],
  secret: string,
  home: string,
): Promise<Operation[]> {
  let caught: Statement[] = [];
  const node = await startNode({
    databaseUrl,
    secret,
    home,
    log: () => {},
    connections: 4,
    onQuery: (event) => void caught.push({ sql: event.query.sql, values: [...event.query.parameters] }),
  });
  const operations: Operation[] = [];
  for (const company of companies) {
    for (const role of roles) {
      const cookie = await signIn(node.server, company, role);
      const customerId = await firstCustomer(node.server, cookie);
      const wanted = [
        ...Object.entries(reads(customerId)).map(([name, path]) => ({ name, path, method: 'GET' as const })),
        { name: 'create', path: '/customers', method: 'POST' as const },
      ];
      for (const { name, path, method } of wanted) {
        const send = () =>
          node.server.inject({
            method,
            url: `/api/v1${path}`,
            headers: { cookie },
            ...(method === 'POST' ? { payload: newCustomer() } : {}),
          });
        await send();
        caught = [];
        const since = Date.now();
        const response = await send();
        if (response.statusCode >= 300) throw new Error(`${name} for ${role}: ${response.statusCode} ${response.body}`);
        const statements = [...caught];
        operations.push({
          name,
          role,
          size: company.size,
          method,
          path,
          cookie,
          creates: method === 'POST',
          statements,
          freshIds: method === 'POST' ? freshIdsOf(statements, since) : [],
        });
      }
    }
  }
  await node.close();
  return operations;
}

async function signIn(server: FastifyInstance, company: BenchCompany, role: Role): Promise<string> {
  const response = await server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { userName: company.userNames[role], password: benchPassword, company: `b${company.size}` },
  });
  if (response.statusCode !== 201) throw new Error(`sign-in as ${role}: ${response.body}`);
  return response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

async function firstCustomer(server: FastifyInstance, cookie: string): Promise<string> {
  const response = await server.inject({ method: 'GET', url: '/api/v1/customers?limit=1', headers: { cookie } });
  const [first] = response.json<{ items: { id: string }[] }>().items;
  if (first === undefined) throw new Error('nobody to get');
  return first.id;
}

export const newCustomer = () => ({
  id: newId(Date.now()),
  kind: 'firm',
  name: `新開${Math.floor(Math.random() * 1e9)}文具股份有限公司`,
  phones: [{ typed: '02-2531-7099' }],
});

/** Ids that first appear in an insert of the caught command: made by it, so a replay must make its own. */
function freshIdsOf(statements: Statement[], since: number): string[] {
  const seen = new Set<string>();
  const fresh = new Set<string>();
  for (const value of statements.flatMap((statement) => statement.values.flat())) {
    if (typeof value !== 'string' || !uuidPattern.test(value) || seen.has(value)) continue;
    seen.add(value);
    if (Number.parseInt(value.replaceAll('-', '').slice(0, 12), 16) - since >= 0) fresh.add(value);
  }
  return [...fresh];
}
