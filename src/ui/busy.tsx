import { useTranslation } from 'react-i18next';
import styles from './busy.module.css';

/** Something is being read or done: nothing for the first second, then words and movement. */
export function Busy({ label }: { label?: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.busy} role="status">
      <span className={styles.wheel} aria-hidden />
      {label ?? t('busy.working')}
    </div>
  );
}

/** A long work whose progress is known; `done` of `of`. */
export function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  return (
    <label className={styles.progress}>
      <span>{label}</span>
      <progress value={done} max={Math.max(1, of)} />
    </label>
  );
}
