import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './stepper.module.css';

interface StepperProps {
  label: string;
  value: number | null;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  /** How far one press goes. */
  step?: number;
  unit?: string;
}

/** A small whole number, changed by touch; it can be typed as well. */
export function Stepper({ label, value, onChange, min = 0, max = 99_999, step = 1, unit }: StepperProps) {
  const { t } = useTranslation();
  const id = useId();
  const set = (next: number): void => onChange(Math.min(max, Math.max(min, next)));
  const type = (text: string): void => {
    const digits = text.replaceAll(/\D/g, '');
    if (digits !== '') set(Number(digits));
  };
  const present = value ?? min;
  return (
    <div className={styles.row}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {unit !== undefined && ` (${unit})`}
      </label>
      <div className={styles.stepper}>
        <button
          type="button"
          aria-label={t('action.less', { label })}
          disabled={present <= min}
          onClick={() => set(present - step)}
        >
          <IconMinus size={20} aria-hidden />
        </button>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={value ?? ''}
          placeholder="—"
          onChange={(event) => type(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <button
          type="button"
          aria-label={t('action.plus', { label })}
          disabled={present >= max}
          onClick={() => set(present + step)}
        >
          <IconPlus size={20} aria-hidden />
        </button>
      </div>
    </div>
  );
}
