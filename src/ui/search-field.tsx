import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchFieldProps {
  /** Read aloud; what may be typed stands in `placeholder`. */
  label: string;
  placeholder: string;
  /** What is searched now. */
  value: string;
  /** Called a moment after the last key, and at once when it is cleared. */
  onSearch: (text: string) => void;
  autoFocus?: boolean;
}

/** Search while one types: nothing to press, nothing asked of the server between two keys. */
export function SearchField({ label, placeholder, value, onSearch, autoFocus = false }: SearchFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback((text: string) => onSearch(text.trim()), 250);
  useEffect(() => setTyped((now) => (now.trim() === value ? now : value)), [value]);
  const clear = (): void => {
    setTyped('');
    search.cancel();
    onSearch('');
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      autoFocus={autoFocus}
      autoComplete="off"
      enterKeyHint="search"
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={typed === '' ? null : <CloseButton aria-label={t('action.clear')} onClick={clear} />}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') {
          event.preventDefault();
          clear();
        }
        if (event.key === 'Enter') search.flush();
      }}
    />
  );
}
