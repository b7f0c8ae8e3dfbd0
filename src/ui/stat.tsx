import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './stat.module.css';

interface StatProps {
  label: string;
  value: ReactNode;
  /** What it is measured against, e.g. the plan; already in words: '/ 12', '46%'. */
  of?: ReactNode;
}

/** One figure with its name. */
export function Stat({ label, value, of }: StatProps) {
  return (
    <div className={styles.stat}>
      <dt>{label}</dt>
      <dd>
        <b>{value}</b>
        {of !== undefined && <span> {of}</span>}
      </dd>
    </div>
  );
}

/** Figures in a row: `strip` between two lines as on the phone, `open` as above a desk table. */
export function Stats({ children, look = 'open' }: { children: ReactNode; look?: 'strip' | 'open' }) {
  return <dl className={clsx(styles.stats, styles[look])}>{children}</dl>;
}
