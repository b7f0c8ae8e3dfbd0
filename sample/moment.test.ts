import { describe, expect, test } from 'vitest';
import { MovableClock } from '#platform/server/clock.ts';
import { isWorkingDay } from '#modules/org/rules.ts';
import { dice, idMaker } from './dice.ts';
import { holidaysOf } from './holidays.ts';
import { momentOf } from './moment.ts';

const at = (instant: string) => momentOf(new MovableClock(instant));

describe('the moment of the sample', () => {
  test('is the time of day within office hours, and 14:20 outside them', () => {
    expect(at('2026-11-23T03:15:00Z')).toMatchObject({ today: '2026-11-23', cut: 11 * 60 + 15, next: '2026-11-24' });
    for (const night of ['2026-11-23T15:00:00Z', '2026-11-22T17:00:00Z', '2026-11-23T01:00:00Z'])
      expect(at(night)).toMatchObject({ today: '2026-11-23', cut: 14 * 60 + 20 });
  });

  test('is a working day whatever the calendar says, with thirty working days behind it', () => {
    for (const instant of ['2026-11-22T05:00:00Z', '2026-10-26T05:00:00Z', '2026-10-10T05:00:00Z']) {
      const { today, past, next, calendar } = at(instant);
      const exceptions = new Map(calendar.map(({ day, works }) => [day, works]));
      expect(isWorkingDay(exceptions, today), today).toBe(true);
      expect(past).toHaveLength(30);
      for (const day of [...past, next]) expect(isWorkingDay(exceptions, day), day).toBe(true);
      expect(past.at(-1)?.localeCompare(today)).toBe(-1);
      expect(next.localeCompare(today)).toBe(1);
    }
  });
});

test('Taiwan’s holidays fall where the government’s calendar of 2026 has them', () => {
  const days = new Map(holidaysOf([2026]).map(({ day, name }) => [day, name]));
  for (const day of [
    ...['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-27'],
    ...['2026-04-03', '2026-04-06', '2026-05-01', '2026-06-19', '2026-09-25', '2026-09-28', '2026-10-09'],
    ...['2026-10-26', '2026-12-25'],
  ])
    expect(days.get(day), day).toBeDefined();
  expect(days.has('2026-11-23')).toBe(false);
});

test('chance falls the same way from the same seed, and differently from another', () => {
  const throws = (seed: string) => Array.from({ length: 20 }, dice(seed).next);
  expect(throws('a')).toEqual(throws('a'));
  expect(throws('a')).not.toEqual(throws('b'));
  const ids = idMaker('a');
  const first = ids(1_700_000_000_000);
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids(1_700_000_000_000)).not.toBe(first);
  expect(idMaker('a')(1_700_000_000_000)).toBe(first);
});
