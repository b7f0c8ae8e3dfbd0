import { createLink } from '@tanstack/react-router';
import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './button.module.css';

interface Look {
  /** `primary`: the one next thing. `danger`: cannot be undone without a reason. `quiet`: beside something stronger. */
  kind?: 'plain' | 'primary' | 'quiet' | 'danger' | undefined;
  /** `small` is for the desk only; on the phone it keeps 44 px. */
  size?: 'normal' | 'small' | undefined;
  /** As wide as its place. */
  wide?: boolean | undefined;
  icon?: ReactNode;
}

const classOf = ({ kind = 'plain', size = 'normal', wide }: Look, more?: string): string =>
  clsx(styles.button, styles[kind], size === 'small' && styles.small, wide && styles.wide, more);

interface ButtonProps extends Look, Omit<ComponentProps<'button'>, 'type' | 'disabled'> {
  submit?: boolean | undefined;
  /** Its work is under way: it cannot be pressed again; after a second it shows that it works. */
  busy?: boolean | undefined;
  /** Why it cannot be pressed now; it stays reachable, and says so. */
  whyNot?: string | undefined;
}

export function Button({
  kind,
  size,
  wide,
  icon,
  submit,
  busy,
  whyNot,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const reason = useId();
  const off = busy === true || whyNot !== undefined;
  return (
    <span className={clsx(styles.holder, wide && styles.wide)}>
      <button
        {...rest}
        type={submit ? 'submit' : 'button'}
        className={classOf({ kind, size, wide }, className)}
        aria-disabled={off || undefined}
        aria-busy={busy || undefined}
        aria-describedby={whyNot === undefined ? rest['aria-describedby'] : reason}
        onClick={(event) => {
          if (off) event.preventDefault();
          else onClick?.(event);
        }}
      >
        {busy ? <span className={styles.spinner} aria-hidden /> : icon}
        {children}
      </button>
      {whyNot !== undefined && (
        <small id={reason} className={styles.reason}>
          {whyNot}
        </small>
      )}
    </span>
  );
}

/** Looks like a button, leads out of the product: a telephone, a map, a file. */
export function AnchorButton({ kind, size, wide, icon, className, children, ...rest }: Look & ComponentProps<'a'>) {
  return (
    <a {...rest} className={classOf({ kind, size, wide }, className)}>
      {icon}
      {children}
    </a>
  );
}

/** Looks like a button, leads to another screen. */
export const ButtonLink = createLink(AnchorButton);

/** A square button with an icon alone; `label` is what it is called. */
export function IconButton({ label, children, ...rest }: { label: string } & Omit<ComponentProps<'button'>, 'type'>) {
  return (
    <button {...rest} type="button" aria-label={label} title={label} className={clsx(styles.icon, rest.className)}>
      {children}
    </button>
  );
}
