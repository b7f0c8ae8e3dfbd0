// Telephone numbers as people type them: several in a cell, extensions, full-width digits, zeros lost in spreadsheets. The typed text is
// always kept; E.164 is what duplicates and search compare.
import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import type { Region } from '#platform/shared/region/regions.ts';

export type PhoneDoubt =
  /** A local number without its area code: it cannot be dialled from elsewhere, so it has no E.164. */
  | 'areaCodeMissing'
  /** The leading zero was put back. */
  | 'zeroRestored'
  /** No number of any country the text could belong to. */
  | 'notANumber';

export interface Phone {
  typed: string;
  /** +886225317099, or null when the number is not understood. */
  e164: string | null;
  extension: string | null;
  kind: 'mobile' | 'fixed' | 'other' | null;
  doubt: PhoneDoubt | null;
}

const EXTENSION =
  /\s*(?:[,，]?\s*(?:分機|分机|內線|内线|轉接|转接|轉|转|ext(?:ension)?\.?|x|#|＃)\s*[:：.]?\s*)(\d{1,8})\s*$/i;
const LABEL =
  /^\s*(?:tel|phone|mobile|cell|fax|電話|电话|手機|手机|行動電話|傳真|传真|總機|总机|[tmf])\s*[:：.]?\s*(?=[+(\d])/i;
const SEPARATOR =
  /[、;；\r\n|]|\s+(?:or|或|和|及)\s+|[或及和]|[,，/／](?=\s*[+(（]?\d[\d\s()（）-]{5,})|(?<=\d)\s{2,}(?=[+(0])/i;

/** Country code typed without plus or as 00, as in 886-2-2723-8666 or 8659582889862. */
function withPlus(digits: string): string | undefined {
  const bare = digits.replace(/^00/, '');
  return /^(?:886[2-9]\d{7,8}|86\d{9,11}|852\d{8}|853\d{8})$/.test(bare) ? `+${bare}` : undefined;
}

interface Understood {
  found: PhoneNumber | undefined;
  doubt: PhoneDoubt | null;
}

function parse(text: string, region: Region): Understood {
  const found = parsePhoneNumberFromString(text, region.country);
  return found?.isValid() ? { found, doubt: null } : { found: undefined, doubt: 'notANumber' };
}

/** A national number without its trunk zero: an area code is missing, unless the whole number fits once the zero is back. */
function withoutTrunkZero(digits: string, region: Region): Understood {
  // Mobile, service and short numbers of the mainland have no trunk zero.
  if (region.country === 'CN' && /^(?:1\d{10}|[48]00\d{7}|95\d{3,4})$/.test(digits)) return parse(digits, region);
  if (digits.length <= 8) return { found: undefined, doubt: 'areaCodeMissing' };
  const restored = parse(`0${digits}`, region);
  return restored.found === undefined ? restored : { ...restored, doubt: 'zeroRestored' };
}

function understand(text: string, region: Region): Understood {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 5 || /[^\d\s()+\-.~*–—‐]/.test(text)) return { found: undefined, doubt: 'notANumber' };
  const international = text.includes('+') ? `+${digits}` : digits.replace(/^00(?=\d{9})/, '+');
  // The trunk zero does not follow a country code: +886 (0)2 …
  if (international.startsWith('+')) return parse(international.replace(/^\+(886|86)0/, '+$1'), region);
  const bare = region.phoneTrunkZero && !digits.startsWith('0');
  const national = bare ? withoutTrunkZero(digits, region) : parse(digits, region);
  if (national.doubt !== 'notANumber') return national;
  const plus = withPlus(digits);
  return plus === undefined ? national : parse(plus, region);
}

function kindOf(found: PhoneNumber): Phone['kind'] {
  const type = found.getType();
  if (type === 'MOBILE') return 'mobile';
  return type === 'FIXED_LINE' || type === 'FIXED_LINE_OR_MOBILE' ? 'fixed' : 'other';
}

/** One number as typed. */
export function readPhone(typed: string, region: Region): Phone {
  const text = typed.normalize('NFKC').replace(LABEL, '').trim();
  const extension = EXTENSION.exec(text);
  const main = (extension === null ? text : text.slice(0, extension.index)).trim();
  // In 05-2211521-4 and 02-25317099~90 the last piece counts the lines of one exchange; it is no digit of the number.
  const lines = /^(.*\d{4})\s*[-~]\s*\d{1,2}$/.exec(main)?.[1];
  let { found, doubt } = understand(main, region);
  if (found === undefined && lines !== undefined) ({ found, doubt } = understand(lines, region));
  return {
    typed: typed.trim(),
    e164: found?.number ?? null,
    extension: extension?.[1] ?? null,
    kind: found === undefined ? null : kindOf(found),
    doubt,
  };
}

/** Every number in a cell ("02-2531-7099 #12、0912-345-678"); an empty cell has none. */
export function readPhones(cell: string, region: Region): Phone[] {
  const pieces = cell.split(SEPARATOR).map((piece) => piece.trim());
  return pieces.filter((piece) => piece !== '').map((piece) => readPhone(piece, region));
}

/** As the region writes it: (02) 2531 7099 at home, +886 2 2531 7099 elsewhere. */
export function formatPhone(e164: string, region: Region, extension: string | null = null): string {
  const found = parsePhoneNumberFromString(e164);
  if (found === undefined) return e164;
  const text = found.country === region.country ? found.formatNational() : found.formatInternational();
  return extension === null ? text : `${text} #${extension}`;
}
