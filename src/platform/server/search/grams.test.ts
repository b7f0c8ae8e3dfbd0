import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { foldForSearch, indexGrams, loadSearch, queryGrams, type SearchField } from '#platform/server/search/grams.ts';

beforeAll(loadSearch);

function finds(query: string, ...fields: SearchField[]): boolean {
  const index = new Set(indexGrams(fields));
  const grams = queryGrams(query);
  return grams.length > 0 && grams.every((gram) => index.has(gram));
}

const name = (text: string): SearchField => ({ text, sound: true });

describe('foldForSearch', () => {
  test.each([
    ['辦公', '办公'],
    ['臺灣', '台湾'],
    ['ＡＢＣ　１２３', 'abc 123'],
    ['Café', 'cafe'],
    ['Cafe\u0301', 'cafe'],
    ['乾隆', '干隆'],
  ])('%s → %s', (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });
});

describe('a record is found', () => {
  const firm = name('臺灣辦公用品股份有限公司');

  test.each([
    '辦公',
    '办公',
    '公',
    'bg',
    'bangong',
    'bango',
    'bgyp',
    'twbg',
    'b',
    'ban',
    '台灣',
    '臺灣',
    '用品 台灣',
    '台湾办公',
  ])('O16 by %s', (query) => {
    expect(finds(query, firm)).toBe(true);
  });

  test.each(['公辦', '亞洲', 'xyz', 'gongban', '辦公室', 'gb'])('O16 but not by %s', (query) => {
    expect(finds(query, firm)).toBe(false);
  });

  it('by telephone and tax number however they are written', () => {
    const fields = [{ text: '(02)2531-7099' }, { text: '04140854' }];
    for (const query of [
      '0225317099',
      '02-2531-7099',
      '(02) 2531 7099',
      '2531',
      '7099',
      '31-70',
      '0414',
      '04140854',
      '854',
    ]) {
      expect(finds(query, ...fields), query).toBe(true);
    }
    expect(finds('2531-7090', ...fields)).toBe(false);
    expect(finds('70990414', ...fields)).toBe(false);
  });

  it('by a name written without the space in it, and by the surname as it is read', () => {
    expect(finds('王小明', name('王　小明'))).toBe(true);
    expect(finds('zengxiaoming', name('曾小明'))).toBe(true);
    expect(finds('zxm', name('曾小明'))).toBe(true);
    expect(finds('lvbu', name('呂布'))).toBe(true);
  });

  it('but not by the sound of its legal form', () => {
    expect(finds('gufen', firm)).toBe(false);
    expect(finds('股份', firm)).toBe(true);
  });

  it('by sound only where the field is a name', () => {
    expect(finds('bangong', { text: '辦公' })).toBe(false);
  });

  it('by any part of its text, one character or more', () => {
    const characters = fc.oneof(
      fc.constantFrom(...'台臺北灣辦公乾發後后里裡３樓ＡbＣ-－()（）/ 　.、,0123456789ﬁ㎡ßİΣςé'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code)),
    );
    fc.assert(
      fc.property(
        fc.array(characters, { minLength: 1, maxLength: 24 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (text, a, b, sound) => {
          const points = [...text.join('')];
          const [from, to] = [a % points.length, b % points.length].toSorted((x, y) => x - y);
          const part = points.slice(from, (to ?? 0) + 1).join('');
          const index = new Set(indexGrams([{ text: points.join(''), sound }]));
          const missing = queryGrams(part).filter((gram) => !index.has(gram));
          expect(missing, `${JSON.stringify(part)} in ${JSON.stringify(points.join(''))}`).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('has nothing to ask for when the query says nothing', () => {
    expect(['', '  ', '——', '。！'].map(queryGrams)).toEqual([[], [], [], []]);
    expect(indexGrams([{ text: null }, { text: undefined }, { text: '' }])).toEqual([]);
  });
});

it('indexes at least 5,000 records a second', () => {
  const letters = '台灣辦公用品水泥電子股份有限公司大成紙業科技工程營造物流王李張陳林明華偉芳建國志強淑美雅婷';
  let state = 7;
  const pick = (count: number): string =>
    Array.from({ length: count }, () => letters[(state = (state * 48_271) % 2_147_483_647) % letters.length]).join('');
  const number = (count: number): string =>
    String((state = (state * 48_271) % 2_147_483_647))
      .padStart(count, '0')
      .slice(0, count);
  const records = Array.from({ length: 5000 }, () => [
    name(`${pick(8)}有限公司`),
    name(pick(3)),
    { text: `02-${number(8)}` },
    { text: number(8) },
  ]);
  for (const record of records.slice(0, 500)) indexGrams(record);
  // Processor time, since other work on the machine says nothing about ours.
  const begin = process.cpuUsage();
  for (const record of records) indexGrams(record);
  const { user, system } = process.cpuUsage(begin);
  expect((user + system) / 1e6, 'seconds').toBeLessThan(1);
});

const listed = '../shared/data/tw/t187ap03_L.csv';

describe.skipIf(!existsSync(listed))('the statutory list of Taiwan (needs ../shared/data)', () => {
  it('O16 finds each firm by its name in Simplified characters, and not half of the list beside it', () => {
    const rows = parse<Record<string, string>>(readFileSync(listed), { bom: true, columns: true });
    const indexed = rows.map(
      (row) => new Set(indexGrams([name(row['公司名稱'] ?? ''), { text: row['營利事業統一編號'] }])),
    );
    const hits = (query: string): number => {
      const grams = queryGrams(query);
      return indexed.filter((index) => grams.every((gram) => index.has(gram))).length;
    };
    for (const [index, row] of rows.entries()) {
      const grams = queryGrams(foldForSearch(row['公司簡稱'] === '' ? '' : (row['公司名稱'] ?? '')));
      expect(grams.every((gram) => indexed[index]?.has(gram))).toBe(true);
    }
    expect(hits('水泥')).toBe(rows.filter((row) => row['公司名稱']?.includes('水泥')).length);
    expect(hits('shuini')).toBeGreaterThanOrEqual(hits('水泥'));
    expect(hits('shuini')).toBeLessThan(hits('水泥') + 10);
  });
});
