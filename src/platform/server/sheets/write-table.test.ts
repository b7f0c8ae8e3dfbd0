import { describe, expect, it, test } from 'vitest';
import { cleanCell, unguard } from '#platform/server/sheets/clean-cell.ts';
import { mapHeaders, type HeaderField } from '#platform/server/sheets/map-headers.ts';
import { guardFormula, writeCsv } from '#platform/server/sheets/write-table.ts';

describe('formulas', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+886225317099', "'+886225317099"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1+1', "'＝1+1"],
    ["'=1", "''=1"],
    ['-5', '-5'],
    ['-12.50', '-12.50'],
    ['02-2531', '02-2531'],
    ["O'Neil", "O'Neil"],
  ])('%j is written %j and read back', (text, written) => {
    expect(guardFormula(text)).toBe(written);
    expect(unguard(written)).toBe(text);
  });

  it('no cell of a written file begins like a formula', async () => {
    const rows = [['=cmd|x', '"=1', ' =1', '\r=1', null, 5]];
    const file = (await Array.fromAsync(writeCsv(rows, { bom: false }))).join('');
    expect(file).toBe('\'=cmd|x,"""=1"," =1","\'\r=1",,5\r\n'.replace("'=cmd|x", '"\'=cmd|x"'));
  });

  it('begins with a byte order mark unless told not to, and never has a row that readers skip', async () => {
    expect((await Array.fromAsync(writeCsv([['名']]))).join('')).toBe('\uFEFF名\r\n');
    expect((await Array.fromAsync(writeCsv([['']], { bom: false }))).join('')).toBe('""\r\n');
  });
});

describe('cleanCell', () => {
  test.each([
    ['&#32137;緯', '綉緯', ['entities']],
    ['A&amp;B', 'A&B', ['entities']],
    ['&amp;#32137;', '綉', ['entities']],
    ['AT&T', 'AT&T', []],
    ['R&D &copy', 'R&D &copy', []],
    ['王\u200B小\0明', '王小明', ['invisible']],
    ['　王　小明 ', '王 小明', ['spaces']],
    ['a\r\n b', 'a\nb', ['spaces']],
    ['台北', '台北', []],
    ['\uD800x', '\uFFFDx', ['invisible']],
  ])('%j → %j', (typed, text, changes) => {
    expect(cleanCell(typed)).toEqual({ text: text.replace('綉', String.fromCodePoint(32137)), changes });
  });
});

describe('mapHeaders', () => {
  const fields: HeaderField[] = [
    { key: 'name', labels: ['客戶名稱', '公司名稱', '名稱', '客户名称', 'customer', 'company name', 'name'] },
    { key: 'taxNumber', labels: ['統一編號', '統編', '统一社会信用代码', 'tax number', 'vat'] },
    { key: 'phone', labels: ['電話', '联系电话', 'phone', 'telephone'] },
    { key: 'address', labels: ['地址', '住址', 'address'] },
    { key: 'contact', labels: ['聯絡人', '联系人', 'contact'] },
  ];
  const columnsOf = async (headers: string[]) => {
    const { fields: mapped } = await mapHeaders(headers, fields);
    return Object.fromEntries(Object.entries(mapped).map(([key, { column }]) => [key, column]));
  };

  test.each([
    [['公司名稱', '統一編號', '電話', '地址'], { name: 0, taxNumber: 1, phone: 2, address: 3 }],
    [['公司名称', '统一编号', '电话', '地址'], { name: 0, taxNumber: 1, phone: 2, address: 3 }],
    [['Company Name', 'Tax Number', 'Phone', 'Address'], { name: 0, taxNumber: 1, phone: 2, address: 3 }],
    [['companyName', 'tax_number', 'PHONE ', 'address*'], { name: 0, taxNumber: 1, phone: 2, address: 3 }],
    [['＊客戶名稱（必填）', '統編(8碼)', '電 話', ''], { name: 0, taxNumber: 1, phone: 2 }],
    [['備註', '日期'], {}],
  ])('O16 %j', async (headers, expected) => {
    expect(await columnsOf(headers)).toEqual(expected);
  });

  it('O16 a header that names the field more exactly wins, a column has one field, and the rest is named', async () => {
    const headers = ['過戶電話', '電話', '公司簡稱', '公司名稱', '聯絡人電話'];
    const { fields: mapped, unmapped } = await mapHeaders(headers, fields);
    expect(mapped['phone']).toEqual({ column: 1, confidence: 1 });
    expect(mapped['name']).toEqual({ column: 3, confidence: 1 });
    expect(unmapped).toEqual([0, 2]);
    expect(mapped['contact']?.confidence).toBeLessThan(0.8);
  });

  it('O16 reads the header of the statutory list of Taiwan', async () => {
    const headers = [
      '出表日期',
      '公司代號',
      '公司名稱',
      '公司簡稱',
      '住址',
      '營利事業統一編號',
      '董事長',
      '總機電話',
      '成立日期',
      '過戶電話',
    ];
    expect(await columnsOf(headers)).toEqual({ name: 2, address: 4, taxNumber: 5, phone: 7 });
  });
});
