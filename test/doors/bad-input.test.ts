import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Endpoint } from '#platform/shared/endpoint.ts';
import { testApp } from '../harness/app.ts';
import { accessTable } from './access-table.ts';
import { type Attack, inBody, inField, inHeaders, inPath, inQuery, wholeBodies } from './attacks.ts';
import { type Cast, credentials, gather } from './cast.ts';
import { changedTables, digester } from './digest.ts';
import { allEndpoints, type Answer, answerOf, knocks } from './door.ts';
import type { Knock } from './knocks/knock.ts';
import { fieldsOf, shapeOf } from './shapes.ts';
import { Things } from './things.ts';

// One test is hundreds of requests.
vi.setConfig({ testTimeout: 120_000 });

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

let cast: Cast;
let endpoints: Map<string, Endpoint>;
let client: pg.Client;
let digest: () => Promise<string>;
let failures: string[] = [];

beforeAll(async () => {
  cast = await gather(await testApp());
  endpoints = allEndpoints(cast);
  cast.app.node.app.log = (_level, message, more) => void failures.push(`${message} ${JSON.stringify(more)}`);
  client = new pg.Client({ connectionString: cast.app.ownerUrl });
  await client.connect();
  digest = await digester(client);
});
afterAll(() => client.end());

const ids = Object.keys(accessTable).filter((key) => !key.includes(' '));

/** Whoever may do everything sends it, so that nothing but the request itself is wrong. */
async function send(endpoint: Endpoint, attack: Attack, knock: Knock): Promise<Answer> {
  failures = [];
  const { url, headers, payload } = attack.send(knock);
  const response = await cast.app.node.server.inject({
    method: endpoint.method,
    url,
    headers: { ...credentials(cast, 'admin'), ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return answerOf(response.statusCode, response.body, String(response.headers['content-type'] ?? ''));
}

async function knockOf(endpoint: Endpoint, fresh: boolean): Promise<Knock> {
  const knocker = knocks[endpoint.id];
  if (knocker === undefined) throw new Error(`nobody knows how to knock at ${endpoint.id}`);
  return knocker(new Things(cast, 'admin', fresh), new Things(cast, 'admin', fresh));
}

function endpointFor(id: string): Endpoint {
  const endpoint = endpoints.get(id);
  if (endpoint === undefined) throw new Error(`no such endpoint: ${id}`);
  return endpoint;
}

/** What is wrong with the answer to a wrong request. */
function wrongIn(attack: Attack, answer: Answer): string[] {
  const said = `${attack.what.slice(0, 120)}: ${answer.status} ${answer.text.slice(0, 400)} ${failures.join(' ').slice(0, 1500)}`;
  if (answer.status >= 500) return [said];
  if (answer.status < 400) return attack.must === 'refuse' ? [said] : [];
  const { status, code, detail, title, requestId, errors } = answer.json;
  const whole = [code, detail, title, requestId].every((part) => typeof part === 'string' && part !== '');
  if (!answer.type.startsWith('application/problem+json') || status !== answer.status || !whole)
    return [`no problem details: ${said}`];
  if (answer.text.length > 50_000) return [`${answer.text.length} characters sent back: ${said}`];
  const { names } = attack;
  if (names === undefined) return [];
  const named = ((errors ?? []) as { field: string }[]).map(({ field }) => field);
  const fits = named.some((field) => field === names || field.startsWith(`${names}.`) || names.startsWith(`${field}.`));
  return fits ? [] : [`names ${named.join(', ')} and not ${names}: ${said}`];
}

/** All that must be refused, with nothing written; then what its own rules may take, each on new things once something was taken. */
async function withstand(endpoint: Endpoint, attacks: readonly Attack[]): Promise<string[]> {
  const wrong: string[] = [];
  let knock = await knockOf(endpoint, false);
  const before = await digest();
  for (const attack of attacks)
    if (attack.must === 'refuse') wrong.push(...wrongIn(attack, await send(endpoint, attack, knock)));
  const changed = changedTables(before, await digest());
  if (changed.length > 0) wrong.push(`wrote to ${changed.join(', ')}`);
  for (const attack of attacks) {
    if (attack.must === 'refuse') continue;
    const answer = await send(endpoint, attack, knock);
    wrong.push(...wrongIn(attack, answer));
    if (answer.status < 400 && endpoint.method !== 'GET') knock = await knockOf(endpoint, true);
  }
  return wrong;
}

describe('bad input', () => {
  it.each(ids)('%s: addresses, queries, headers and whole bodies', async (id) => {
    const endpoint = endpointFor(id);
    const knock = await knockOf(endpoint, false);
    const attacks = [
      ...inPath(endpoint, knock),
      ...inQuery(endpoint),
      ...inHeaders(endpoint, knock),
      ...wholeBodies(endpoint),
    ];
    expect(await withstand(endpoint, attacks)).toEqual([]);
  });

  it.each(ids)('%s: every field', async (id) => {
    const endpoint = endpointFor(id);
    expect(await withstand(endpoint, inBody(endpoint, await knockOf(endpoint, false)))).toEqual([]);
  });

  it.each(ids)(`%s: anything anywhere (seed ${seed})`, async (id) => {
    const endpoint = endpointFor(id);
    const { body } = endpoint;
    if (body === undefined) return;
    const shape = shapeOf(body);
    const places = fieldsOf(shape).map(({ path }) => path);
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.double(),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), anything, async (path, value) => {
        const attack = inField(endpoint, shape, path, { what: JSON.stringify(value), value, bad: false });
        const answer = await send(endpoint, attack, await knockOf(endpoint, false));
        expect(wrongIn(attack, answer)).toEqual([]);
      }),
      { seed, numRuns: 25 },
    );
  });
});
