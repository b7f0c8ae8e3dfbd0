import { expect, it } from 'vitest';
import { Refused } from '#platform/shared/result.ts';
import { checkEarlier, type Contract, liftBody, readContract } from './contract.ts';

const now = '2026-11-23T02:00:00.000Z';
const step = (name: string) => (told: unknown, at: string) => [...(told as string[]), `${name} ${at}`];
const known = { command: 'visits.report', version: 4, earlier: { 2: step('2'), 3: step('3') } };
const told = (version: number | undefined, writtenAt?: string): Contract => ({
  command: version === undefined ? undefined : 'visits.report',
  version,
  writtenAt,
});

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refused) return `${error.refusal.kind} ${error.refusal.code}`;
    throw error;
  }
  return 'accepted';
};

it('O8 lifts a body step by step, with the instant it was written', () => {
  expect(liftBody(known, told(2, '2026-11-20T01:00:00Z'), [], now)).toEqual([
    '2 2026-11-20T01:00:00Z',
    '3 2026-11-20T01:00:00Z',
  ]);
  expect(liftBody(known, told(3), [], now)).toEqual([`3 ${now}`]);
  expect(liftBody(known, told(4), 'as it is', now)).toBe('as it is');
  expect(liftBody(known, told(undefined), 'of today', now)).toBe('of today');
});

it('O8 keeps what is newer for later, and says so of what is too old or of another command', () => {
  expect(codeOf(() => liftBody(known, told(5), [], now))).toBe('conflict contract.newer');
  expect(codeOf(() => liftBody(known, told(1), [], now))).toBe('invalid contract.tooOld');
  expect(codeOf(() => liftBody(known, { ...told(4), command: 'visits.cancel' }, [], now))).toBe(
    'invalid contract.command',
  );
});

it('reads the headers, and refuses what they cannot mean', () => {
  expect(readContract({})).toEqual({ command: undefined, version: undefined, writtenAt: undefined });
  expect(readContract({ 'kejing-command': 'visits.report@12', 'kejing-written-at': now })).toEqual({
    command: 'visits.report',
    version: 12,
    writtenAt: now,
  });
  for (const name of [
    '',
    'visits.report@',
    'visits.report@0',
    'visits.report@1.5',
    '@1',
    'visits.report@1 ',
    '__proto__@1',
  ])
    expect(
      codeOf(() => readContract({ 'kejing-command': name })),
      name,
    ).toBe('invalid contract.command');
  expect(codeOf(() => readContract({ 'kejing-written-at': '2026-11-23' }))).toBe('invalid contract.command');
});

it('starts with no gap between the versions it can lift', () => {
  expect(() => checkEarlier('visits.report', 4, { 2: step('2'), 3: step('3') })).not.toThrow();
  expect(() => checkEarlier('visits.report', 4, { 1: step('1'), 3: step('3') })).toThrow(/gap/);
  expect(() => checkEarlier('visits.report', 2, { 2: step('2') })).toThrow(/gap/);
});
