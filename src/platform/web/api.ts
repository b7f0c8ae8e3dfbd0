import createClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import type { paths } from './api.gen.d.ts';
import { idempotency } from './idempotency.ts';
import { currentLanguage } from './language.ts';
import { phoneFetch } from './offline/fetch.ts';
import { paySignOut } from './offline/sign-out.ts';
import { readProblem } from './problem.ts';

const sessionEnders = new Set<() => void>();

/** Calls back when the server says that nobody is signed in any more. Returns how to stop. */
export function onSessionEnd(callback: () => void): () => void {
  sessionEnders.add(callback);
  return () => sessionEnders.delete(callback);
}

/** A session that ended on this phone ends on the server before anything else is asked. */
const owed: Middleware = {
  async onRequest() {
    await paySignOut();
    return undefined;
  },
};

const language: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLanguage());
    return request;
  },
};

/** Every refusal reaches the caller as problem details, so that one component can show it. */
const problems: Middleware = {
  async onResponse({ request, response }) {
    if (response.ok || response.status === 304) return undefined;
    const signingIn = request.method === 'POST' && new URL(request.url).pathname === '/api/v1/session';
    if (response.status === 401 && !signingIn) for (const callback of sessionEnders) callback();
    return Response.json(await readProblem(response), { status: response.status });
  },
};

/** The API, typed by the server's own contract. Answers `{ data, error }`; in components use `$api`. */
export const api = createClient<paths>({ baseUrl: globalThis.location.origin, fetch: phoneFetch });
api.use(owed, language, idempotency, problems);

/** The API as queries and commands of TanStack Query: `$api.useQuery('get', '/api/v1/…')`, `$api.useMutation('post', …)`. */
export const $api = createQueryClient(api);
