import { expect, it } from 'vitest';
import type { LaneVisit } from '../contract-team-day.ts';
import { hoursOf, placeBars, shapeOf } from './lane-bars.ts';

let count = 0;
const visit = (more: Partial<LaneVisit>): LaneVisit => {
  count += 1;
  const customer = { id: `c${count}`, name: '錦江建設' };
  const plain = { start: null, end: null, planned: null, outcome: null, intent: null, joint: false, with: [] };
  return { id: `v${count}`, state: 'planned', customer, ...plain, ...more };
};
const at = (hour: number, minute = 0): number => hour * 60 + minute;

it('lines planned visits without a time up after now, around those that have one', () => {
  const lane = [
    visit({ start: at(9, 10), end: at(9, 40), outcome: 'talked', intent: 1 }),
    visit({}),
    visit({ planned: at(15) }),
    visit({}),
    visit({}),
  ];
  const places = placeBars(lane, at(14, 20)).map(({ start, shape }) => [start, shape]);
  expect(places).toEqual([
    [at(9, 10), 'intent'],
    [at(14, 30), 'planned'],
    [at(15), 'planned'],
    [at(15, 25), 'planned'],
    [at(15, 55), 'planned'],
  ]);
});

it('stretches the visit one is still in up to now, and no longer than usual on a day that is over', () => {
  const inside = visit({ start: at(10), state: 'checkedIn' });
  expect(placeBars([inside], at(10, 50))[0]).toMatchObject({ shape: 'inside', start: at(10), end: at(10, 50) });
  expect(placeBars([inside], null)[0]).toMatchObject({ end: at(10, 20) });
});

it.each([
  [{}, 'planned'],
  [{ start: 600 }, 'inside'],
  [{ start: 600, end: 620 }, 'unreported'],
  [{ start: 600, outcome: 'refused' }, 'closed'],
  [{ start: 600, outcome: 'nobody' }, 'closed'],
  [{ start: 600, outcome: 'talked', intent: 0 }, 'intent'],
] as const)('%j stands as %s', (facts, shape) => {
  expect(shapeOf(visit(facts))).toBe(shape);
});

it('shows the working day, and more where something lies outside it', () => {
  expect(hoursOf([])).toEqual({ from: 9, to: 18 });
  const bars = placeBars([visit({ start: at(7, 30), end: at(8) }), visit({ planned: at(19, 30) })], null);
  expect(hoursOf(bars)).toEqual({ from: 7, to: 20 });
});
