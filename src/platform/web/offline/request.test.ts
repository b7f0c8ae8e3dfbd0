import { expect, it } from 'vitest';
import { made, unexpected } from '../problem.ts';
import { type Answered, isOurs } from './request.ts';

const answered = (status: number, body: unknown): Answered => ({
  ...{ status, body, date: null, retryAfterSeconds: 0 },
  again: () => new Response(),
});

it('O8 takes no page of a network for the server having done a command', () => {
  expect(isOurs(answered(201, { id: 'a' }), undefined)).toBe(true);
  expect(isOurs(answered(204, null), undefined)).toBe(true);
  expect(isOurs(answered(200, null), undefined)).toBe(false);
  expect(isOurs(answered(403, null), made(unexpected, 403))).toBe(false);
  expect(isOurs(answered(404, {}), { ...made(unexpected, 404), code: 'visits.unknown' })).toBe(true);
});
