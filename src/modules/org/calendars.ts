import type { z } from 'zod';
import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import { addDays, type Day } from '#platform/shared/day.ts';
import { notFound, type Outcome, Refused } from '#platform/shared/result.ts';
import type { getCalendar, listCalendars } from './contract-calendars.ts';
import { changesUnits } from './policy.ts';
import { isWorkingDay } from './rules.ts';

export async function listOfCalendars(ctx: ReadContext): Promise<z.input<(typeof listCalendars)['response']>> {
  const calendars = await ctx.db
    .selectFrom('working_calendar')
    .select(['id', 'name', 'region', 'main', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .orderBy('main', 'desc')
    .orderBy('name')
    .execute();
  const years = await ctx.db
    .selectFrom('working_calendar_day')
    .select((select) => ['calendar_id', select.fn<number>('date_part', [select.val('year'), 'day']).as('year')])
    .distinct()
    .where('company_id', '=', ctx.actor.companyId)
    .orderBy('year')
    .execute();
  const outlets = await ctx.db
    .selectFrom('outlet')
    .select((select) => ['calendar_id', select.fn.countAll<number>().as('count')])
    .where('company_id', '=', ctx.actor.companyId)
    .groupBy('calendar_id')
    .execute();
  const countOf = (id: string | null): number => Number(outlets.find((row) => row.calendar_id === id)?.count ?? 0);
  return {
    items: calendars.map((calendar) => ({
      ...calendar,
      years: years.filter((row) => row.calendar_id === calendar.id).map((row) => Number(row.year)),
      outlets: countOf(calendar.id) + (calendar.main ? countOf(null) : 0),
    })),
    can: { change: changesUnits(ctx.actor) },
  };
}

export async function calendarYear(
  ctx: ReadContext,
  id: string,
  year: number,
): Promise<Outcome<z.input<(typeof getCalendar)['response']>>> {
  const calendar = await ctx.db
    .selectFrom('working_calendar')
    .select(['id', 'name', 'region', 'main', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (calendar === undefined) return notFound('org.unknownCalendar');
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const days = await ctx.db
    .selectFrom('working_calendar_day')
    .select(['day', 'works', 'name'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('calendar_id', '=', id)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute();
  const exceptions = new Map(days.map(({ day, works }) => [day, works]));
  let workingDays = 0;
  for (let day: Day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(exceptions, day)) workingDays += 1;
  return { ...calendar, year, days, workingDays, can: { change: changesUnits(ctx.actor) } };
}

/** The calendar named, or the main one; locked. @throws Refused */
export async function calendarForUpdate(ctx: WriteContext, id: string | undefined) {
  const calendar = await ctx.db
    .selectFrom('working_calendar')
    .select(['id', 'name', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .$if(id === undefined, (query) => query.where('main', '=', true))
    .forUpdate()
    .executeTakeFirst();
  if (calendar === undefined) throw new Refused(notFound('org.unknownCalendar'));
  return calendar;
}

export async function bumpCalendar(ctx: WriteContext, id: string): Promise<void> {
  await ctx.db
    .updateTable('working_calendar')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', id)
    .execute();
}
