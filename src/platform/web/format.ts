import { useMemo } from 'react';
import { type Day, businessDay, formatDay, formatInstant, formatMonth, formatWeekday } from '../shared/day.ts';
import type { DateStyle, Language } from '../shared/languages.ts';
import { phoneInstant } from './offline/clock.ts';
import { useMe } from './session.ts';

/** Days, instants and numbers as the person signed in writes them, by the clock of his outlet. */
export interface Format {
  language: Language;
  dateStyle: DateStyle;
  timeZone: string;
  /** The calendar day it is now at that place. */
  today: () => Day;
  /** The calendar day of an instant at that place. */
  dayOf: (instant: string) => Day;
  /** `short` 2026/11/23 · `long` 2026年11月23日 · `monthDay` 11月23日. */
  day: (day: Day, form?: 'short' | 'long' | 'monthDay') => string;
  weekday: (day: Day) => string;
  /** 11月23日 週一, Mon 23 Nov: as a day is named at the head of a screen. */
  dayOfWeek: (day: Day) => string;
  month: (day: Day) => string;
  /** `dateTime` 2026/11/23 14:20 · `monthDayTime` 11月23日 14:20 · `time` 14:20. */
  instant: (instant: string, form?: 'dateTime' | 'monthDayTime' | 'time') => string;
  number: (value: number) => string;
  percent: (share: number) => string;
}

export function useFormat(): Format {
  const { language, dateStyle, timeZone } = useMe();
  return useMemo(() => {
    const numbers = new Intl.NumberFormat(language);
    const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
    const reader = { language, dateStyle };
    return {
      ...reader,
      timeZone,
      today: () => businessDay(phoneInstant(), timeZone),
      dayOf: (instant) => businessDay(instant, timeZone),
      day: (day, form = 'short') => formatDay(day, { ...reader, form }),
      dayOfWeek: (day) => {
        const parts = [formatDay(day, { ...reader, form: 'monthDay' }), formatWeekday(day, language)];
        return (language === 'en' ? parts.toReversed() : parts).join(' ');
      },
      weekday: (day) => formatWeekday(day, language),
      month: (day) => formatMonth(day, reader),
      instant: (instant, form = 'dateTime') => formatInstant(instant, { ...reader, timeZone, form }),
      number: (value) => numbers.format(value),
      percent: (share) => percents.format(share),
    };
  }, [language, dateStyle, timeZone]);
}
