import { commandDeps, raw, type Raw, read, type Route, write } from '#platform/server/http/route.ts';
import { execute } from '#platform/server/command/execute.ts';
import { isRefusal, type Outcome, refuse } from '#platform/shared/result.ts';
import { readCalendarFile } from './calendar-file.ts';
import { calendarYear, listOfCalendars } from './calendars.ts';
import { addCalendar } from './commands/add-calendar.ts';
import { addPerson } from './commands/add-person.ts';
import { addUnit } from './commands/add-unit.ts';
import { changePerson } from './commands/change-person.ts';
import { changeUnit } from './commands/change-unit.ts';
import { closeUnit } from './commands/close-unit.ts';
import { endPosting } from './commands/end-posting.ts';
import { importCalendar } from './commands/import-calendar.ts';
import { leave } from './commands/leave.ts';
import { moveUnit } from './commands/move-unit.ts';
import { postPerson } from './commands/post-person.ts';
import { rejoin } from './commands/rejoin.ts';
import { setCalendarDay } from './commands/set-calendar-day.ts';
import * as calendars from './contract-calendars.ts';
import * as units from './contract-units.ts';
import * as people from './contract.ts';
import { listDirectory, todayOf } from './directory.ts';
import { personRecord } from './person-record.ts';
import { changesUnits } from './policy.ts';
import { unitsOn } from './units.ts';

const mostBytes = 2 * 2 ** 20;

export const orgRoutes: Route[] = [
  read(units.listUnits, async ({ ctx, query }) => {
    const day = query.day ?? todayOf(ctx);
    return { day, items: await unitsOn(ctx, day), can: { change: changesUnits(ctx.actor) } };
  }),
  write(units.addUnit, addUnit, ({ body }) => body),
  write(units.changeUnit, changeUnit, ({ params, body, ifMatch }) => ({ ...body, ...params, ifMatch })),
  write(units.moveUnit, moveUnit, ({ params, body }) => ({ ...body, ...params })),
  write(units.closeUnit, closeUnit, ({ params, body }) => ({ ...body, ...params })),
  read(people.listPeople, ({ ctx, query }) => listDirectory(ctx, query)),
  read(people.getPerson, ({ ctx, params }) => personRecord(ctx, params.id)),
  write(people.addPerson, addPerson, ({ body }) => body),
  write(people.changePerson, changePerson, ({ params, body, ifMatch }) => ({ ...body, ...params, ifMatch })),
  write(people.postPerson, postPerson, ({ params, body }) => ({ ...body, personId: params.id })),
  write(people.endPosting, endPosting, ({ params, body }) => ({ ...body, ...params })),
  write(people.leave, leave, ({ params, body }) => ({ ...body, ...params })),
  write(people.rejoin, rejoin, ({ params, body }) => ({ ...body, personId: params.id })),
  read(calendars.listCalendars, ({ ctx }) => listOfCalendars(ctx)),
  read(calendars.getCalendar, ({ ctx, params, query }) => calendarYear(ctx, params.id, query.year)),
  write(calendars.addCalendar, addCalendar, ({ body }) => body),
  raw(calendars.importCalendar, importFile),
  write(calendars.setCalendarDay, setCalendarDay, ({ params, body }) => ({ ...body, ...params })),
];

async function importFile(asked: Raw<typeof calendars.importCalendar>): Promise<Outcome<calendars.ImportReport>> {
  const { app, actor, query, request } = asked;
  if (actor === undefined) return refuse('unauthenticated', 'signInFirst');
  // The form around the file takes little; one that announces more is refused before a byte of it is read.
  if (Number(request.headers['content-length'] ?? 0) > 2 * mostBytes) return refuse('tooLarge', 'tooLarge');
  const file = request.isMultipart() ? await request.file({ limits: { fileSize: mostBytes } }) : undefined;
  if (file === undefined)
    return refuse('invalid', 'org.fileMissing', { fields: [{ field: 'file', code: 'org.fileMissing' }] });
  const days = await readCalendarFile(await file.toBuffer());
  if (isRefusal(days)) return days;
  const input = {
    write: query.write === 'true',
    days,
    ...(query.calendarId === undefined ? {} : { calendarId: query.calendarId }),
  };
  return execute(commandDeps(app), actor, importCalendar, input, { requestId: request.id });
}
