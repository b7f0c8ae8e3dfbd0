import clsx from 'clsx';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './lane.module.css';

/** The hours a lane shows, as whole hours of the day: 9 to 18. */
export interface Hours {
  from: number;
  to: number;
}

export interface LaneBar {
  id: string;
  /** Minutes since midnight at the lane's place. */
  start: number;
  end: number;
  tone: 'weak' | 'mid' | 'strong' | 'none' | 'planned';
  framed?: boolean | undefined;
  /** One or two characters inside. */
  mark: ReactNode;
  /** All of it in words: read aloud, and shown under the pointer. */
  label: string;
  onOpen?: (() => void) | undefined;
}

const pad = (value: number): string => String(value).padStart(2, '0');
const clock = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;

const share = ({ from, to }: Hours, minutes: number): number =>
  (Math.min(to * 60, Math.max(from * 60, minutes)) - from * 60) / ((to - from) * 60);

/** The hours above the lanes. */
export function LaneHours({ hours }: { hours: Hours }) {
  const { t } = useTranslation();
  const list = Array.from({ length: hours.to - hours.from }, (_, index) => hours.from + index);
  return (
    <div
      className={styles.hours}
      role="img"
      aria-label={t('lane.hours', { from: clock(hours.from * 60), to: clock(hours.to * 60) })}
    >
      {list.map((hour) => (
        <span key={hour}>{pad(hour)}</span>
      ))}
    </div>
  );
}

/** One line of a day: what happened, what is planned, and where the day stands (`now`, minutes since midnight). */
export function Lane({
  label,
  hours,
  bars,
  now,
}: {
  label: string;
  hours: Hours;
  bars: readonly LaneBar[];
  now?: number | undefined;
}) {
  const { t } = useTranslation();
  const grid = { '--hours': hours.to - hours.from } as CSSProperties;
  return (
    <ul className={styles.lane} aria-label={label} style={grid}>
      {bars.map((bar) => {
        const left = share(hours, bar.start);
        const width = share(hours, Math.max(bar.end, bar.start)) - left;
        const place = { left: `${left * 100}%`, width: `${width * 100}%` };
        const look = clsx(styles.bar, styles[bar.tone], bar.framed && styles.framed);
        const words = `${clock(bar.start)} ${bar.label}`;
        return (
          <li key={bar.id}>
            {bar.onOpen === undefined ? (
              <span className={look} style={place} role="img" aria-label={words} title={words}>
                {bar.mark}
              </span>
            ) : (
              <button
                type="button"
                className={look}
                style={place}
                aria-label={words}
                title={words}
                onClick={bar.onOpen}
              >
                {bar.mark}
              </button>
            )}
          </li>
        );
      })}
      {now !== undefined && now >= hours.from * 60 && now <= hours.to * 60 && (
        <li
          className={styles.now}
          style={{ left: `${share(hours, now) * 100}%` }}
          aria-label={t('lane.now', { time: clock(now) })}
        />
      )}
    </ul>
  );
}
