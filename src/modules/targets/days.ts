import { addDays } from '#platform/shared/day.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import { calendarOfUnit, exceptionsOf, unitOfPerson } from '#modules/org/public.ts';
import { type CalendarExceptions, isWorkingDay, nextWorkingDay } from '#modules/org/rules.ts';

export interface Days {
  /** The working days before today, the latest first. */
  before: string[];
  /** The next working day: tomorrow's aim is for it. */
  next: string;
}

/** No holidays and weekends together last longer than this over ten working days. */
const furthestBack = 60;

/** The working days around today at the person's outlet: as many before as asked for, and the next one. */
export async function daysAround(ctx: ReadContext, personId: string, today: string, count: number): Promise<Days> {
  const unitId = await unitOfPerson(ctx, personId, today);
  const calendar = await calendarOfUnit(ctx, unitId, today);
  const exceptions = await exceptionsOf(ctx, calendar, addDays(today, -furthestBack), addDays(today, 366));
  return { before: workingDaysBefore(exceptions, today, count), next: nextWorkingDay(exceptions, today) };
}

function workingDaysBefore(exceptions: CalendarExceptions, today: string, count: number): string[] {
  const days: string[] = [];
  for (let back = 1; back <= furthestBack && days.length < count; back += 1) {
    const day = addDays(today, -back);
    if (isWorkingDay(exceptions, day)) days.push(day);
  }
  return days;
}
