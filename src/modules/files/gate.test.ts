import { expect, it } from 'vitest';
import { isRefusal } from '#platform/shared/result.ts';
import { gate } from './gate.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

it('lets two work at once, the others in their order, and turns away who finds too many waiting', async () => {
  const through = gate(2, 2);
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const work = (name: number) => () =>
    new Promise<number>((resolve) => {
      begun.push(name);
      finish.push(() => resolve(name));
    });
  const four = [1, 2, 3, 4].map((name) => through(work(name)));
  await tick();
  expect(begun).toEqual([1, 2]);
  const fifth = await through(work(5));
  expect(isRefusal(fifth) && fifth.code).toBe('files.busy');
  finish[0]?.();
  await tick();
  expect(begun).toEqual([1, 2, 3]);
  finish[1]?.();
  await tick();
  expect(begun).toEqual([1, 2, 3, 4]);
  for (const one of finish) one();
  expect(await Promise.all(four)).toEqual([1, 2, 3, 4]);
});

it('opens again after work that failed', async () => {
  const through = gate(1, 1);
  await expect(through(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await through(async () => 'fine')).toBe('fine');
});
