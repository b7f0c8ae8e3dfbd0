import { z } from 'zod';
import { requiredText, text } from '#platform/shared/page.ts';

export const fieldTypes = [
  'contacts',
  'number',
  'choice',
  'choices',
  'scale',
  'quantityByBrand',
  'day',
  'text',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** How large a form may become: what a thumb still gets through, and a phone still holds. */
export const bounds = {
  sections: 10,
  fields: 40,
  options: 60,
  label: 80,
  hint: 200,
  unit: 20,
  number: 1_000_000,
} as const;

const inThree = <T extends z.ZodType>(one: T) => z.strictObject({ 'zh-Hant': one, 'zh-Hans': one, en: one });
const labels = inThree(requiredText(bounds.label));
/** A unit may be left out in a language that does not say it. */
const unit = inThree(text(bounds.unit));
const number = z.int().min(0).max(bounds.number);

/** What every object is born with is no key: it would be found where nobody answered. */
const bornWith = new Set(Object.getOwnPropertyNames(Object.prototype));
const key = z
  .string()
  .max(40, { error: 'forms.key' })
  .regex(/^[a-z][A-Za-z0-9]*$/, { error: 'forms.key' })
  .refine((value) => !bornWith.has(value), { error: 'forms.key' });

const option = z.strictObject({
  code: z
    .string()
    .max(60, { error: 'forms.optionCode' })
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, { error: 'forms.optionCode' }),
  labels,
  unit: unit.optional(),
  /** As it is read; not kept. */
  retired: z.boolean().optional(),
});

const field = z.strictObject({
  key,
  type: z.enum(fieldTypes),
  labels,
  hint: inThree(text(bounds.hint)).optional(),
  unit: unit.optional(),
  options: z.array(option).max(bounds.options).optional(),
  optionsFrom: z
    .string()
    .max(40, { error: 'forms.unknownList' })
    .regex(/^[a-z][A-Za-z0-9]*$/, { error: 'forms.unknownList' })
    .optional(),
  required: z.boolean().optional(),
  min: number.optional(),
  max: number.optional(),
  prefillFromLast: z.boolean().optional(),
  factBasis: z.boolean().optional(),
});

/**
 * A form as it is published: strict where the one that is read is lenient, since old versions stay readable as they are. What one field
 * says of another is the matter of `validateDefinition`.
 */
export const definitionBody = z.strictObject({
  labels,
  sections: z
    .array(z.strictObject({ key, always: z.boolean().optional(), fields: z.array(field).max(bounds.fields) }))
    .min(1)
    .max(bounds.sections),
});
