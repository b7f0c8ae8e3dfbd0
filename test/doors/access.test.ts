import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Endpoint } from '#platform/shared/endpoint.ts';
import { instantAt } from '#platform/server/clock.ts';
import { testApp } from '../harness/app.ts';
import { accessTable } from './access-table.ts';
import {
  canaryOf,
  type Cast,
  gather,
  type Owner,
  owners,
  relations,
  type Role,
  roles,
  sight,
  standing,
  suspectOf,
} from './cast.ts';
import { changedTables, digester } from './digest.ts';
import { allEndpoints, type Answer, endpointOf, knockAs, knocks } from './door.ts';
import type { Knock } from './knocks/knock.ts';
import { expected, type Row } from './notation.ts';
import { Things } from './things.ts';

// One test is hundreds of requests.
vi.setConfig({ testTimeout: 120_000 });

let cast: Cast;
let endpoints: Map<string, Endpoint>;
let client: pg.Client;
let digest: () => Promise<string>;

beforeAll(async () => {
  cast = await gather(await testApp());
  endpoints = allEndpoints(cast);
  client = new pg.Client({ connectionString: cast.app.ownerUrl });
  await client.connect();
  digest = await digester(client);
});
afterAll(() => client.end());

describe('the access table', () => {
  it('has a row and a knock for every endpoint, and none for what is no endpoint', () => {
    const served = [...endpoints.keys()].toSorted();
    expect([...new Set(Object.keys(accessTable).map(endpointOf))].toSorted()).toEqual(served);
    expect(Object.keys(knocks).toSorted()).toEqual(Object.keys(accessTable).toSorted());
  });

  it('is served by nothing beside its endpoints but health and readiness', () => {
    const described = Object.entries(cast.app.node.server.swagger().paths ?? {});
    const beside = described.filter(([path]) => !path.startsWith('/api/v1/')).map(([path]) => path);
    expect(beside.toSorted()).toEqual(['/health', '/ready']);
    const ids = described.flatMap(([, methods]) =>
      Object.values(methods as Record<string, { operationId?: string }>).flatMap(
        ({ operationId }) => operationId ?? [],
      ),
    );
    expect(ids.toSorted()).toEqual([...endpoints.keys()].toSorted());
  });

  it.each(Object.entries(accessTable))('%s', async (key, table) => {
    const endpoint = endpoints.get(endpointOf(key));
    if (endpoint === undefined) throw new Error('no such endpoint');
    const cases = roles.flatMap((role) => casesOf(role, table));
    const denied = await denials(
      key,
      endpoint,
      cases.filter((one) => one.denied),
    );
    const allowed: string[] = [];
    for (const one of cases.filter((each) => !each.denied))
      for (const what of await enter(key, endpoint, one)) allowed.push(`${one.role} at ${one.owner}'s: ${what}`);
    expect([...denied, ...allowed]).toEqual([]);
  });
});

interface Case {
  role: Role;
  owner: Owner;
  status: number;
  denied: boolean;
  /** Of somebody else and not within sight: the answer must be that for an id which names nothing. */
  hidden: boolean;
}

function casesOf(role: Role, table: Row): Case[] {
  const all = relations.flatMap((relation) =>
    (standing[role][relation] ?? []).map((owner) => {
      const status = expected(table, role, relation);
      const denied = [401, 403, 404].includes(status);
      return { role, owner, status, denied, hidden: status === 404 && ['stranger', 'foreign'].includes(relation) };
    }),
  );
  return table.once ? all.slice(0, 1) : all;
}

const ownerOf = (role: Role): Owner => standing[role].own?.[0] ?? 'nobody';

const knockerOf = (key: string) => {
  const knocker = knocks[key];
  if (knocker === undefined) throw new Error(`nobody knows how to knock at ${key}`);
  return knocker;
};

interface Denial extends Case {
  knock: Knock;
  /** The same with an id that names nothing, where the answer must be the same. */
  blind: Knock | undefined;
}

/** What is wrong with the answers to all who must be turned away: everything they need is made first, then nothing may be written. */
async function denials(key: string, endpoint: Endpoint, cases: Case[]): Promise<string[]> {
  const knocker = knockerOf(key);
  const all: Denial[] = [];
  for (const one of cases) {
    const mine = new Things(cast, ownerOf(one.role), false);
    const knock = await knocker(new Things(cast, one.owner, false), mine);
    const blind = one.hidden ? await knocker(new Things(cast, 'nobody', false), mine) : undefined;
    all.push({ ...one, knock, blind });
  }
  const before = await digest();
  const wrong = await turnedAway(endpoint, all);
  if (changedTables(before, await digest()).length === 0) return wrong;
  for (const one of all) {
    const start = await digest();
    await turnedAway(endpoint, [one]);
    const changed = changedTables(start, await digest());
    if (changed.length > 0) wrong.push(`${one.role} at ${one.owner}'s: wrote to ${changed.join(', ')}`);
  }
  return wrong.length > 0 ? wrong : ['something was written, but not a second time'];
}

async function turnedAway(endpoint: Endpoint, all: readonly Denial[]): Promise<string[]> {
  const wrong: string[] = [];
  const wanted: Trace[] = [];
  const start = cast.app.clock.now();
  for (const one of all) {
    const say = (what: string): void => void wrong.push(`${one.role} at ${one.owner}'s: ${what}`);
    const answer = await knockOnce(endpoint, one.role, one.knock, wanted);
    if (answer.status !== one.status) say(`${answer.status} ${answer.text.slice(0, 300)} instead of ${one.status}`);
    for (const leak of leaksIn(one.role, answer)) say(leak);
    if (one.blind === undefined) continue;
    const blind = await knockOnce(endpoint, one.role, one.blind, wanted);
    if (!alike(answer, blind)) say(`tells it from an id that names nothing: ${answer.text} / ${blind.text}`);
  }
  const written = await tracesSince(start);
  if (JSON.stringify(written) !== JSON.stringify(wanted))
    wrong.push(`security log: ${JSON.stringify(written)} instead of ${JSON.stringify(wanted)}`);
  return wrong;
}

async function knockOnce(endpoint: Endpoint, role: Role, knock: Knock, wanted: Trace[]): Promise<Answer> {
  cast.app.clock.advance({ milliseconds: 10 });
  const answer = await knockAs(cast, role, endpoint, knock);
  const { companyId, personId } = suspectOf(cast, role);
  wanted.push({ company: companyId, person: personId, route: endpoint.id, request: String(answer.json['requestId']) });
  return answer;
}

interface Trace {
  company: string;
  person: string | null;
  route: string;
  request: string;
}

/** Who was denied what, by the security log: one event for each call and no more. */
async function tracesSince(millis: number): Promise<Trace[]> {
  const { rows } = await client.query<Trace>(
    `select company_id as company, person_id as person, detail->>'route' as route, request_id as request
     from security_event where at > $1 and kind like 'denied.%' order by at`,
    [instantAt(millis)],
  );
  return rows;
}

/** What is wrong with the answer to somebody who may come in; what it changes is his own to change. */
async function enter(key: string, endpoint: Endpoint, { role, owner, status }: Case): Promise<string[]> {
  const knock = await knockerOf(key)(new Things(cast, owner, true), new Things(cast, ownerOf(role), true));
  cast.app.clock.advance({ milliseconds: 10 });
  const answer = await knockAs(cast, role, endpoint, knock);
  if (answer.status === 202) await settled(role, String(answer.json['id']));
  return answer.status === status
    ? leaksIn(role, answer)
    : [`${answer.status} ${answer.text.slice(0, 300)} instead of ${status}`];
}

const alike = (one: Answer, other: Answer): boolean =>
  one.status === other.status &&
  JSON.stringify({ ...one.json, requestId: '' }) === JSON.stringify({ ...other.json, requestId: '' });

function leaksIn(role: Role, answer: Answer): string[] {
  return owners
    .filter((owner) => owner !== 'nobody' && !sight[role].includes(owner) && answer.text.includes(canaryOf(owner)))
    .map((owner) => `shows what ${owner} wrote: ${answer.text.slice(0, 600)}`);
}

/** What was begun goes on after the answer; the next digest must not see it work. */
async function settled(role: Role, importId: string): Promise<void> {
  const endpoint = endpoints.get('imports.get');
  if (endpoint === undefined) throw new Error('no way to look at an import');
  await expect
    .poll(async () => (await knockAs(cast, role, endpoint, { params: { id: importId } })).json['state'])
    .toMatch(/^(rehearsed|done)$/);
}
