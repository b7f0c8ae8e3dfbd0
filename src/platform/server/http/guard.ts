import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, can } from '#platform/shared/actor.ts';
import { refuse } from '#platform/shared/result.ts';
import { sendRefusal } from './problems.ts';
import type { App } from './route.ts';

/** Who sent a request, from its cookie or key; undefined when nobody is known. */
export type Authenticate = (request: FastifyRequest) => Promise<{ actor: Actor; sessionId?: string } | undefined>;

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Before the body is read: whoever is behind the request, whether it came from our own pages, and whether his place allows this endpoint
 * at all. A route without an endpoint (the pages themselves, health) passes.
 */
export function guard(app: App, authenticate: Authenticate) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { endpoint } = request.routeOptions.config;
    if (endpoint === undefined) return undefined;
    void reply.header('cache-control', 'no-store');
    if (!reading.has(request.method) && comesFromElsewhere(request))
      return deny(app, request, reply, 'forbidden', 'otherSite');
    const known = await authenticate(request);
    request.actor = known?.actor;
    request.sessionId = known?.sessionId;
    if (endpoint.access === 'anonymous') return undefined;
    if (known === undefined) return deny(app, request, reply, 'unauthenticated', 'signInFirst');
    if (isAnothers(request, known.actor)) return deny(app, request, reply, 'unauthenticated', 'otherPerson');
    if (endpoint.access !== 'signedIn' && !can(known.actor, endpoint.access))
      return deny(app, request, reply, 'forbidden', 'notAllowed');
    return undefined;
  };
}

/**
 * What one person wrote without a network must not be done in the name of another who signed in to the same browser meanwhile: the phone
 * names its writer in `Kejing-Person` (O8).
 */
function isAnothers(request: FastifyRequest, { personId }: Actor): boolean {
  const writer = request.headers['kejing-person'];
  return writer !== undefined && writer !== personId;
}

/** A page of another site cannot write here: browsers say where a request comes from, programs with a key send neither header. */
function comesFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = request.headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.host;
}

async function deny(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: 'forbidden' | 'unauthenticated',
  code: string,
): Promise<FastifyReply> {
  await app.securityLog({
    kind: `denied.${kind}`,
    companyId: request.actor?.companyId,
    personId: request.actor?.personId,
    address: request.ip,
    requestId: request.id,
    detail: { route: request.routeOptions.config.endpoint?.id ?? '', code },
  });
  return sendRefusal(request, reply, refuse(kind, code));
}
