import { z } from 'zod';
import type { Day } from '#platform/shared/day.ts';
import { parseDay } from '#platform/shared/day-parse.ts';
import { isRefusal, type Outcome, refuse } from '#platform/shared/result.ts';
import { mapHeaders } from '#platform/server/sheets/map-headers.ts';
import { readTable } from '#platform/server/sheets/read-table.ts';

export interface ListedDay {
  day: Day;
  works: boolean;
  name: string;
}

const mostDays = 5_000;
const longestName = 80;

/** Taiwan's list names every day of a year, the mainland's only those that differ and with dashes; both are lists of these. */
const entryShape = z.union([
  z.object({ date: z.string(), isHoliday: z.boolean(), description: z.string().optional() }),
  z.object({ date: z.string(), isOffDay: z.boolean(), name: z.string().optional() }),
]);
const listShape = z.union([z.array(entryShape), z.object({ days: z.array(entryShape) }).transform(({ days }) => days)]);

const unreadable = refuse('invalid', 'org.calendarFile');

/** Days of a list of holidays and make-up days, JSON or CSV, in order and each once (the later line counts). */
export async function readCalendarFile(bytes: Uint8Array): Promise<Outcome<ListedDay[]>> {
  const text = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  const listed = /^[[{]/.test(text) ? readJson(bytes) : await readRows(bytes);
  if (isRefusal(listed)) return listed;
  if (listed.length === 0) return unreadable;
  if (listed.length > mostDays) return refuse('tooLarge', 'org.calendarTooLong', { params: { most: mostDays } });
  const days = new Map(listed.map((entry) => [entry.day, entry]));
  return [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

function readJson(bytes: Uint8Array): Outcome<ListedDay[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return unreadable;
  }
  const list = listShape.safeParse(parsed);
  if (!list.success) return unreadable;
  return allOrNone(
    list.data.map((entry) =>
      'isHoliday' in entry
        ? listedDay(entry.date, !entry.isHoliday, entry.description)
        : listedDay(entry.date, !entry.isOffDay, entry.name),
    ),
  );
}

const headers = [
  { key: 'date', labels: ['西元日期', '日期', 'date', 'day'] },
  { key: 'off', labels: ['是否放假', '放假', 'isHoliday', 'isOffDay', 'holiday', 'off'] },
  { key: 'name', labels: ['備註', '备注', '名稱', '名称', '說明', 'description', 'name', 'note'] },
];

/** The statutory CSV writes 2 for a day off and 0 for a working day. */
const words: Record<string, boolean> = {};
for (const word of ['2', '1', 'true', 'y', 'yes', '是', '放假']) words[word] = true;
for (const word of ['0', 'false', 'n', 'no', '否', '上班']) words[word] = false;

async function readRows(bytes: Uint8Array): Promise<Outcome<ListedDay[]>> {
  const table = await readTable({ bytes });
  if (isRefusal(table)) return table;
  const { fields } = await mapHeaders(table.headers, headers);
  const [date, off, name] = [fields['date']?.column, fields['off']?.column, fields['name']?.column];
  if (date === undefined || off === undefined) return unreadable;
  const days: (ListedDay | undefined)[] = [];
  for await (const { cells } of table.rows()) {
    const isOff = words[(cells[off] ?? '').trim().toLowerCase()];
    days.push(
      isOff === undefined
        ? undefined
        : listedDay(cells[date] ?? '', !isOff, name === undefined ? '' : (cells[name] ?? '')),
    );
    if (days.length > mostDays) break;
  }
  return allOrNone(days);
}

function listedDay(typed: string, works: boolean, name = ''): ListedDay | undefined {
  const parsed = parseDay(typed.trim());
  if (!parsed.ok) return undefined;
  return { day: parsed.day, works, name: name.replaceAll('\u0000', '').trim().slice(0, longestName) };
}

/** A list with one line that is no day is not understood: half a calendar would be worse than none. */
function allOrNone(days: readonly (ListedDay | undefined)[]): Outcome<ListedDay[]> {
  const line = days.indexOf(undefined);
  return line < 0
    ? days.filter((day) => day !== undefined)
    : refuse('invalid', 'org.calendarLine', { params: { line: line + 1 } });
}
