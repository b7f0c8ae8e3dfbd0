import clsx from 'clsx';
import { useId } from 'react';
import styles from './scale.module.css';

interface ScaleProps {
  label: string;
  /** Names of the steps from the lowest on; an empty name shows the number alone. */
  steps: readonly string[];
  /** Index of the step; null while nothing is said. */
  value: number | null;
  onChange: (value: number) => void;
  error?: string | undefined;
}

/** A judgement on a short scale, e.g. intent from 0 to 4; arrow keys move as in any group of radio buttons. */
export function Scale({ label, steps, value, onChange, error }: ScaleProps) {
  const name = useId();
  return (
    <fieldset className={styles.scale} aria-describedby={error === undefined ? undefined : `${name}-error`}>
      <legend>{label}</legend>
      <div className={styles.steps}>
        {steps.map((step, index) => (
          <label key={`${index} ${step}`} className={clsx(styles.step, value === index && styles.on)}>
            <input type="radio" name={name} checked={value === index} onChange={() => onChange(index)} />
            <span>{index}</span>
            {step !== '' && <span>{step}</span>}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <div id={`${name}-error`} className={styles.error}>
          {error}
        </div>
      )}
    </fieldset>
  );
}
