import type { Endpoint } from '#platform/shared/endpoint.ts';
import { createAuth } from '#modules/identity/public.ts';
import { allRoutes } from '../../src/app/server/routes.ts';
import { liveEndpoint } from '../../src/app/server/live.ts';
import { type Cast, credentials, password, type Role } from './cast.ts';
import { customerKnocks } from './knocks/customers.ts';
import { fieldKnocks } from './knocks/field.ts';
import type { Knock, Knocks } from './knocks/knock.ts';
import { orgKnocks } from './knocks/org.ts';

export const knocks: Knocks = { ...orgKnocks, ...customerKnocks, ...fieldKnocks };

/** The endpoint that a key of the table or of the knocks speaks of. */
export const endpointOf = (key: string): string => key.split(' ')[0] ?? key;

/** Every endpoint that a node serves, from the same lists that it mounts. */
export function allEndpoints(cast: Cast): Map<string, Endpoint> {
  const { app } = cast.app.node;
  const auth = createAuth(app.database.pool, 'only to list the routes', false);
  const routes = allRoutes(app, auth, { token: () => undefined, found: async () => undefined });
  const endpoints = [...routes.map((route) => route.endpoint), liveEndpoint];
  return new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
}

export interface Answer {
  status: number;
  text: string;
  type: string;
  json: Record<string, unknown>;
}

export function addressOf(endpoint: Endpoint, knock: Pick<Knock, 'params' | 'query'>): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(knock.params?.[name] ?? ''),
  );
  const query = new URLSearchParams(knock.query).toString();
  return `/api/v1${path}${query === '' ? '' : `?${query}`}`;
}

/** Sends a knock as a role, through the whole server. */
export async function knockAs(cast: Cast, role: Role, endpoint: Endpoint, knock: Knock): Promise<Answer> {
  const { server } = cast.app.node;
  const known = knock.ownSession === true ? await ownSession(cast, role) : credentials(cast, role);
  if (endpoint.produces === 'text/event-stream') return overTheWire(cast, endpoint, known);
  const response = await server.inject({
    method: endpoint.method,
    url: addressOf(endpoint, knock),
    headers: { ...known, ...knock.headers, ...knock.raw?.headers },
    ...(knock.raw === undefined ? {} : { payload: knock.raw.body }),
    ...(knock.body === undefined ? {} : { payload: knock.body as object }),
  });
  if (knock.ownSession === true) await ownSession(cast, role);
  return answerOf(response.statusCode, response.body, String(response.headers['content-type'] ?? ''));
}

export function answerOf(status: number, text: string, type: string): Answer {
  return { status, text, type, json: type.includes('json') && text !== '' ? JSON.parse(text) : {} };
}

/** A stream never ends by itself: its head is the answer, and what it says at once. */
async function overTheWire(cast: Cast, endpoint: Endpoint, headers: Record<string, string>): Promise<Answer> {
  const { server } = cast.app.node;
  const origin = server.server.listening ? server.listeningOrigin : await server.listen({ port: 0 });
  const stop = new AbortController();
  const response = await fetch(`${origin}${addressOf(endpoint, {})}`, { headers, signal: stop.signal });
  const type = response.headers.get('content-type') ?? '';
  const text = type.includes('event-stream') ? '' : await response.text();
  stop.abort();
  return answerOf(response.status, text, type);
}

/** Calls that end sessions are sent in a new one, and whoever has a password signs in anew after them. */
async function ownSession(cast: Cast, role: Role): Promise<Record<string, string>> {
  if (role === 'anonymous' || role === 'leaver' || role === 'service') return credentials(cast, role);
  const member = cast.members[role];
  const [company] = await cast.app.sql<{ code: string }>('select code from company where company_id = $1', [
    member.companyId,
  ]);
  member.client = await cast.app.signIn(member.userName, company?.code, password);
  return credentials(cast, role);
}
