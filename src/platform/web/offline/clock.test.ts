import { expect, it } from 'vitest';
import { offsetFrom } from './clock.ts';

const at = Date.parse('2026-11-23T01:40:00Z');

it('leaves a clock alone that is right within seconds', () => {
  expect(offsetFrom(new Date(at + 2_000).toUTCString(), at, at + 800)).toBe(0);
});

it('corrects one that is hours off, reckoning half the way', () => {
  expect(offsetFrom(new Date(at + 3_600_000).toUTCString(), at, at + 1_000)).toBe(3_600_000);
});

it('knows nothing from an answer without a time', () => {
  expect(offsetFrom(null, at, at)).toBeUndefined();
  expect(offsetFrom('soon', at, at)).toBeUndefined();
});
