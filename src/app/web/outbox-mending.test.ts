import { expect, it } from 'vitest';
import type { Problem } from '#platform/web/problem.ts';
import { mendingOf } from './outbox-mending.ts';

const problem = (status: number, code: string, more: Partial<Problem> = {}): Problem => ({
  ...{ type: 'about:blank', title: '', detail: '', requestId: '' },
  ...{ status, code },
  ...more,
});
const screen = '/visits/1/report';

it.each([
  ['both sides are known', problem(409, 'versionConflict', { current: { day: '2026-11-24', version: 3 } }), 'conflict'],
  ['what stands is not told', problem(409, 'versionConflict'), 'again'],
  ['another conflict', problem(409, 'exists'), 'again'],
  ['the customer went to somebody else', problem(404, 'customers.unknown'), 'gone'],
  ['a field is wrong', problem(422, 'fields'), 'correct'],
  ['not allowed', problem(403, 'notAllowed'), 'again'],
])('O8 offers a way to mend where %s', (_, refusal, way) => {
  expect(mendingOf({ problem: refusal, about: { screen } })).toBe(way);
});

it('O8 tries again where no screen is known to correct it on', () => {
  expect(mendingOf({ problem: problem(422, 'fields'), about: {} })).toBe('again');
});
