import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InjectOptions } from 'fastify';
import { afterAll, expect } from 'vitest';
import { MovableClock } from '#platform/server/clock.ts';
import { newId } from '#platform/shared/id.ts';
import { isRefusal } from '#platform/shared/result.ts';
import { foundCompany } from '../../src/app/server/found-company.ts';
import { type AppNode, startNode } from '../../src/app/server/node.ts';
import { companyGuard } from './company-guard.ts';
import { freshDatabase } from './database.ts';
import { asOwner } from './test-server.ts';

export const password = 'correct horse battery';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Record<string, unknown>;
}

/** One signed-in browser: keeps its cookie, speaks to the node it was made on. */
export interface Client {
  companyId: string;
  personId: string;
  cookie: string;
  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>>;
  send<T = Record<string, unknown>>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
}

export interface TestApp {
  node: AppNode;
  clock: MovableClock;
  ownerUrl: string;
  appUrl: string;
  /** The statements so far that do not carry the company; any left at the end fails the file. */
  breaches: Set<string>;
  /** Another process over the same database would do the same: a second node, for what must cross nodes. */
  secondNode(): Promise<AppNode>;
  /** A company with its first administrator, signed in. */
  company(name?: string, region?: 'taiwan' | 'mainland' | 'hongkong'): Promise<Client & { rootUnitId: string }>;
  signIn(userName: string, company?: string, secret?: string): Promise<Client>;
  as(cookie: string, ids?: { companyId: string; personId: string }): Client;
  /** Runs SQL as the owner, for what a test must see or lay without the product. */
  sql<T extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
}

const quiet = (): void => {};

/** The product on a fresh database, every statement watched for its company, its clock standing at Monday 2026-11-23 10:00 in Taipei until a test moves it. Closed after the file. */
export async function testApp(at = '2026-11-23T02:00:00Z'): Promise<TestApp> {
  const database = await freshDatabase();
  const clock = new MovableClock(at);
  // A folder of its own: two people's runs on one machine must not meet in the common one.
  const home = mkdtempSync(path.join(tmpdir(), 'kejing-test-home-'));
  const guard = companyGuard();
  const open = () =>
    startNode({
      databaseUrl: database.appUrl,
      secret: 'a secret for tests',
      home,
      clock,
      log: quiet,
      connections: 6,
      onQuery: (event) => guard.onQuery(event),
    });
  const node = await open();
  const nodes = [node];
  afterAll(async () => {
    for (const one of nodes) await one.close();
    rmSync(home, { recursive: true, force: true });
    expect([...guard.breaches], 'statements that do not carry the company').toEqual([]);
  });
  const clientOf = (cookie: string, ids = { companyId: '', personId: '' }): Client => clientOn(node, cookie, ids);
  let count = 0;
  return {
    node,
    clock,
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    breaches: guard.breaches,
    async secondNode() {
      const second = await open();
      nodes.push(second);
      return second;
    },
    async company(name = '城中文具', region = 'taiwan') {
      count += 1;
      const userName = `admin${count}`;
      const founded = await foundCompany(
        { db: node.app.database.db, clock },
        { company: { name, region }, admin: { name: '周經理', userName, password } },
      );
      if (isRefusal(founded)) throw new Error(founded.code);
      const client = await signInOn(node, userName, founded.code);
      return Object.assign(client, { rootUnitId: founded.rootUnitId });
    },
    signIn: (userName, company, secret) => signInOn(node, userName, company, secret),
    as: clientOf,
    sql: (text, values = []) =>
      asOwner(database.ownerUrl, async (client) => (await client.query(text, values)).rows as never),
  };
}

export async function signInOn(node: AppNode, userName: string, company?: string, secret = password): Promise<Client> {
  const response = await node.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { userName, password: secret, ...(company === undefined ? {} : { company }) },
  });
  if (response.statusCode !== 201) throw new Error(`sign-in of ${userName}: ${response.statusCode} ${response.body}`);
  const me = response.json<{ person: { id: string }; company: { id: string } }>();
  const cookie = response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  return clientOn(node, cookie, { companyId: me.company.id, personId: me.person.id });
}

/** The same cookie on a node: how a browser behind a balancer speaks. */
export function clientOn(node: AppNode, cookie: string, ids: { companyId: string; personId: string }): Client {
  const call = async (options: InjectOptions): Promise<Answer<never>> => {
    const headers = { ...(cookie === '' ? {} : { cookie }), ...options.headers };
    const response = await node.server.inject({ ...options, headers });
    const body =
      response.body === '' || !String(response.headers['content-type']).includes('json')
        ? response.body
        : response.json();
    return { status: response.statusCode, body: body as never, headers: response.headers };
  };
  return {
    ...ids,
    cookie,
    get: (path) => call({ method: 'GET', url: `/api/v1${path}` }),
    send: (method, path, body, headers = {}) =>
      call({ method, url: `/api/v1${path}`, headers, ...(body === undefined ? {} : { payload: body as object }) }),
  };
}

/** A UUIDv7 as a client would make it. */
export const clientId = (app: TestApp): string => newId(app.clock.now());
