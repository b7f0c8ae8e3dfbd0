import type { ReactNode } from 'react';
import type { DateStyle, Language } from '#platform/shared/languages.ts';
import { ChipChoice, ChipChoices } from '#ui/chips.tsx';
import { DayField } from '#ui/day-field.tsx';
import { TextAreaField } from '#ui/fields.tsx';
import { Scale } from '#ui/scale.tsx';
import { Stepper } from '#ui/stepper.tsx';
import type { FieldType, FormField } from '../contract.ts';
import type { BrandQuantity, Met } from '../rules-fit.ts';
import { BrandsField } from './brands-field.tsx';
import { ContactsField, type KnownContact } from './contacts-field.tsx';

export interface ControlProps {
  field: FormField;
  label: string;
  /** Undefined while unanswered. */
  value: unknown;
  error: string | undefined;
  onAnswer: (value: unknown) => void;
  contacts: readonly KnownContact[];
  language: Language;
  dateStyle: DateStyle;
}

/** Those on offer, and of those withdrawn the ones that an older answer holds. */
function choicesOf({ field, value, language }: ControlProps) {
  const chosen = Array.isArray(value) ? (value as unknown[]) : [value];
  return (field.options ?? [])
    .filter((option) => option.retired !== true || chosen.includes(option.code))
    .map((option) => ({ value: option.code, label: option.labels[language] }));
}

/** One press goes further where numbers are larger: 3 → 4, 45 → 50, 300 → 350. */
const stepOf = (value: number): number => (value >= 200 ? 50 : value >= 20 ? 5 : 1);

function NumberControl({ field, label, value, onAnswer, language }: ControlProps) {
  const present = (value as number | undefined) ?? null;
  const unit = field.unit?.[language] ?? '';
  return (
    <Stepper
      label={label}
      {...(unit === '' ? {} : { unit })}
      value={present}
      min={field.min ?? 0}
      max={field.max ?? 1_000_000}
      step={stepOf(present ?? 0)}
      onChange={onAnswer}
    />
  );
}

function TextControl({ field, label, value, error, onAnswer, language }: ControlProps) {
  return (
    <TextAreaField
      label={label}
      value={(value as string | undefined) ?? ''}
      error={error}
      maxLength={field.max ?? 500}
      {...(field.hint === undefined ? {} : { placeholder: field.hint[language] })}
      optional={field.required !== true}
      onChange={(text) => onAnswer(text === '' ? undefined : text)}
    />
  );
}

function DayControl({ field, label, value, error, onAnswer, language, dateStyle }: ControlProps) {
  return (
    <DayField
      label={label}
      language={language}
      dateStyle={dateStyle}
      value={(value as string | undefined) ?? null}
      error={error}
      clearable
      optional={field.required !== true}
      onChange={onAnswer}
    />
  );
}

/** How each kind of question is answered by thumb. Chips carry their label for the ear only: it is shown above them. */
export const controls: Readonly<Record<FieldType, (props: ControlProps) => ReactNode>> = {
  contacts: ({ label, value, error, onAnswer, contacts }) => (
    <ContactsField
      label={label}
      known={contacts}
      value={(value as Met[] | undefined) ?? []}
      error={error}
      onChange={onAnswer}
    />
  ),
  number: NumberControl,
  choice: (props) => (
    <ChipChoice
      label={props.label}
      labelHidden
      choices={choicesOf(props)}
      value={(props.value as string | undefined) ?? null}
      error={props.error}
      onChange={props.onAnswer}
    />
  ),
  choices: (props) => (
    <ChipChoices
      label={props.label}
      labelHidden
      choices={choicesOf(props)}
      values={(props.value as string[] | undefined) ?? []}
      error={props.error}
      onChange={props.onAnswer}
    />
  ),
  scale: (props) => (
    <Scale
      label={props.label}
      steps={choicesOf(props).map((choice) => choice.label)}
      value={(props.value as number | undefined) ?? null}
      error={props.error}
      onChange={props.onAnswer}
    />
  ),
  quantityByBrand: ({ field, value, error, onAnswer, language }) => (
    <BrandsField
      field={field}
      language={language}
      value={(value as BrandQuantity[] | undefined) ?? []}
      error={error}
      onChange={onAnswer}
    />
  ),
  day: DayControl,
  text: TextControl,
};
