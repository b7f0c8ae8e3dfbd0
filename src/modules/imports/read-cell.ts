import { parseDay } from '#platform/shared/day-parse.ts';
import { moneyFromDecimal } from '#platform/shared/money.ts';
import { type Phone, readPhones } from '#platform/shared/region/phone.ts';
import type { Region } from '#platform/shared/region/regions.ts';
import { readTaxNumber } from '#platform/shared/region/tax-number.ts';
import { cleanCell } from '#platform/server/sheets/clean-cell.ts';
import type { ImportField, Remark } from './importable.ts';

export interface Reading {
  text?: string;
  number?: number;
  phones?: Phone[];
  notes: Remark[];
  /** Why the cell cannot be read. */
  wrong?: Remark;
}

export interface Place {
  region: Region;
  /** ISO 4217. */
  currency: string;
}

/** How lists write that there is nothing: －, 無, N/A. */
const NOTHING = /^(?:[-－—–─_/\\.]+|[無无]|n\/?a|null|nil|none)$/i;

/** One cell as its field wants it; undefined where there is nothing in it. */
export function readCell(field: ImportField, typed: string, place: Place): Reading | undefined {
  const { text, changes } = cleanCell(typed);
  if (text === '' || (field.required !== true && NOTHING.test(text))) return undefined;
  const notes: Remark[] = changes
    .filter((change) => change !== 'spaces')
    .map((change) => ({ field: field.key, code: `imports.note.${change}`, params: { to: text.slice(0, 80) } }));
  const reading = readers[field.kind](text, field, place);
  return reading === undefined ? undefined : { ...reading, notes: [...notes, ...reading.notes] };
}

type Reader = (text: string, field: ImportField, place: Place) => Reading | undefined;

const wrong = (field: ImportField, code: string, params: Record<string, string | number> = {}): Reading => ({
  notes: [],
  wrong: { field: field.key, code: `imports.reason.${code}`, params },
});
const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

const readText: Reader = (text, field) => {
  const max = field.max ?? 200;
  if (text.length > max) return wrong(field, 'tooLong', { max });
  return { text, notes: [] };
};

const readPhone: Reader = (text, field, { region }) => {
  const phones = readPhones(text, region);
  const notes = phones.flatMap((phone): Remark[] =>
    phone.doubt === null
      ? []
      : [{ field: field.key, code: `imports.note.${phone.doubt}`, params: { typed: shown(phone.typed) } }],
  );
  const kept = phones.filter((phone) => /\d/.test(phone.typed) && phone.typed.length <= 60).slice(0, 10);
  if (kept.length === 0) return wrong(field, 'notAPhone', { typed: shown(text) });
  return { phones: kept, notes };
};

const readTax: Reader = (text, field, { region }) => {
  const number = readTaxNumber(text, region);
  if (number.ok)
    return {
      text: number.value,
      notes: number.zerosRestored
        ? [{ field: field.key, code: 'imports.note.taxZerosRestored', params: { typed: text, to: number.value } }]
        : [],
    };
  if (number.reason === 'empty') return undefined;
  if (number.reason === 'placeholder')
    return { notes: [{ field: field.key, code: 'imports.note.placeholder', params: { typed: shown(text) } }] };
  const code = number.reason === 'checksum' ? 'taxNumberChecksum' : 'taxNumberFormat';
  return wrong(field, code, { typed: shown(text) });
};

const readDay: Reader = (text, field) => {
  const parsed = parseDay(text);
  if (parsed.ok)
    return {
      text: parsed.day,
      notes:
        parsed.calendar === 'roc'
          ? [{ field: field.key, code: 'imports.note.rocDay', params: { typed: shown(text), to: parsed.day } }]
          : [],
    };
  if (parsed.reason === 'empty') return undefined;
  if (parsed.reason !== 'ambiguous') return wrong(field, 'notADay', { typed: shown(text) });
  const [one = '', other = ''] = parsed.candidates;
  return wrong(field, 'ambiguousDay', { typed: shown(text), one, other });
};

const AMOUNT =
  /^(?:約|约|nt\$?|twd|rmb|cny|hkd?|us|usd|新[台臺]幣|新台币|人民[幣币]|港[幣币])?\s*[$¥￥]?\s*(-?[\d,]+(?:\.\d+)?)\s*(億|亿|萬|万|千)?\s*(?:元|圓|圆|塊|人|名|位)?(?:整|正)?$/i;
const SCALES: Record<string, number> = { 億: 8, 亿: 8, 萬: 4, 万: 4, 千: 3 };

/** 1,234 · NT$1,000元 · 1.2億 as an exact decimal. */
function decimalOf(text: string): string | undefined {
  const [, digits = '', scale = ''] = AMOUNT.exec(text.normalize('NFKC').trim()) ?? [];
  if (!/\d/.test(digits) || /,\d{1,2}(?:,|$|\.)/.test(digits)) return undefined;
  const plain = digits.replaceAll(',', '');
  const shift = SCALES[scale] ?? 0;
  if (shift === 0) return plain;
  const [whole = '', fraction = ''] = plain.split('.');
  return `${whole}${fraction.padEnd(shift, '0').slice(0, shift)}${fraction.length > shift ? `.${fraction.slice(shift)}` : ''}`;
}

const readInteger: Reader = (text, field) => {
  const number = Number(decimalOf(text)?.replace(/\.0+$/, '') ?? Number.NaN);
  if (!Number.isInteger(number) || number < 0 || number > 2_147_483_647)
    return wrong(field, 'notANumber', { typed: shown(text) });
  return { number, notes: [] };
};

const readMoney: Reader = (text, field, { currency }) => {
  const decimal = decimalOf(text);
  if (decimal === undefined || !/^\d{1,13}(?:\.\d{1,12})?$/.test(decimal))
    return wrong(field, 'notAnAmount', { typed: shown(text) });
  return { number: moneyFromDecimal(decimal, currency).minor, notes: [] };
};

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const readEmail: Reader = (text, field) => {
  const spaced = text
    .normalize('NFKC')
    .replace(/\s*@\s*/g, '@')
    .replace(/^mailto:/i, '');
  const pieces = spaced.split(/[\s;,、]+/).filter((piece) => piece !== '');
  const found = pieces.find((piece) => EMAIL.test(piece) && piece.length <= 254);
  if (found === undefined) return wrong(field, 'notAnEmail', { typed: shown(text) });
  const others = pieces.length > 1;
  return {
    text: found,
    notes: others
      ? [{ field: field.key, code: 'imports.note.firstTaken', params: { to: found, typed: shown(text) } }]
      : [],
  };
};

const readers: Record<ImportField['kind'], Reader> = {
  text: readText,
  phone: readPhone,
  taxNumber: readTax,
  day: readDay,
  integer: readInteger,
  money: readMoney,
  email: readEmail,
  code: readText,
  person: readText,
  unit: readText,
};
