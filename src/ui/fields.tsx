import '@mantine/core/styles/PasswordInput.layer.css';
import { type __BaseInputProps, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './fields.module.css';

export interface FieldProps<V> {
  label: string;
  description?: ReactNode;
  /** The sentence of what is wrong with it. */
  error?: string | undefined;
  /** Marks it as one that may stay empty; fields are otherwise expected to be filled. */
  optional?: boolean | undefined;
  disabled?: boolean | undefined;
  name?: string;
  value: V;
  onChange: (value: V) => void;
}

type Shared = Pick<__BaseInputProps, 'label' | 'description' | 'error'>;

/** What every kind of field shows in the same way; used by the wrappers of this folder. */
export function useFieldLook({
  label,
  description,
  error,
  optional,
}: Omit<FieldProps<unknown>, 'value' | 'onChange'>): Shared {
  const { t } = useTranslation();
  return {
    label: optional ? (
      <>
        {label} <span className={styles.optional}>{t('field.optional')}</span>
      </>
    ) : (
      label
    ),
    description,
    error,
  };
}

type TextProps = FieldProps<string> &
  Pick<
    ComponentProps<'input'>,
    'autoComplete' | 'inputMode' | 'maxLength' | 'placeholder' | 'autoFocus' | 'lang' | 'type'
  >;

/** One line of text. */
export function TextField({ label, description, error, optional, disabled = false, onChange, ...rest }: TextProps) {
  const look = useFieldLook({ label, description, error, optional });
  return (
    <TextInput {...rest} {...look} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

const Eye = ({ reveal }: { reveal: boolean }) => (reveal ? <IconEyeOff size={20} /> : <IconEye size={20} />);

/** A secret one can look at while typing. */
export function PasswordField({ label, description, error, optional, disabled = false, onChange, ...rest }: TextProps) {
  const { t } = useTranslation();
  const look = useFieldLook({ label, description, error, optional });
  return (
    <PasswordInput
      {...rest}
      {...look}
      disabled={disabled}
      visibilityToggleButtonProps={{ 'aria-label': t('field.show'), tabIndex: 0 }}
      visibilityToggleIcon={Eye}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type AreaProps = FieldProps<string> &
  Pick<ComponentProps<'textarea'>, 'maxLength' | 'placeholder' | 'autoFocus'> & { rows?: number };

/** A few lines of text; grows with what is written. */
export function TextAreaField({
  label,
  description,
  error,
  optional,
  disabled = false,
  onChange,
  rows = 2,
  ...rest
}: AreaProps) {
  const look = useFieldLook({ label, description, error, optional });
  return (
    <Textarea
      {...rest}
      {...look}
      disabled={disabled}
      autosize
      minRows={rows}
      maxRows={12}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
