import type { Labels } from '#platform/shared/languages.ts';
import type { FieldType, FormDefinition, FormField, FormOption } from '../contract.ts';
import { fieldsOf } from '../rules.ts';
import { optionCounts, properties, stays } from '../rules-definition.ts';

export const nothingSaid: Labels = { 'zh-Hant': '', 'zh-Hans': '', en: '' };

/** A change of a field; undefined takes the property away. */
export type FieldPatch = { [K in keyof FormField]?: FormField[K] | undefined };

const withoutUndefined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const inSection = (
  definition: FormDefinition,
  index: number,
  change: (section: FormDefinition['sections'][number]) => FormDefinition['sections'][number],
): FormDefinition => ({
  ...definition,
  sections: definition.sections.map((section, at) => (at === index ? change(section) : section)),
});

/** The same with its questions passed through `change`; those it answers with nothing are gone. */
const eachField = (definition: FormDefinition, change: (field: FormField) => FormField[]): FormDefinition => ({
  ...definition,
  sections: definition.sections.map((section) => ({ ...section, fields: section.fields.flatMap(change) })),
});

export const patchField = (definition: FormDefinition, key: string, patch: FieldPatch): FormDefinition =>
  eachField(definition, (field) => [field.key === key ? withoutUndefined({ ...field, ...patch } as FormField) : field]);

export const removeField = (definition: FormDefinition, key: string): FormDefinition =>
  eachField(definition, (field) => (field.key === key ? [] : [field]));

/** One place up (-1) or down (1); beyond the end of its part it goes on to the next part. */
export function moveField(definition: FormDefinition, key: string, step: 1 | -1): FormDefinition {
  const from = definition.sections.findIndex(({ fields }) => fields.some((field) => field.key === key));
  const section = definition.sections[from];
  const at = section?.fields.findIndex((field) => field.key === key) ?? -1;
  const field = section?.fields[at];
  if (field === undefined) return definition;
  const inside = at + step >= 0 && at + step < (section?.fields.length ?? 0);
  const target = inside ? from : from + step;
  if (definition.sections[target] === undefined) return definition;
  const put = (fields: readonly FormField[], place: number): FormField[] => fields.toSpliced(place, 0, field);
  return inSection(removeField(definition, key), target, ({ fields, ...rest }) => ({
    ...rest,
    fields: put(fields, inside ? at + step : step === 1 ? 0 : fields.length),
  }));
}

export const addField = (definition: FormDefinition, section: number, field: FormField): FormDefinition =>
  inSection(definition, section, ({ fields, ...rest }) => ({ ...rest, fields: [...fields, field] }));

/** A question that was taken off, at the place where it stood; nothing where one of its key is there. */
export function putBack(definition: FormDefinition, was: FormDefinition, key: string): FormDefinition {
  if (fieldsOf(definition).some((field) => field.key === key)) return definition;
  const from = was.sections.findIndex(({ fields }) => fields.some((field) => field.key === key));
  const at = was.sections[from]?.fields.findIndex((field) => field.key === key) ?? -1;
  const field = was.sections[from]?.fields[at];
  if (field === undefined) return definition;
  return inSection(definition, Math.min(from, definition.sections.length - 1), ({ fields, ...rest }) => ({
    ...rest,
    fields: fields.toSpliced(at, 0, field),
  }));
}

export function moved<T>(list: readonly T[], at: number, step: 1 | -1): T[] {
  const one = list[at];
  if (one === undefined || list[at + step] === undefined) return [...list];
  return list.toSpliced(at, 1).toSpliced(at + step, 0, one);
}

export const moveSection = (definition: FormDefinition, at: number, step: 1 | -1): FormDefinition => ({
  ...definition,
  sections: moved(definition.sections, at, step),
});

export const removeSection = (definition: FormDefinition, at: number): FormDefinition => ({
  ...definition,
  sections: definition.sections.toSpliced(at, 1),
});

export const holdsWhatStays = ({ fields }: FormDefinition['sections'][number]): boolean =>
  fields.some(({ key }) => stays(key));

/** A code nobody uses yet: `question7`, `part3`. */
export function freshCode(word: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  let number = used.size + 1;
  while (used.has(`${word}${number}`)) number += 1;
  return `${word}${number}`;
}

export const addSection = (definition: FormDefinition): FormDefinition => ({
  ...definition,
  sections: [
    ...definition.sections,
    {
      key: freshCode(
        'part',
        definition.sections.map(({ key }) => key),
      ),
      fields: [],
    },
  ],
});

export const setAlways = (definition: FormDefinition, at: number, always: boolean): FormDefinition =>
  inSection(definition, at, ({ key, fields }) => ({ key, ...(always ? { always } : {}), fields }));

export const newOption = (options: readonly FormOption[]): FormOption => ({
  code: freshCode(
    'choice',
    options.map(({ code }) => code),
  ),
  labels: nothingSaid,
});

/** A question becomes one of another kind: what the kind has no use for goes, the choices it needs come. */
export function ofType(field: FormField, type: FieldType): FormField {
  const { key, labels, required, prefillFromLast, ...rest } = field;
  const fits = Object.fromEntries(
    Object.entries(rest).filter(([name]) => (properties[type] as readonly string[]).includes(name)),
  );
  const counts = optionCounts[type];
  const options = [...(field.options ?? [])];
  while (options.length < (counts?.least ?? 0)) options.push(newOption(options));
  return withoutUndefined({
    key,
    type,
    labels,
    required,
    prefillFromLast,
    ...fits,
    ...(counts === undefined || 'optionsFrom' in fits
      ? {}
      : {
          options: options
            .slice(0, counts.most)
            .map(({ unit, ...option }) =>
              type === 'quantityByBrand' && unit !== undefined ? { ...option, unit } : option,
            ),
        }),
  } as FormField);
}

export function newField(definition: FormDefinition): FormField {
  const key = freshCode(
    'question',
    fieldsOf(definition).map((field) => field.key),
  );
  return { key, type: 'choice', labels: nothingSaid, options: [newOption([])] };
}

const fillLabels = (labels: Labels): Labels => ({
  'zh-Hant': labels['zh-Hant'],
  'zh-Hans': labels['zh-Hans'].trim() === '' ? labels['zh-Hant'] : labels['zh-Hans'],
  en: labels.en.trim() === '' ? labels['zh-Hant'] : labels.en,
});

/** Where Simplified Chinese or English is empty, what stands in Traditional Chinese. */
export function fillField(field: FormField): FormField {
  const options = field.options?.map((option) => ({ ...option, labels: fillLabels(option.labels) }));
  return {
    ...field,
    labels: fillLabels(field.labels),
    ...(field.hint === undefined ? {} : { hint: fillLabels(field.hint) }),
    ...(options === undefined ? {} : { options }),
  };
}

export const fillDefinition = (definition: FormDefinition): FormDefinition => ({
  ...eachField(definition, (field) => [fillField(field)]),
  labels: fillLabels(definition.labels),
});

const lacks = (labels: Labels): boolean => fillLabels(labels)['zh-Hant'] !== '' && incomplete(labels);
const incomplete = (labels: Labels): boolean => labels['zh-Hans'].trim() === '' || labels.en.trim() === '';

export const textsLacking = (field: FormField): number =>
  [field.labels, ...(field.options ?? []).map(({ labels }) => labels)].filter(lacks).length;

/** How many texts have Traditional Chinese alone. */
export const allTextsLacking = (definition: FormDefinition): number =>
  fieldsOf(definition).reduce((sum, field) => sum + textsLacking(field), lacks(definition.labels) ? 1 : 0);
