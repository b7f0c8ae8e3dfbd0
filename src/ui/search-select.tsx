import '@mantine/core/styles/Combobox.layer.css';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Option } from './choice-fields.tsx';
import { type FieldProps, useFieldLook } from './fields.tsx';

interface SearchSelectProps<V extends string> extends FieldProps<V | null> {
  options: readonly Option<V>[];
  /** Called with what is typed, where the server searches; without it the options given are filtered here. */
  onSearch?: ((text: string) => void) | undefined;
  clearable?: boolean;
  placeholder?: string;
}

/** One of many, found by typing. */
export function SearchSelectField<V extends string>(props: SearchSelectProps<V>) {
  const {
    label,
    description,
    error,
    optional,
    options,
    onSearch,
    clearable = false,
    disabled = false,
    value,
    onChange,
    ...rest
  } = props;
  const { t } = useTranslation();
  const look = useFieldLook({ label, description, error, optional });
  return (
    <Select
      {...rest}
      {...look}
      disabled={disabled}
      searchable
      clearable={clearable}
      value={value}
      data={options.map((option) => ({ value: option.value, label: option.label }))}
      nothingFoundMessage={t('field.nothing')}
      onChange={(next) => onChange(options.find((option) => option.value === next)?.value ?? null)}
      {...(onSearch === undefined ? {} : { onSearchChange: onSearch, filter: ({ options: all }) => all })}
      comboboxProps={{ shadow: 'md', position: 'bottom-start' }}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
    />
  );
}
