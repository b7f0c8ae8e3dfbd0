import type { Labels } from '#platform/shared/languages.ts';
import type { FieldError } from '#platform/shared/result.ts';
import type { FieldType, FormDefinition, FormField, FormOption } from './contract.ts';
import { bounds, definitionBody } from './contract-definition.ts';
import { fieldsOf } from './rules.ts';

type Property = 'hint' | 'unit' | 'options' | 'optionsFrom' | 'min' | 'max' | 'factBasis';

/** What may be said of a question of each kind; anything else would be kept and mean nothing. */
export const properties: Readonly<Record<FieldType, readonly Property[]>> = {
  contacts: [],
  number: ['unit', 'min', 'max', 'factBasis'],
  choice: ['options', 'optionsFrom', 'factBasis'],
  choices: ['options', 'optionsFrom', 'factBasis'],
  scale: ['options', 'factBasis'],
  quantityByBrand: ['options', 'factBasis'],
  day: ['factBasis'],
  text: ['hint', 'max', 'factBasis'],
};

/** How many choices a kind of question wants; brands may be typed, so none need be offered. */
export const optionCounts: Readonly<Partial<Record<FieldType, { least: number; most: number }>>> = {
  choice: { least: 1, most: bounds.options },
  choices: { least: 1, most: bounds.options },
  scale: { least: 2, most: 10 },
  quantityByBrand: { least: 0, most: bounds.options },
};

export const longestText = 1_000;

interface Kept {
  type: FieldType;
  /** It cannot be taken off the form. */
  stays: boolean;
  /** The choices by which figures are counted. */
  codes?: readonly string[];
  steps?: number;
  code: string;
}

/** Questions that visits read from every report (O8, T11): figures, timeline and contacts hang on them. */
export const kept: Readonly<Record<string, Kept>> = {
  met: { type: 'contacts', stays: false, code: 'forms.keepMet' },
  intent: { type: 'scale', stays: true, steps: 5, code: 'forms.keepIntent' },
  headCount: { type: 'number', stays: false, code: 'forms.keepHeadCount' },
  sentence: { type: 'text', stays: true, code: 'forms.keepSentence' },
  exchanged: {
    type: 'choices',
    stays: true,
    codes: ['cardHanded', 'cardReceived', 'leafletLeft'],
    code: 'forms.keepExchanged',
  },
};

export const stays = (key: string): boolean => keptOf(key)?.stays === true;
export const keptOf = (key: string): Kept | undefined => (Object.hasOwn(kept, key) ? kept[key] : undefined);

interface Placed {
  field: FormField;
  path: string;
}

const placed = (definition: FormDefinition): Placed[] =>
  definition.sections.flatMap((section, index) =>
    section.fields.map((field, at) => ({ field, path: `definition.sections.${index}.fields.${at}` })),
  );

/**
 * What is wrong with a form before it is published, each error naming its place as `definition.sections.0.fields.2.options`. `earlier` are
 * the versions so far: a key never changes what kind of answer it stands for, or old reports would be misread beside new ones.
 */
export function validateDefinition(definition: FormDefinition, earlier: readonly FormDefinition[]): FieldError[] {
  const fields = placed(definition);
  return [
    ...sectionErrors(definition),
    ...missing(fields),
    ...twice(fields.map(({ field, path }) => ({ value: field.key, path: `${path}.key` }))),
    ...fields.flatMap((one) => [
      ...ofType(one),
      ...optionErrors(one),
      ...keptErrors(one),
      ...changedType(one, earlier),
    ]),
  ];
}

function sectionErrors({ sections }: FormDefinition): FieldError[] {
  const count = sections.reduce((sum, { fields }) => sum + fields.length, 0);
  const empty = sections.flatMap(({ fields }, index) =>
    fields.length > 0 ? [] : [{ field: `definition.sections.${index}.fields`, code: 'forms.emptySection' }],
  );
  return [
    ...(count > bounds.fields
      ? [{ field: 'definition.sections', code: 'forms.tooManyFields', params: { limit: bounds.fields } }]
      : []),
    ...empty,
    ...twice(sections.map(({ key }, index) => ({ value: key, path: `definition.sections.${index}.key` }))),
  ];
}

function missing(fields: readonly Placed[]): FieldError[] {
  const present = new Set(fields.map(({ field }) => field.key));
  return Object.entries(kept)
    .filter(([key, { stays: must }]) => must && !present.has(key))
    .map(([, { code }]) => ({ field: 'definition.sections', code }));
}

function twice(values: readonly { value: string; path: string }[]): FieldError[] {
  const seen = new Set<string>();
  return values.flatMap(({ value, path }) => {
    if (seen.has(value)) return [{ field: path, code: 'forms.keyTwice', params: { key: value } }];
    seen.add(value);
    return [];
  });
}

function ofType({ field, path }: Placed): FieldError[] {
  const all: Property[] = ['hint', 'unit', 'options', 'optionsFrom', 'min', 'max', 'factBasis'];
  const said = all.filter((property) => field[property] !== undefined && field[property] !== false);
  const foreign = said.filter((property) => !properties[field.type].includes(property));
  const errors = foreign.map((property) => ({ field: `${path}.${property}`, code: 'forms.notForType' }));
  if (foreign.length > 0) return errors;
  const { min = 0, max } = field;
  if (max !== undefined && max < Math.max(min, 1)) return [{ field: `${path}.max`, code: 'forms.maxBelowMin' }];
  if (field.type === 'text' && (max ?? 0) > longestText)
    return [{ field: `${path}.max`, code: 'field.tooBig', params: { limit: longestText } }];
  return [];
}

function optionErrors({ field, path }: Placed): FieldError[] {
  const wanted = optionCounts[field.type];
  if (wanted === undefined) return [];
  const options = field.options ?? [];
  const at = `${path}.options`;
  if (field.optionsFrom !== undefined) return [];
  if (options.length < wanted.least)
    return [{ field: at, code: 'forms.tooFewOptions', params: { limit: wanted.least } }];
  if (options.length > wanted.most)
    return [{ field: at, code: 'forms.tooManyOptions', params: { limit: wanted.most } }];
  const units = options.flatMap((option, index) =>
    option.unit === undefined || field.type === 'quantityByBrand'
      ? []
      : [{ field: `${at}.${index}.unit`, code: 'forms.notForType' }],
  );
  return [...units, ...twice(options.map(({ code }, index) => ({ value: code, path: `${at}.${index}.code` })))];
}

function keptErrors({ field, path }: Placed): FieldError[] {
  const rule = keptOf(field.key);
  // Contacts are looked up under one name only.
  if (rule === undefined) return field.type === 'contacts' ? [{ field: `${path}.type`, code: 'forms.keepMet' }] : [];
  const { type, codes, steps, code } = rule;
  if (field.type !== type) return [{ field: `${path}.type`, code }];
  const options = new Set((field.options ?? []).map((option) => option.code));
  const lacks = codes?.some((wanted) => !options.has(wanted)) === true;
  return lacks || (steps !== undefined && options.size !== steps) ? [{ field: `${path}.options`, code }] : [];
}

function changedType({ field, path }: Placed, earlier: readonly FormDefinition[]): FieldError[] {
  const before = earlier.flatMap(fieldsOf).find(({ key, type }) => key === field.key && type !== field.type);
  return before === undefined ? [] : [{ field: `${path}.type`, code: 'forms.typeChanged', params: { key: field.key } }];
}

type Issue = NonNullable<ReturnType<typeof definitionBody.safeParse>['error']>['issues'][number];

/** What a shape found, as an error that has a sentence. */
function fitsOf(issue: Issue, field: string): FieldError {
  if (issue.code === 'too_big') return { field, code: 'field.tooBig', params: { limit: String(issue.maximum) } };
  if (issue.code === 'too_small') return { field, code: 'field.tooSmall', params: { limit: String(issue.minimum) } };
  const own = /^(forms|field|text)\.\w+$/.test(issue.message);
  return { field, code: own ? issue.message : 'field.invalid' };
}

/** All that is wrong, its shape first; for a screen that says so before anything is sent. */
export function definitionErrors(definition: FormDefinition, earlier: readonly FormDefinition[]): FieldError[] {
  const checked = definitionBody.safeParse(definition);
  if (checked.success) return validateDefinition(definition, earlier);
  return checked.error.issues.map((issue) => fitsOf(issue, ['definition', ...issue.path.map(String)].join('.')));
}

const inOrder = (texts: Labels): Labels => ({
  'zh-Hant': texts['zh-Hant'],
  'zh-Hans': texts['zh-Hans'],
  en: texts.en,
});

const blank = (texts: Labels): boolean => Object.values(texts).every((text) => text === '');

const optionAsWritten = ({ code, labels, unit }: FormOption): FormOption => ({
  code,
  labels: inOrder(labels),
  ...(unit === undefined || blank(unit) ? {} : { unit: inOrder(unit) }),
});

function fieldAsWritten(field: FormField): FormField {
  const { key, type, labels, hint, unit, options, optionsFrom, required, min, max, prefillFromLast, factBasis } = field;
  return {
    key,
    type,
    labels: inOrder(labels),
    ...(hint === undefined || blank(hint) ? {} : { hint: inOrder(hint) }),
    ...(unit === undefined || blank(unit) ? {} : { unit: inOrder(unit) }),
    ...(optionsFrom === undefined ? {} : { optionsFrom }),
    ...(options === undefined || optionsFrom !== undefined ? {} : { options: options.map(optionAsWritten) }),
    ...(required ? { required } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(prefillFromLast ? { prefillFromLast } : {}),
    ...(factBasis ? { factBasis } : {}),
  };
}

/**
 * A form as it is kept, always in the same order, so that two can be compared: without what a code list filled in when it was read, and
 * without what says nothing.
 */
export const asWritten = ({ labels, sections }: FormDefinition): FormDefinition => ({
  labels: inOrder(labels),
  sections: sections.map(({ key, always, fields }) => ({
    key,
    ...(always ? { always } : {}),
    fields: fields.map(fieldAsWritten),
  })),
});

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
