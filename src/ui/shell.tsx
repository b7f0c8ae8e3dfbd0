import { IconWifiOff } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

/** An address inside the product. */
export type To = NonNullable<LinkProps['to']>;

export interface Place {
  to: To;
  label: string;
  icon: ReactNode;
  /** How many things wait there. */
  count?: number | undefined;
}

export interface PlaceGroup {
  label: string;
  places: readonly Place[];
}

interface ShellProps {
  /** Above the places on the desk: product and unit. */
  brand: ReactNode;
  groups: readonly PlaceGroup[];
  /** Below the places on the desk: the person. */
  foot: ReactNode;
  /** At the bottom of the phone, at most five. */
  tabs: readonly Place[];
  banner: ReactNode;
  children: ReactNode;
}

const exactHome = (to: To) => ({ exact: to === '/' });

/** The frame around every screen behind sign-in: places at the left on the desk, tabs at the bottom on the phone. */
export function Shell({ brand, groups, foot, tabs, banner, children }: ShellProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('nav.skip')}
      </a>
      <nav className={styles.side} aria-label={t('nav.main')}>
        <div className={styles.brand}>{brand}</div>
        <PlaceList groups={groups} />
        <div className={styles.foot}>{foot}</div>
      </nav>
      <div className={styles.body}>
        <div role="status" className={styles.banner}>
          {banner}
        </div>
        <main id="main" tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
      <nav className={styles.tabs} aria-label={t('nav.tabs')}>
        {tabs.map((tab) => (
          <Link key={tab.to} to={tab.to} className={styles.tab} activeOptions={exactHome(tab.to)}>
            {tab.icon}
            <span>
              {tab.label}
              {tab.count !== undefined && tab.count > 0 && ` ${tab.count}`}
            </span>
          </Link>
        ))}
      </nav>
    </div>
  );
}

/** Places by group, as in the desk's left column and below 「我」 on the phone. */
export function PlaceList({ groups }: { groups: readonly PlaceGroup[] }) {
  return groups.map((group) => (
    <section key={group.label} className={styles.group}>
      <h2>{group.label}</h2>
      <ul>
        {group.places.map((place) => (
          <li key={place.to}>
            <Link to={place.to} className={styles.place} activeOptions={exactHome(place.to)}>
              {place.icon}
              <span className={styles.placeLabel}>{place.label}</span>
              {place.count !== undefined && place.count > 0 && <b>{place.count}</b>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** The state of the connection in words, calm. */
export function ConnectionBanner({ title, text, more }: { title: string; text: string; more?: ReactNode }) {
  return (
    <p className={styles.connection}>
      <IconWifiOff size={18} aria-hidden />
      <span>
        <b>{title}</b> {text} {more}
      </span>
    </p>
  );
}
