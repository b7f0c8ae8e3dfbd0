import type { Problem } from '../shared/page.ts';

export type { Problem };

/** Made on this side, where no answer of the server explains what happened; their sentences are in `common:problem`. */
export const unreachable = 'client.unreachable';
export const unexpected = 'client.unexpected';
/** The device has no room left: nothing was written. */
export const storageFull = 'client.storageFull';

export function made(
  code: typeof unreachable | typeof unexpected | typeof storageFull,
  status: number,
  requestId = '',
): Problem {
  return { type: 'about:blank', title: '', status, detail: '', code, requestId };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value && 'detail' in value;
}

/** The answer that refuses, as problem details, whatever stood between us and the server (a proxy answers in HTML). */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return body;
  const away = response.status === 502 || response.status === 503 || response.status === 504;
  return made(away ? unreachable : unexpected, response.status, response.headers.get('x-request-id') ?? '');
}

/** Whatever a query, a command or a render threw, as problem details; `fetch` throws a TypeError when nobody answers. */
export function toProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
  return made(error instanceof TypeError && /fetch|network|load/i.test(error.message) ? unreachable : unexpected, 0);
}

/** The sentence the server gave for one field of the request, e.g. `admin.userName`. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  if (!isProblem(error)) return undefined;
  return error.errors?.find((entry) => entry.field === field)?.message;
}
