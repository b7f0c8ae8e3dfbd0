import { z } from 'zod';
import { changesBetween, command } from '#platform/server/command/command.ts';
import { dayShape, text, uuid } from '#platform/shared/page.ts';
import { bumpCalendar, calendarForUpdate } from '../calendars.ts';
import { worksByPattern } from '../rules.ts';

/** One day by hand: a typhoon day, an outlet's own closing. Null gives the day back to the week's pattern. */
export const setCalendarDay = command({
  name: 'org.set-calendar-day',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ id: uuid, day: dayShape, works: z.boolean().nullable(), name: text(80) }),
  async run(ctx, { id, day, works, name }) {
    await calendarForUpdate(ctx, id);
    const before = await ctx.db
      .deleteFrom('working_calendar_day')
      .where('company_id', '=', ctx.actor.companyId)
      .where('calendar_id', '=', id)
      .where('day', '=', day)
      .returning(['works', 'name'])
      .executeTakeFirst();
    if (works !== null)
      await ctx.db
        .insertInto('working_calendar_day')
        .values({ company_id: ctx.actor.companyId, calendar_id: id, day, works, name })
        .execute();
    const after = { works: works ?? worksByPattern(day), name: works === null ? '' : name };
    const changes = changesBetween(before ?? { works: worksByPattern(day), name: '' }, after);
    if (Object.keys(changes).length > 0) {
      await bumpCalendar(ctx, id);
      ctx.audit({ subject: { kind: 'calendar', id }, changes: { [day]: { from: before ?? null, to: after } } });
      ctx.emit({ kind: 'org.calendarChanged', subject: { kind: 'calendar', id }, payload: { day } });
    }
    return { day, ...after };
  },
});
