import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayShape, requiredText, text, uuid } from '#platform/shared/page.ts';
import { unitKinds } from './rules.ts';

export const named = z.object({ id: uuid, name: z.string() });
export const byId = z.strictObject({ id: uuid });

const timeZoneShape = z.string().max(64).refine(isTimeZone, { error: 'org.timeZone' });
const timeShape = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Where people are posted: its address, hours and working calendar; null takes the company's main calendar. */
export const outletShape = z
  .strictObject({
    address: text(300),
    timeZone: timeZoneShape,
    opens: timeShape,
    closes: timeShape,
    calendarId: uuid.nullable(),
  })
  .refine((outlet) => outlet.opens < outlet.closes, { error: 'org.hours', path: ['closes'] });

export const unitShape = z.object({
  id: uuid,
  kind: z.enum(unitKinds),
  name: z.string(),
  /** Null for the root alone. */
  parentId: uuid.nullable(),
  openedDay: dayShape,
  closedDay: dayShape.nullable(),
  leads: z.array(named),
  /** People posted to the unit itself on that day, main postings alone. */
  headCount: z.int(),
  outlet: z
    .object({
      address: z.string(),
      timeZone: z.string(),
      opens: z.string(),
      closes: z.string(),
      calendarId: uuid.nullable(),
    })
    .nullable(),
  version: z.int(),
});
export type Unit = z.infer<typeof unitShape>;

export const listUnits = endpoint({
  id: 'org.listUnits',
  method: 'GET',
  path: '/units',
  summary: 'The organisation tree as it stands, or stood, on a day',
  access: 'signedIn',
  query: z.strictObject({ day: dayShape.optional() }),
  response: z.object({ day: dayShape, items: z.array(unitShape), can: z.object({ change: z.boolean() }) }),
});

export const changedShape = z.object({ id: uuid, version: z.int() });

export const addUnitShape = z.strictObject({
  id: uuid,
  kind: z.enum(unitKinds).exclude(['company']),
  name: requiredText(120),
  parentId: uuid,
  /** Default: today. */
  fromDay: dayShape.optional(),
  outlet: outletShape.optional(),
});
export const addUnit = endpoint({
  id: 'org.addUnit',
  method: 'POST',
  path: '/units',
  summary: 'Add a unit below another from a day on',
  access: 'org.manage',
  body: addUnitShape,
  response: changedShape,
  status: 201,
});

export const changeUnitShape = z.strictObject({
  name: requiredText(120).optional(),
  kind: z.enum(unitKinds).exclude(['company']).optional(),
  outlet: outletShape.nullable().optional(),
});
export const changeUnit = endpoint({
  id: 'org.changeUnit',
  method: 'PATCH',
  path: '/units/{id}',
  summary: 'Change the name, kind or outlet of a unit; If-Match names the version that was read',
  access: 'org.manage',
  params: byId,
  body: changeUnitShape,
  response: changedShape,
});

export const moveUnit = endpoint({
  id: 'org.moveUnit',
  method: 'POST',
  path: '/units/{id}/moves',
  summary: 'Hang a unit with everything below it under another parent from a day on; earlier days keep their tree',
  access: 'org.manage',
  params: byId,
  body: z.strictObject({ parentId: uuid, fromDay: dayShape }),
  response: changedShape,
  status: 201,
});

export const closeUnit = endpoint({
  id: 'org.closeUnit',
  method: 'POST',
  path: '/units/{id}/closing',
  summary: 'Close a unit from a day on; refused while people are posted to it or units hang below it',
  access: 'org.manage',
  params: byId,
  body: z.strictObject({ day: dayShape }),
  response: changedShape,
  status: 201,
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
