import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dayShape, requiredText, text, uuid } from '#platform/shared/page.ts';
import { byId } from './contract-units.ts';

const regionShape = z.enum(['taiwan', 'mainland', 'hongkong']);

const calendarShape = z.object({
  id: uuid,
  name: z.string(),
  region: z.string(),
  /** For outlets that name none. */
  main: z.boolean(),
  version: z.int(),
});

export const calendarDayShape = z.object({
  day: dayShape,
  works: z.boolean(),
  /** Of the holiday, or why one works; may be empty. */
  name: z.string(),
});
export type CalendarDay = z.infer<typeof calendarDayShape>;

export const listCalendars = endpoint({
  id: 'org.listCalendars',
  method: 'GET',
  path: '/calendars',
  summary: 'The working calendars of the company',
  access: 'signedIn',
  response: z.object({
    items: z.array(
      calendarShape.extend({
        /** Years of which it knows days. */
        years: z.array(z.int()),
        outlets: z.int(),
      }),
    ),
    can: z.object({ change: z.boolean() }),
  }),
});

export const getCalendar = endpoint({
  id: 'org.getCalendar',
  method: 'GET',
  path: '/calendars/{id}',
  summary: "Holidays and make-up days of a year; every other day follows the week's pattern",
  access: 'signedIn',
  params: byId,
  query: z.strictObject({ year: z.coerce.number().int().min(1900).max(2200) }),
  response: calendarShape.extend({
    year: z.int(),
    days: z.array(calendarDayShape),
    workingDays: z.int(),
    can: z.object({ change: z.boolean() }),
  }),
});

export const addCalendar = endpoint({
  id: 'org.addCalendar',
  method: 'POST',
  path: '/calendars',
  summary: 'Add a working calendar; weekends are off until days are imported',
  access: 'org.manage',
  body: z.strictObject({ id: uuid, name: requiredText(80), region: regionShape }),
  response: calendarShape,
  status: 201,
});

export const importReportShape = z.object({
  calendar: z.object({ id: uuid, name: z.string() }),
  /** False: only looked at. */
  written: z.boolean(),
  firstDay: dayShape,
  lastDay: dayShape,
  /** Days in the file. */
  days: z.int(),
  /** Of these, weekdays off and weekend days on. */
  holidays: z.int(),
  makeUpDays: z.int(),
  /** Against what the calendar holds: the sum of the four is `days`. */
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  /** The days that are kept, in order. */
  kept: z.array(calendarDayShape),
});
export type ImportReport = z.infer<typeof importReportShape>;

export const importCalendar = endpoint({
  id: 'org.importCalendar',
  method: 'POST',
  path: '/calendars/import',
  summary:
    'Read a list of holidays and make-up days (JSON or CSV) into a calendar; without write=true it is only looked at',
  access: 'org.manage',
  query: z.strictObject({
    /** Default: the main calendar. */
    calendarId: uuid.optional(),
    write: z.enum(['true', 'false']).default('false'),
  }),
  upload: true,
  response: importReportShape,
});

export const setCalendarDay = endpoint({
  id: 'org.setCalendarDay',
  method: 'PUT',
  path: '/calendars/{id}/days/{day}',
  summary: "Set one day by hand (a typhoon day); works null gives it back to the week's pattern",
  access: 'org.manage',
  params: z.strictObject({ id: uuid, day: dayShape }),
  body: z.strictObject({ works: z.boolean().nullable(), name: text(80).default('') }),
  response: z.object({ day: dayShape, works: z.boolean(), name: z.string() }),
});
