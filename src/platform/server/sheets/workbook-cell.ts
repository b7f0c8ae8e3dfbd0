// What a person sees in a cell of a workbook, as text: days as days, numbers without binary noise, leading zeros that a format shows.
import { addDays, dayOf } from '#platform/shared/day.ts';

/** What a number format makes of a number. */
export type CellFormat = { kind: 'plain' } | { kind: 'zeros'; width: number } | { kind: 'date' } | { kind: 'time' };

const PLAIN: CellFormat = { kind: 'plain' };

/** Formats every workbook knows without listing them, those of Chinese Excel included (27–36, 50–58). */
function builtIn(id: number): CellFormat {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return { kind: 'date' };
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? { kind: 'time' } : PLAIN;
}

/** Meaning of a format such as yyyy/m/d, [$-404]e"年"m"月"d"日", 00000000 or [h]:mm. */
export function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined) return builtIn(id);
  const [first = ''] = code.split(';');
  const bare = first
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (/^0{2,}$/.test(bare)) return { kind: 'zeros', width: bare.length };
  if (bare.includes('general') || /[0#]e[+-]/.test(bare)) return PLAIN;
  if (/[yde]/.test(bare)) return { kind: 'date' };
  if (/[hs]/.test(bare)) return { kind: 'time' };
  return bare.includes('m') && !/[0#]/.test(bare) ? { kind: 'date' } : PLAIN;
}

/** 550.20000000000005 is 550.2: fifteen digits are what a spreadsheet shows and means. */
export function cleanNumber(text: string): string {
  if (/^-?\d{1,15}$/.test(text)) return text;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  const rounded = Number(value.toPrecision(15));
  if (Number.isInteger(rounded)) return BigInt(rounded).toString();
  const short = String(rounded);
  return short.includes('e') ? rounded.toFixed(20).replace(/0+$/, '') : short;
}

const two = (value: number): string => String(value).padStart(2, '0');

function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return `${two(hours)}:${two(minutes)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

/** A day number of the 1900 or 1904 system; Excel's 1900 has a 29 February that never was (day 60). */
function dayFromSerial(serial: number, epoch1904: boolean): string | undefined {
  if (epoch1904) return serial >= 0 && serial < 2_957_004 ? addDays('1904-01-01', serial) : undefined;
  if (serial < 1 || serial > 2_958_465) return undefined;
  return addDays(serial < 60 ? '1899-12-31' : '1899-12-30', serial);
}

function dateText(value: number, epoch1904: boolean): string | undefined {
  let serial = Math.floor(value);
  let seconds = Math.round((value - serial) * 86_400);
  if (seconds === 86_400) [serial, seconds] = [serial + 1, 0];
  const day = dayFromSerial(serial, epoch1904);
  return day === undefined || seconds === 0 ? day : `${day} ${clock(seconds)}`;
}

/** The text of a number cell under its format. */
export function numberText(raw: string, format: CellFormat, epoch1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (format.kind === 'zeros' && Number.isInteger(value) && value >= 0)
    return cleanNumber(raw).padStart(format.width, '0');
  if (format.kind === 'date') return dateText(value, epoch1904) ?? cleanNumber(raw);
  if (format.kind === 'time' && value >= 0) {
    // A time alone is a part of a day; with a day before it, the format hides that day, but it is there.
    return value < 1 ? clock(Math.round(value * 86_400)) : (dateText(value, epoch1904) ?? cleanNumber(raw));
  }
  return cleanNumber(raw);
}

/** A cell of type d: an ISO date or local time. */
export function isoText(raw: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?[.\d]*Z?)?$/.exec(raw.trim());
  const day = match === null ? undefined : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (match === null || day === undefined) return raw;
  const [, , , , minutes = '00:00', seconds = '00'] = match;
  const time = seconds === '00' ? minutes : `${minutes}:${seconds}`;
  return time === '00:00' ? day : `${day} ${time}`;
}

/** Characters XML cannot hold stand as _x000D_ in a workbook's texts. */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
}
