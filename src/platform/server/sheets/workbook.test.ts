import { existsSync, readdirSync } from 'node:fs';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it, test } from 'vitest';
import { readTable } from '#platform/server/sheets/read-table.ts';
import { makeWorkbook, makeZip, rowsOf, tableOf } from '#platform/server/sheets/testing.ts';
import { cleanNumber, formatOf, isoText, numberText } from '#platform/server/sheets/workbook-cell.ts';
import { writeXlsx } from '#platform/server/sheets/write-table.ts';

const row = (line: number, ...cells: string[]): string => `<row r="${line}">${cells.join('')}</row>`;
const inline = (address: string, text: string): string => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
const header = row(1, inline('A1', '名稱'), inline('B1', '值'));

async function cell(xml: string, more: Partial<Parameters<typeof makeWorkbook>[0]> = {}): Promise<string | undefined> {
  const rows = await rowsOf({ bytes: makeWorkbook({ rows: header + row(2, inline('A2', 'x'), xml), ...more }) });
  return rows[0]?.cells[1];
}

describe('cells', () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="00000000"/><numFmt numFmtId="165" formatCode="[$-404]e&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs>';

  test.each([
    ['a number', '<c r="B2"><v>1234.5</v></c>', '1234.5'],
    ['binary noise', '<c r="B2"><v>550.20000000000005</v></c>', '550.2'],
    ['a long number', '<c r="B2"><v>8.86225317099E+11</v></c>', '886225317099'],
    ['zeros by format', '<c r="B2" s="1"><v>4140854</v></c>', '04140854'],
    ['zeros as text', inline('B2', '04140854'), '04140854'],
    ['a day', '<c r="B2" s="3"><v>46349</v></c>', '2026-11-23'],
    ['a ROC format', '<c r="B2" s="2"><v>46349</v></c>', '2026-11-23'],
    ['a day and time', '<c r="B2" s="3"><v>46349.597222222</v></c>', '2026-11-23 14:20'],
    ['a plain number that looks like a day', '<c r="B2" s="0"><v>46349</v></c>', '46349'],
    ['a truth', '<c r="B2" t="b"><v>1</v></c>', 'TRUE'],
    ['a formula that gives text', '<c r="B2" t="str"><f>"0"&amp;1</f><v>01</v></c>', '01'],
    ['an error', '<c r="B2" t="e"><v>#N/A</v></c>', undefined],
    ['an ISO date', '<c r="B2" t="d"><v>2026-11-23T00:00:00Z</v></c>', '2026-11-23'],
    ['entities and escapes', inline('B2', 'A &amp; B_x000A_&#20931;'), 'A & B\n冃'],
    ['an emoji', inline('B2', '👍'), '👍'],
    ['rich text', '<c r="B2" t="inlineStr"><is><r><t>辦</t></r><r><t>公</t></r><rPh><t>ㄅ</t></rPh></is></c>', '辦公'],
    ['a character block', '<c r="B2" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>', 'a<b'],
  ])('%s', async (_, xml, expected) => {
    expect(await cell(xml, { styles })).toBe(expected?.replace('冃', String.fromCodePoint(20931)));
  });

  it('shared texts, rich ones without their reading aid', async () => {
    const sharedStrings =
      '<si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space="preserve"> 丙</t></r><rPh sb="0" eb="1"><t>ㄧ</t></rPh></si>';
    expect(await cell('<c r="B2" t="s"><v>1</v></c>', { sharedStrings })).toBe('乙 丙');
    expect(await cell('<c r="B2" t="s"><v>9</v></c>', { sharedStrings })).toBeUndefined();
  });

  it('the calendar of 1904', async () => {
    expect(await cell('<c r="B2" s="3"><v>44887</v></c>', { styles, date1904: true })).toBe('2026-11-23');
  });

  it('day numbers around the day that never was', () => {
    const shown = (serial: string) => numberText(serial, { kind: 'date' }, false);
    expect(['1', '59', '61', '2958465', '-1', '0.5'].map(shown)).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '9999-12-31',
      '-1',
      '0.5',
    ]);
    expect(numberText('0.5', { kind: 'time' }, false)).toBe('12:00');
    expect(isoText('nothing')).toBe('nothing');
  });

  test.each([
    ['0', undefined, 'plain'],
    ['14', undefined, 'date'],
    ['28', undefined, 'date'],
    ['20', undefined, 'time'],
    ['164', 'General', 'plain'],
    ['164', '0.00E+00', 'plain'],
    ['164', '#,##0.00 "yd"', 'plain'],
    ['164', '[Red]-0;[Blue]0', 'plain'],
    ['164', 'yyyy/m/d;@', 'date'],
    ['164', '[$-404]ggge/m/d', 'date'],
    ['164', '[h]:mm', 'time'],
    ['164', '0000000', 'zeros'],
  ])('format %s %s is %s', (id, code, kind) => {
    expect(formatOf(Number(id), code).kind).toBe(kind);
  });

  test.each([
    ['0.1', '0.1'],
    ['0.30000000000000004', '0.3'],
    ['1E-7', '0.0000001'],
    ['-0.5', '-0.5'],
    ['1e21', '1000000000000000000000'],
    ['abc', 'abc'],
  ])('number %s is %s', (raw, shown) => {
    expect(cleanNumber(raw)).toBe(shown);
  });
});

describe('sheets', () => {
  const before = [{ name: '說明' }, { name: '隱藏', state: 'hidden' }];

  it('takes the first visible one with content, or the one named', async () => {
    const bytes = makeWorkbook({ rows: header + row(2, inline('A2', 'x')), before });
    const table = await tableOf({ bytes });
    expect([table.kind, table.sheets, table.sheet, table.headers]).toEqual([
      'xlsx',
      ['說明', '客戶'],
      '客戶',
      ['名稱', '值'],
    ]);
    expect(await readTable({ bytes }, { sheet: '隱藏' })).toMatchObject({ code: 'sheets.unknownSheet' });
    expect(await readTable({ bytes: makeWorkbook({ rows: '' }) })).toMatchObject({ code: 'sheets.empty' });
  });

  it('gives the number of the row in the sheet, over gaps, and cells without addresses', async () => {
    const rows = `${header}<row r="5"><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row>${row(9, '<c r="B9"><v>3</v></c>')}`;
    expect(await rowsOf({ bytes: makeWorkbook({ rows }) })).toEqual([
      { line: 5, cells: ['a', '2'] },
      { line: 9, cells: ['', '3'] },
    ]);
  });

  it('reads names with a prefix', async () => {
    const rows = '<x:row r="1"><x:c r="A1"><x:v>名</x:v></x:c></x:row>'.replace('<x:v>名</x:v>', '<x:v>7</x:v>');
    expect((await tableOf({ bytes: makeWorkbook({ rows }) })).headers).toEqual(['7']);
  });

  it('reads back what writeXlsx wrote', async () => {
    const written = await writeXlsx([
      ['名稱', '統編', '金額', '備註'],
      ['大成', '04140854', 12.5, '=1+1'],
      ['小成', null, -3, '+886 <&> "x"\n第二行'],
    ]);
    const rows = await rowsOf({ bytes: written });
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['大成', '04140854', '12.5', '=1+1'],
      ['小成', '', '-3', '+886 <&> "x"\n第二行'],
    ]);
  });
});

describe('hostile workbooks', () => {
  const part = (data: string, claimedSize?: number) =>
    makeZip([
      { name: 'xl/workbook.xml', data: '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>' },
      { name: 'xl/_rels/workbook.xml.rels', data: '<R><Relationship Id="r1" Target="/xl/s.xml"/></R>' },
      { name: 'xl/s.xml', data, ...(claimedSize === undefined ? {} : { claimedSize }) },
    ]);
  const limits = { maxInflatedBytes: 10 * 2 ** 20 };
  const blank = ' '.repeat(12 * 2 ** 20);

  it('a bomb is refused by what its directory says', async () => {
    expect(await readTable({ bytes: part(blank) }, { limits })).toMatchObject({
      code: 'sheets.zipBomb',
      kind: 'tooLarge',
    });
  });

  it('a bomb whose directory lies is stopped where the lie ends', async () => {
    const rows = header.repeat(300_000);
    expect(await readTable({ bytes: part(`<s><sheetData>${rows}`, 1000) }, { limits })).toMatchObject({
      code: 'sheets.zipBomb',
    });
  });

  it('a cell in the last corner of the sheet costs nothing', async () => {
    const far = row(1_048_576, '<c r="XFD1048576"><v>1</v></c>');
    const table = await tableOf({
      bytes: makeWorkbook({ rows: header + row(1_048_576, '<c r="XFD1048576"/><c r="B9"><v>2</v></c>') }),
    });
    expect(await Array.fromAsync(table.rows())).toEqual([{ line: 1_048_576, cells: ['', '2'] }]);
    expect(await readTable({ bytes: makeWorkbook({ rows: header + far }) })).toMatchObject({
      code: 'sheets.tooManyColumns',
    });
  });

  test.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "aaaa">]><s/>'],
    ['an endless tag', `<s ${'a'.repeat(1_200_000)}`],
    ['a row that is none', '<row r="-5"><c r="A1"><v>1</v></c></row>'],
    ['a cell that is none', '<row r="1"><c r="1A"><v>1</v></c></row>'],
  ])('%s is damage', async (_, data) => {
    expect(await readTable({ bytes: part(data) })).toMatchObject({ code: 'sheets.damaged' });
  });

  it('broken compression is damage', async () => {
    const bytes = part(header.repeat(100));
    bytes.fill(0xff, bytes.indexOf('xl/s.xml') + 8, bytes.indexOf('xl/s.xml') + 40);
    expect(await readTable({ bytes })).toMatchObject({ code: 'sheets.damaged' });
  });
});

it('memory stays flat over a workbook of 200,000 rows', { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 200_000 }, (_, index) =>
    row(index + 2, inline(`A${index + 2}`, `客戶${index}`), `<c r="B${index + 2}"><v>${index}</v></c>`),
  );
  const bytes = makeWorkbook({ rows: header + rows.join('') });
  rows.length = 0;
  const table = await tableOf({ bytes });
  let [count, peak] = [0, 0];
  const before = process.memoryUsage().rss;
  for await (const { cells } of table.rows()) {
    if ((count += cells.length === 2 ? 1 : 0) % 20_000 === 0) peak = Math.max(peak, process.memoryUsage().rss);
  }
  expect(count).toBe(200_000);
  expect(peak - before, 'bytes of growth').toBeLessThan(100 * 2 ** 20);
});

const folder = '../shared/data/xlsx';
const files = existsSync(folder) ? readdirSync(folder) : [];

/** What another reader of workbooks finds, in our way of writing it. */
function known(value: unknown): string {
  if (value === null || value === undefined) return '';
  // It cuts the binary noise of a time off instead of rounding it.
  if (value instanceof Date)
    return new Date(Math.round(value.getTime() / 1000) * 1000)
      .toISOString()
      .replace(/T00:00:00\.000Z$|:00\.000Z$|\.000Z$/, '')
      .replace('T', ' ');
  return typeof value === 'boolean'
    ? String(value).toUpperCase()
    : typeof value === 'number'
      ? cleanNumber(String(value))
      : String(value);
}

const trimmed = (cells: readonly string[]): string[] =>
  cells.map((text) => text.trim()).slice(0, cells.findLastIndex((text) => text.trim() !== '') + 1);

describe.skipIf(files.length === 0)('real workbooks (needs ../shared/data)', () => {
  test.each(files)('%s reads as another reader reads it, in every sheet', async (file) => {
    const path = `${folder}/${file}`;
    const { sheets } = await tableOf({ path });
    for (const sheet of sheets) {
      const expected = (await readSheet(path, sheet))
        .map((cells) => trimmed(cells.map(known)))
        .filter((cells) => cells.length > 0);
      const table = await tableOf({ path }, { sheet });
      const first = await tableOf({ path }, { sheet, headerRow: table.headerRow });
      const rows = (await Array.fromAsync(first.rows())).map(({ cells }) => trimmed(cells));
      expect(rows, sheet).toEqual(expected.slice(-rows.length));
      expect(expected.some((cells) => JSON.stringify(cells) === JSON.stringify(trimmed(table.headers)))).toBe(true);
    }
  });

  it('finds the header below the title', async () => {
    expect((await tableOf({ path: `${folder}/deaths.xlsx` })).headers.slice(0, 2)).toEqual(['Name', 'Profession']);
  });
});
