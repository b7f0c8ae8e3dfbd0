import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatMoney } from '#platform/shared/money.ts';
import { formatPhone, readPhone, readPhones } from '#platform/shared/region/phone.ts';
import { findRegion, localeOf, regionOf, regions } from '#platform/shared/region/regions.ts';
import { isUnifiedSocialCreditCode, readTaxNumber } from '#platform/shared/region/tax-number.ts';

const taiwan = regionOf('taiwan');
const mainland = regionOf('mainland');
const hongkong = regionOf('hongkong');

describe('regions', () => {
  it('have a time zone and a currency that the runtime knows', () => {
    for (const region of regions) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: region.timeZone })).not.toThrow();
      expect(Intl.supportedValuesOf('currency')).toContain(region.currency);
      const locale = localeOf(region.language, region);
      expect(formatMoney({ minor: 100, currency: region.currency }, locale)).toMatch(/^(?:\$|¥|HK\$)1/);
    }
    expect(findRegion('atlantis')).toBeUndefined();
    expect(() => regionOf('atlantis')).toThrow(RangeError);
  });
});

describe('tax numbers', () => {
  test.each(['04595257', '11913502', '03244509', '10458574', '10458575', '04140854'])('Taiwan accepts %s', (typed) => {
    expect(readTaxNumber(typed, taiwan)).toMatchObject({ ok: true, value: typed, zerosRestored: false });
  });

  test.each([
    ['04595253', 'checksum'],
    ['00000000', 'placeholder'],
    ['1191350', 'format'],
    ['119135020', 'format'],
    ['1191350A', 'format'],
    ['－', 'empty'],
    ['', 'empty'],
  ])('Taiwan refuses %s for %s', (typed, reason) => {
    expect(readTaxNumber(typed, taiwan)).toMatchObject({ ok: false, reason, typed });
  });

  it('follows the rule of 2023: a sum divisible by 5 is enough', () => {
    // Weighted digits add up to 30 for the first, to 35 for the second, which no firm could have before.
    expect(['04595257', '04595252'].map((typed) => readTaxNumber(typed, taiwan).ok)).toEqual([true, true]);
    expect(['10458574', '10458575', '10458576'].map((typed) => readTaxNumber(typed, taiwan).ok)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('keeps leading zeros, and gives back those a spreadsheet took when the checksum agrees', () => {
    expect(readTaxNumber('０３２４４５０９', taiwan)).toMatchObject({ value: '03244509' });
    expect(readTaxNumber('3244509', taiwan)).toMatchObject({ ok: true, value: '03244509', zerosRestored: true });
    expect(readTaxNumber('3244508', taiwan)).toMatchObject({ ok: false, reason: 'format' });
  });

  it('finds any single wrong digit in a mainland code', () => {
    const code = '91350100M000100Y43';
    expect(readTaxNumber('9135 0100 m000 100y 43', mainland)).toMatchObject({ ok: true, value: code });
    for (const known of ['914403001922038216', '9144030071526726XG', '91330100799655058B']) {
      expect(isUnifiedSocialCreditCode(known)).toBe(true);
    }
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(...alphabet), (position, character) => {
        fc.pre(code[position] !== character);
        expect(isUnifiedSocialCreditCode(code.slice(0, position) + character + code.slice(position + 1))).toBe(false);
      }),
    );
    expect(readTaxNumber('91350100I000100Y43', mainland)).toMatchObject({ ok: false, reason: 'format' });
    expect(readTaxNumber('91350100M000100Y44', mainland)).toMatchObject({ ok: false, reason: 'checksum' });
  });

  it('takes the firm out of a Hong Kong certificate number', () => {
    expect(readTaxNumber('12345678-000-11-23-A', hongkong)).toMatchObject({ ok: true, value: '12345678' });
    expect(readTaxNumber('01234567', hongkong)).toMatchObject({ ok: true, value: '01234567' });
    expect(readTaxNumber('1234567', hongkong)).toMatchObject({ ok: false, reason: 'format' });
  });
});

describe('telephone numbers', () => {
  test.each([
    ['(02)2531-7099 分機 123', '+886225317099', '123', 'fixed'],
    ['02-2733-8000#12', '+886227338000', '12', 'fixed'],
    ['02-2531-7099轉12', '+886225317099', '12', 'fixed'],
    ['０２－２５３１－７０９９', '+886225317099', null, 'fixed'],
    ['0912 345 678', '+886912345678', null, 'mobile'],
    ['手機：0912-345-678', '+886912345678', null, 'mobile'],
    ['886-2-2723-8666', '+886227238666', null, 'fixed'],
    ['+886 (0)2 2531 7099 ext. 5', '+886225317099', '5', 'fixed'],
    ['05-2211521-4', '+88652211521', null, 'fixed'],
    ['02-25317099~90', '+886225317099', null, 'fixed'],
    ['(852)25621692', '+85225621692', null, 'fixed'],
    ['8659582889862', '+8659582889862', null, 'fixed'],
    ['+607-252-3788', '+6072523788', null, 'fixed'],
    ['0800-080-123', '+886800080123', null, 'other'],
  ])('Taiwan reads %s', (typed, e164, extension, kind) => {
    expect(readPhone(typed, taiwan)).toEqual({ typed, e164, extension, kind, doubt: null });
  });

  test.each([
    ['25092188', 'areaCodeMissing'],
    ['2602-6787#100', 'areaCodeMissing'],
    ['無', 'notANumber'],
    ['02-123', 'notANumber'],
    ['請洽詢總機', 'notANumber'],
  ])('Taiwan keeps %s as typed (%s)', (typed, doubt) => {
    expect(readPhone(typed, taiwan)).toMatchObject({ typed, e164: null, doubt });
  });

  it('puts back the zero a spreadsheet took', () => {
    expect(readPhone('912345678', taiwan)).toMatchObject({ e164: '+886912345678', doubt: 'zeroRestored' });
    expect(readPhone('225317099', taiwan)).toMatchObject({ e164: '+886225317099', doubt: 'zeroRestored' });
  });

  test.each([
    ['13800138000', '+8613800138000', null],
    ['(0755)8601 3388转801', '+8675586013388', '801'],
    ['400-800-1234', '+864008001234', null],
    ['+852 2345 6789', '+85223456789', null],
  ])('the mainland reads %s', (typed, e164, extension) => {
    expect(readPhone(typed, mainland)).toMatchObject({ e164, extension, doubt: null });
  });

  it('Hong Kong reads eight digits and its own country code', () => {
    expect(readPhone('2345 6789', hongkong)).toMatchObject({ e164: '+85223456789', doubt: null });
    expect(readPhone('852 3416 8000', hongkong)).toMatchObject({ e164: '+85234168000' });
  });

  test.each([
    ['02-2531-7099 #12、0912-345-678', ['+886225317099', '+886912345678']],
    ['02-2531-7099/0912345678', ['+886225317099', '+886912345678']],
    ['02-2531-7099, 0912345678', ['+886225317099', '+886912345678']],
    ['02-2531-7099\n0912345678；(02)2733-8000', ['+886225317099', '+886912345678', '+886227338000']],
    ['', []],
    ['  ', []],
  ])('finds every number in %j', (cell, numbers) => {
    expect(readPhones(cell, taiwan).map((phone) => phone.e164)).toEqual(numbers);
  });

  it('shows a number as the region writes it', () => {
    expect(formatPhone('+886225317099', taiwan, '12')).toBe('02 2531 7099 #12');
    expect(formatPhone('+85223456789', taiwan)).toBe('+852 2345 6789');
    expect(formatPhone('nothing', taiwan)).toBe('nothing');
  });

  it('keeps what was typed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        expect(readPhone(typed, taiwan).typed).toBe(typed.trim());
      }),
    );
  });
});

const listed = '../shared/data/tw/t187ap03_L.csv';

describe.skipIf(!existsSync(listed))('the statutory list of Taiwan (needs ../shared/data)', () => {
  it('O16 every tax number and every dialable telephone number is understood', () => {
    const rows = parse<Record<string, string>>(readFileSync(listed), { bom: true, columns: true });
    expect(rows.length).toBe(992);
    const numbers = rows.map((row) => readTaxNumber(row['營利事業統一編號'] ?? '', taiwan));
    const refused = numbers.flatMap((number) => (number.ok ? [] : [number.reason]));
    expect(refused, 'foreign firms stand as 00000000').toEqual(refused.map(() => 'placeholder'));
    expect(refused.length).toBeLessThan(100);
    const phones = rows.flatMap((row) => readPhones(row['總機電話'] ?? '', taiwan));
    const doubts = phones.filter((phone) => phone.e164 === null && phone.doubt === 'notANumber');
    expect(doubts.map((phone) => phone.typed).length).toBeLessThan(10);
    expect(phones.filter((phone) => phone.e164 !== null).length).toBeGreaterThan(880);
  });
});
