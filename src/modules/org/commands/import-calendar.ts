import { z } from 'zod';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { inBatches } from '#platform/server/command/execute.ts';
import { dayShape, uuid } from '#platform/shared/page.ts';
import type { ListedDay } from '../calendar-file.ts';
import { bumpCalendar, calendarForUpdate } from '../calendars.ts';
import type { ImportReport } from '../contract-calendars.ts';
import { worksByPattern } from '../rules.ts';

const listedShape = z.strictObject({ day: dayShape, works: z.boolean(), name: z.string() });

/**
 * Brings a list of days into a calendar: what differs from the week's pattern or has a name is kept, what the list calls an ordinary day
 * is given back to the pattern. With `write` false nothing is changed; a list that is known already changes nothing either.
 */
export const importCalendar = command({
  name: 'org.import-calendar',
  version: 1,
  conflict: 'last',
  input: z.strictObject({
    calendarId: uuid.optional(),
    write: z.boolean(),
    days: z.array(listedShape).min(1),
  }),
  async run(ctx, { calendarId, write, days }): Promise<ImportReport> {
    const calendar = await calendarForUpdate(ctx, calendarId);
    const known = await knownDays(ctx, calendar.id, days);
    const plan = compare(days, known);
    const differs = plan.written.length + plan.removed.length > 0;
    if (write && differs) {
      await removeDays(
        ctx,
        calendar.id,
        [...plan.removed, ...plan.written].map(({ day }) => day),
      );
      await addDaysTo(ctx, calendar.id, plan.written);
      await bumpCalendar(ctx, calendar.id);
      ctx.audit({
        subject: { kind: 'calendar', id: calendar.id },
        changes: Object.fromEntries(
          [...plan.written, ...plan.removed].map((entry) => [
            entry.day,
            { from: known.get(entry.day) ?? null, to: isKept(entry) ? entry : null },
          ]),
        ),
      });
      ctx.emit({ kind: 'org.calendarChanged', subject: { kind: 'calendar', id: calendar.id } });
    }
    return {
      calendar: { id: calendar.id, name: calendar.name },
      written: write,
      firstDay: days[0]?.day ?? '',
      lastDay: days.at(-1)?.day ?? '',
      days: days.length,
      holidays: days.filter((entry) => !entry.works && worksByPattern(entry.day)).length,
      makeUpDays: days.filter((entry) => entry.works && !worksByPattern(entry.day)).length,
      added: plan.written.filter((entry) => !known.has(entry.day)).length,
      changed: plan.written.filter((entry) => known.has(entry.day)).length,
      removed: plan.removed.length,
      unchanged: days.length - plan.written.length - plan.removed.length,
      kept: days.filter(isKept),
    };
  },
});

/** An ordinary working day or weekend without a name needs no row: the pattern says it. */
const isKept = (entry: ListedDay): boolean => entry.works !== worksByPattern(entry.day) || entry.name !== '';

function compare(days: readonly ListedDay[], known: ReadonlyMap<string, ListedDay>) {
  const same = (entry: ListedDay): boolean => {
    const before = known.get(entry.day);
    return before?.works === entry.works && before.name === entry.name;
  };
  return {
    written: days.filter((entry) => isKept(entry) && !same(entry)),
    removed: days.filter((entry) => !isKept(entry) && known.has(entry.day)),
  };
}

async function knownDays(ctx: WriteContext, calendarId: string, days: readonly ListedDay[]) {
  const rows = await ctx.db
    .selectFrom('working_calendar_day')
    .select(['day', 'works', 'name'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('calendar_id', '=', calendarId)
    .where('day', '>=', days[0]?.day ?? '')
    .where('day', '<=', days.at(-1)?.day ?? '')
    .execute();
  return new Map(rows.map((row) => [row.day, row]));
}

async function removeDays(ctx: WriteContext, calendarId: string, days: string[]): Promise<void> {
  await inBatches(days, (batch) =>
    ctx.db
      .deleteFrom('working_calendar_day')
      .where('company_id', '=', ctx.actor.companyId)
      .where('calendar_id', '=', calendarId)
      .where('day', 'in', batch)
      .execute(),
  );
}

async function addDaysTo(ctx: WriteContext, calendarId: string, days: ListedDay[]): Promise<void> {
  await inBatches(days, (batch) =>
    ctx.db
      .insertInto('working_calendar_day')
      .values(batch.map((entry) => ({ company_id: ctx.actor.companyId, calendar_id: calendarId, ...entry })))
      .execute(),
  );
}
