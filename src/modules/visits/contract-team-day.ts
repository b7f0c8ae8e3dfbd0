import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayShape, instantShape, uuid } from '#platform/shared/page.ts';
import { outcomes, visitStates } from './rules.ts';

const named = z.object({ id: uuid, name: z.string() });
/** Minutes since midnight on the outlet's clock. */
const minutes = z.int();

export const laneVisitShape = z.object({
  id: uuid,
  state: z.enum(visitStates),
  customer: named,
  /** Null while it has not begun. */
  start: minutes.nullable(),
  /** Null while somebody is still inside, and before it has begun. */
  end: minutes.nullable(),
  /** Null where no time was planned. */
  planned: minutes.nullable(),
  outcome: z.enum(outcomes).nullable(),
  intent: z.int().nullable(),
  /** Two or more walked together. */
  joint: z.boolean(),
  /** Who walks with him on it. */
  with: z.array(named),
});
export type LaneVisit = z.infer<typeof laneVisitShape>;

const figures = {
  /** Visits made, talks, cards and intents from 3 on: sums of the ledger. */
  visits: z.number(),
  talks: z.number(),
  cards: z.number(),
  intents: z.number(),
  /** Visits planned for the day and not called off. */
  planned: z.int(),
};

export const teamMemberShape = z.object({
  person: named,
  unit: named,
  position: z.string(),
  ...figures,
  lane: z.array(laneVisitShape),
  /** Where the last sign of the day came from; null before the first. */
  now: z
    .object({
      state: z.enum(['inside', 'left']),
      customer: named,
      address: z.string().nullable(),
      since: minutes,
      with: z.array(named),
    })
    .nullable(),
});
export type TeamMember = z.infer<typeof teamMemberShape>;

export const needKinds = ['stuck', 'noVisitYet', 'closedDoors'] as const;

/** What of the day itself wants a lead's eye. */
export const needShape = z.object({
  kind: z.enum(needKinds),
  person: named,
  visitId: uuid.nullable(),
  customer: named.nullable(),
  /** Minutes inside, or doors closed in a row. */
  count: z.int(),
});
export type Need = z.infer<typeof needShape>;

export const teamDayShape = z.object({
  day: dayShape,
  unit: named,
  /** The instant this was read. */
  at: instantShape,
  /** Minutes since midnight at the outlet, where the day is today; else null. */
  now: minutes.nullable(),
  totals: z.object(figures),
  people: z.array(teamMemberShape),
  needs: z.array(needShape),
  /** There are more people than are shown; a unit further down shows all of its own. */
  more: z.boolean(),
});
export type TeamDay = z.infer<typeof teamDayShape>;

export const teamDay = endpoint({
  id: 'visits.teamDay',
  method: 'GET',
  path: '/team-day',
  summary:
    'A unit’s day, person by person: made and planned visits as lanes of time, figures from the ledger, what needs the lead',
  access: 'boards.read',
  query: z.strictObject({ unit: uuid.optional(), day: dayShape.optional() }),
  response: teamDayShape,
});
