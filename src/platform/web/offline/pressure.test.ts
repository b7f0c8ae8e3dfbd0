import { expect, it } from 'vitest';
import { pressureOf } from './pressure.ts';

it.each([
  ['more than four fifths are used', { usage: 81, quota: 100 }, 'tight'],
  ['there is room', { usage: 80, quota: 100 }, 'none'],
  ['the browser does not say', {}, 'none'],
])('O8 where %s', (_, estimate, pressure) => {
  expect(pressureOf(estimate)).toBe(pressure);
});
