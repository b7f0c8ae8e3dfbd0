import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './timeline.module.css';

export interface TimelineEntry {
  id: string;
  /** `done`: happened; `none`: happened without result; `open`: still to come; `current`: now. */
  state: 'done' | 'none' | 'open' | 'current';
  title: ReactNode;
  /** Beside the title, weaker: the place, the person. */
  note?: ReactNode;
  detail?: ReactNode;
  /** At the right: the time, or what stands for it. */
  time?: ReactNode;
  /** Opens what lies behind it. */
  onOpen?: (() => void) | undefined;
}

/** What happened and what comes, in order, along one line. `label` says of what. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles.line} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className={clsx(styles.entry, styles[entry.state])}>
          <div className={styles.row}>
            {entry.onOpen === undefined ? (
              <span className={styles.title}>
                {entry.title} {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
              </span>
            ) : (
              <button type="button" className={styles.title} onClick={entry.onOpen}>
                {entry.title} {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
              </button>
            )}
            {entry.time !== undefined && <small className={styles.time}>{entry.time}</small>}
          </div>
          {entry.detail !== undefined && <small className={styles.detail}>{entry.detail}</small>}
        </li>
      ))}
    </ol>
  );
}
