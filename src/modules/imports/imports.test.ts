import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeXlsx } from '#platform/server/sheets/write-table.ts';
import { type Client, type TestApp, testApp } from '../../../test/harness/app.ts';
import type { ImportDetail } from './contract.ts';
import { multipart, settled, upload } from './testing.ts';

let app: TestApp;
let admin: Client & { rootUnitId: string };
beforeAll(async () => {
  app = await testApp();
  admin = await app.company();
});

const business = () =>
  app.sql('select (select count(*) from customer) as customers, (select count(*) from import_file) as files');
const leftOver = () => {
  const folder = path.join(app.node.app.home, 'imports');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.part')) : [];
};

describe('O16 what is no table is refused in plain words, and nothing is kept of it', () => {
  const zip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
  it.each<[string, string | Buffer, number, string]>([
    ['an empty file', '', 422, 'sheets.empty'],
    ['a PDF', '%PDF-1.7\nsomething', 422, 'sheets.notATable'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 422, 'sheets.notATable'],
    ['a page', '<!doctype html><html><body>hello</body></html>', 422, 'sheets.notATable'],
    ['an archive that is no workbook', zip, 422, 'sheets.'],
    [
      'an old workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]),
      422,
      'sheets.oldWorkbook',
    ],
    ['one endless line', `名稱,電話\n"${'長'.repeat(1_200_000)}"`, 422, 'sheets.recordTooLong'],
    [
      'two thousand columns',
      `${Array.from({ length: 2000 }, (_, i) => `c${i}`).join(',')}\n1\n`,
      422,
      'sheets.tooManyColumns',
    ],
  ])('O16 %s', async (_title, content, status, code) => {
    const before = await business();
    const answer = await upload(admin, { content });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    const problem = answer.body as unknown as { code: string; detail: string; errors: { field: string }[] };
    expect(problem.code).toContain(code);
    expect(problem.detail).toMatch(/[\u4e00-\u9fff].*。/);
    expect(problem.errors[0]?.field).toBe('file');
    expect(await business()).toEqual(before);
    await expect.poll(leftOver).toEqual([]);
  });

  it('O16 neither file, nor kind, nor a body that is no form', async () => {
    const noKind = await upload(admin, { kind: 'dragons', content: '名稱\n甲\n' });
    expect(noKind).toMatchObject({ status: 422, body: { errors: [{ field: 'kind' }] } });
    const json = await admin.send('POST', '/imports', { kind: 'customers' });
    expect(json).toMatchObject({ status: 422, body: { code: 'imports.noFile' } });
    const boundary = { 'content-type': 'multipart/form-data; boundary=x' };
    const empty = await admin.send('POST', '/imports', Buffer.from('--x--\r\n'), boundary);
    expect(empty.status).toBe(422);
    const broken = await admin.send(
      'POST',
      '/imports',
      Buffer.from('--x\r\nContent-Disposition: form-data; na'),
      boundary,
    );
    expect(broken.status).toBeLessThan(500);
    expect(broken.status).toBeGreaterThanOrEqual(400);
    await expect.poll(leftOver).toEqual([]);
  });
});

async function listening(): Promise<number> {
  const { server } = app.node;
  if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 });
  return (server.server.address() as AddressInfo).port;
}

describe('O16 large files', () => {
  it('O16 one that announces a gigabyte is refused before it is sent', async () => {
    const port = await listening();
    const before = process.memoryUsage().rss;
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const headers = {
        cookie: admin.cookie,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(2 ** 30),
      };
      const asked = request({ port, method: 'POST', path: '/api/v1/imports', headers }, (response) => {
        let body = '';
        response.on('data', (piece: Buffer) => (body += piece.toString()));
        response.on('end', () => {
          asked.destroy();
          resolve({ status: response.statusCode ?? 0, body });
        });
      });
      asked.on('error', reject);
      asked.write('--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\ncustomers\r\n');
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'imports.tooLarge' });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 2 ** 20);
  });

  it('O16 one of 60 MB goes through a small heap: memory does not grow with the file', async () => {
    const port = await listening();
    const note = '備'.repeat(700);
    const rows = 29_000;
    async function* form() {
      const { body } = multipart({ content: '' });
      const head = body.subarray(0, body.length - '\r\n------kejing-test-boundary--\r\n'.length);
      yield head;
      yield Buffer.from('客戶編號,名稱,電話,說明文字\n');
      for (let from = 0; from < rows; from += 100) {
        const lines = Array.from(
          { length: 100 },
          (_, i) => `B${from + i},大檔${from + i}行,02-2${3_000_000 + from + i},${note}\n`,
        );
        yield Buffer.from(lines.join(''));
      }
      yield Buffer.from('\r\n------kejing-test-boundary--\r\n');
    }
    globalThis.gc?.();
    const before = process.memoryUsage();
    let highest = 0;
    const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
    const sent = await fetch(`http://127.0.0.1:${port}/api/v1/imports`, {
      method: 'POST',
      headers: { cookie: admin.cookie, ...multipart({ content: '' }).headers },
      body: Readable.toWeb(Readable.from(form())),
      duplex: 'half',
    } as RequestInit);
    expect(sent.status).toBe(201);
    const taken = (await sent.json()) as ImportDetail;
    expect(taken.bytes).toBeGreaterThan(58 * 2 ** 20);
    await admin.send('POST', `/imports/${taken.id}/rehearsal`);
    const rehearsed = await settled(admin, taken.id);
    clearInterval(watch);
    expect(rehearsed).toMatchObject({ rows, counts: { created: rows } });
    expect((highest - before.rss) / 2 ** 20, 'megabytes more than before').toBeLessThan(300);
  }, 180_000);
});

describe('O16 how a file is read', () => {
  it('O16 Big5 and GB18030 are found out; a person may say otherwise', async () => {
    const text = '公司名稱,電話,地址\n臺灣好紙,02-2531-7099,臺北市中山北路\n明亮文具,02-2733-8000,高雄市三民區\n';
    const big5 = await upload(admin, { content: iconv.encode(text, 'big5'), fileName: '名單.csv' });
    expect(big5.body).toMatchObject({
      fileName: '名單.csv',
      table: { encoding: 'big5', headers: ['公司名稱', '電話', '地址'] },
    });
    const simplified =
      '公司名称,电话,地址\n北京纸业,010-6552-9988,北京市朝阳区\n上海文具,021-5888-0000,上海市浦东新区\n';
    const gb = await upload(admin, { content: iconv.encode(simplified, 'gb18030') });
    expect(gb.body.table).toMatchObject({ encoding: 'gb18030', headers: ['公司名称', '电话', '地址'] });
    const { id } = big5.body;
    const wrong = await admin.send<ImportDetail>('PUT', `/imports/${id}/reading`, { encoding: 'windows-1252' });
    expect(wrong.body.missing).toEqual(['name']);
    const refused = await admin.send('POST', `/imports/${id}/run`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'imports.missingFields' } });
    const right = await admin.send<ImportDetail>('PUT', `/imports/${id}/reading`, { encoding: 'big5' });
    expect(right.body).toMatchObject({ missing: [], table: { encoding: 'big5' } });
    expect((await admin.send('PUT', `/imports/${id}/reading`, { encoding: 'ebcdic' })).status).toBe(422);
    expect((await admin.send('PUT', `/imports/${id}/reading`, { headerRow: 900 })).status).toBe(422);
  });

  it('O16 a workbook: sheets, numbers with their zeros, columns chosen by hand', async () => {
    const content = await writeXlsx([
      ['A', 'B', 'C'],
      ['活頁簿商行', '04140854', '02-2345-6789'],
    ]);
    const taken = await upload(admin, { content, fileName: '名單.xlsx' });
    expect(taken.body).toMatchObject({ table: { kind: 'xlsx', sheet: 'Sheet1' }, missing: ['name'] });
    const { id } = taken.body;
    const bad = await admin.send('PUT', `/imports/${id}/mapping`, { mapping: { name: 7, dragon: 0 } });
    expect(bad.status).toBe(422);
    expect((bad.body['errors'] as { field: string }[]).map(({ field }) => field)).toEqual([
      'mapping.name',
      'mapping.dragon',
    ]);
    const mapping = { name: 0, taxNumber: 1, phone: 2 };
    expect((await admin.send('PUT', `/imports/${id}/mapping`, { mapping })).status).toBe(200);
    await admin.send('POST', `/imports/${id}/run`);
    expect(await settled(admin, id)).toMatchObject({ state: 'done', counts: { created: 1 } });
    const [stored] = await app.sql(`select tax_number from customer where name = '活頁簿商行'`);
    expect(stored).toEqual({ tax_number: '04140854' });
  });

  it('O16 bad requests name the field and change nothing', async () => {
    const taken = await upload(admin, { content: '名稱\n壞請求\n' });
    const { id } = taken.body;
    const tries: [string, unknown][] = [
      ['mapping', { mapping: { name: -1 } }],
      ['mapping', { mapping: { name: '0' } }],
      ['mapping', { options: { doubtful: 'perhaps' } }],
      ['mapping', { options: { ownerId: 'nobody' } }],
      ['mapping', { dragon: true }],
      ['reading', { delimiter: ',,' }],
      ['reading', { sheet: 'x'.repeat(500) }],
      ['reading', { headerRow: 0 }],
    ];
    for (const [what, body] of tries) {
      const answer = await admin.send('PUT', `/imports/${id}/${what}`, body);
      expect(answer.status, JSON.stringify(body)).toBe(422);
      expect((answer.body['errors'] as unknown[]).length).toBeGreaterThan(0);
    }
    expect((await admin.get(`/imports/${id}/rows?verdict=dragon`)).status).toBe(422);
    expect((await admin.get(`/imports/${id}/rows?cursor=forged.cursor`)).status).toBe(422);
    expect((await admin.get('/imports/018f0000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await admin.get<ImportDetail>(`/imports/${id}`)).body).toMatchObject({ state: 'uploaded', rows: 0 });
  });
});
