import { NativeSelect } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldProps, useFieldLook } from './fields.tsx';
import styles from './fields.module.css';

export interface Option<V extends string> {
  value: V;
  label: string;
  note?: ReactNode;
}

interface SelectProps<V extends string> extends FieldProps<V | ''> {
  options: readonly Option<V>[];
  /** What the empty choice is called; without it something is always chosen. */
  emptyLabel?: string;
}

/** One of several, from the device's own list; for many, use `SearchSelectField`. */
export function SelectField<V extends string>(props: SelectProps<V>) {
  const {
    label,
    description,
    error,
    optional,
    options,
    emptyLabel,
    disabled = false,
    value,
    onChange,
    ...rest
  } = props;
  const { t } = useTranslation();
  const look = useFieldLook({ label, description, error, optional });
  const known = options.some((option) => option.value === value);
  return (
    <NativeSelect
      {...rest}
      {...look}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(options.find((option) => option.value === event.currentTarget.value)?.value ?? '')}
    >
      {(emptyLabel !== undefined || !known) && <option value="">{emptyLabel ?? t('field.choose')}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </NativeSelect>
  );
}

/** One of a few, all of them seen. */
export function RadioField<V extends string>({ label, error, options, value, onChange }: SelectProps<V>) {
  const name = useId();
  return (
    <fieldset className={styles.radios} aria-describedby={error === undefined ? undefined : `${name}-error`}>
      <legend>{label}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.note !== undefined && <small>{option.note}</small>}
            </span>
          </label>
        ))}
      </div>
      {error !== undefined && (
        <div id={`${name}-error`} className={styles.fieldError}>
          {error}
        </div>
      )}
    </fieldset>
  );
}

/** Yes or no. */
export function CheckField({
  label,
  value,
  onChange,
  disabled,
}: Pick<FieldProps<boolean>, 'label' | 'value' | 'onChange' | 'disabled'>) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={value} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}
