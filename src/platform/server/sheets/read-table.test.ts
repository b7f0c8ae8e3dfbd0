import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it, test } from 'vitest';
import { readTable } from '#platform/server/sheets/read-table.ts';
import { makeZip, rowsOf, tableOf } from '#platform/server/sheets/testing.ts';
import { writeCsv } from '#platform/server/sheets/write-table.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sheets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = (content: string, encoding = 'utf8') => ({ bytes: iconv.encode(content, encoding) });

const traditional =
  '客戶名稱,統一編號,地址\r\n臺灣水泥股份有限公司,11913502,台北市中山北路2段113號\r\n大成紙業,04140854,高雄市前鎮區\r\n';
const simplified =
  '客户名称,地址,联系人\n深圳市天威视讯股份有限公司,深圳市福田区彩田路6001号,张伟\n华强文具,广州市天河区,李娜\n';

describe('encodings', () => {
  test.each([
    ['utf-8', traditional, 'utf8', {}],
    ['utf-8', traditional, 'utf8', { addBOM: true }],
    ['big5', traditional, 'big5', {}],
    ['gb18030', simplified, 'gb18030', {}],
    ['gb18030', simplified, 'gbk', {}],
    ['utf-16le', traditional, 'utf-16le', { addBOM: true }],
    ['utf-16be', traditional, 'utf-16be', { addBOM: true }],
    ['utf-16le', 'name,phone\nAcme,02-1234\n', 'utf-16le', {}],
    ['windows-1252', 'name,city\nCafé Müller,Köln\nPeña e Hijos,Málaga\n', 'windows-1252', {}],
  ])('O16 %s is recognised', async (expected, content, encoding, options) => {
    const bytes = iconv.encode(content, encoding, options);
    const table = await tableOf({ bytes });
    expect([table.encoding, table.encodingDoubtful]).toEqual([expected, false]);
    const lines = content
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    expect([table.headers, ...table.sample]).toEqual(lines);
  });

  it('O16 tells Big5 from GB18030 by one short line', async () => {
    expect((await tableOf(text('名稱\n辦公用品\n', 'big5'))).encoding).toBe('big5');
    expect((await tableOf(text('名称\n办公用品\n', 'gb18030'))).encoding).toBe('gb18030');
  });

  it('finds what is far down the file', async () => {
    const plain = 'name,city\n' + 'Acme,Taipei\n'.repeat(60_000);
    expect((await tableOf(text(`${plain}大成,台北市中山北路\n`, 'big5'))).encoding).toBe('big5');
    expect((await tableOf(text(`${plain}大成,台北市中山北路\n`))).encoding).toBe('utf-8');
  });

  it('takes the word of a person, and says when it does not know the encoding', async () => {
    expect((await tableOf(text(simplified, 'gbk'), { encoding: 'GBK' })).sample[1]?.[0]).toBe('华强文具');
    expect(await readTable(text(simplified), { encoding: 'ebcdic' })).toMatchObject({ code: 'sheets.unknownEncoding' });
  });

  it('keeps characters whole where chunks meet', async () => {
    const content = `名\n${'臺灣辦公用品，😀é'.repeat(30_000)}\n`.replace(/(.{450})/gu, '$1\n');
    const file = path.join(folder, 'chunks.csv');
    for (const encoding of ['utf8', 'utf-16le', 'gb18030']) {
      writeFileSync(file, iconv.encode(content, encoding, { addBOM: encoding === 'utf-16le' }));
      const rows = await rowsOf({ path: file });
      const same = ['名', ...rows.map(({ cells }) => cells[0])].join('') === content.replaceAll('\n', '');
      expect(same, encoding).toBe(true);
    }
  });
});

describe('shapes', () => {
  test.each([',', ';', '\t', '|'])('finds the delimiter %j', async (delimiter) => {
    const content =
      ['a', 'b', 'c'].join(delimiter) +
      `\n"x${delimiter}y"${delimiter}1,5${delimiter}\n1${delimiter}2,5${delimiter}3\n`;
    const table = await tableOf(text(content));
    expect([table.delimiter, table.headers]).toEqual([delimiter, ['a', 'b', 'c']]);
  });

  it('says on which line a record begins, over CRLF, quoted breaks and blank lines', async () => {
    const rows = await rowsOf(text('a,b\r\n1,"x\r\ny"\r\n\r\n7,8\r\n"p\nq",2\r\n,\r\n3,4'));
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [2, '1'],
      [5, '7'],
      [6, 'p\nq'],
      [9, '3'],
    ]);
  });

  it('passes over titles and notes above the header', async () => {
    const content =
      '二○二六年客戶名單,,,\n製表日期：115/11/23,,,\n,,,\n編號,客戶名稱,電話,地址\n1,大成,02-25317099,台北\n2,小成,02-25317098,台北\n';
    const table = await tableOf(text(content));
    expect([table.headerRow, table.headers[1], table.sample.length]).toEqual([4, '客戶名稱', 2]);
    expect((await tableOf(text(content), { headerRow: 5 })).headers[1]).toBe('大成');
    expect(await readTable(text(content), { headerRow: 40 })).toMatchObject({ code: 'sheets.unknownHeaderRow' });
  });

  it('keeps leading zeros, formulas that guard them, and ragged rows', async () => {
    const rows = await rowsOf(text('統編,電話,備註\n="04140854",0912345678,"=""02-2531"""\n04140854\n1,2,3,4\n'));
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['04140854', '0912345678', '02-2531'],
      ['04140854'],
      ['1', '2', '3', '4'],
    ]);
  });

  it('obeys the sep= line of Excel', async () => {
    const table = await tableOf(text('sep=;\nname;price\nx;1,5\n'));
    expect([table.delimiter, table.headers, table.sample]).toEqual([';', ['name', 'price'], [['x', '1,5']]]);
  });

  it('reads a list of one column, and a header without rows', async () => {
    expect((await tableOf(text('名稱\n大成\n小成'))).sample).toEqual([['大成'], ['小成']]);
    expect(await rowsOf(text('名稱,電話\n'))).toEqual([]);
  });

  it('gives the rows as often as asked', async () => {
    const table = await tableOf(text(traditional));
    expect(await Array.fromAsync(table.rows())).toEqual(await Array.fromAsync(table.rows()));
  });

  it('reads back what writeCsv wrote, whatever the cells hold', async () => {
    const cell = fc
      .string({ unit: 'grapheme' })
      .map((value) => value.replace(/[\0\r]|^="|^\uFEFF/g, '').toWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), async (rows) => {
        const visible = rows.filter((row) => row.some((value) => value.trim() !== ''));
        const written = (await Array.fromAsync(writeCsv([['甲', '乙', '丙', '丁'], ...visible]))).join('');
        const read = await rowsOf(text(written), { headerRow: 1, delimiter: ',', encoding: 'utf-8' });
        expect(read.map(({ cells }) => cells)).toEqual(visible);
      }),
    );
  });
});

describe('refusals', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

  test.each([
    ['an empty file', Buffer.alloc(0), 'empty', {}],
    ['blank lines only', Buffer.from('\n \r\n,,\n'), 'empty', {}],
    ['a byte order mark only', Buffer.from('\uFEFF'), 'empty', {}],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'notATable', { found: 'pdf' }],
    ['an image', png, 'notATable', { found: 'image' }],
    ['a web page', Buffer.from('\n<!DOCTYPE html><html><table>'), 'notATable', { found: 'html' }],
    ['JSON', Buffer.from('{"a": [1, 2]}'), 'notATable', { found: 'json' }],
    ['random bytes', randomBytes(5000), 'notATable', { found: 'binary' }],
    ['text full of NUL', Buffer.from('a\0\0\0b'.repeat(100)), 'notATable', { found: 'binary' }],
    ['a zip of pictures', makeZip([{ name: 'a.png', data: png }]), 'notATable', { found: 'archive' }],
    ['a Word document', makeZip([{ name: 'word/document.xml', data: '<w/>' }]), 'notATable', { found: 'document' }],
    ['half a zip', makeZip([{ name: 'xl/workbook.xml', data: '<x/>' }]).subarray(0, 60), 'damaged', {}],
    ['an old workbook', ole, 'oldWorkbook', {}],
    ['an encrypted workbook', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]), 'encrypted', {}],
    ['a quote left open', Buffer.from('a,b\n1,"x\n2,y\n'), 'unclosedQuote', {}],
    ['too many columns', Buffer.from(`${'a,'.repeat(1000)}a\n`), 'tooManyColumns', { limit: 1000, line: 1 }],
    ['one endless line', Buffer.from('a'.repeat(1_100_000)), 'recordTooLong', { limit: 2 ** 20, line: 1 }],
  ])('%s', async (_, bytes, code, params) => {
    const refusal = await readTable({ bytes });
    expect(refusal).toMatchObject({ refused: true, code: `sheets.${code}`, params });
  });

  it('a file that is not there, and a folder', async () => {
    for (const missing of [path.join(folder, 'missing.csv'), folder]) {
      expect(await readTable({ path: missing })).toMatchObject({ code: 'sheets.unreadable' });
    }
  });

  it('one gigabyte, at once and without reading it', async () => {
    const file = path.join(folder, 'huge.csv');
    writeFileSync(file, 'a,b\n');
    truncateSync(file, 2 ** 30);
    const [begin, memory] = [performance.now(), process.memoryUsage().rss];
    expect(await readTable({ path: file })).toMatchObject({
      code: 'sheets.tooLarge',
      kind: 'tooLarge',
      params: { megabytes: 200 },
    });
    expect(performance.now() - begin).toBeLessThan(200);
    expect(process.memoryUsage().rss - memory).toBeLessThan(20 * 2 ** 20);
  });

  it('what breaks off midway is thrown as a refusal with its line', async () => {
    const table = await tableOf(text(`a,b\n${'1,2\n'.repeat(200)}3,"open\n`));
    const rows: string[][] = [];
    const reading = (async () => {
      for await (const { cells } of table.rows()) rows.push(cells);
    })();
    await expect(reading).rejects.toMatchObject({ refusal: { code: 'sheets.unclosedQuote', params: { line: 202 } } });
    expect(rows.length).toBeGreaterThan(100);
  });

  it('answers any bytes with a table or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await readTable({ bytes })).toHaveProperty('kind');
      }),
      { numRuns: 300 },
    );
  });
});

it('memory stays flat over 50 MB', { timeout: 60_000 }, async () => {
  const file = path.join(folder, 'large.csv');
  const line = '"12345678","臺灣水泥股份有限公司",台北市中山北路2段113號,(02)2531-7099,張安平,1140305,"a,b"\r\n';
  const out = createWriteStream(file);
  const block = Buffer.from(line.repeat(5000));
  out.write('統一編號,名稱,地址,電話,負責人,日期,備註\r\n');
  for (let written = 0; written < 50 * 2 ** 20; written += block.length) {
    if (!out.write(block)) await new Promise((resolve) => out.once('drain', resolve));
  }
  out.end();
  await finished(out);
  const table = await tableOf({ path: file });
  let [count, peak] = [0, 0];
  const before = process.memoryUsage().rss;
  for await (const { cells } of table.rows()) {
    if ((count += cells.length === 7 ? 1 : 0) % 20_000 === 0) peak = Math.max(peak, process.memoryUsage().rss);
  }
  expect(count).toBeGreaterThan(400_000);
  expect(peak - before, 'bytes of growth').toBeLessThan(120 * 2 ** 20);
});

const data = '../shared/data';

describe.skipIf(!existsSync(data))('real files (needs ../shared/data)', () => {
  // location_coordinates is left out: its known answer has another telephone number than its table.
  const spectrum = ['comma_in_quotes', 'empty', 'empty_crlf', 'escaped_quotes', 'json'];
  test.each([...spectrum, 'newlines', 'newlines_crlf', 'quotes_and_newlines', 'simple', 'simple_crlf', 'utf8'])(
    'csv-spectrum %s gives the known answer',
    async (name) => {
      const table = await tableOf({ path: `${data}/csv-spectrum/csvs/${name}.csv` });
      const known = JSON.parse(readFileSync(`${data}/csv-spectrum/json/${name}.json`, 'utf8')) as Record<
        string,
        string
      >[];
      const rows = await Array.fromAsync(table.rows());
      const found = rows.map(({ cells }) =>
        Object.fromEntries(table.headers.map((header, index) => [header, cells[index]])),
      );
      expect(found).toEqual(known);
    },
  );

  test.each([
    ['tw/t187ap03_L.csv', ',', 33, 992],
    ['bank/bank.csv', ';', 17, 4521],
    ['hr/emp_attrition.csv', ',', 35, 1470],
    ['retail/超市_订单_2015-2017.csv', ',', 20, 6582],
    ['crm/sales_pipeline.csv', ',', 8, 8800],
    ['zh/areas.csv', ',', 4, 2978],
    ['geo/深圳南山写字楼_点点租.csv', ',', 7, 22],
  ])('O16 %s', async (file, delimiter, columns, count) => {
    const table = await tableOf({ path: `${data}/${file}` });
    expect([table.encoding, table.delimiter, table.headers.length]).toEqual(['utf-8', delimiter, columns]);
    const rows = await Array.fromAsync(table.rows());
    expect(rows.length).toBe(count);
    expect(rows.every(({ cells }) => cells.length === columns)).toBe(true);
  });

  it('O16 the same rows come out of the list of Taiwan saved as Big5 and as UTF-16', async () => {
    const original = readFileSync(`${data}/tw/t187ap03_L.csv`, 'utf8').replace('\uFEFF', '');
    const known = await rowsOf(text(original));
    const big5 = await tableOf({ bytes: iconv.encode(original, 'big5') });
    expect([big5.encoding, big5.encodingDoubtful]).toEqual(['big5', false]);
    expect((await Array.fromAsync(big5.rows())).length).toBe(known.length);
    expect(await rowsOf({ bytes: iconv.encode(original, 'utf-16le', { addBOM: true }) })).toEqual(known);
    const gb = await tableOf({ bytes: iconv.encode(original, 'gb18030') });
    expect(gb.encoding).toBe('gb18030');
    expect(await Array.fromAsync(gb.rows())).toEqual(known);
  });
});
