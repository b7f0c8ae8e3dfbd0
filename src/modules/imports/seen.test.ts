import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Seen } from './seen.ts';

it('O16 remembers the first line of every mark, as a map would', () => {
  const marks = fc.array(fc.tuple(fc.string({ maxLength: 12 }), fc.integer({ min: 1, max: 1_000_000 })), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(marks, (pairs) => {
      const [seen, map] = [new Seen(), new Map<string, number>()];
      for (const [mark, line] of pairs) {
        expect(seen.find(mark)).toBe(map.get(mark));
        seen.keep(mark, line);
        if (!map.has(mark)) map.set(mark, line);
      }
      for (const [mark, line] of map) expect(seen.find(mark)).toBe(line);
    }),
  );
});

it('O16 keeps 200,000 marks apart in a few megabytes', () => {
  const seen = new Seen();
  const before = process.memoryUsage().arrayBuffers;
  for (let line = 1; line <= 200_000; line += 1) seen.keep(`p 大同文具 +8862${line}`, line);
  for (let line = 1; line <= 200_000; line += 997) expect(seen.find(`p 大同文具 +8862${line}`)).toBe(line);
  expect(seen.find('p 大同文具 +88620')).toBeUndefined();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(24 * 2 ** 20);
});
