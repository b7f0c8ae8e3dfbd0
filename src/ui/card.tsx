import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  /** `current`: the one that is next. */
  tone?: 'plain' | 'current';
  /** Without inner space, for lists and tables that bring their own. */
  flush?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** A sheet on the paper. */
export function Card({ tone = 'plain', flush, className, children }: CardProps) {
  return (
    <div className={clsx(styles.card, tone === 'current' && styles.current, flush && styles.flush, className)}>
      {children}
    </div>
  );
}

interface SectionProps {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a screen with its own heading. */
export function Section({ title, note, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2>{title}</h2>
        {note !== undefined && <small>{note}</small>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** Things beside each other that wrap when there is no room. */
export function Row({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={clsx(styles.row, className)}>{children}</div>;
}

/** Things below each other at one distance. */
export function Stack({ children, gap = 'normal' }: { children: ReactNode; gap?: 'small' | 'normal' | 'large' }) {
  return (
    <div className={styles.stack} data-gap={gap}>
      {children}
    </div>
  );
}

/** Name and value of a record's fields, read as a list of terms. */
export function Facts({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
