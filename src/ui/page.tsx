import { IconChevronLeft } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './page.module.css';

interface PageProps {
  title: string;
  /** Beside the title: what narrows it, e.g. the day and the time. */
  titleNote?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** The way back on a screen opened from another. */
  back?: { link: LinkProps; label: string } | undefined;
  /** To the right on a wide desk, below the rest elsewhere. */
  aside?: ReactNode;
  asideLabel?: string;
  /** Stays at the bottom within the thumb's reach. */
  footer?: ReactNode;
  /** One thing to be done and left: on the phone the tabs give way to it. */
  task?: boolean;
  /** `reading`: no wider than text and forms want. */
  width?: 'full' | 'reading';
  children: ReactNode;
}

/** The frame of every screen: its heading, its title in the browser, its way back, its actions. */
export function Page(props: PageProps) {
  const {
    title,
    titleNote,
    subtitle,
    actions,
    back,
    aside,
    asideLabel,
    footer,
    task,
    width = 'full',
    children,
  } = props;
  const { t } = useTranslation();
  return (
    <div className={clsx(styles.page, aside !== undefined && styles.withAside)} data-task={task || undefined}>
      <title>{`${title} · ${t('product')}`}</title>
      <div className={clsx(styles.column, width === 'reading' && styles.readingColumn)}>
        <header className={styles.header}>
          {back !== undefined && (
            <Link {...back.link} className={styles.back} aria-label={t('action.backTo', { place: back.label })}>
              <IconChevronLeft aria-hidden />
            </Link>
          )}
          <div className={styles.heading}>
            <h1 tabIndex={-1}>
              {title}
              {titleNote !== undefined && (
                <>
                  {' '}
                  <span className={styles.note}>{titleNote}</span>
                </>
              )}
            </h1>
            {subtitle !== undefined && <small>{subtitle}</small>}
          </div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
        <div className={clsx(styles.content, width === 'reading' && styles.reading)}>{children}</div>
        {footer !== undefined && <div className={styles.footer}>{footer}</div>}
      </div>
      {aside !== undefined && (
        <aside className={styles.aside} aria-label={asideLabel}>
          {aside}
        </aside>
      )}
    </div>
  );
}
