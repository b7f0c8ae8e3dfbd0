import { expect, it } from 'vitest';
import { plausible } from './late.ts';

it('O8 believes a phone up to 45 days back and a day ahead', () => {
  const day = 24 * 60 * 60_000;
  const now = Date.parse('2026-11-23T02:00:00Z');
  const believed = [-46, -45, 0, 1, 1.1].map((days) => plausible(now + days * day, now));
  expect(believed).toEqual([false, true, true, true, false]);
});
