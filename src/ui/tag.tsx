import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './tag.module.css';

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'none';

/** A state in a word; the colour only supports it. */
export function Tag({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={clsx(styles.tag, styles[tone])}>{children}</span>;
}
