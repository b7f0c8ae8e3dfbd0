import { readdirSync, statSync } from 'node:fs';
import { request as ask } from 'node:http';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bombOf, cameraPicture, withPageInside } from '../../src/modules/files/testing.ts';
import { testApp } from '../harness/app.ts';
import { type Cast, gather } from './cast.ts';
import { changedTables, digester } from './digest.ts';
import { allEndpoints } from './door.ts';
import { freshId, Things } from './things.ts';

let cast: Cast;
let client: pg.Client;
let digest: () => Promise<string>;
let visitId: string;
let failures: string[] = [];
let good: Buffer;

beforeAll(async () => {
  cast = await gather(await testApp());
  cast.app.node.app.log = (_level, message, more) => void failures.push(`${message} ${JSON.stringify(more)}`);
  client = new pg.Client({ connectionString: cast.app.ownerUrl });
  await client.connect();
  digest = await digester(client);
  visitId = await new Things(cast, 'admin', true).visit('planned');
  good = await cameraPicture({ noise: true });
});
afterAll(() => client.end());

function onDisk(): string[] {
  const files = path.join(cast.app.node.app.home, 'files');
  try {
    return readdirSync(files, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(path.join(files, name)).isFile(),
    );
  } catch {
    return [];
  }
}

const addressOf = (photoId = freshId()) => `/api/v1/visits/${visitId}/photos/${photoId}`;

const page = '<!doctype html><script>alert(1)</script>';
const pictures: { what: string; type?: string; body: () => string | Buffer }[] = [
  { what: 'no body', body: () => '' },
  { what: 'JSON', type: 'application/json', body: () => '{"photo":"x"}' },
  { what: 'JSON that holds nothing', type: 'application/json', body: () => '{}' },
  { what: 'text', type: 'text/plain', body: () => 'photo' },
  { what: 'a form', type: 'multipart/form-data; boundary=x', body: () => '--x--\r\n' },
  { what: 'a type that is not taken', type: 'image/gif', body: () => good },
  { what: 'an SVG that says so', type: 'image/svg+xml', body: () => '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  { what: 'an SVG that says it is a JPEG', body: () => '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  { what: 'a page', body: () => page },
  {
    what: 'a page behind the head of a JPEG',
    body: () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(page)]),
  },
  { what: 'a picture that breaks off', body: () => good.subarray(0, good.length / 2) },
  { what: 'the head of a picture', body: () => good.subarray(0, 64) },
  { what: 'a bomb of pixels', type: 'image/png', body: () => bomb },
  { what: 'zeros', body: () => Buffer.alloc(100_000) },
];
let bomb: Buffer;
beforeAll(async () => {
  bomb = bombOf(40_000, 40_000, await cameraPicture({ type: 'png', width: 16, height: 16 }));
});

it('knows every endpoint whose body is a file as it is', () => {
  const taking = [...allEndpoints(cast).values()].filter(({ bytes }) => bytes !== undefined).map(({ id }) => id);
  expect(taking).toEqual(['visits.addPhoto']);
});

it.each(pictures)('refuses $what in words, and leaves nothing', async ({ type = 'image/jpeg', body }) => {
  failures = [];
  const before = await digest();
  const lying = onDisk();
  const response = await cast.app.node.server.inject({
    method: 'PUT',
    url: addressOf(),
    headers: { cookie: cast.members.admin.client.cookie, 'content-type': type },
    payload: body(),
  });
  expect(failures).toEqual([]);
  expect(response.statusCode, response.body).toBe(422);
  expect(response.headers['content-type']).toContain('application/problem+json');
  const { detail, code } = response.json<{ detail: string; code: string }>();
  expect(detail, code).toMatch(/[\u4e00-\u9fff].*。$/u);
  expect(changedTables(before, await digest())).toEqual([]);
  expect(onDisk()).toEqual(lying);
});

it('takes a picture at no other door', async () => {
  for (const [method, url] of [
    ['POST', '/api/v1/customers'],
    ['POST', '/api/v1/imports'],
    ['POST', `/api/v1/visits/${visitId}/check-in`],
  ] as const) {
    const headers = { cookie: cast.members.admin.client.cookie, 'content-type': 'image/jpeg' };
    const response = await cast.app.node.server.inject({ method, url, headers, payload: good });
    expect(response.statusCode, url).toBe(422);
  }
});

it('takes a picture that is a page too, and gives out the picture alone', async () => {
  const url = addressOf();
  const headers = { cookie: cast.members.admin.client.cookie };
  const { server } = cast.app.node;
  const sent = { ...headers, 'content-type': 'image/jpeg' };
  const payload = withPageInside(good, page);
  expect((await server.inject({ method: 'PUT', url, headers: sent, payload })).statusCode).toBe(201);
  const { rawPayload } = await server.inject({ url: `${url}/content`, headers });
  expect(rawPayload.includes('script')).toBe(false);
});

async function outgoing(more: Record<string, string>) {
  const { server } = cast.app.node;
  const origin = server.server.listening ? server.listeningOrigin : await server.listen({ port: 0 });
  return ask(`${origin}${addressOf()}`, {
    method: 'PUT',
    headers: { cookie: cast.members.admin.client.cookie, 'content-type': 'image/jpeg', ...more },
  });
}

it('refuses a gigabyte that is announced before it comes, and one that is not as soon as it is too much', async () => {
  const lying = onDisk();
  const announced = await outgoing({ 'content-length': String(2 ** 30) });
  const status = await new Promise((resolve, reject) => {
    announced.on('response', (response) => resolve(response.statusCode)).on('error', reject);
    announced.write(good);
  });
  announced.destroy();
  expect(status).toBe(413);

  const endless = await outgoing({ 'transfer-encoding': 'chunked' });
  let written = 0;
  const refused = await new Promise((resolve) => {
    const more = (): void => {
      written += good.length;
      if (written < 2 ** 28) endless.write(good, () => setImmediate(more));
    };
    endless.on('response', (response) => resolve(response.statusCode)).on('error', () => resolve(413));
    more();
  });
  endless.destroy();
  expect(refused).toBe(413);
  expect(written).toBeLessThan(2 ** 27);
  await expect.poll(onDisk).toEqual(lying);
});

it('O8 leaves nothing of an upload that is cut in the middle', async () => {
  const lying = onDisk();
  const before = await digest();
  const cut = await outgoing({ 'content-length': String(good.length) });
  cut.on('error', () => {});
  cut.write(good.subarray(0, good.length / 2));
  await expect.poll(() => onDisk().length).toBe(lying.length + 1);
  cut.destroy();
  await expect.poll(onDisk).toEqual(lying);
  expect(changedTables(before, await digest())).toEqual([]);
});
