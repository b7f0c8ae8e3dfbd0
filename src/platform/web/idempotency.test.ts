import createClient from 'openapi-fetch';
import { describe, expect, it } from 'vitest';
import { idempotency } from './idempotency.ts';

interface Paths {
  '/things': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: { responses: { 200: { content: { 'application/json': object } } } };
    post: {
      requestBody: { content: { 'application/json': { name: string } } };
      responses: { 201: { content: { 'application/json': object } } };
    };
  };
}

/** A client whose requests are kept and answered in turn; 'lost' is an answer that never arrives. */
function client(answers: (number | 'lost')[]) {
  const keys: (string | null)[] = [];
  const api = createClient<Paths>({
    baseUrl: 'http://kejing.test',
    fetch: (request) => {
      keys.push(request.headers.get('Idempotency-Key'));
      const answer = answers.shift() ?? 201;
      return answer === 'lost'
        ? Promise.reject(new TypeError('Failed to fetch'))
        : Promise.resolve(Response.json({}, { status: answer }));
    },
  });
  api.use(idempotency);
  const send = (name: string) => api.POST('/things', { body: { name } }).catch(() => undefined);
  return { api, keys, send };
}

describe('the key of a command', () => {
  it('stays the same until an answer arrives, so that the command is not done twice', async () => {
    const { keys, send } = client(['lost', 502, 201, 201]);
    for (const _ of [1, 2, 3, 4]) await send('same');
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).toBe(keys[0]);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it('is another for another body', async () => {
    const { keys, send } = client(['lost', 201]);
    await send('one');
    await send('other');
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('is not given to a reading', async () => {
    const { api, keys } = client([200]);
    await api.GET('/things');
    expect(keys).toEqual([null]);
  });
});
