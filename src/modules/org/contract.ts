import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayShape, pageOf, pageQuery, requiredText, text, uuid } from '#platform/shared/page.ts';
import { byId, changedShape, named } from './contract-units.ts';
import { employmentKinds, positionCodes } from './rules.ts';

const phoneShape = text(60);
const emailShape = text(254).refine((value) => value === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), {
  error: 'org.email',
});

export const personStates = ['current', 'coming', 'left'] as const;

/** The directory's entry: every colleague sees it; phone and e-mail only whoever works in the same unit, leads it, or manages people. */
export const personRowShape = z.object({
  id: uuid,
  name: z.string(),
  state: z.enum(personStates),
  unit: named.nullable(),
  position: z.string().nullable(),
  leads: z.boolean(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  employmentNumber: z.string().nullable(),
});
export type PersonRow = z.infer<typeof personRowShape>;

export const listPeople = endpoint({
  id: 'org.listPeople',
  method: 'GET',
  path: '/people',
  summary: 'The directory of people, by name',
  access: 'signedIn',
  query: pageQuery.extend({
    q: text(80).optional(),
    /** People posted in the unit, and unless `below` is false in those below it. */
    unitId: uuid.optional(),
    below: z.enum(['true', 'false']).default('true'),
    position: z.enum(positionCodes).optional(),
    /** `current` holds those who are still to come too. */
    state: z.enum(['current', 'left']).default('current'),
  }),
  response: pageOf(personRowShape),
});

export const employmentShape = z.object({
  id: uuid,
  kind: z.string(),
  number: z.string().nullable(),
  fromDay: dayShape,
  toDay: dayShape.nullable(),
  leaveReason: z.string().nullable(),
});
export const postingShape = z.object({
  id: uuid,
  unit: named,
  position: z.string(),
  leads: z.boolean(),
  main: z.boolean(),
  fromDay: dayShape,
  toDay: dayShape.nullable(),
});
export type Posting = z.infer<typeof postingShape>;

export const personShape = personRowShape.extend({
  version: z.int(),
  /** Empty for whoever sees the directory alone; newest first. */
  employments: z.array(employmentShape),
  /** For whoever sees the directory alone: those of today. Newest first. */
  postings: z.array(postingShape),
  can: z.object({ change: z.boolean(), seeContact: z.boolean(), seeHistory: z.boolean() }),
});
export type Person = z.infer<typeof personShape>;

export const getPerson = endpoint({
  id: 'org.getPerson',
  method: 'GET',
  path: '/people/{id}',
  summary: 'A person with employments and postings, as far as the asker may see them',
  access: 'signedIn',
  params: byId,
  response: personShape,
});

const employmentInput = z.strictObject({
  kind: z.enum(employmentKinds),
  number: text(40).optional(),
  fromDay: dayShape,
});
const postingInput = z.strictObject({
  unitId: uuid,
  position: z.enum(positionCodes),
  leads: z.boolean().default(false),
  /** Default: the first day of the employment, or of the unit where that is later. */
  fromDay: dayShape.optional(),
});

export const addPersonShape = z.strictObject({
  id: uuid,
  name: requiredText(80),
  phone: phoneShape.optional(),
  email: emailShape.optional(),
  employment: employmentInput,
  posting: postingInput.optional(),
});
export const addPerson = endpoint({
  id: 'org.addPerson',
  method: 'POST',
  path: '/people',
  summary: 'Add a person with an employment and a first posting',
  access: 'people.manage',
  body: addPersonShape,
  response: changedShape,
  status: 201,
});

export const changePersonShape = z.strictObject({
  name: requiredText(80).optional(),
  phone: phoneShape.optional(),
  email: emailShape.optional(),
});
export const changePerson = endpoint({
  id: 'org.changePerson',
  method: 'PATCH',
  path: '/people/{id}',
  summary: "Change a person's name, phone or e-mail; If-Match names the version that was read",
  access: 'people.manage',
  params: byId,
  body: changePersonShape,
  response: changedShape,
});

export const postPersonShape = z.strictObject({
  id: uuid,
  unitId: uuid,
  position: z.enum(positionCodes),
  leads: z.boolean().default(false),
  /** A main posting ends the one before; another stands beside it. */
  main: z.boolean().default(true),
  fromDay: dayShape,
});
export const postPerson = endpoint({
  id: 'org.postPerson',
  method: 'POST',
  path: '/people/{id}/postings',
  summary: 'Post a person to a unit from a day on; a main posting ends the main one before it',
  access: 'people.manage',
  params: byId,
  body: postPersonShape,
  response: z.object({ id: uuid }),
  status: 201,
});

export const endPosting = endpoint({
  id: 'org.endPosting',
  method: 'POST',
  path: '/postings/{id}/end',
  summary: 'End a posting: the day is the first without it',
  access: 'people.manage',
  params: byId,
  body: z.strictObject({ day: dayShape }),
  response: z.object({ id: uuid }),
});

export const leave = endpoint({
  id: 'org.leave',
  method: 'POST',
  path: '/people/{id}/leaving',
  summary: 'Somebody leaves: employment, postings and sign-in end; the day is the first without him',
  access: 'people.manage',
  params: byId,
  body: z.strictObject({ day: dayShape, reason: requiredText(300) }),
  response: changedShape,
  status: 201,
});

export const rejoin = endpoint({
  id: 'org.rejoin',
  method: 'POST',
  path: '/people/{id}/employments',
  summary: 'Somebody who left is employed again, under the same person',
  access: 'people.manage',
  params: byId,
  body: employmentInput.extend({ id: uuid }),
  response: changedShape,
  status: 201,
});
