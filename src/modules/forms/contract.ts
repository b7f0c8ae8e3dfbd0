import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { instantShape, uuid, verbatim } from '#platform/shared/page.ts';
import { definitionBody, fieldTypes } from './contract-definition.ts';
import { factBases } from './rules-basis.ts';

export type { FieldType } from './contract-definition.ts';

export const labelsShape = z.object({ 'zh-Hant': z.string(), 'zh-Hans': z.string(), en: z.string() });

export const optionShape = z.object({
  code: z.string(),
  labels: labelsShape,
  /** Of a brand: in what its quantities are counted. */
  unit: labelsShape.optional(),
  /** Of a code list: offered no more, but old reports hold it. */
  retired: z.boolean().optional(),
});
export type FormOption = z.infer<typeof optionShape>;

export const fieldShape = z.object({
  key: z.string(),
  type: z.enum(fieldTypes),
  labels: labelsShape,
  hint: labelsShape.optional(),
  /** Of a number: what is counted. */
  unit: labelsShape.optional(),
  /** Choices, brands, or the names of a scale's steps from the lowest on. */
  options: z.array(optionShape).optional(),
  /** The company's code list that stands for the options. */
  optionsFrom: z.string().optional(),
  /** Asked of every complete report. */
  required: z.boolean().optional(),
  /** Of numbers and quantities; of texts the number of characters. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** What the last report said is already filled in. */
  prefillFromLast: z.boolean().optional(),
  /** The answer says how it came to be known. */
  factBasis: z.boolean().optional(),
});
export type FormField = z.infer<typeof fieldShape>;

export const definitionShape = z.object({
  labels: labelsShape,
  sections: z.array(
    z.object({
      key: z.string(),
      /** Asked even where nobody was talked to. */
      always: z.boolean().optional(),
      fields: z.array(fieldShape),
    }),
  ),
});
export type FormDefinition = z.infer<typeof definitionShape>;

export const formShape = z.object({
  id: uuid,
  code: z.string(),
  version: z.int(),
  definition: definitionShape,
});
export type Form = z.infer<typeof formShape>;

/** One line of a filled form as people read it. */
export const summaryLineShape = z.object({
  key: z.string(),
  label: z.string(),
  text: z.string(),
  basis: z.enum(factBases).nullable(),
});
export type SummaryLine = z.infer<typeof summaryLineShape>;

export const listForms = endpoint({
  id: 'forms.list',
  method: 'GET',
  path: '/forms',
  summary: 'The forms in use, each in its present version',
  access: 'signedIn',
  query: z.strictObject({}),
  response: z.object({
    items: z.array(formShape.extend({ activeFrom: instantShape })),
  }),
});

export const getForm = endpoint({
  id: 'forms.get',
  method: 'GET',
  path: '/forms/{code}',
  summary: 'A form: its present version, or the one asked for, because an old report is read on its own form',
  access: 'signedIn',
  params: z.strictObject({ code: verbatim(60) }),
  query: z.strictObject({ version: z.coerce.number().int().min(1).max(100_000).optional() }),
  response: formShape,
});

export const publishForm = endpoint({
  id: 'forms.publish',
  method: 'PUT',
  path: '/forms/{code}',
  summary:
    'Publish a new version of a form; reports already written keep theirs, and one still on its way lands on the version it names; needs If-Match with the present version',
  access: 'company.manage',
  params: z.strictObject({ code: verbatim(60) }),
  body: z.strictObject({ definition: definitionBody }),
  response: formShape,
});

export const versionShape = z.object({
  version: z.int(),
  activeFrom: instantShape,
  /** Since when a later version stands in its place; null for the present one. */
  retiredAt: instantShape.nullable(),
});

export const listVersions = endpoint({
  id: 'forms.versions',
  method: 'GET',
  path: '/forms/{code}/versions',
  summary: 'The versions of a form, the newest first; to go back to one, publish it anew',
  access: 'company.manage',
  params: z.strictObject({ code: verbatim(60) }),
  response: z.object({ items: z.array(versionShape) }),
});
