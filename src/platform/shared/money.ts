// Money is integer minor units plus a currency (design, section 5); rates and unit prices are decimals, kept as text so that no binary
// fraction is ever rounded. There is one rounding rule: half away from zero (四捨五入), once per payable line.

export interface Money {
  /** Integer minor units: 12345 is 123.45 for a currency of two digits. */
  minor: number;
  /** ISO 4217. */
  currency: string;
}

/** Digits after the point by ISO 4217; a currency that is not listed has two. */
const MINOR_DIGITS: Record<string, number> = { TWD: 2, CNY: 2, HKD: 2, MOP: 2, USD: 2, EUR: 2, JPY: 0, KRW: 0, VND: 0 };

export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

function fractionOf(decimal: string): Fraction {
  const match = DECIMAL.exec(decimal);
  if (match === null) throw new RangeError(`no decimal: ${decimal}`);
  const [, sign = '', whole = '', fraction = ''] = match;
  return {
    numerator: BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`),
    denominator: 10n ** BigInt(fraction.length),
  };
}

/** The one rounding function: the whole number nearest to a fraction, halves away from zero (2.5 → 3, −2.5 → −3). */
export function roundHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('the denominator must be positive');
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

function money(minor: bigint, currency: string): Money {
  const value = Number(minor);
  if (!Number.isSafeInteger(value)) throw new RangeError(`amount out of range: ${minor} ${currency}`);
  return { minor: value, currency };
}

/** From a decimal amount such as '1234.565', rounded to the currency's minor unit. @throws RangeError for other text. */
export function moneyFromDecimal(decimal: string, currency: string): Money {
  const { numerator, denominator } = fractionOf(decimal);
  return money(roundHalfAwayFromZero(numerator * 10n ** BigInt(minorDigits(currency)), denominator), currency);
}

/** The exact decimal amount, e.g. '-1234.50'. */
export function decimalFromMoney({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** @throws RangeError when the currencies differ. */
export function addMoney(first: Money, second: Money): Money {
  if (first.currency !== second.currency)
    throw new RangeError(`${first.currency} and ${second.currency} do not add up`);
  return money(BigInt(first.minor) + BigInt(second.minor), first.currency);
}

/** An amount times a decimal rate such as '0.0375', rounded once. */
export function multiplyMoney({ minor, currency }: Money, rate: string): Money {
  const { numerator, denominator } = fractionOf(rate);
  return money(roundHalfAwayFromZero(BigInt(minor) * numerator, denominator), currency);
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    const options = {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    format = new Intl.NumberFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

/**
 * An amount as readers of that locale write it (see `localeOf` in region/regions.ts). Whole Taiwan dollars show no cents, as nobody there
 * writes them.
 */
export function formatMoney(amount: Money, locale: string): string {
  const digits = minorDigits(amount.currency);
  const whole = amount.currency === 'TWD' && amount.minor % 100 === 0;
  // A decimal text is formatted exactly; a number would lose digits beyond 2^53.
  return formatOf(locale, amount.currency, whole ? 0 : digits).format(decimalFromMoney(amount) as `${number}`);
}
