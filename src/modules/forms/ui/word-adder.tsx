import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/fields.tsx';
import styles from './form.module.css';

interface WordAdderProps {
  label: string;
  maxLength: number;
  onAdd: (word: string) => void;
}

/** A word of one's own beside those offered; opened by a press, so the keyboard comes with it. */
export function WordAdder({ label, maxLength, onAdd }: WordAdderProps) {
  const { t } = useTranslation();
  const [word, setWord] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <form
      ref={form}
      className={styles.adder}
      onSubmit={(event) => {
        event.preventDefault();
        if (word.trim() !== '') onAdd(word.trim());
      }}
    >
      <TextField label={label} value={word} onChange={setWord} maxLength={maxLength} />
      <Button submit>{t('action.add')}</Button>
    </form>
  );
}
