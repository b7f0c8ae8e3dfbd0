import { describe, expect, it } from 'vitest';
import { fieldProblem, readProblem, toProblem, unexpected, unreachable } from './problem.ts';

const refused = {
  type: 'about:blank',
  title: '',
  status: 422,
  detail: '請填寫這一欄。',
  code: 'invalid',
  requestId: 'r1',
  errors: [{ field: 'admin.userName', code: 'text.required', message: '請填寫這一欄。' }],
};

describe('a refusal as problem details', () => {
  it("keeps the server's own words", async () => {
    expect(await readProblem(Response.json(refused, { status: 422 }))).toEqual(refused);
    expect(toProblem(refused)).toBe(refused);
  });

  it.each([
    [502, unreachable],
    [503, unreachable],
    [500, unexpected],
    [404, unexpected],
  ])('answers for a proxy that says %i in HTML', async (status, code) => {
    const problem = await readProblem(new Response('<h1>nginx</h1>', { status, headers: { 'x-request-id': 'r9' } }));
    expect(problem).toMatchObject({ status, code, requestId: 'r9' });
  });

  it('tells a server that does not answer from a bug of ours', () => {
    expect(toProblem(new TypeError('Failed to fetch')).code).toBe(unreachable);
    expect(toProblem(new TypeError('Load failed')).code).toBe(unreachable);
    expect(toProblem(new TypeError('undefined is not a function')).code).toBe(unexpected);
    expect(toProblem(new Error('x')).code).toBe(unexpected);
  });

  it('finds the sentence of one field', () => {
    expect(fieldProblem(refused, 'admin.userName')).toBe('請填寫這一欄。');
    expect(fieldProblem(refused, 'admin.name')).toBeUndefined();
    expect(fieldProblem(null, 'admin.name')).toBeUndefined();
  });
});
