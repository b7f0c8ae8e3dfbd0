import { memo } from 'react';
import type { DateStyle, Language } from '#platform/shared/languages.ts';
import type { FormField } from '../contract.ts';
import { type Answers, basisOf, valueOf } from '../rules.ts';
import type { FactBasis } from '../rules-basis.ts';
import { BasisButton } from './basis-button.tsx';
import type { KnownContact } from './contacts-field.tsx';
import { controls } from './controls.tsx';
import styles from './form.module.css';

export interface FieldContext {
  answers: Answers;
  /** Undefined takes the answer back. */
  onAnswer: (key: string, answer: unknown) => void;
  contacts: readonly KnownContact[];
  /** The sentence of what is wrong with a field. */
  errorOf: (key: string) => string | undefined;
  language: Language;
  dateStyle: DateStyle;
}

/** What one asked is known by having asked; most facts of a talk are. */
const usualBasis: FactBasis = 'asked';

const chips: readonly FormField['type'][] = ['choice', 'choices', 'quantityByBrand'];

interface FieldProps extends Pick<FieldContext, 'onAnswer' | 'contacts' | 'language' | 'dateStyle'> {
  field: FormField;
  /** As it is kept: with how it is known, where it is a fact. */
  kept: unknown;
  error: string | undefined;
}

/** One question of a form; where it is a fact, with how it is known. Drawn again only when something of its own changes: thumbs are quick. */
export const FormFieldShown = memo(function FormFieldShown(props: FieldProps) {
  const { field, kept, error, onAnswer, contacts, language, dateStyle } = props;
  const answers: Answers = { [field.key]: kept };
  const label = field.labels[language];
  const value = valueOf(field, answers) ?? undefined;
  const basis = basisOf(field, answers) ?? usualBasis;
  const answered = value !== undefined && !(Array.isArray(value) && value.length === 0);
  const answer = (next: unknown): void =>
    onAnswer(field.key, next != null && field.factBasis ? { value: next, basis } : (next ?? undefined));
  const Control = controls[field.type];
  const control = <Control {...{ field, label, value, error, onAnswer: answer, contacts, language, dateStyle }} />;
  const known = field.factBasis && answered && (
    <BasisButton label={label} basis={basis} onChange={(next) => onAnswer(field.key, { value, basis: next })} />
  );
  if (chips.includes(field.type))
    return (
      <div className={styles.field}>
        <div className={styles.head}>
          <span aria-hidden>{label}</span>
          {known}
        </div>
        {control}
      </div>
    );
  return (
    <div className={styles.field}>
      <div className={styles.inline}>
        <div>{control}</div>
        {known}
      </div>
      {error !== undefined && field.type === 'number' && <div className={styles.error}>{error}</div>}
    </div>
  );
});
