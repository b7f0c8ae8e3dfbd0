import { formatDay } from '#platform/shared/day.ts';
import type { DateStyle, Labels, Language } from '#platform/shared/languages.ts';
import type { FieldError } from '#platform/shared/result.ts';
import type { FormDefinition, FormField, SummaryLine } from './contract.ts';
import { factBases, type FactBasis } from './rules-basis.ts';
import { answerErrors, type BrandQuantity, type Met } from './rules-fit.ts';

/** Answers by the field's key. A field with `factBasis` holds `{ value, basis }`, every other its value alone; unanswered ones are absent. */
export type Answers = Readonly<Record<string, unknown>>;

const emptied = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The answer without how it came to be known. */
export function valueOf(field: FormField, answers: Answers): unknown {
  const answer = answers[field.key];
  if (!field.factBasis) return answer;
  return typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
}

export function basisOf(field: FormField, answers: Answers): FactBasis | null {
  const answer = answers[field.key];
  if (!field.factBasis || typeof answer !== 'object' || answer === null || !('basis' in answer)) return null;
  return factBases.find((basis) => basis === answer.basis) ?? null;
}

export const fieldsOf = (definition: FormDefinition): FormField[] =>
  definition.sections.flatMap((section) => section.fields);

/** A choice from a list that offers nothing is not asked. */
export const isAsked = (field: FormField): boolean =>
  field.optionsFrom === undefined || (field.options ?? []).some((option) => option.retired !== true);

/**
 * What is wrong with the answers, each error naming its field as `answers.headCount` (O8). With `complete: false` nothing is required:
 * where nobody was met, there is nothing to ask.
 */
export function validateAnswers(
  definition: FormDefinition,
  answers: Answers,
  { complete }: { complete: boolean } = { complete: true },
): FieldError[] {
  const fields = new Map(fieldsOf(definition).map((field) => [field.key, field]));
  const unknown = Object.keys(answers)
    .filter((key) => !fields.has(key))
    .slice(0, 20)
    .map((key) => ({ field: `answers.${key}`.slice(0, 200), code: 'field.unknown' }));
  const wrong = [...fields.values()].flatMap((field): FieldError[] => {
    const answer = answers[field.key];
    if (emptied(answer) || (field.factBasis && emptied(valueOf(field, answers)) && isHolder(answer)))
      return complete && field.required && isAsked(field)
        ? [{ field: `answers.${field.key}`, code: 'field.missing' }]
        : [];
    return answerErrors(field, answer);
  });
  return [...unknown, ...wrong];
}

const isHolder = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'value' in answer;

/** The answers without what was left empty: how they are kept. */
export function withoutEmpty(definition: FormDefinition, answers: Answers): Record<string, unknown> {
  const kept = fieldsOf(definition).filter((field) => !emptied(valueOf(field, answers)));
  return Object.fromEntries(kept.map((field) => [field.key, answers[field.key]]));
}

/** What the next report on this form begins with: the fields marked so, as far as they still fit this version. */
export function prefilled(definition: FormDefinition, last: Answers): Record<string, unknown> {
  const kept = fieldsOf(definition).filter(
    (field) =>
      field.prefillFromLast && !emptied(valueOf(field, last)) && answerErrors(field, last[field.key]).length === 0,
  );
  return Object.fromEntries(kept.map((field) => [field.key, last[field.key]]));
}

/** Between things listed in a line. */
const comma: Readonly<Record<Language, string>> = { 'zh-Hant': '、', 'zh-Hans': '、', en: ', ' };

function optionText(field: FormField, code: string, language: Language): string {
  return (field.options ?? []).find((option) => option.code === code)?.labels[language] ?? code;
}

/** What is said in a brand's place: its name, and its quantity where known: `Double A · 40 包`. */
export function brandText(field: FormField, { brand, quantity }: BrandQuantity, language: Language): string {
  const option = (field.options ?? []).find((candidate) => candidate.code === brand);
  const name = option?.labels[language] ?? brand;
  if (quantity === null) return name;
  return `${name} · ${withUnit(quantity, option?.unit, language)}`;
}

const withUnit = (value: unknown, unit: Labels | undefined, language: Language): string =>
  [String(value), unit?.[language] ?? ''].filter((part) => part !== '').join(' ');

export interface Reader {
  language: Language;
  dateStyle: DateStyle;
}

function textOf(field: FormField, value: unknown, reader: Reader): string {
  const { language } = reader;
  switch (field.type) {
    case 'contacts':
      return (value as Met[]).map((met) => met.name).join(comma[language]);
    case 'choices':
      return (value as string[]).map((code) => optionText(field, code, language)).join(comma[language]);
    case 'choice':
      return optionText(field, String(value), language);
    case 'scale': {
      const name = field.options?.[Number(value)]?.labels[language] ?? '';
      return [String(value), name].filter((part) => part !== '').join(' ');
    }
    case 'quantityByBrand':
      return (value as BrandQuantity[]).map((item) => brandText(field, item, language)).join(comma[language]);
    case 'number':
      return withUnit(value, field.unit, language);
    case 'day':
      return formatDay(String(value), reader);
    case 'text':
      return String(value);
  }
}

/** The answered fields as lines in the form's order, as the reader writes them; answers that fit no field are left out. */
export function summarise(definition: FormDefinition, answers: Answers, reader: Reader): SummaryLine[] {
  return fieldsOf(definition).flatMap((field) => {
    const value = valueOf(field, answers);
    if (emptied(value) || answerErrors(field, answers[field.key]).length > 0) return [];
    const text = textOf(field, value, reader);
    return [{ key: field.key, label: field.labels[reader.language], text, basis: basisOf(field, answers) }];
  });
}
