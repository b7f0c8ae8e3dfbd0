import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '#ui/card.tsx';
import styles from './entry-frame.module.css';
import { LanguageSwitch } from './language-switch.tsx';

interface EntryFrameProps {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}

/** The screens before sign-in: the product's name, one sheet, the languages. */
export function EntryFrame({ title, text, children }: EntryFrameProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.frame}>
      <title>{`${title} · ${t('product')}`}</title>
      <header className={styles.head}>
        <p className={styles.product}>{t('product')}</p>
        <LanguageSwitch />
        <p className={styles.tagline}>{t('productTagline')}</p>
      </header>
      <main className={styles.main}>
        <Card className={styles.sheet}>
          <h1 tabIndex={-1}>{title}</h1>
          {text !== undefined && <p className={styles.text}>{text}</p>}
          {children}
        </Card>
      </main>
    </div>
  );
}
