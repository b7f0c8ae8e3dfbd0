import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayShape, instantShape, pageOf, pageQuery, text, uuid } from '#platform/shared/page.ts';
import { grains } from './rules.ts';

const named = z.object({ id: uuid, name: z.string() });
const measureCode = text(64).refine((code) => /^[a-zA-Z][\w.]*$/.test(code), { error: 'targets.measureUnknown' });

export const targetShape = z.object({
  id: uuid,
  personId: uuid,
  measure: z.string(),
  grain: z.enum(grains),
  periodStart: dayShape,
  amount: z.number(),
  /** Set by who leads the person; it stands beside his own. */
  mandatory: z.boolean(),
  setBy: named,
  setAt: instantShape,
  version: z.int(),
});
export type TargetRow = z.infer<typeof targetShape>;

const aim = z.object({
  /** In the measure's unit; null while there is nothing to go by. */
  amount: z.number().nullable(),
  by: z.enum(['own', 'lead', 'proposed', 'none']),
});

export const boardShape = z.object({
  person: named,
  today: dayShape,
  /** The next working day of the person's outlet. */
  tomorrow: dayShape,
  monthStart: dayShape,
  measures: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      today: z.object({ done: z.number(), aim }),
      month: z.object({ done: z.number(), aim }),
      tomorrow: z.object({ aim }),
    }),
  ),
  /** Whether the asker may set these aims. */
  can: z.object({ setAims: z.boolean() }),
});
export type Board = z.infer<typeof boardShape>;

export const entryShape = z.object({
  id: uuid,
  day: dayShape,
  quantity: z.number(),
  role: z.string(),
  customer: named.nullable(),
  sourceKind: z.string(),
  sourceId: z.string(),
  /** The entry it takes back. */
  reversalOf: uuid.nullable(),
  /** The day was over when it arrived. */
  late: z.boolean(),
  postedAt: instantShape,
});

export const listTargets = endpoint({
  id: 'targets.list',
  method: 'GET',
  path: '/targets',
  summary: "A person's aims whose period begins within the days asked for; one's own, or of somebody one leads",
  access: 'signedIn',
  query: z.strictObject({ person: uuid.optional(), from: dayShape, to: dayShape }),
  response: z.object({ items: z.array(targetShape) }),
});

export const setTarget = endpoint({
  id: 'targets.set',
  method: 'PUT',
  path: '/targets/{person}/{measure}/{day}',
  summary: "Set an aim for a day, or for the day's month: one's own, or as the lead's for somebody one leads",
  access: 'signedIn',
  params: z.strictObject({ person: uuid, measure: measureCode, day: dayShape }),
  body: z.strictObject({ amount: z.number().min(0).max(1_000_000_000), grain: z.enum(grains).default('day') }),
  response: targetShape,
});

export const board = endpoint({
  id: 'targets.board',
  method: 'GET',
  path: '/board',
  summary: 'The goal table: done today, the aim, the month so far, the aim for tomorrow, for each measure',
  access: 'signedIn',
  query: z.strictObject({ person: uuid.optional() }),
  response: boardShape,
});

export const boardEntries = endpoint({
  id: 'targets.boardEntries',
  method: 'GET',
  path: '/board/entries',
  summary: 'What a figure of the board is made of: its entries, latest first',
  access: 'signedIn',
  query: pageQuery.extend({ person: uuid.optional(), measure: measureCode, from: dayShape, to: dayShape }),
  response: pageOf(entryShape),
});
