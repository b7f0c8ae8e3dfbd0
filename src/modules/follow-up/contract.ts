import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayShape, instantShape, pageOf, pageQuery, requiredText, text, uuid } from '#platform/shared/page.ts';
import { dueParts, stepKinds, stepOutcomes, toldOutcomes } from './rules.ts';

const named = z.object({ id: uuid, name: z.string() });

/** A dated next step with a customer. `phone` is the contact's, else the customer's first, ready to be dialled. */
export const nextStepShape = z.object({
  id: uuid,
  customer: named,
  contact: named.nullable(),
  phone: z.string().nullable(),
  kind: z.enum(stepKinds),
  day: dayShape,
  note: z.string(),
  owner: named,
  state: z.enum(['open', 'done', 'dropped']),
  /** Days late today; 0 while it is not, or once it has ended. */
  daysOverdue: z.int(),
  sourceKind: z.string(),
  sourceId: uuid,
  endedAt: instantShape.nullable(),
  outcome: z.enum(stepOutcomes).nullable(),
  outcomeNote: z.string().nullable(),
  dropReason: z.string().nullable(),
  quietUntil: dayShape.nullable(),
  version: z.int(),
  can: z.object({ change: z.boolean(), takeBack: z.boolean() }),
});
export type NextStepRow = z.infer<typeof nextStepShape>;

const counts = z.object({ overdue: z.int(), today: z.int(), week: z.int() });

/** What may be said of a new step. */
const newStep = {
  /** Made by the client (UUIDv7). */
  id: uuid,
  kind: z.enum(stepKinds),
  day: dayShape,
  note: text(500).default(''),
  contactId: uuid.optional(),
};

const stepPath = z.strictObject({ id: uuid });

export const listNextSteps = endpoint({
  id: 'followUp.listNextSteps',
  method: 'GET',
  path: '/next-steps',
  summary: "A person's open next steps, soonest first; one's own, or of somebody one leads",
  access: 'customers.read',
  query: pageQuery.extend({ person: uuid.optional(), due: z.enum([...dueParts, 'all']).default('all') }),
  response: pageOf(nextStepShape).extend({ counts }),
});

export const customerNextSteps = endpoint({
  id: 'followUp.customerNextSteps',
  method: 'GET',
  path: '/customers/{id}/next-steps',
  summary: 'The next steps with a customer: open ones first, then the latest ended',
  access: 'customers.read',
  params: stepPath,
  response: z.object({ items: z.array(nextStepShape) }),
});

export const setStep = endpoint({
  id: 'followUp.setNextStep',
  method: 'POST',
  path: '/next-steps',
  summary: "Set the next step with a customer; the owner's earlier open one ends with it",
  access: 'customers.write',
  body: z.strictObject({ ...newStep, customerId: uuid, ownerId: uuid.optional() }),
  response: nextStepShape,
  status: 201,
});

export const changeStep = endpoint({
  id: 'followUp.changeNextStep',
  method: 'PATCH',
  path: '/next-steps/{id}',
  summary: 'Move a next step to another day, or change how it is taken',
  access: 'customers.write',
  params: stepPath,
  body: z.strictObject({
    day: dayShape.optional(),
    kind: z.enum(stepKinds).optional(),
    note: text(500).optional(),
  }),
  response: nextStepShape,
});

export const completeStep = endpoint({
  id: 'followUp.completeNextStep',
  method: 'POST',
  path: '/next-steps/{id}/completion',
  summary: 'It is done: what came of it, and the next one where there is one',
  access: 'customers.write',
  params: stepPath,
  body: z.strictObject({
    outcome: z.enum(toldOutcomes),
    note: text(500).default(''),
    next: z.strictObject(newStep).optional(),
  }),
  response: nextStepShape,
  status: 201,
});

export const uncompleteStep = endpoint({
  id: 'followUp.takeBackCompletion',
  method: 'DELETE',
  path: '/next-steps/{id}/completion',
  summary: 'Take the completion back, on the same day',
  access: 'customers.write',
  params: stepPath,
  response: nextStepShape,
});

export const dropStep = endpoint({
  id: 'followUp.dropNextStep',
  method: 'POST',
  path: '/next-steps/{id}/dropping',
  summary: 'Follow no more, for a reason; until a day, or for good',
  access: 'customers.write',
  params: stepPath,
  body: z.strictObject({ reason: requiredText(300), quietUntil: dayShape.optional() }),
  response: nextStepShape,
  status: 201,
});

export const undropStep = endpoint({
  id: 'followUp.takeBackDropping',
  method: 'DELETE',
  path: '/next-steps/{id}/dropping',
  summary: 'Follow again, on the same day',
  access: 'customers.write',
  params: stepPath,
  response: nextStepShape,
});
