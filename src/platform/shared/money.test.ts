import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addMoney,
  decimalFromMoney,
  formatMoney,
  minorDigits,
  moneyFromDecimal,
  multiplyMoney,
  roundHalfAwayFromZero,
} from '#platform/shared/money.ts';

const currency = fc.constantFrom('TWD', 'CNY', 'HKD', 'JPY');
const minor = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe('rounding', () => {
  test.each([
    ['1.005', 101],
    ['-1.005', -101],
    ['2.675', 268],
    ['0.004999', 0],
    ['-0.004', 0],
    ['550.20000000000005', 55020],
    ['90071992547409.91', 9007199254740991],
  ])('%s in minor units is %i', (decimal, expected) => {
    expect(moneyFromDecimal(decimal, 'CNY').minor).toBe(expected);
  });

  it('is half away from zero, odd around zero, and never more than half off', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (n, d) => {
          const rounded = roundHalfAwayFromZero(n, d);
          const off = 2n * (rounded * d - n);
          const abs = (value: bigint) => (value < 0n ? -value : value);
          expect(abs(off) <= d).toBe(true);
          if (abs(off) === d) expect(abs(rounded * d) > abs(n)).toBe(true);
          expect(roundHalfAwayFromZero(-n, d)).toBe(-rounded);
        },
      ),
    );
  });

  it('leaves no minus on zero', () => {
    expect(Object.is(moneyFromDecimal('-0.001', 'CNY').minor, 0)).toBe(true);
  });
});

describe('amounts', () => {
  it('go to decimals and back unchanged', () => {
    fc.assert(
      fc.property(minor, currency, (value, code) => {
        expect(moneyFromDecimal(decimalFromMoney({ minor: value, currency: code }), code).minor).toBe(value);
      }),
    );
  });

  it('multiply by a rate with one rounding', () => {
    expect(multiplyMoney({ minor: 12345, currency: 'TWD' }, '0.0375')).toEqual({ minor: 463, currency: 'TWD' });
    expect(multiplyMoney({ minor: -1, currency: 'CNY' }, '0.5')).toEqual({ minor: -1, currency: 'CNY' });
  });

  it('add in one currency only, and never beyond what a number holds', () => {
    expect(addMoney({ minor: 10, currency: 'TWD' }, { minor: 20, currency: 'TWD' }).minor).toBe(30);
    expect(() => addMoney({ minor: 1, currency: 'TWD' }, { minor: 1, currency: 'CNY' })).toThrow(RangeError);
    const most = { minor: Number.MAX_SAFE_INTEGER, currency: 'CNY' };
    expect(() => addMoney(most, most)).toThrow(RangeError);
  });

  test.each(['', '1e5', 'NaN', '1,000', '１', '.5', '0x10'])('refuse %j as a decimal', (text) => {
    expect(() => moneyFromDecimal(text, 'TWD')).toThrow(RangeError);
  });

  it('know the digits of their currency', () => {
    expect(['TWD', 'JPY', 'XXX'].map(minorDigits)).toEqual([2, 0, 2]);
    expect(moneyFromDecimal('1234.5', 'JPY').minor).toBe(1235);
    expect(decimalFromMoney({ minor: -5, currency: 'CNY' })).toBe('-0.05');
  });

  it('show as the reader writes them', () => {
    expect(formatMoney({ minor: 123_456_700, currency: 'TWD' }, 'zh-TW')).toBe('$1,234,567');
    expect(formatMoney({ minor: 150, currency: 'TWD' }, 'zh-TW')).toBe('$1.50');
    expect(formatMoney({ minor: -123_450, currency: 'CNY' }, 'zh-CN')).toBe('-¥1,234.50');
    expect(formatMoney({ minor: 123_400, currency: 'TWD' }, 'en-TW')).toBe('NT$1,234');
    expect(formatMoney({ minor: 123_400, currency: 'HKD' }, 'zh-HK')).toBe('HK$1,234.00');
  });
});
