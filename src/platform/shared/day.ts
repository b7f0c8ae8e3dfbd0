// Calendar days, 'YYYY-MM-DD' everywhere (database, API, code). The ROC calendar is a way to show and to read a day, never a second
// kind of day. The arithmetic runs on day numbers since 1970-01-01, so that browsers without Temporal need no polyfill for it.
import type { DateStyle, Language } from '#platform/shared/languages.ts';

/** A calendar day of the proleptic Gregorian calendar, 'YYYY-MM-DD', years 0001 to 9999. */
export type Day = string;

const MS_PER_DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Year of the Gregorian calendar minus this is the ROC year (1912 is ROC 1). */
export const ROC_OFFSET = 1911;

export interface DayParts {
  year: number;
  month: number;
  date: number;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day of these parts, or undefined where the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month))
    return undefined;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

export function isDay(text: string): boolean {
  const match = SHAPE.exec(text);
  return match !== null && dayOf(Number(match[1]), Number(match[2]), Number(match[3])) !== undefined;
}

/** @throws RangeError when the text is no day: callers parse what people type with `parseDay`. */
export function partsOf(day: Day): DayParts {
  const match = SHAPE.exec(day);
  const parts = { year: Number(match?.[1]), month: Number(match?.[2]), date: Number(match?.[3]) };
  if (match === null || dayOf(parts.year, parts.month, parts.date) === undefined)
    throw new RangeError(`no day: ${day}`);
  return parts;
}

function dayNumber(day: Day): number {
  const { year, month, date } = partsOf(day);
  // Date.UTC reads years 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, date) / MS_PER_DAY;
}

/** @throws RangeError beyond the years 0001 to 9999. */
export function addDays(day: Day, count: number): Day {
  const moved = new Date((dayNumber(day) + count) * MS_PER_DAY);
  const result = dayOf(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
  if (result === undefined) throw new RangeError(`${day} plus ${count} days is outside the years 1 to 9999`);
  return result;
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekday(day: Day): number {
  const sinceMonday = (dayNumber(day) + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}

/** First day of the day's month. */
export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

export interface LocalTime extends DayParts {
  hour: number;
  minute: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    const number = 'numeric';
    const fields = { year: number, month: number, day: number, hour: number, minute: number } as const;
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone, hourCycle: 'h23', ...fields });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** Wall clock of a place at an instant. @throws RangeError for no instant or an unknown time zone. */
export function localTime(instant: string, timeZone: string): LocalTime {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw new RangeError(`no instant: ${instant}`);
  const found: Record<string, number> = {};
  for (const part of clockOf(timeZone).formatToParts(time)) found[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = found;
  return { year, month, date: day, hour, minute };
}

/** The calendar day an instant falls on at the outlet's place (design, section 5: the business day). */
export function businessDay(instant: string, timeZone: string): Day {
  const { year, month, date } = localTime(instant, timeZone);
  const day = dayOf(year, month, date);
  if (day === undefined) throw new RangeError(`${instant} is outside the years 1 to 9999`);
  return day;
}

export interface DayFormat {
  language: Language;
  dateStyle: DateStyle;
  /** short: 2026/11/23, 115/11/23, 23 Nov 2026; long: 2026年11月23日, 民國115年11月23日; monthDay: 11月23日, 23 Nov. */
  form?: 'short' | 'long' | 'monthDay';
}

const MONTHS_SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTHS_LONG = 'January February March April May June July August September October November December'.split(' ');
const ERA = { 'zh-Hant': ['民國', '民國前'], 'zh-Hans': ['民国', '民国前'], en: ['ROC ', ''] } as const;

/** The year as people of that language and style write it, with the era: 2026, 民國115, 民國前1, ROC 115. */
function yearWithEra(year: number, language: Language, dateStyle: DateStyle): string {
  if (dateStyle === 'gregorian' || (language === 'en' && year <= ROC_OFFSET)) return pad(year, 4);
  const [since, before] = ERA[language];
  return year > ROC_OFFSET ? `${since}${year - ROC_OFFSET}` : `${before}${ROC_OFFSET + 1 - year}`;
}

function formatShort({ year, month, date }: DayParts, language: Language, dateStyle: DateStyle): string {
  const rest = `${pad(month, 2)}/${pad(date, 2)}`;
  if (dateStyle === 'roc' && year > ROC_OFFSET) {
    // Three digits, as forms in Taiwan print them: 95/03/05 could be read as 1995.
    return `${language === 'en' ? 'ROC ' : ''}${pad(year - ROC_OFFSET, 3)}/${rest}`;
  }
  if (language === 'en') return `${date} ${MONTHS_SHORT[month - 1]} ${pad(year, 4)}`;
  return dateStyle === 'roc' ? `${yearWithEra(year, language, dateStyle)}/${rest}` : `${pad(year, 4)}/${rest}`;
}

/** A day as the reader's language and date style write it; `parseDay` reads the short and long form back to the same day. */
export function formatDay(day: Day, { language, dateStyle, form = 'short' }: DayFormat): string {
  const parts = partsOf(day);
  const { year, month, date } = parts;
  if (form === 'short') return formatShort(parts, language, dateStyle);
  if (form === 'monthDay') return language === 'en' ? `${date} ${MONTHS_SHORT[month - 1]}` : `${month}月${date}日`;
  const era = yearWithEra(year, language, dateStyle);
  if (language !== 'en') return `${era}年${month}月${date}日`;
  return era.startsWith('ROC') ? `${era}/${pad(month, 2)}/${pad(date, 2)}` : `${date} ${MONTHS_LONG[month - 1]} ${era}`;
}

/** The day's month: 2026年11月, 民國115年11月, November 2026. */
export function formatMonth(day: Day, { language, dateStyle }: Omit<DayFormat, 'form'>): string {
  const { year, month } = partsOf(day);
  const era = yearWithEra(year, language, dateStyle);
  return language === 'en' ? `${MONTHS_LONG[month - 1]} ${era}` : `${era}年${month}月`;
}

/** 週一, 周一, Mon. */
export function formatWeekday(day: Day, language: Language): string {
  const index = weekday(day) - 1;
  if (language === 'en') return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][index] ?? '';
  return `${language === 'zh-Hant' ? '週' : '周'}${'一二三四五六日'[index] ?? ''}`;
}

export interface InstantFormat {
  timeZone: string;
  language: Language;
  dateStyle: DateStyle;
  /** dateTime: 2026/11/23 14:20; monthDayTime: 11月23日 14:20; time: 14:20. */
  form?: 'dateTime' | 'monthDayTime' | 'time';
}

/** An instant by the clock of a place (the outlet's, by requirement of the ground: 'times of the outlet'). */
export function formatInstant(
  instant: string,
  { timeZone, language, dateStyle, form = 'dateTime' }: InstantFormat,
): string {
  const { year, month, date, hour, minute } = localTime(instant, timeZone);
  const time = `${pad(hour, 2)}:${pad(minute, 2)}`;
  if (form === 'time') return time;
  const day = dayOf(year, month, date);
  if (day === undefined) throw new RangeError(`${instant} is outside the years 1 to 9999`);
  return `${formatDay(day, { language, dateStyle, form: form === 'dateTime' ? 'short' : 'monthDay' })} ${time}`;
}
