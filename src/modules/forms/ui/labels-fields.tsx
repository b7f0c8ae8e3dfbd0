import { useTranslation } from 'react-i18next';
import { type Labels, type Language, languages } from '#platform/shared/languages.ts';
import { TextField } from '#ui/fields.tsx';
import styles from './editor.module.css';

const names = { 'zh-Hant': 'field.hant', 'zh-Hans': 'field.hans', en: 'field.en' } as const;

interface LabelsFieldsProps {
  /** Of what the three are the texts, e.g. 「單位」. */
  label: string;
  value: Labels;
  maxLength: number;
  optional?: boolean;
  /** The labels are heard, and stand in the empty fields. */
  compact?: boolean;
  errorOf?: (language: Language) => string | undefined;
  onChange: (value: Labels, language: Language) => void;
}

/** One text in three languages. */
export function LabelsFields({ label, value, maxLength, optional, compact, errorOf, onChange }: LabelsFieldsProps) {
  const { t } = useTranslation('forms');
  return (
    <fieldset className={styles.labels} data-compact={compact || undefined}>
      <legend>{label}</legend>
      {languages.map((language) => (
        <TextField
          key={language}
          label={t(names[language])}
          lang={language}
          value={value[language]}
          maxLength={maxLength}
          placeholder={compact ? t(names[language]) : ''}
          optional={optional}
          error={errorOf?.(language)}
          onChange={(text) => onChange({ ...value, [language]: text }, language)}
        />
      ))}
    </fieldset>
  );
}
