import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchFieldProps {
  /** Read aloud; what may be typed stands in `placeholder`. */
  label: string;
  placeholder: string;
  /** What is searched now. */
  value: string;
  /** Called a moment after the last key, and at once when it is cleared. */
  onSearch: (text: string) => void;
}

/** Search while one types: nothing to press, nothing asked of the server between two keys. */
export function SearchField({ label, placeholder, value, onSearch }: SearchFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback((text: string) => onSearch(text.trim()), 250);
  // What is being typed belongs to the hand; a search changed elsewhere (cleared, gone back) is shown once the hand is off.
  useEffect(() => {
    const field = input.current;
    if (field !== null && document.activeElement !== field) field.value = value;
  }, [value]);
  const clear = (): void => {
    search.cancel();
    if (input.current !== null) input.current.value = '';
    onSearch('');
  };
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      defaultValue={value}
      autoComplete="off"
      enterKeyHint="search"
      rightSectionWidth="var(--control-height)"
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={
        value === '' ? null : (
          <CloseButton size="var(--control-height)" iconSize={18} aria-label={t('action.clear')} onClick={clear} />
        )
      }
      onChange={(event) => search(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && event.currentTarget.value !== '') {
          event.preventDefault();
          clear();
        }
        if (event.key === 'Enter') search.flush();
      }}
    />
  );
}
