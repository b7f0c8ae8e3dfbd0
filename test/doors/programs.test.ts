import { createHash } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { capabilities } from '#platform/shared/actor.ts';
import type { Endpoint } from '#platform/shared/endpoint.ts';
import { testApp } from '../harness/app.ts';
import { type Cast, gather } from './cast.ts';
import { addressOf, allEndpoints, knocks } from './door.ts';
import type { Knock } from './knocks/knock.ts';
import { freshId, Things } from './things.ts';

const key = 'a key of a program that may do everything';
let cast: Cast;
let endpoints: Map<string, Endpoint>;
let failures: string[] = [];

beforeAll(async () => {
  cast = await gather(await testApp());
  endpoints = allEndpoints(cast);
  cast.app.node.app.log = (_level, message, more) => void failures.push(`${message} ${JSON.stringify(more)}`);
  await cast.app.sql(
    `insert into service_key (company_id, id, name, digest, unit_id, capabilities, created_at) values ($1, $2, '接單程式', $3, $4, $5, now())`,
    [
      cast.admin.companyId,
      freshId(),
      createHash('sha256').update(key).digest('hex'),
      cast.members.admin.unitId,
      [...capabilities],
    ],
  );
});

const send = (endpoint: Endpoint, knock: Knock) =>
  cast.app.node.server.inject({
    method: endpoint.method,
    url: addressOf(endpoint, knock),
    headers: { authorization: `Bearer ${key}`, ...knock.headers, ...knock.raw?.headers },
    ...(knock.raw === undefined ? {} : { payload: knock.raw.body }),
    ...(knock.body === undefined ? {} : { payload: knock.body as object }),
  });

it('survives a program that may do everything but is nobody', async () => {
  const wrong: string[] = [];
  for (const [name, knocker] of Object.entries(knocks)) {
    const endpoint = endpoints.get(name.split(' ')[0] ?? '');
    if (endpoint === undefined || endpoint.produces === 'text/event-stream') continue;
    failures = [];
    const response = await send(
      endpoint,
      await knocker(new Things(cast, 'seller', true), new Things(cast, 'nobody', true)),
    );
    if (response.statusCode >= 500) wrong.push(`${name}: ${response.statusCode} ${failures.join(' ').slice(0, 600)}`);
  }
  expect(wrong).toEqual([]);
});

it('shows what a program wrote by the name of its key', async () => {
  const things = new Things(cast, 'seller', true);
  const customer = await things.customer();
  const noted = await cast.app.node.server.inject({
    method: 'POST',
    url: `/api/v1/customers/${customer}/notes`,
    headers: { authorization: `Bearer ${key}` },
    payload: { id: freshId(), text: '網站來單' },
  });
  expect(noted.statusCode).toBe(201);
  const { body } = await cast.members.seller.client.get(`/customers/${customer}/timeline`);
  expect(body['items']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'customers.noted', person: expect.objectContaining({ name: '接單程式' }) }),
    ]),
  );
});
