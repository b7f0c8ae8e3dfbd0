// Taiwan's public holidays by rule, so that the sample's working days are right in whatever year it is made (Act of May 2025).
import { addDays, type Day, dayOf, weekday } from '#platform/shared/day.ts';

export interface Holiday {
  day: Day;
  works: boolean;
  name: string;
}

const solar: readonly [month: number, date: number, name: string][] = [
  [1, 1, '開國紀念日'],
  [2, 28, '和平紀念日'],
  [4, 4, '兒童節'],
  [5, 1, '勞動節'],
  [9, 28, '教師節'],
  [10, 10, '國慶日'],
  [10, 25, '臺灣光復節'],
  [12, 25, '行憲紀念日'],
];

const lunar: Readonly<Record<string, string>> = {
  'M01-1': '春節',
  'M01-2': '春節',
  'M01-3': '春節',
  'M05-5': '端午節',
  'M08-15': '中秋節',
};

const at = (year: number, month: number, date: number): Day => dayOf(year, month, date) as Day;

/** 4 or 5 April, until the end of this century's first half. */
const tombSweeping = (year: number): Day => at(year, 4, year % 4 < 2 ? 4 : 5);

function ofYear(year: number): { day: Day; name: string; spring: boolean }[] {
  const found = solar.map(([month, date, name]) => ({ day: at(year, month, date), name, spring: false }));
  const tombs = tombSweeping(year);
  // The two together are two days off: 3 April then stands for the children's day.
  found.push({ day: tombs, name: '清明節', spring: false });
  if (tombs === at(year, 4, 4))
    found.push({ day: at(year, 4, weekday(tombs) === 4 ? 5 : 3), name: '兒童節補假', spring: false });
  for (let day = at(year, 1, 1); day < at(year + 1, 1, 1); day = addDays(day, 1)) {
    const { monthCode, day: date } = Temporal.PlainDate.from(day).withCalendar('chinese');
    const name = lunar[`${monthCode}-${date}`];
    if (name !== undefined) found.push({ day, name, spring: name === '春節' });
    if (monthCode === 'M01' && date === 1)
      for (const [before, eve] of ['除夕', '小年夜'].entries())
        found.push({ day: addDays(day, -1 - before), name: eve, spring: true });
  }
  return found;
}

/** Holidays of these years with the days given instead of those that fall on a weekend: Friday for Saturday, Monday for Sunday. */
export function holidaysOf(years: readonly number[]): Holiday[] {
  const off = new Map<Day, string>();
  for (const year of years) {
    const all = ofYear(year).toSorted((a, b) => a.day.localeCompare(b.day));
    for (const { day, name } of all) off.set(day, off.get(day) ?? name);
    for (const { day, name, spring } of all) {
      const on = weekday(day);
      if (on <= 5) continue;
      const step = spring || on === 7 ? 1 : -1;
      let instead = addDays(day, step);
      while (off.has(instead) || weekday(instead) > 5) instead = addDays(instead, step);
      off.set(instead, `${name}補假`);
    }
  }
  return [...off].map(([day, name]) => ({ day, works: false, name })).toSorted((a, b) => a.day.localeCompare(b.day));
}
