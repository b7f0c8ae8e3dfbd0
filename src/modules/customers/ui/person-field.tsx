import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepPreviousData } from '@tanstack/react-query';
import { $api } from '#platform/web/api.ts';
import { SearchSelectField } from '#ui/search-select.tsx';

export interface ChosenPerson {
  id: string;
  name: string;
}

interface PersonFieldProps {
  label: string;
  value: ChosenPerson | null;
  onChange: (person: ChosenPerson | null) => void;
  error?: string | undefined;
  optional?: boolean;
}

/** A colleague, found by typing the name. */
export function PersonField({ label, value, onChange, error, optional }: PersonFieldProps) {
  const { t } = useTranslation('customers');
  const [typed, setTyped] = useState('');
  const q = typed === value?.name ? '' : typed;
  const { data } = $api.useQuery(
    'get',
    '/api/v1/people',
    { params: { query: { limit: 20, ...(q === '' ? {} : { q }) } } },
    { placeholderData: keepPreviousData },
  );
  const found = data?.items ?? [];
  const options = found.map((person) => ({
    value: person.id,
    label: person.unit === null ? person.name : `${person.name} · ${person.unit.name}`,
  }));
  if (value !== null && !found.some(({ id }) => id === value.id))
    options.unshift({ value: value.id, label: value.name });
  return (
    <SearchSelectField
      label={label}
      placeholder={t('assign.personPlaceholder')}
      options={options}
      onSearch={setTyped}
      clearable
      value={value?.id ?? null}
      error={error}
      optional={optional}
      onChange={(id) => {
        const person = found.find((one) => one.id === id);
        onChange(id === null ? null : { id, name: person?.name ?? value?.name ?? '' });
      }}
    />
  );
}
