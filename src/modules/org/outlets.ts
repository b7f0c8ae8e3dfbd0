import type { z } from 'zod';
import { type Changes, changesBetween, type ReadContext, type WriteContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';
import { notFound, Refused } from '#platform/shared/result.ts';
import type { outletShape } from './contract-units.ts';

export type Outlet = z.output<typeof outletShape>;

export async function outletOf(ctx: ReadContext, unitId: string): Promise<Outlet | null> {
  const row = await ctx.db
    .selectFrom('outlet')
    .select(['address', 'time_zone as timeZone', 'opens', 'closes', 'calendar_id as calendarId'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, opens: minutes(row.opens), closes: minutes(row.closes) };
}

/** PostgreSQL tells times with seconds. */
export const minutes = (time: string): string => time.slice(0, 5);

/** Writes what makes a unit an outlet, or with null takes it away; answers the changed fields as the audit shows them. */
export async function writeOutlet(ctx: WriteContext, unitId: string, outlet: Outlet | null): Promise<Changes> {
  const before = await outletOf(ctx, unitId);
  const key = { company_id: ctx.actor.companyId, unit_id: unitId };
  if (outlet === null) {
    await ctx.db.deleteFrom('outlet').where('company_id', '=', key.company_id).where('unit_id', '=', unitId).execute();
    return before === null ? {} : { outlet: { from: before, to: null } };
  }
  if (outlet.calendarId !== null) await requireCalendar(ctx, outlet.calendarId);
  const values = {
    address: outlet.address,
    time_zone: outlet.timeZone,
    opens: outlet.opens,
    closes: outlet.closes,
    calendar_id: outlet.calendarId,
  };
  await ctx.db
    .insertInto('outlet')
    .values({ ...key, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['company_id', 'unit_id'])
        .doUpdateSet((row) => ({ ...values, version: row('outlet.version', '+', 1) })),
    )
    .execute();
  return changesBetween<Outlet>(before ?? undefined, outlet);
}

async function requireCalendar(ctx: WriteContext, calendarId: string): Promise<void> {
  const calendar = await ctx.db
    .selectFrom('working_calendar')
    .select('id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', calendarId)
    .executeTakeFirst();
  if (calendar === undefined) throw new Refused(notFound('org.unknownCalendar'));
}

/** The outlet a unit belongs to on a day: its own, else the nearest above it. */
export async function nearestOutlet(
  ctx: ReadContext,
  unitId: string,
  day: Day,
): Promise<{ unitId: string; timeZone: string; calendarId: string | null } | undefined> {
  return ctx.db
    .selectFrom('unit_path')
    .innerJoin('outlet', (join) =>
      join
        .onRef('outlet.company_id', '=', 'unit_path.company_id')
        .onRef('outlet.unit_id', '=', 'unit_path.ancestor_id'),
    )
    .select(['outlet.unit_id as unitId', 'outlet.time_zone as timeZone', 'outlet.calendar_id as calendarId'])
    .where('unit_path.company_id', '=', ctx.actor.companyId)
    .where('unit_path.descendant_id', '=', unitId)
    .where('unit_path.from_day', '<=', day)
    .where((where) => where.or([where('unit_path.to_day', 'is', null), where('unit_path.to_day', '>', day)]))
    .orderBy('unit_path.depth')
    .limit(1)
    .executeTakeFirst();
}
