import { command } from '#platform/server/command/command.ts';
import { addCalendar as endpoint } from '../contract-calendars.ts';

/** A further working calendar, e.g. for a branch in another region. */
export const addCalendar = command({
  name: 'org.add-calendar',
  version: 1,
  conflict: 'refuse',
  input: endpoint.body,
  async run(ctx, { id, name, region }) {
    await ctx.db.insertInto('working_calendar').values({ company_id: ctx.actor.companyId, id, name, region }).execute();
    ctx.audit({
      subject: { kind: 'calendar', id },
      changes: { name: { from: null, to: name }, region: { from: null, to: region } },
    });
    ctx.emit({ kind: 'org.calendarChanged', subject: { kind: 'calendar', id } });
    return { id, name, region, main: false, version: 1 };
  },
});
