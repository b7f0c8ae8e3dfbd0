import { useTranslation } from 'react-i18next';
import type { Day } from '#platform/shared/day.ts';
import { useFormat } from '#platform/web/format.ts';
import { Tag } from '#ui/tag.tsx';
import { worksByPattern } from '../rules.ts';
import type { CalendarDay } from './calendar-reading.ts';
import styles from './exception-list.module.css';

interface ListProps {
  days: readonly CalendarDay[];
  onOpen?: ((day: Day) => void) | undefined;
}

/** Holidays and make-up days in words, for reading through and for the phone. */
export function ExceptionList({ days, onOpen }: ListProps) {
  const { t } = useTranslation('org');
  const format = useFormat();
  return (
    <ul className={styles.list}>
      {days.map((one) => (
        <li key={one.day}>
          {onOpen === undefined ? (
            <span className={styles.day}>{format.dayOfWeek(one.day)}</span>
          ) : (
            <button type="button" className={styles.day} onClick={() => onOpen(one.day)}>
              {format.dayOfWeek(one.day)}
            </button>
          )}
          <Tag tone={one.works ? 'info' : worksByPattern(one.day) ? 'bad' : 'none'}>
            {t(one.works ? (worksByPattern(one.day) ? 'calendars.works' : 'calendars.makeUp') : 'calendars.off')}
          </Tag>
          <span>{one.name}</span>
        </li>
      ))}
    </ul>
  );
}
