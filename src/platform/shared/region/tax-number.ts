// Tax numbers are text: leading zeros belong to them. What was typed is kept beside what was understood.
import type { Region, TaxNumberKind } from '#platform/shared/region/regions.ts';

export type TaxNumber =
  | {
      ok: true;
      /** Without spaces and punctuation, letters in capitals. */
      value: string;
      typed: string;
      kind: TaxNumberKind;
      /** A spreadsheet had taken the zeros away; the checksum proves they belong there. */
      zerosRestored: boolean;
    }
  | {
      ok: false;
      /** placeholder: zeros only, as lists write for firms that have none; it means absent and must never make two firms one. */
      reason: 'empty' | 'placeholder' | 'format' | 'checksum';
      value: string;
      typed: string;
    };

const UBN_WEIGHTS = [1, 2, 1, 2, 1, 2, 4, 1];

/**
 * 統一編號: the digits of the weighted products add up to a multiple of 5 (of 10 until April 2023; the Ministry of Finance widened it);
 * a 7 in the seventh place gives 28 → 10, which may count as 1 or 0.
 */
export function isUnifiedBusinessNumber(value: string): boolean {
  if (!/^\d{8}$/.test(value)) return false;
  let sum = 0;
  for (const [index, weight] of UBN_WEIGHTS.entries()) {
    const product = Number(value[index]) * weight;
    sum += Math.floor(product / 10) + (product % 10);
  }
  return sum % 5 === 0 || (value[6] === '7' && (sum + 1) % 5 === 0);
}

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 統一社會信用代碼 by GB 32100-2015: 18 characters, weights 3^i mod 31, the last one brings the sum to a multiple of 31. */
export function isUnifiedSocialCreditCode(value: string): boolean {
  if (value.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (const character of value.slice(0, 17)) {
    const index = USCC_ALPHABET.indexOf(character);
    if (index < 0) return false;
    sum += index * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31] === value[17];
}

interface Rule {
  shape: RegExp;
  /** What the number itself is within the shape, e.g. without the branch and certificate suffix in Hong Kong. */
  core: (value: string) => string;
  isTrue: (value: string) => boolean;
  /** All-digit numbers of this length may have lost leading zeros. */
  padTo?: number;
}

const whole = (value: string): string => value;

const RULES: Record<TaxNumberKind, Rule> = {
  unifiedBusinessNumber: { shape: /^\d{8}$/, core: whole, isTrue: isUnifiedBusinessNumber, padTo: 8 },
  unifiedSocialCreditCode: {
    shape: /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/,
    core: whole,
    isTrue: isUnifiedSocialCreditCode,
  },
  // The certificate prints number-branch-month-year-check (12345678-000-11-23-A); the first eight digits are the firm's, without checksum.
  businessRegistration: {
    shape: /^\d{8}(?:\d{3}(?:\d{4}[0-9A-Z])?)?$/,
    core: (value) => value.slice(0, 8),
    isTrue: () => true,
  },
};

/** Reads a tax number as typed in a region; 'checksum' means the shape is right and a digit is not. */
export function readTaxNumber(typed: string, region: Region): TaxNumber {
  const value = typed
    .normalize('NFKC')
    .replace(/[\s\-–—._]/g, '')
    .toUpperCase();
  if (value === '') return { ok: false, reason: 'empty', value, typed };
  if (/^0+$/.test(value)) return { ok: false, reason: 'placeholder', value, typed };
  const kind = region.taxNumber;
  const { shape, core, isTrue, padTo } = RULES[kind];
  if (padTo !== undefined && /^\d+$/.test(value) && value.length < padTo && value.length >= padTo - 3) {
    const padded = value.padStart(padTo, '0');
    if (isTrue(padded)) return { ok: true, value: padded, typed, kind, zerosRestored: true };
  }
  if (!shape.test(value)) return { ok: false, reason: 'format', value, typed };
  if (!isTrue(value)) return { ok: false, reason: 'checksum', value, typed };
  return { ok: true, value: core(value), typed, kind, zerosRestored: false };
}
