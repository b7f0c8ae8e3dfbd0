import { z } from 'zod';
import { dayShape, instantShape, requiredText, text, uuid } from '#platform/shared/page.ts';
import {
  addressKinds,
  assignmentRoles,
  codeLists,
  contactParts,
  customerKinds,
  lifecycles,
  phoneKinds,
} from './rules.ts';

export const named = z.object({ id: uuid, name: z.string() });
/** A code of one of the company's lists; lists are short, codes are made by people. */
export const codeShape = requiredText(60);
const emailText = text(254).refine((value) => value === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), {
  error: 'customers.email',
});
const countOf = (most: number) => z.int().min(0).max(most);

export const phoneInput = z.strictObject({ typed: requiredText(60), kind: z.enum(phoneKinds).optional() });
export const addressInput = z.strictObject({
  typed: requiredText(300),
  kind: z.enum(addressKinds).default('office'),
  lat: z.number().min(-90).max(90).nullable().default(null),
  lng: z.number().min(-180).max(180).nullable().default(null),
});
export const contactInput = z.strictObject({
  id: uuid,
  name: requiredText(80),
  part: z.enum(contactParts).default('other'),
  title: text(80).nullable().default(null),
  phone: text(60).nullable().default(null),
  email: emailText.nullable().default(null),
});
export type ContactInput = z.output<typeof contactInput>;

const changeable = {
  kind: z.enum(customerKinds),
  name: requiredText(200),
  shortName: text(80).nullable(),
  taxNumber: text(40).nullable(),
  industry: codeShape.nullable(),
  source: codeShape.nullable(),
  employees: countOf(10_000_000).nullable(),
  website: text(300).nullable(),
  email: emailText.nullable(),
  foundedDay: dayShape.nullable(),
  /** In minor units of the company's currency. */
  capitalMinor: countOf(Number.MAX_SAFE_INTEGER).nullable(),
  phones: z.array(phoneInput).max(20),
  addresses: z.array(addressInput).max(20),
};

/** What a new customer is told with; the id is made by the client. Without owner and unit it belongs to whoever writes it down. */
export const newCustomerShape = z.strictObject({
  id: uuid,
  ...z.strictObject(changeable).partial().required({ kind: true, name: true }).shape,
  contacts: z.array(contactInput).max(50).optional(),
  tags: z.array(codeShape).max(30).optional(),
  ownerId: uuid.nullable().optional(),
  unitId: uuid.optional(),
});
export type NewCustomer = z.output<typeof newCustomerShape>;

export const customerChange = z.strictObject(changeable).partial();
export type CustomerChange = z.output<typeof customerChange>;

export const contactChange = contactInput
  .omit({ id: true })
  .partial()
  .extend({
    part: z.enum(contactParts).optional(),
    title: text(80).nullable().optional(),
    phone: text(60).nullable().optional(),
    email: emailText.nullable().optional(),
  });

export const phoneShape = z.object({
  typed: z.string(),
  e164: z.string().nullable(),
  extension: z.string().nullable(),
  kind: z.enum(phoneKinds),
});
export const addressShape = z.object({
  typed: z.string(),
  kind: z.enum(addressKinds),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
});
export const nextStepShape = z.object({ day: dayShape, kind: z.string() });
/** What the reader may do with this very record; the server asks the same again. */
export const canShape = z.object({ update: z.boolean(), assign: z.boolean() });

export const customerRowShape = z.object({
  id: uuid,
  name: z.string(),
  shortName: z.string().nullable(),
  kind: z.enum(customerKinds),
  lifecycle: z.enum(lifecycles),
  industry: z.string().nullable(),
  owner: named.nullable(),
  unit: named,
  phone: phoneShape.nullable(),
  address: addressShape.nullable(),
  nextStep: nextStepShape.nullable(),
  lastVisitAt: instantShape.nullable(),
  lastActivityAt: instantShape,
  tags: z.array(z.string()),
});
export type CustomerRow = z.infer<typeof customerRowShape>;

export const contactShape = z.object({
  id: uuid,
  name: z.string(),
  part: z.enum(contactParts),
  title: z.string().nullable(),
  phone: z.object({ typed: z.string(), e164: z.string().nullable() }).nullable(),
  email: z.string().nullable(),
  leftDay: dayShape.nullable(),
  version: z.int(),
});
export type Contact = z.infer<typeof contactShape>;

export const assignmentShape = z.object({
  id: uuid,
  person: named,
  role: z.enum(assignmentRoles),
  share: z.number(),
  fromDay: dayShape,
  /** The first day on which it no longer stands. */
  toDay: dayShape.nullable(),
  reason: z.string().nullable(),
  assignedAt: instantShape,
  assignedBy: z.string().nullable(),
});

export const holdingShape = z.object({
  id: uuid,
  product: z.string(),
  tariff: z.string().nullable(),
  quantity: z.number(),
  fromDay: dayShape.nullable(),
  toDay: dayShape.nullable(),
  contractEnd: dayShape.nullable(),
});

export const customerShape = z.object({
  id: uuid,
  kind: z.enum(customerKinds),
  name: z.string(),
  shortName: z.string().nullable(),
  taxNumber: z.string().nullable(),
  industry: z.string().nullable(),
  source: z.string().nullable(),
  lifecycle: z.enum(lifecycles),
  employees: z.int().nullable(),
  website: z.string().nullable(),
  email: z.string().nullable(),
  foundedDay: dayShape.nullable(),
  capitalMinor: z.int().nullable(),
  unit: named,
  owner: named.nullable(),
  nextStep: nextStepShape.nullable(),
  lastVisitAt: instantShape.nullable(),
  lastCallAt: instantShape.nullable(),
  lastActivityAt: instantShape,
  createdAt: instantShape,
  archivedAt: instantShape.nullable(),
  archiveReason: z.string().nullable(),
  tags: z.array(z.string()),
  phones: z.array(phoneShape),
  addresses: z.array(addressShape),
  contacts: z.array(contactShape),
  assignments: z.array(assignmentShape),
  holdings: z.array(holdingShape),
  lifecycleHistory: z.array(
    z.object({
      lifecycle: z.enum(lifecycles),
      reason: z.string().nullable(),
      at: instantShape,
      by: z.string().nullable(),
    }),
  ),
  version: z.int(),
  can: canShape,
});
export type Customer = z.infer<typeof customerShape>;

/** Somebody who may be the same: `customer` only where the reader may see it, else its team alone. */
export const likenessShape = z.object({
  by: z.enum(['taxNumber', 'phone', 'name']),
  customer: named.nullable(),
  unit: named,
});
export type Likeness = z.infer<typeof likenessShape>;

export const codeListShape = z.enum(codeLists);
export const codeRowShape = z.object({
  code: z.string(),
  labels: z.object({ 'zh-Hant': z.string(), 'zh-Hans': z.string(), en: z.string() }),
  place: z.int(),
  retired: z.boolean(),
  version: z.int(),
});
export type CodeRow = z.infer<typeof codeRowShape>;
