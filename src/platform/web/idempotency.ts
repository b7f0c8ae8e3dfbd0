import type { Middleware } from 'openapi-fetch';
import { newId } from '../shared/id.ts';

const header = 'Idempotency-Key';

/** Keys of commands whose answer never came: the same command sent again carries the same key, so that it is not done twice. */
const unanswered = new Map<string, string>();
const limit = 200;

async function fingerprint(request: Request): Promise<string | null> {
  const type = request.headers.get('content-type') ?? '';
  if (request.body !== null && !type.startsWith('application/json')) return null;
  return `${request.method} ${request.url} ${await request.clone().text()}`;
}

/** Gives every command a key; the server answers a repeated key with its first answer. */
export const idempotency: Middleware = {
  async onRequest({ request }) {
    if (request.method === 'GET' || request.headers.has(header)) return undefined;
    const print = await fingerprint(request);
    const key = (print === null ? undefined : unanswered.get(print)) ?? newId(Date.now());
    request.headers.set(header, key);
    if (print !== null && unanswered.size < limit) unanswered.set(print, key);
    return request;
  },
  onResponse({ request, response }) {
    if (response.status >= 500) return; // not known to be undone: a retry must carry the same key
    const key = request.headers.get(header);
    for (const [print, kept] of unanswered) if (kept === key) unanswered.delete(print);
  },
};
