import { useTranslation } from 'react-i18next';
import styles from './bar.module.css';

/** How much of something is reached; `of` is more than 0. More than all of it is shown as all of it. */
export function Bar({ label, value, of }: { label: string; value: number; of: number }) {
  const { t } = useTranslation();
  const share = of <= 0 ? 0 : Math.min(1, Math.max(0, value / of));
  return (
    <div
      role="meter"
      aria-label={t('bar.of', { label, value, of })}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={Math.min(value, of)}
      className={styles.bar}
    >
      <i style={{ width: `${share * 100}%` }} />
    </div>
  );
}
