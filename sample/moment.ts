import { addDays, businessDay, type Day, localTime, partsOf } from '#platform/shared/day.ts';
import { isWorkingDay, nextWorkingDay } from '#modules/org/rules.ts';
import type { Clock } from '#platform/server/clock.ts';
import { type Holiday, holidaysOf } from './holidays.ts';

export const zone = 'Asia/Taipei';

/** Six weeks of working days lie behind today. */
export const historyDays = 30;

const early = 10 * 60;
const late = 17 * 60;
/** Outside these hours the day is shown as it stood then. */
const usual = 14 * 60 + 20;

/** When the sample is set: today, half done. */
export interface Moment {
  today: Day;
  /** Minutes since midnight until which today has happened. */
  cut: number;
  /** The working days before today, the earliest first. */
  past: readonly Day[];
  /** The working day after today. */
  next: Day;
  /** What differs from Monday to Friday; today always works, also on a Sunday. */
  calendar: readonly Holiday[];
  /** Milliseconds of a minute of a day at the company's place. */
  at(day: Day, minute: number): number;
  /** The working day so many working days after a day. */
  ahead(day: Day, count: number): Day;
}

export function momentOf(clock: Clock): Moment {
  const instant = Temporal.Instant.fromEpochMilliseconds(clock.now()).toString();
  const today = businessDay(instant, zone);
  const { hour, minute } = localTime(instant, zone);
  const now = hour * 60 + minute;
  const calendar = calendarAround(today);
  const exceptions = new Map(calendar.map(({ day, works }) => [day, works]));
  const past: Day[] = [];
  for (let day = addDays(today, -1); past.length < historyDays; day = addDays(day, -1))
    if (isWorkingDay(exceptions, day)) past.unshift(day);
  const midnights = new Map<Day, number>();
  return {
    today,
    cut: now >= early && now <= late ? now : usual,
    past,
    next: nextWorkingDay(exceptions, today),
    calendar,
    at(day, minuteOfDay) {
      const known = midnights.get(day) ?? Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
      midnights.set(day, known);
      return known + minuteOfDay * 60_000;
    },
    ahead(day, count) {
      let reached = day;
      for (let left = count; left > 0; left -= 1) reached = nextWorkingDay(exceptions, reached);
      return reached;
    },
  };
}

function calendarAround(today: Day): Holiday[] {
  const { year } = partsOf(today);
  const holidays = holidaysOf([year - 1, year, year + 1]).filter(({ day }) => day !== today);
  const works = isWorkingDay(new Map(), today);
  return works ? holidays : [...holidays, { day: today, works: true, name: '補行上班' }];
}
