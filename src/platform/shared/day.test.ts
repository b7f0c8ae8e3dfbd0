import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseDay } from '#platform/shared/day-parse.ts';
import {
  addDays,
  businessDay,
  daysBetween,
  formatDay,
  formatInstant,
  formatMonth,
  formatWeekday,
  isDay,
  startOfMonth,
  weekday,
} from '#platform/shared/day.ts';
import { dateStyles, languages } from '#platform/shared/languages.ts';

const anyDay = fc.integer({ min: -200_000, max: 200_000 }).map((count) => addDays('2026-11-23', count));

describe('parseDay', () => {
  test.each([
    ['2026-11-23', '2026-11-23', 'gregorian'],
    ['2026/1/3', '2026-01-03', 'gregorian'],
    ['2026.11.23', '2026-11-23', 'gregorian'],
    ['20261123', '2026-11-23', 'gregorian'],
    ['2026年11月23日', '2026-11-23', 'gregorian'],
    ['西元2026年11月23日', '2026-11-23', 'gregorian'],
    ['２０２６／１１／２３', '2026-11-23', 'gregorian'],
    ['2026-11-23 00:00:00', '2026-11-23', 'gregorian'],
    ['2026/11/23 (一)', '2026-11-23', 'gregorian'],
    ['2026年11月23日 星期一', '2026-11-23', 'gregorian'],
    ['23 Nov 2026', '2026-11-23', 'gregorian'],
    ['November 23rd, 2026', '2026-11-23', 'gregorian'],
    ['23/11/2026', '2026-11-23', 'gregorian'],
    ['11/23/2026', '2026-11-23', 'gregorian'],
    ['05/05/2026', '2026-05-05', 'gregorian'],
    ['114/03/05', '2025-03-05', 'roc'],
    ['114.3.5', '2025-03-05', 'roc'],
    ['095/03/05', '2006-03-05', 'roc'],
    ['1140305', '2025-03-05', 'roc'],
    ['民國114年3月5日', '2025-03-05', 'roc'],
    ['中華民國 114 年 3 月 5 日', '2025-03-05', 'roc'],
    ['民国39年12月29日', '1950-12-29', 'roc'],
    ['114年3月5日', '2025-03-05', 'roc'],
    ['民國元年1月1日', '1912-01-01', 'roc'],
    ['民國前1年10月10日', '1911-10-10', 'roc'],
    ['ROC 114/03/05', '2025-03-05', 'roc'],
  ])('reads %s', (typed, day, calendar) => {
    expect(parseDay(typed)).toEqual({ ok: true, day, calendar });
  });

  test.each([
    ['', 'empty'],
    ['　', 'empty'],
    ['05/03/2026', 'ambiguous'],
    ['95/03/05', 'ambiguous'],
    ['950305', 'ambiguous'],
    ['0114/03/05', 'ambiguous'],
    ['2026-11-23T06:20:00Z', 'instant'],
    ['2026-11-23 14:20:00+08:00', 'instant'],
    ['2026-02-30', 'notADay'],
    ['114/13/01', 'notADay'],
    ['999/01/01', 'notADay'],
    ['0000-01-01', 'notADay'],
    ['00000101', 'notADay'],
    ['昨天', 'notADay'],
    ['12345678', 'notADay'],
    ['2026-11/23', 'notADay'],
    ['46000', 'notADay'],
  ])('refuses %s as %s', (typed, reason) => {
    expect(parseDay(typed)).toMatchObject({ ok: false, reason });
  });

  it('names both days of an ambiguous one, and takes the word of who knows the style', () => {
    expect(parseDay('05/03/2026')).toMatchObject({ candidates: ['2026-03-05', '2026-05-03'] });
    expect(parseDay('95/03/05')).toMatchObject({ candidates: ['1995-03-05', '2006-03-05'] });
    expect(parseDay('950305', { shortYears: 'roc' })).toMatchObject({ day: '2006-03-05', calendar: 'roc' });
    expect(parseDay('95/03/05', { shortYears: 'gregorian' })).toMatchObject({ day: '1995-03-05' });
  });

  it('answers any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseDay(text).ok === 'boolean'));
  });
});

describe('formatDay', () => {
  test.each([
    ['zh-Hant', 'gregorian', '2026/11/23', '2026年11月23日', '11月23日', '2026年11月'],
    ['zh-Hant', 'roc', '115/11/23', '民國115年11月23日', '11月23日', '民國115年11月'],
    ['zh-Hans', 'gregorian', '2026/11/23', '2026年11月23日', '11月23日', '2026年11月'],
    ['zh-Hans', 'roc', '115/11/23', '民国115年11月23日', '11月23日', '民国115年11月'],
    ['en', 'gregorian', '23 Nov 2026', '23 November 2026', '23 Nov', 'November 2026'],
    ['en', 'roc', 'ROC 115/11/23', 'ROC 115/11/23', '23 Nov', 'November ROC 115'],
  ] as const)('%s %s', (language, dateStyle, short, long, monthDay, month) => {
    const shown = (form: 'short' | 'long' | 'monthDay') => formatDay('2026-11-23', { language, dateStyle, form });
    expect([shown('short'), shown('long'), shown('monthDay')]).toEqual([short, long, monthDay]);
    expect(formatMonth('2026-11-23', { language, dateStyle })).toBe(month);
  });

  it('writes years before the republic and its first ones so that they read back', () => {
    expect(formatDay('1911-10-10', { language: 'zh-Hant', dateStyle: 'roc', form: 'long' })).toBe('民國前1年10月10日');
    expect(formatDay('2006-03-05', { language: 'zh-Hant', dateStyle: 'roc' })).toBe('095/03/05');
  });

  it('is read back by parseDay to the same day, in every language, style and form', () => {
    const day = anyDay.filter((candidate) => candidate >= '1800' && candidate < '2110');
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(...languages),
        fc.constantFrom(...dateStyles),
        fc.constantFrom('short' as const, 'long' as const),
        (candidate, language, dateStyle, form) => {
          const shown = formatDay(candidate, { language, dateStyle, form });
          expect(parseDay(shown), shown).toMatchObject({ ok: true, day: candidate });
        },
      ),
    );
  });
});

describe('arithmetic of days', () => {
  it('agrees with Temporal', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        const plain = Temporal.PlainDate.from(day);
        expect(addDays(day, count)).toBe(plain.add({ days: count }).toString());
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(weekday(day)).toBe(plain.dayOfWeek);
        expect(startOfMonth(day)).toBe(plain.with({ day: 1 }).toString());
      }),
    );
  });

  it('knows a day from other text and refuses to calculate with it', () => {
    expect(['2024-02-29', '2023-02-29', '1900-02-29', '2026-1-1', '', 'today'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(() => addDays('2023-02-29', 1)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });

  it('names weekdays', () => {
    expect(languages.map((language) => formatWeekday('2026-11-23', language))).toEqual(['週一', '周一', 'Mon']);
  });
});

describe('instants and days', () => {
  it('puts an instant on the day of the place, over midnight and over summer time', () => {
    expect(businessDay('2026-11-23T15:59:59Z', 'Asia/Taipei')).toBe('2026-11-23');
    expect(businessDay('2026-11-23T16:00:00Z', 'Asia/Taipei')).toBe('2026-11-24');
    expect(businessDay('2026-11-23T16:00:00Z', 'Europe/London')).toBe('2026-11-23');
    expect(() => businessDay('yesterday', 'Asia/Taipei')).toThrow(RangeError);
  });

  it('agrees with Temporal on the day', () => {
    const instants = fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    const zones = fc.constantFrom('Asia/Taipei', 'Asia/Shanghai', 'Asia/Hong_Kong', 'America/New_York', 'UTC');
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const expected = Temporal.Instant.from(instant.toISOString()).toZonedDateTimeISO(zone).toPlainDate().toString();
        expect(businessDay(instant.toISOString(), zone)).toBe(expected);
      }),
    );
  });

  it('shows the clock of the place', () => {
    const instant = '2026-11-23T06:20:00Z';
    const options = { timeZone: 'Asia/Taipei', language: 'zh-Hant', dateStyle: 'roc' } as const;
    expect(formatInstant(instant, options)).toBe('115/11/23 14:20');
    expect(formatInstant(instant, { ...options, form: 'monthDayTime' })).toBe('11月23日 14:20');
    expect(formatInstant('2026-11-22T16:05:00Z', { ...options, form: 'time' })).toBe('00:05');
    expect(formatInstant(instant, { ...options, language: 'en', dateStyle: 'gregorian' })).toBe('23 Nov 2026 14:20');
  });
});
