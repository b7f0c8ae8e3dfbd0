// Whether an answer fits its field. Written out by hand, not as shapes: the phone begins every report with it, and the library of shapes
// weighs more than the whole form.
import { isDay } from '#platform/shared/day.ts';
import type { FieldError } from '#platform/shared/result.ts';
import type { FormField } from './contract.ts';
import { factBases } from './rules-basis.ts';

/** A person met: one of the customer's contacts by id, or somebody new by name. The name is kept as it was then. */
export interface Met {
  contactId?: string | undefined;
  name: string;
}

/** A brand by its code in the form, or as it was typed, with what is used of it in a month; null while nobody knows. */
export interface BrandQuantity {
  brand: string;
  quantity: number | null;
}

/** What is wrong with a value that stands at `place`; nothing when it fits. */
type Check = (value: unknown, place: string) => FieldError[];

const wrong = (field: string, code = 'field.invalid'): FieldError[] => [{ field, code }];
const tooSmall = (field: string, limit: number): FieldError[] => [
  { field, code: 'field.tooSmall', params: { limit: String(limit) } },
];
const tooBig = (field: string, limit: number): FieldError[] => [
  { field, code: 'field.tooBig', params: { limit: String(limit) } },
];

const readable =
  (most: number): Check =>
  (value, place) => {
    if (typeof value !== 'string') return wrong(place);
    if (value.length === 0) return tooSmall(place, 1);
    if (value.length > most) return tooBig(place, most);
    return value.includes('\u0000') || !value.isWellFormed() ? wrong(place, 'text.unreadable') : [];
  };

const within =
  (least: number, most: number): Check =>
  (value, place) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return wrong(place);
    if (value < least) return tooSmall(place, least);
    return value > most ? tooBig(place, most) : [];
  };

const whole =
  (check: Check): Check =>
  (value, place) =>
    Number.isInteger(value) ? check(value, place) : wrong(place);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const identifier: Check = (value, place) => (typeof value === 'string' && uuid.test(value) ? [] : wrong(place));

const optional =
  (check: Check): Check =>
  (value, place) =>
    value === undefined ? [] : check(value, place);

/** These keys and no other. */
function holder(checks: Readonly<Record<string, Check>>): Check {
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(place);
    const told = value as Readonly<Record<string, unknown>>;
    const found = Object.entries(checks).flatMap(([key, check]) => check(told[key], `${place}.${key}`));
    const strange = Object.keys(told).some((key) => !Object.hasOwn(checks, key));
    return strange ? [...found, ...wrong(place)] : found;
  };
}

/** Up to so many, each told apart from the others. */
function listOf<T>(most: number, each: Check, apart: (item: T) => unknown): Check {
  return (value, place) => {
    if (!Array.isArray(value)) return wrong(place);
    if (value.length > most) return tooBig(place, most);
    const found = value.flatMap((item: unknown, index) => each(item, `${place}.${index}`));
    if (found.length > 0) return found;
    return new Set(value.map((item) => apart(item as T))).size === value.length ? [] : wrong(place, 'forms.twice');
  };
}

function optionOf(field: FormField): Check {
  const known = new Set((field.options ?? []).map((option) => option.code));
  return (value, place) => {
    if (typeof value !== 'string') return wrong(place);
    if (value.length > 60) return tooBig(place, 60);
    return known.has(value) ? [] : wrong(place, 'forms.noSuchOption');
  };
}

const met = holder({ contactId: optional(identifier), name: readable(80) });
const quantity: Check = (value, place) => (value === null ? [] : within(0, 1_000_000)(value, place));
const brand = holder({ brand: readable(40), quantity });
const day: Check = (value, place) => (typeof value === 'string' && isDay(value) ? [] : wrong(place));
const basis: Check = (value, place) => (factBases.some((one) => one === value) ? [] : wrong(place, 'forms.basis'));

function checkOf(field: FormField): Check {
  const { min = 0, max } = field;
  switch (field.type) {
    case 'contacts':
      return listOf<Met>(20, met, ({ contactId, name }) => contactId ?? name);
    case 'number':
      return within(min, max ?? 1_000_000);
    case 'choice':
      return optionOf(field);
    case 'choices':
      return listOf<string>(60, optionOf(field), (code) => code);
    case 'scale':
      return whole(within(0, (field.options ?? []).length - 1));
    case 'quantityByBrand':
      return listOf<BrandQuantity>(40, brand, (item) => item.brand);
    case 'day':
      return day;
    case 'text':
      return readable(max ?? 500);
  }
}

/** What is wrong with a field's answer, each error naming its place as `answers.headCount.value`; at most five. */
export function answerErrors(field: FormField, answer: unknown): FieldError[] {
  const check = field.factBasis ? holder({ value: checkOf(field), basis }) : checkOf(field);
  return check(answer, `answers.${field.key}`)
    .slice(0, 5)
    .map((error) => ({ ...error, field: error.field.slice(0, 200) }));
}
