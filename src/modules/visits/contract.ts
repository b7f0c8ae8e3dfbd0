import { z } from 'zod';
import { summaryLineShape } from '#modules/forms/contract.ts';
import { stepKinds } from '#modules/follow-up/rules.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayShape, instantShape, requiredText, text, uuid, verbatim } from '#platform/shared/page.ts';
import { doubtKinds, outcomes, visitKinds, visitStates } from './rules.ts';

const named = z.object({ id: uuid, name: z.string() });

/** HH:MM of the outlet's day. */
export const timeShape = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const checkInShape = z.object({
  occurredAt: instantShape,
  recordedAt: instantShape,
  /** Metres to the customer's door; null where one of the two places is unknown. */
  distance: z.number().nullable(),
  doubts: z.array(z.enum(doubtKinds)),
});

/** A visit in a list: enough for a line. */
export const visitRowShape = z.object({
  id: uuid,
  kind: z.enum(visitKinds),
  state: z.enum(visitStates),
  /** The business day it belongs to. */
  day: dayShape,
  plannedDay: dayShape.nullable(),
  /** The planned time on the outlet's clock. */
  plannedTime: timeShape.nullable(),
  customer: named.extend({ kind: z.string(), address: z.string().nullable(), phone: z.string().nullable() }),
  person: named,
  companions: z.array(named),
  checkIn: checkInShape.nullable(),
  report: z
    .object({
      recordedAt: instantShape,
      changedAt: instantShape.nullable(),
      outcome: z.enum(outcomes),
      intent: z.int().nullable(),
      headCount: z.int().nullable(),
      sentence: z.string().nullable(),
    })
    .nullable(),
  checkOut: z.object({ occurredAt: instantShape, recordedAt: instantShape }).nullable(),
  /** `replacedBy`: the visit that was begun in its stead; the reason is then no word of a person. */
  cancellation: z.object({ recordedAt: instantShape, reason: z.string(), replacedBy: uuid.nullable() }).nullable(),
  version: z.int(),
});
export type VisitRow = z.infer<typeof visitRowShape>;

/** A visit with its report and what the asker may do with it. */
export const visitShape = visitRowShape.extend({
  /** On which form it was reported, else the one that fits the customer. */
  form: z.object({ code: z.string(), version: z.int() }),
  answers: z.record(z.string(), z.unknown()),
  summary: z.array(summaryLineShape),
  contacts: z.array(z.object({ id: uuid, name: z.string(), part: z.string() })),
  can: z.object({
    replan: z.boolean(),
    checkIn: z.boolean(),
    report: z.boolean(),
    checkOut: z.boolean(),
    cancel: z.boolean(),
  }),
});
export type Visit = z.infer<typeof visitShape>;

const visitPath = z.strictObject({ id: uuid });
const companionIds = z.array(uuid).max(5);
const position = z.strictObject({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  /** Radius in metres. */
  accuracy: z.number().min(0).max(1_000_000),
});

export const planVisitBody = z.strictObject({
  /** Made by the client (UUIDv7). */
  id: uuid,
  customerId: uuid,
  day: dayShape,
  time: timeShape.optional(),
  kind: z.enum(visitKinds).optional(),
  companionIds: companionIds.optional(),
  /** Nobody had planned it: he stands at the door. */
  unplanned: z.boolean().optional(),
});

export const planVisit = endpoint({
  id: 'visits.plan',
  method: 'POST',
  path: '/visits',
  summary: 'Plan a visit of one’s own, or begin one that nobody had planned',
  access: 'visits.make',
  body: planVisitBody,
  response: visitShape,
  status: 201,
});

export const replanBody = z.strictObject({
  day: dayShape.optional(),
  time: timeShape.nullable().optional(),
  kind: z.enum(visitKinds).optional(),
  companionIds: companionIds.optional(),
});

export const replanVisit = endpoint({
  id: 'visits.replan',
  method: 'PATCH',
  path: '/visits/{id}',
  summary: 'Move a planned visit to another day or time, change its kind or who walks along; needs If-Match',
  access: 'visits.make',
  params: visitPath,
  body: replanBody,
  response: visitShape,
});

export const checkIn = endpoint({
  id: 'visits.checkIn',
  method: 'POST',
  path: '/visits/{id}/check-in',
  summary: 'At the door: when, and where if the phone knows; doubts are noted, never refused',
  access: 'visits.make',
  params: visitPath,
  body: z.strictObject({ occurredAt: instantShape, position: position.optional() }),
  response: visitShape,
  status: 201,
});

export const nextStepBody = z.strictObject({
  /** Made by the client (UUIDv7), where it will speak of the step before it was answered. */
  id: uuid.optional(),
  kind: z.enum(stepKinds),
  day: dayShape,
  note: text(500).optional(),
});

export const reportBody = z.strictObject({
  /** The form's code and version that were filled in. */
  form: verbatim(60),
  version: z.int().min(1).max(100_000),
  answers: z.record(z.string().max(60), z.unknown()),
  outcome: z.enum(outcomes),
  nextStep: nextStepBody.optional(),
  /** When it was written down; where nobody had checked in, that is when the visit was. */
  occurredAt: instantShape,
});

export const reportVisit = endpoint({
  id: 'visits.report',
  method: 'PUT',
  path: '/visits/{id}/report',
  summary: 'Report the visit on a form, or change the report (then with If-Match); without a check-in one is implied',
  access: 'visits.make',
  params: visitPath,
  body: reportBody,
  response: visitShape,
});

export const checkOut = endpoint({
  id: 'visits.checkOut',
  method: 'POST',
  path: '/visits/{id}/check-out',
  summary: 'Leaving',
  access: 'visits.make',
  params: visitPath,
  body: z.strictObject({ occurredAt: instantShape }),
  response: visitShape,
  status: 201,
});

export const cancelVisit = endpoint({
  id: 'visits.cancel',
  method: 'POST',
  path: '/visits/{id}/cancellation',
  summary: 'A planned visit does not take place, for a reason',
  access: 'visits.make',
  params: visitPath,
  body: z.strictObject({ reason: requiredText(300) }),
  response: visitShape,
  status: 201,
});

export const listVisits = endpoint({
  id: 'visits.list',
  method: 'GET',
  path: '/visits',
  summary: 'The visits of a day: one’s own, or of somebody one leads',
  access: 'signedIn',
  query: z.strictObject({ day: dayShape, person: uuid.optional() }),
  response: z.object({ items: z.array(visitRowShape) }),
});

export const getVisit = endpoint({
  id: 'visits.get',
  method: 'GET',
  path: '/visits/{id}',
  summary: 'A visit with its report',
  access: 'signedIn',
  params: visitPath,
  response: visitShape,
});

export const lastReport = endpoint({
  id: 'visits.lastReport',
  method: 'GET',
  path: '/visits/last-report',
  summary: 'What the last report with answers about a customer said: the next one begins with it',
  access: 'customers.read',
  query: z.strictObject({ customer: uuid }),
  response: z.object({
    report: z
      .object({
        form: z.string(),
        version: z.int(),
        answers: z.record(z.string(), z.unknown()),
        day: dayShape,
      })
      .nullable(),
  }),
});

export const companions = endpoint({
  id: 'visits.companions',
  method: 'GET',
  path: '/visits/companions',
  summary: 'Colleagues of one’s own unit, who may walk along: by name alone, because phones hold it',
  access: 'visits.make',
  query: z.strictObject({}),
  response: z.object({ items: z.array(named) }),
});

export const customerVisits = endpoint({
  id: 'visits.ofCustomer',
  method: 'GET',
  path: '/customers/{id}/visits',
  summary: 'The latest visits to a customer, by whomever; for those who see the customer',
  access: 'customers.read',
  params: visitPath,
  response: z.object({ items: z.array(visitRowShape) }),
});
