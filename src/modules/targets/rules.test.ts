import { describe, expect, it } from 'vitest';
import { aimOf, paceOf, periodStart, proposedAim } from './rules.ts';

describe('T11 the aim of a day', () => {
  it.each([
    ['the mean of the last days, rounded up', 'visits', [5, 6, 6, 5, 7, 5, 6, 6, 5, 6], 6],
    ['a whole mean stays', 'visits', [4, 6, 5], 5],
    ['one day is a pace', 'cards', [3], 3],
    ['a little is more than nothing', 'intents', [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 1],
    ['no pace yet: a first day', 'visits', [], 8],
    ['nothing reached yet: a first day', 'visits', [0, 0], 8],
    ['nothing to go by', 'cards', [0, 0, 0], null],
  ])('T11 %s', (_, measure, results, wanted) => {
    expect(proposedAim(measure, results)).toBe(wanted);
  });

  it.each([
    ['own alone', { own: 5 }, { amount: 5, by: 'own' }],
    ['the lead alone', { lead: 7 }, { amount: 7, by: 'lead' }],
    ['one cannot aim below the lead', { own: 5, lead: 7 }, { amount: 7, by: 'lead' }],
    ['one may aim above the lead', { own: 9, lead: 7 }, { amount: 9, by: 'own' }],
    ['equal is the lead’s', { own: 7, lead: 7 }, { amount: 7, by: 'lead' }],
    ['zero is an aim', { own: 0, proposed: 6 }, { amount: 0, by: 'own' }],
    ['proposed while nobody has set one', { proposed: 6 }, { amount: 6, by: 'proposed' }],
    ['nothing at all', {}, { amount: null, by: 'none' }],
  ])('T11 %s', (_, aims, wanted) => {
    expect(aimOf(aims)).toEqual(wanted);
  });

  it('T11 a pace begins with the first day on which anything was reached, and counts days without', () => {
    const days = ['2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17'];
    const byDay = new Map([
      ['2026-11-18', 4],
      ['2026-11-20', 6],
    ]);
    expect(paceOf(days, byDay, '2026-11-18')).toEqual([6, 0, 4]);
    expect(paceOf(days, byDay, undefined)).toEqual([]);
  });

  it('T11 a month begins on its first day', () => {
    expect(periodStart('month', '2026-11-23')).toBe('2026-11-01');
    expect(periodStart('day', '2026-11-23')).toBe('2026-11-23');
  });
});
