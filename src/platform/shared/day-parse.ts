// Reads days as people and other systems write them. Kept apart from day.ts so that screens that only show days stay small.
import { dayOf, ROC_OFFSET, type Day } from '#platform/shared/day.ts';
import type { DateStyle } from '#platform/shared/languages.ts';

export type ParsedDay =
  | { ok: true; day: Day; calendar: DateStyle }
  | {
      ok: false;
      /**
       * ambiguous: day and month, or the calendar of a two-digit year, cannot be told (candidates says between which);
       * instant: a time with an offset, which is no calendar day; notADay: anything else.
       */
      reason: 'empty' | 'ambiguous' | 'instant' | 'notADay';
      candidates: Day[];
    };

export interface ParseDayOptions {
  /** How to read years of one or two digits and numbers of six; without it they are ambiguous. */
  shortYears?: DateStyle;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const WEEKDAY = /[\s,]*[([]?(?:(?:星期|禮拜|礼拜|週|周)[一二三四五六日天]|(?<=[([])[一二三四五六日天])[)\]]?$/;
const CLOCK = /(?<=\d|日|號|号)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?$/i;
const OFFSET = /\d:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})$/i;

const refuse = (reason: 'empty' | 'ambiguous' | 'instant' | 'notADay', candidates: Day[] = []): ParsedDay => ({
  ok: false,
  reason,
  candidates,
});

function accept(calendar: DateStyle, year: number, month: number, date: number): ParsedDay {
  const day = dayOf(calendar === 'roc' ? year + ROC_OFFSET : year, month, date);
  return day === undefined ? refuse('notADay') : { ok: true, day, calendar };
}

/** One day if all readings agree on it, ambiguous if two are possible. */
function choose(readings: ParsedDay[]): ParsedDay {
  const possible = readings.filter((reading) => reading.ok);
  const [first] = possible;
  if (first === undefined) return refuse('notADay');
  const days = [...new Set(possible.map((reading) => reading.day))].toSorted();
  return days.length === 1 ? first : refuse('ambiguous', days);
}

function shortYear(year: number, month: number, date: number, options: ParseDayOptions): ParsedDay {
  const gregorian = accept('gregorian', year + (year < 70 ? 2000 : 1900), month, date);
  const roc = year === 0 ? refuse('notADay') : accept('roc', year, month, date);
  if (options.shortYears === 'roc') return roc;
  if (options.shortYears === 'gregorian') return gregorian;
  return choose([gregorian, roc]);
}

function yearFirst(yearText: string, month: number, date: number, options: ParseDayOptions): ParsedDay {
  const year = Number(yearText);
  if (yearText.length === 4 && year >= 1000) return accept('gregorian', year, month, date);
  if (year === 0 && yearText.length > 2) return refuse('notADay');
  if (yearText.length === 4) return choose([accept('gregorian', year, month, date), accept('roc', year, month, date)]);
  // Three digits are how forms in Taiwan write ROC years (095/03/05); ROC 200 is the year 2111.
  if (yearText.length === 3) return year >= 1 && year < 200 ? accept('roc', year, month, date) : refuse('notADay');
  return shortYear(year, month, date, options);
}

function packed(digits: string, options: ParseDayOptions): ParsedDay {
  const yearText = digits.slice(0, -4);
  return yearFirst(yearText, Number(digits.slice(-4, -2)), Number(digits.slice(-2)), options);
}

function named(text: string): ParsedDay | undefined {
  const match =
    /^(?<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?<m>[a-z]{3,9})\.?,?[\s-]+(?<y>\d{4})$/i.exec(text) ??
    /^(?<m>[a-z]{3,9})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>\d{4})$/i.exec(text);
  if (match?.groups === undefined) return undefined;
  const { d, m = '', y } = match.groups;
  const month = MONTHS.indexOf(m.slice(0, 3).toLowerCase()) + 1;
  return accept('gregorian', Number(y), month, Number(d));
}

function inChinese(text: string): ParsedDay | undefined {
  const match =
    /^(?:(?:中華|中华)?(?<era>民國|民国|民)(?<before>前)?|(?<roc>roc|r\.o\.c\.)|(?<ad>西元|公元))?\s*(?<y>元|\d{1,4})\s*[年/.-]\s*(?<m>\d{1,2})\s*[月/.-]\s*(?<d>\d{1,2})\s*[日號号]?$/i.exec(
      text,
    );
  if (match?.groups === undefined) return undefined;
  const { era, before, roc, ad, y = '', m, d } = match.groups;
  const year = y === '元' ? 1 : Number(y);
  const rest = [Number(m), Number(d)] as const;
  if (before !== undefined) return accept('roc', 1 - year, ...rest);
  if (era !== undefined || roc !== undefined) return year === 0 ? refuse('notADay') : accept('roc', year, ...rest);
  if (ad !== undefined) return accept('gregorian', year, ...rest);
  if (y === '元' || !text.includes('年')) return undefined;
  return yearFirst(y.padStart(3, '0'), ...rest, {});
}

/**
 * Reads Gregorian days (2026-11-23, 2026/11/23, 20261123, 2026年11月23日, 23 Nov 2026), ROC days (114/03/05, 1140305, 民國114年3月5日,
 * 民國前1年…), with a weekday or a local time behind, in full-width too, and says in which calendar they were written (O16, T1).
 */
export function parseDay(typed: string, options: ParseDayOptions = {}): ParsedDay {
  const text = typed.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (text === '') return refuse('empty');
  if (OFFSET.test(text)) return refuse('instant');
  const bare = text.replace(CLOCK, '').replace(WEEKDAY, '').trim();
  if (/^\d{6,8}$/.test(bare)) return packed(bare, options);
  const chinese = inChinese(bare);
  if (chinese !== undefined) return chinese;
  const parts = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(bare);
  if (parts === null) return named(bare) ?? refuse('notADay');
  const [, first = '', , second = '', third = ''] = parts;
  if (third.length === 4 && first.length <= 2) {
    const [a, b, year] = [Number(first), Number(second), Number(third)];
    return choose([accept('gregorian', year, a, b), accept('gregorian', year, b, a)]);
  }
  return third.length > 2 ? refuse('notADay') : yearFirst(first, Number(second), Number(third), options);
}
