import { request as ask } from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp } from '../harness/app.ts';
import { type Cast, gather } from './cast.ts';
import { changedTables, digester } from './digest.ts';
import { allEndpoints } from './door.ts';
import { multipart } from './things.ts';

let cast: Cast;
let client: pg.Client;
let digest: () => Promise<string>;
let failures: string[] = [];

beforeAll(async () => {
  cast = await gather(await testApp());
  cast.app.node.app.log = (_level, message, more) => void failures.push(`${message} ${JSON.stringify(more)}`);
  client = new pg.Client({ connectionString: cast.app.ownerUrl });
  await client.connect();
  digest = await digester(client);
});
afterAll(() => client.end());

const text = 'form-data; name="file"; filename="a.csv"';
const boundary = '----kejing-doors';
const form = (...parts: string[]) =>
  Buffer.from(parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('') + `--${boundary}--\r\n`);
const fileOf = (content: string | Buffer, kind = 'customers') => multipart({ kind }, 'a.csv', content).body;

/** What is no upload of a table, however it is told. */
const uploads: { what: string; type?: string; body: string | Buffer }[] = [
  { what: 'no body', body: '' },
  { what: 'JSON', type: 'application/json', body: '{"kind":"customers","file":"x"}' },
  { what: 'text', type: 'text/csv', body: '公司名稱\n某行號\n' },
  { what: 'no boundary', type: 'multipart/form-data', body: fileOf('公司名稱\n某行號\n') },
  { what: 'another boundary', type: 'multipart/form-data; boundary=other', body: fileOf('公司名稱\n某行號\n') },
  { what: 'nothing in it', body: form() },
  { what: 'no file', body: form('content-disposition: form-data; name="kind"\r\n\r\ncustomers') },
  {
    what: 'a file without a name',
    body: form('content-disposition: form-data; name="file"\r\n\r\n公司名稱\r\n某行號'),
  },
  { what: 'broken off in the middle', body: fileOf('公司名稱\n某行號\n').subarray(0, 220) },
  { what: 'headers without an end', body: `--${boundary}\r\ncontent-disposition: ${text}${'x'.repeat(200_000)}` },
  {
    what: '1,000 fields',
    body: form(...Array.from({ length: 1_000 }, (_, n) => `content-disposition: form-data; name="f${n}"\r\n\r\nx`)),
  },
  {
    what: 'a field of 100 kB',
    body: form(`content-disposition: form-data; name="kind"\r\n\r\n${'x'.repeat(100_000)}`),
  },
  { what: 'a prototype for a field', body: form('content-disposition: form-data; name="__proto__"\r\n\r\nx') },
  { what: 'a kind nobody knows', body: fileOf('公司名稱\n某行號\n', 'nosuch') },
  { what: 'a kind called prototype', body: fileOf('公司名稱\n某行號\n', '__proto__') },
  { what: 'a kind with NUL', body: fileOf('公司名稱\n某行號\n', 'a\u0000b') },
  { what: 'an empty file', body: fileOf('') },
  { what: 'blank lines', body: fileOf('\n\n\r\n   \n') },
  { what: 'NULs', body: fileOf(Buffer.alloc(5_000)) },
  { what: 'a picture', body: fileOf(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')) },
  { what: 'a PDF', body: fileOf('%PDF-1.7\n%âãÏÓ\n1 0 obj\n') },
  { what: 'a zip that is no workbook', body: fileOf(Buffer.from('504b0304140000000800', 'hex')) },
  {
    what: 'an old or locked workbook',
    body: fileOf(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)])),
  },
  { what: 'a quote without an end', body: fileOf(`公司名稱,電話\n"某行號,${'x\n'.repeat(3_000)}`) },
  { what: 'one line of 2 MB', body: fileOf('x'.repeat(2_000_000)) },
  { what: '5,000 columns', body: fileOf(`${'a,'.repeat(5_000)}\n${'1,'.repeat(5_000)}\n`) },
  { what: '10,000 levels of JSON', body: fileOf(`${'['.repeat(10_000)}${']'.repeat(10_000)}`) },
  { what: 'a day of JSON with a prototype', body: fileOf('[{"__proto__":{"date":"20260101"}}]') },
  { what: 'days that are none', body: fileOf('[{"date":"20261345","week":"五","isHoliday":true,"description":"x"}]') },
  { what: 'the year 0', body: fileOf('{"days":[{"name":"x","date":"0000-01-01","isOffDay":true}]}') },
];

const doors = [
  { path: '/imports', id: 'imports.upload' },
  { path: '/calendars/import?write=true', id: 'org.importCalendar' },
];

it('knows every endpoint that takes a file', () => {
  const taking = [...allEndpoints(cast).values()].filter((endpoint) => endpoint.upload === true).map(({ id }) => id);
  expect(taking.toSorted()).toEqual(doors.map(({ id }) => id).toSorted());
});

it.each(doors.flatMap((door) => uploads.map((upload) => ({ ...door, ...upload }))))(
  '$id refuses $what in words, and writes nothing',
  async ({ path, type = `multipart/form-data; boundary=${boundary}`, body }) => {
    failures = [];
    const before = await digest();
    const response = await cast.app.node.server.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: { cookie: cast.members.admin.client.cookie, 'content-type': type },
      payload: body,
    });
    expect(failures).toEqual([]);
    expect(response.statusCode, response.body).toBeGreaterThanOrEqual(400);
    expect(response.statusCode, response.body).toBeLessThan(500);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const { detail, code } = response.json<{ detail: string; code: string }>();
    expect(detail, code).toMatch(/[\u4e00-\u9fff].*。$/u);
    expect(changedTables(before, await digest())).toEqual([]);
  },
);

it.each(doors)('$id refuses a gigabyte that is announced, before it comes', async ({ path }) => {
  const { server } = cast.app.node;
  const origin = server.server.listening ? server.listeningOrigin : await server.listen({ port: 0 });
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const outgoing = ask(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers: {
        cookie: cast.members.admin.client.cookie,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': String(2 ** 30),
      },
    });
    outgoing.on('response', (response) => {
      resolve(response.statusCode);
      outgoing.destroy();
    });
    outgoing.on('error', reject);
    outgoing.write(`--${boundary}\r\ncontent-disposition: ${text}\r\n\r\n`);
  });
  expect(status).toBe(413);
});
