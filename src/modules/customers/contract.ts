import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayShape, instantShape, pageOf, pageQuery, requiredText, text, uuid } from '#platform/shared/page.ts';
import { timelineEntryShape } from '#modules/timeline/contract.ts';
import {
  codeListShape,
  codeRowShape,
  codeShape,
  contactChange,
  contactInput,
  contactShape,
  customerChange,
  customerRowShape,
  customerShape,
  likenessShape,
  newCustomerShape,
} from './contract-shapes.ts';
import { assignmentRoles, customerKinds, customerSorts, lifecycles } from './rules.ts';

export type { CodeRow, Contact, Customer, CustomerRow, Likeness } from './contract-shapes.ts';

const byId = z.strictObject({ id: uuid });
const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');
/** The record's id and the version it has now. */
const written = z.object({ id: uuid, version: z.int() });

export const customerFilter = z.strictObject({
  /** Any part of a name, contact, phone, address or tax number, in either script or by sound. */
  q: text(100).optional(),
  kind: z.enum(customerKinds).optional(),
  lifecycle: z.enum(lifecycles).optional(),
  /** A person's id, or `none` for those nobody looks after. */
  owner: z.union([uuid, z.literal('none')]).optional(),
  /** A unit with everything below it. */
  unit: uuid.optional(),
  industry: codeShape.optional(),
  source: codeShape.optional(),
  tag: codeShape.optional(),
  /** Has this product now. */
  product: codeShape.optional(),
  hasNextStep: yesNo.optional(),
  /** The next step's day has passed. */
  overdue: yesNo.optional(),
  archived: yesNo.optional(),
});
export type CustomerFilter = z.output<typeof customerFilter>;

export const listCustomers = endpoint({
  id: 'customers.list',
  method: 'GET',
  path: '/customers',
  summary: 'Customers within sight, in order',
  access: 'customers.read',
  query: z.strictObject({ ...pageQuery.shape, ...customerFilter.shape, sort: z.enum(customerSorts).default('recent') }),
  response: pageOf(customerRowShape),
});

export const countCustomers = endpoint({
  id: 'customers.count',
  method: 'GET',
  path: '/customers/count',
  summary: 'How many customers within sight match, counted up to 10,000',
  access: 'customers.read',
  query: customerFilter,
  response: z.object({ count: z.int(), more: z.boolean() }),
});

export const findAlike = endpoint({
  id: 'customers.findAlike',
  method: 'GET',
  path: '/customers/alike',
  summary: 'Customers of the company that may be the same as one about to be written down',
  access: 'customers.write',
  query: z.strictObject({
    name: text(200).optional(),
    phone: text(60).optional(),
    taxNumber: text(40).optional(),
    /** Not this one: it is being changed. */
    except: uuid.optional(),
  }),
  response: z.object({ items: z.array(likenessShape) }),
});

export const getCustomer = endpoint({
  id: 'customers.get',
  method: 'GET',
  path: '/customers/{id}',
  summary: 'One customer with contacts, phones, addresses, holdings and who looks after it',
  access: 'customers.read',
  params: byId,
  response: customerShape,
});

export const customerTimeline = endpoint({
  id: 'customers.timeline',
  method: 'GET',
  path: '/customers/{id}/timeline',
  summary: 'What happened with a customer, newest first',
  access: 'customers.read',
  params: byId,
  query: pageQuery,
  response: pageOf(timelineEntryShape),
});

export const createCustomer = endpoint({
  id: 'customers.create',
  method: 'POST',
  path: '/customers',
  summary: 'Write down a new customer',
  access: 'customers.write',
  body: newCustomerShape,
  response: written,
  status: 201,
});

export const changeCustomer = endpoint({
  id: 'customers.change',
  method: 'PATCH',
  path: '/customers/{id}',
  summary: 'Change a customer; phones and addresses are replaced as whole lists',
  access: 'customers.write',
  params: byId,
  body: customerChange,
  response: written,
});

export const archiveCustomer = endpoint({
  id: 'customers.archive',
  method: 'POST',
  path: '/customers/{id}/archiving',
  summary: 'Put a customer away, with the reason; nothing is deleted',
  access: 'customers.write',
  params: byId,
  body: z.strictObject({ reason: requiredText(200) }),
  response: written,
  status: 201,
});

export const restoreCustomer = endpoint({
  id: 'customers.restore',
  method: 'DELETE',
  path: '/customers/{id}/archiving',
  summary: 'Take an archived customer back',
  access: 'customers.write',
  params: byId,
  response: written,
});

export const mergeCustomer = endpoint({
  id: 'customers.merge',
  method: 'POST',
  path: '/customers/{id}/merging',
  summary: 'Two records of one customer: everything moves to the other, this one is archived and its id leads there',
  access: 'customers.assign',
  params: byId,
  body: z.strictObject({ intoId: uuid, reason: text(200).optional() }),
  response: written,
  status: 201,
});

export const addContact = endpoint({
  id: 'customers.addContact',
  method: 'POST',
  path: '/customers/{id}/contacts',
  summary: 'Add a contact',
  access: 'customers.write',
  params: byId,
  body: contactInput,
  response: contactShape,
  status: 201,
});

const contactParams = z.strictObject({ id: uuid, contactId: uuid });

export const changeContact = endpoint({
  id: 'customers.changeContact',
  method: 'PATCH',
  path: '/customers/{id}/contacts/{contactId}',
  summary: 'Change a contact',
  access: 'customers.write',
  params: contactParams,
  body: contactChange,
  response: contactShape,
});

export const contactLeft = endpoint({
  id: 'customers.contactLeft',
  method: 'POST',
  path: '/customers/{id}/contacts/{contactId}/leaving',
  summary: 'The contact is no longer there, from a day on',
  access: 'customers.write',
  params: contactParams,
  body: z.strictObject({ day: dayShape.optional() }),
  response: contactShape,
  status: 201,
});

export const contactBack = endpoint({
  id: 'customers.contactBack',
  method: 'DELETE',
  path: '/customers/{id}/contacts/{contactId}/leaving',
  summary: 'The contact is there after all',
  access: 'customers.write',
  params: contactParams,
  response: contactShape,
});

export const addNote = endpoint({
  id: 'customers.addNote',
  method: 'POST',
  path: '/customers/{id}/notes',
  summary: 'Write a note into the timeline',
  access: 'customers.write',
  params: byId,
  body: z.strictObject({
    id: uuid,
    text: requiredText(2_000),
    /** When it was heard or written down; default: now. Whoever looked after the customer then may still tell it. */
    occurredAt: instantShape.optional(),
  }),
  response: z.object({ id: uuid }),
  status: 201,
});

export const setTags = endpoint({
  id: 'customers.setTags',
  method: 'PUT',
  path: '/customers/{id}/tags',
  summary: 'The tags a customer has, all of them; the later change stands',
  access: 'customers.write',
  params: byId,
  body: z.strictObject({ tags: z.array(codeShape).max(30) }),
  response: z.object({ tags: z.array(z.string()) }),
});

export const changeLifecycle = endpoint({
  id: 'customers.changeLifecycle',
  method: 'POST',
  path: '/customers/{id}/lifecycle',
  summary: 'Move a customer from prospect to active, dormant or lost, and back',
  access: 'customers.write',
  params: byId,
  body: z.strictObject({ to: z.enum(lifecycles), reason: text(200).optional() }),
  response: written,
  status: 201,
});

export const assignCustomers = endpoint({
  id: 'customers.assign',
  method: 'POST',
  path: '/customers/assignments',
  summary: 'Give up to 500 customers to a person; as owner they move to his unit. Null takes the owner away',
  access: 'customers.assign',
  body: z.strictObject({
    customerIds: z.array(uuid).min(1).max(500),
    personId: uuid.nullable(),
    role: z.enum(assignmentRoles).default('owner'),
    share: z.number().min(0).max(1).default(1),
    reason: text(200).optional(),
    /** Today or earlier; default: today at the actor's place. */
    fromDay: dayShape.optional(),
    /** Only where nobody becomes the owner: the unit they go back to. */
    unitId: uuid.optional(),
  }),
  response: z.object({
    assigned: z.int(),
    /** Where each was before, so that the screen can take it back. */
    before: z.array(z.object({ customerId: uuid, personId: uuid.nullable(), unitId: uuid })),
  }),
  status: 201,
});

export const listCodes = endpoint({
  id: 'codes.list',
  method: 'GET',
  path: '/codes/{list}',
  summary: 'A list of the company with labels in three languages',
  access: 'signedIn',
  params: z.strictObject({ list: codeListShape }),
  response: z.object({ items: z.array(codeRowShape) }),
});

export const setCode = endpoint({
  id: 'codes.set',
  method: 'PUT',
  path: '/codes/{list}/{code}',
  summary: 'Add or change an entry of a list, or retire it',
  access: 'company.manage',
  params: z.strictObject({ list: codeListShape, code: codeShape }),
  body: z.strictObject({
    labels: z.strictObject({ 'zh-Hant': requiredText(80), 'zh-Hans': requiredText(80), en: requiredText(80) }),
    place: z.int().min(0).max(10_000).optional(),
    retired: z.boolean().optional(),
  }),
  response: codeRowShape,
});
