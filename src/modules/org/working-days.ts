import type { ReadContext } from '#platform/server/command/command.ts';
import { addDays, type Day } from '#platform/shared/day.ts';
import { nearestOutlet } from './outlets.ts';
import { type CalendarExceptions, nextWorkingDay } from './rules.ts';
import { unitOfPerson } from './standing.ts';

/** The calendar of a unit on a day: its outlet's, else the nearest above it, else the company's main one; null where there is none. */
export async function calendarOfUnit(ctx: ReadContext, unitId: string | null, day: Day): Promise<string | null> {
  const outlet = unitId === null ? undefined : await nearestOutlet(ctx, unitId, day);
  if (outlet?.calendarId != null) return outlet.calendarId;
  const main = await ctx.db
    .selectFrom('working_calendar')
    .select('id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('main', '=', true)
    .executeTakeFirst();
  return main?.id ?? null;
}

/** Holidays and make-up days of a calendar, both days included. */
export async function exceptionsOf(
  ctx: ReadContext,
  calendarId: string | null,
  from: Day,
  to: Day,
): Promise<CalendarExceptions> {
  if (calendarId === null) return new Map();
  const rows = await ctx.db
    .selectFrom('working_calendar_day')
    .select(['day', 'works'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('calendar_id', '=', calendarId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute();
  return new Map(rows.map(({ day, works }) => [day, works]));
}

/** The first working day after a day at a person's outlet; weekends are off where no calendar says otherwise. */
export async function nextWorkingDayOf(ctx: ReadContext, personId: string, day: Day): Promise<Day> {
  const unitId = await unitOfPerson(ctx, personId, day);
  const calendarId = await calendarOfUnit(ctx, unitId, day);
  return nextWorkingDay(await exceptionsOf(ctx, calendarId, day, addDays(day, 366)), day);
}
