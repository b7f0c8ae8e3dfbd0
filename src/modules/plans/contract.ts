import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayShape, instantShape, text, uuid } from '#platform/shared/page.ts';
import { mostLines, mostVisits, planStates, reasonCodes, ways } from './rules.ts';

const named = z.object({ id: uuid, name: z.string() });
const timeShape = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const planLineShape = z.object({
  customer: named,
  address: z.string().nullable(),
  /** Ready to be dialled. */
  phone: z.string().nullable(),
  followUp: z.object({ id: uuid, kind: z.string(), note: z.string() }).nullable(),
  way: z.enum(ways),
  reason: z.object({
    code: z.enum(reasonCodes),
    params: z.object({ days: z.int().optional(), kind: z.string().optional() }),
  }),
  /** HH:MM on the outlet's clock. */
  plannedTime: z.string().nullable(),
  visitId: uuid.nullable(),
  /** Reported on that day, or for a call: its step has ended. */
  done: z.boolean(),
});
export type PlanLine = z.infer<typeof planLineShape>;

export const planShape = z.object({
  /** Null while it is only proposed. */
  id: uuid.nullable(),
  person: named,
  day: dayShape,
  today: dayShape,
  state: z.enum(planStates),
  /** Visits the day is to have. */
  visitAim: z.int(),
  submittedAt: instantShape.nullable(),
  confirmedAt: instantShape.nullable(),
  confirmedBy: named.nullable(),
  /** What the lead says about it. */
  note: z.string().nullable(),
  lines: z.array(planLineShape),
  /** Late or due next steps that found no place on a proposed list. */
  left: z.int(),
  version: z.int(),
  can: z.object({ edit: z.boolean(), confirm: z.boolean() }),
});
export type Plan = z.infer<typeof planShape>;

/** A person's list in one row, for who leads. */
export const planRowShape = z.object({
  person: named,
  unit: named,
  id: uuid.nullable(),
  state: z.enum(planStates).nullable(),
  visitAim: z.int().nullable(),
  visits: z.int(),
  calls: z.int(),
  /** Planned visits that were reported that day, and reported ones that were on no list. */
  done: z.int(),
  beside: z.int(),
  overdue: z.int(),
  submittedAt: instantShape.nullable(),
  confirmedAt: instantShape.nullable(),
  confirmedBy: named.nullable(),
  note: z.string().nullable(),
  version: z.int(),
});
export type PlanRow = z.infer<typeof planRowShape>;

/** A day, or `next`: the next working day. */
const whichDay = z.union([dayShape, z.literal('next')]);
const dayPath = z.strictObject({ day: dayShape });
const planPath = z.strictObject({ id: uuid });

export const getPlan = endpoint({
  id: 'plans.get',
  method: 'GET',
  path: '/plans/{day}',
  summary: "The list of a person's day, proposed where none is kept yet; one's own, or of somebody one leads",
  access: 'visits.make',
  params: z.strictObject({ day: whichDay }),
  query: z.strictObject({ person: uuid.optional() }),
  response: planShape,
});

export const savePlan = endpoint({
  id: 'plans.save',
  method: 'PUT',
  path: '/plans/{day}',
  summary: "Keep one's list of a day, its lines in order; needs If-Match once it is kept",
  access: 'visits.make',
  params: dayPath,
  body: z.strictObject({
    /** Made by the client (UUIDv7); of the list that is kept, where one is. */
    id: uuid,
    visitAim: z.int().min(0).max(mostVisits),
    lines: z
      .array(
        z.strictObject({
          customerId: uuid,
          way: z.enum(ways).optional(),
          plannedTime: timeShape.nullable().optional(),
        }),
      )
      .max(mostLines),
  }),
  response: planShape,
});

export const submitPlan = endpoint({
  id: 'plans.submit',
  method: 'POST',
  path: '/plans/{day}/submission',
  summary: "Hand one's list of a day to the lead",
  access: 'visits.make',
  params: dayPath,
  response: planShape,
  status: 201,
});

export const takeBackSubmission = endpoint({
  id: 'plans.takeBackSubmission',
  method: 'DELETE',
  path: '/plans/{day}/submission',
  summary: 'Take the list back before it is confirmed',
  access: 'visits.make',
  params: dayPath,
  response: planShape,
});

export const confirmPlan = endpoint({
  id: 'plans.confirm',
  method: 'POST',
  path: '/plans/{id}/confirmation',
  summary:
    'Confirm the list of somebody one leads, with another aim and a word about it where need be; its visits are planned then',
  access: 'plans.confirm',
  params: planPath,
  body: z.strictObject({ visitAim: z.int().min(0).max(mostVisits).optional(), note: text(300).optional() }),
  response: planShape,
  status: 201,
});

export const takeBackConfirmation = endpoint({
  id: 'plans.takeBackConfirmation',
  method: 'DELETE',
  path: '/plans/{id}/confirmation',
  summary: 'Take the confirmation back; visits it planned and nobody began fall away',
  access: 'plans.confirm',
  params: planPath,
  response: planShape,
});

export const teamPlans = endpoint({
  id: 'plans.team',
  method: 'GET',
  path: '/plans',
  summary:
    'The lists of a day of those one leads: who has handed in, whose is confirmed, who has none; planned against done',
  access: 'plans.confirm',
  query: z.strictObject({ day: whichDay.default('next'), unit: uuid.optional() }),
  response: z.object({ day: dayShape, today: dayShape, items: z.array(planRowShape) }),
});
