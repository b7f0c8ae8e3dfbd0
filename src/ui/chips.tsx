import clsx from 'clsx';
import { type ReactNode, useId } from 'react';
import styles from './chips.module.css';

interface ChipProps {
  on: boolean;
  onPress: () => void;
  label?: string;
  children: ReactNode;
}

/** One choice under the thumb: on or off. */
export function Chip({ on, onPress, label, children }: ChipProps) {
  return (
    <button
      type="button"
      className={clsx(styles.chip, on && styles.on)}
      aria-pressed={on}
      aria-label={label}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

export interface Choice<V extends string> {
  value: V;
  label: ReactNode;
}

interface GroupProps<V extends string> {
  label: string;
  /** Shown above; `label` is read aloud in any case. */
  labelHidden?: boolean;
  choices: readonly Choice<V>[];
  error?: string | undefined;
  /** After the choices, e.g. a chip that adds one. */
  more?: ReactNode;
}

interface OneProps<V extends string> extends GroupProps<V> {
  value: V | null;
  /** Pressing the chosen one again takes the choice back, unless `required`. */
  required?: boolean;
  onChange: (value: V | null) => void;
}

interface ManyProps<V extends string> extends GroupProps<V> {
  values: readonly V[];
  onChange: (values: V[]) => void;
}

function Group<V extends string>(props: GroupProps<V> & { isOn: (value: V) => boolean; press: (value: V) => void }) {
  const { label, labelHidden, choices, error, more, isOn, press } = props;
  const id = useId();
  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <div id={`${id}-label`} className={clsx(styles.label, labelHidden && styles.hidden)}>
        {label}
      </div>
      <div className={styles.chips}>
        {choices.map((choice) => (
          <Chip key={choice.value} on={isOn(choice.value)} onPress={() => press(choice.value)}>
            {choice.label}
          </Chip>
        ))}
        {more}
      </div>
      {error !== undefined && (
        <div id={`${id}-error`} className={styles.error}>
          {error}
        </div>
      )}
    </div>
  );
}

/** One of a few, by touch. */
export function ChipChoice<V extends string>({ value, required, onChange, ...group }: OneProps<V>) {
  const press = (pressed: V): void => {
    if (pressed !== value) onChange(pressed);
    else if (!required) onChange(null);
  };
  return <Group {...group} isOn={(candidate) => candidate === value} press={press} />;
}

/** Any of a few, by touch. */
export function ChipChoices<V extends string>({ values, onChange, ...group }: ManyProps<V>) {
  const press = (pressed: V): void => {
    onChange(values.includes(pressed) ? values.filter((value) => value !== pressed) : [...values, pressed]);
  };
  return <Group {...group} isOn={(candidate) => values.includes(candidate)} press={press} />;
}
