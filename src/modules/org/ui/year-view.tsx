import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type Day, daysBetween, weekday } from '#platform/shared/day.ts';
import { findRegion } from '#platform/shared/region/regions.ts';
import { useFormat } from '#platform/web/format.ts';
import { worksByPattern } from '../rules.ts';
import type { CalendarDay } from './calendar-reading.ts';
import styles from './year-view.module.css';

interface YearProps {
  year: number;
  region: string;
  days: readonly CalendarDay[];
  /** Whoever may set a day by hand opens it here. */
  onOpen: ((day: Day) => void) | undefined;
}

/** Twelve months at a glance: what is off is grey, what differs from the week's pattern carries its mark. */
export function YearView({ year, region, days, onOpen }: YearProps) {
  const known = new Map(days.map((one) => [one.day, one]));
  const first = findRegion(region)?.weekStart ?? 1;
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}-01`);
  return (
    <div className={styles.year}>
      {months.map((month) => (
        <Month key={month} month={month} first={first} known={known} onOpen={onOpen} />
      ))}
    </div>
  );
}

/** Before the first of the month. */
const blank = '\u00A0';

interface MonthProps {
  month: Day;
  /** 1 is Monday, 7 is Sunday. */
  first: number;
  known: ReadonlyMap<Day, CalendarDay>;
  onOpen: YearProps['onOpen'];
}

function Month({ month, first, known, onOpen }: MonthProps) {
  const format = useFormat();
  const next = addDays(month, 31).slice(0, 8);
  const count = daysBetween(month, `${next}01`);
  const lead = (weekday(month) - first + 7) % 7;
  const cells = [
    ...Array<null>(lead).fill(null),
    ...Array.from({ length: count }, (_, index) => addDays(month, index)),
  ];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  // 2024-01-01 was a Monday.
  const heads = Array.from({ length: 7 }, (_, index) => addDays('2024-01-01', first - 1 + index));
  return (
    <table className={styles.month}>
      <caption>{format.month(month)}</caption>
      <thead>
        <tr>
          {heads.map((day) => (
            <th key={day} scope="col">
              <span aria-hidden>{shortWeekday(day, format.language)}</span>
              <span className={styles.hidden}>{format.weekday(day)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={week.find((day) => day !== null) ?? index}>
            {week.map((day, place) =>
              day === null ? (
                <td key={`blank ${place}`}>{blank}</td>
              ) : (
                <DayCell key={day} day={day} entry={known.get(day)} onOpen={onOpen} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const shortWeekday = (day: Day, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

function DayCell({ day, entry, onOpen }: { day: Day; entry: CalendarDay | undefined; onOpen: YearProps['onOpen'] }) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const works = entry?.works ?? worksByPattern(day);
  const differs = works !== worksByPattern(day);
  const mark = differs ? t(works ? 'calendars.onMark' : 'calendars.offMark') : '';
  const words = [
    format.day(day, 'long'),
    t(works ? 'calendars.works' : 'calendars.off'),
    entry?.name === '' ? undefined : entry?.name,
  ];
  const label = words.filter(Boolean).join(' · ');
  const inside: ReactNode = (
    <>
      {Number(day.slice(8))}
      {mark !== '' && <i>{mark}</i>}
      <span className={styles.hidden}>{label}</span>
    </>
  );
  return (
    <td className={clsx(!works && styles.off, differs && (works ? styles.makeUp : styles.holiday))}>
      {onOpen === undefined ? (
        <span title={entry === undefined ? undefined : label}>{inside}</span>
      ) : (
        <button type="button" title={label} onClick={() => onOpen(day)}>
          {inside}
        </button>
      )}
    </td>
  );
}
