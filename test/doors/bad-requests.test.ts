import { beforeAll, expect, it } from 'vitest';
import type { Endpoint } from '#platform/shared/endpoint.ts';
import { testApp } from '../harness/app.ts';
import { type Cast, credentials, gather } from './cast.ts';
import { addressOf, allEndpoints } from './door.ts';
import { freshId } from './things.ts';

let cast: Cast;
let endpoints: Map<string, Endpoint>;
let failures: string[] = [];

beforeAll(async () => {
  cast = await gather(await testApp());
  endpoints = allEndpoints(cast);
  cast.app.node.app.log = (_level, message, more) => void failures.push(`${message} ${JSON.stringify(more)}`);
});

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

it('knows no method beside those it describes', async () => {
  const known = new Map<string, Set<string>>();
  for (const { path, method } of endpoints.values())
    known.set(path, (known.get(path) ?? new Set()).add(method).add(method === 'GET' ? 'HEAD' : method));
  for (const [path, described] of known)
    for (const method of methods.filter((one) => !described.has(one))) {
      const url = `/api/v1${path.replaceAll(/\{\w+\}/g, freshId())}`;
      const response = await cast.app.node.server.inject({ method, url, headers: credentials(cast, 'admin') });
      // /customers/count stands beside /customers/{id}, and is then an id that is none.
      expect([404, 422], `${method} ${path}: ${response.body}`).toContain(response.statusCode);
      if (method !== 'HEAD') expect(response.headers['content-type']).toContain('application/problem+json');
    }
});

it('answers HEAD to nobody where GET would not', async () => {
  for (const endpoint of [...endpoints.values()].filter(({ method }) => method === 'GET')) {
    const url = addressOf(endpoint, {
      params: Object.fromEntries(Object.keys(endpoint.params?.shape ?? {}).map((name) => [name, freshId()])),
    });
    const response = await cast.app.node.server.inject({ method: 'HEAD', url });
    expect(response.statusCode, url).toBe(endpoint.access === 'anonymous' ? 200 : 401);
    expect(response.body).toBe('');
  }
});

it.each([
  { cookie: 'kejing.session_token=%ZZ' },
  { cookie: 'kejing.session_token=' },
  { cookie: 'kejing.session_token=a.b.c; kejing.session_token=x' },
  { cookie: `kejing.session_token=${'x'.repeat(50_000)}` },
  { cookie: '=; ;; kejing.session_token=\u00ff\u00fe.x' },
  { cookie: '__proto__=x; constructor=y; kejing.session_token=__proto__' },
  { authorization: 'Bearer ' },
  { authorization: 'Bearer __proto__' },
  { authorization: `Bearer ${'x'.repeat(50_000)}` },
  { authorization: 'Bearer \u00ff' },
  { authorization: 'Basic YWRtaW46YWRtaW4=' },
  { authorization: 'bearer' },
])('takes none of it for somebody: %o', async (headers) => {
  failures = [];
  const response = await cast.app.node.server.inject({ url: '/api/v1/me', headers });
  expect(failures).toEqual([]);
  expect(response.statusCode).toBe(401);
});

it.each(['x'.repeat(20_000), '*;q=0,zh;q=9,;;,,', '\u00ff', '__proto__', 'zh-Hant-TW-u-ca-roc-x-private, en;q=0.8'])(
  'answers in some language whatever is asked for: %#',
  async (language) => {
    const response = await cast.app.node.server.inject({ url: '/api/v1/me', headers: { 'accept-language': language } });
    expect(response.statusCode).toBe(401);
    expect(response.json<{ detail: string }>().detail).not.toBe('');
  },
);

it.each([
  { origin: 'null' },
  { origin: 'https://elsewhere.example' },
  { origin: 'http://[' },
  { origin: 'http://localhost:80@elsewhere.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('lets no other site write: %o', async (headers) => {
  const response = await cast.app.node.server.inject({
    method: 'PATCH',
    url: '/api/v1/me',
    headers: { ...credentials(cast, 'seller'), ...headers },
    payload: { language: 'en' },
  });
  expect(response.statusCode).toBe(403);
});
