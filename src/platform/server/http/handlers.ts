import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#platform/shared/actor.ts';
import { type Outcome, Refused, refuse } from '#platform/shared/result.ts';
import { execute } from '../command/execute.ts';
import { instantAt } from '../clock.ts';
import { requestDigest } from '../command/idempotency.ts';
import { liftBody, readContract } from './contract.ts';
import { fieldErrors, refuseFields } from './problems.ts';
import { type App, commandDeps, type Route } from './route.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<Outcome<unknown>>;

export function handlerOf(app: App, route: Route): Handler {
  switch (route.kind) {
    case 'read':
      return async (request) =>
        orRefusal(() =>
          route.handle({
            ctx: { db: app.database.db, actor: actorOf(request), clock: app.clock, cursors: app.cursors, app },
            params: request.params as never,
            query: request.query as never,
          }),
        );
    case 'write':
      return (request) => runCommand(app, route, request);
    case 'raw':
      return (request, reply) =>
        orRefusal(async () => {
          keyIn(request);
          return route.handle({
            app,
            actor: request.actor,
            params: request.params as never,
            query: request.query as never,
            body: request.body as never,
            request,
            reply,
          });
        });
  }
}

/**
 * Before the body is validated: what was sent is kept for the idempotency digest, so that a retry still matches after the server was
 * updated, and a body of an older contract is lifted. @throws Refused
 */
export function meetContract(app: App, route: Route, request: FastifyRequest): void {
  if (route.kind === 'read') return;
  const contract = readContract(request.headers);
  request.sent = { body: request.body, writtenAt: contract.writtenAt };
  const now = instantAt(app.clock.now());
  if (route.kind === 'raw') {
    // What is a stream has one shape so far, and nothing in it to lift.
    liftBody({ command: route.endpoint.id, version: 1, earlier: {} }, contract, undefined, now);
    return;
  }
  const { command, endpoint, earlier } = route;
  const known = { command: endpoint.id, version: command.version, earlier };
  request.body = liftBody(known, contract, request.body, now);
}

async function runCommand(
  app: App,
  route: Route & { kind: 'write' },
  request: FastifyRequest,
): Promise<Outcome<unknown>> {
  const told = {
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    ifMatch: versionOf(request.headers['if-match']),
  };
  const input = route.command.input.safeParse(route.toInput(told));
  if (!input.success) return refuseFields(fieldErrors(input.error.issues));
  return execute(commandDeps(app), actorOf(request), route.command, input.data, {
    requestId: request.id,
    idempotency: keyOf(request, request.sent?.body),
    writtenAt: request.sent?.writtenAt,
  });
}

/** The guard lets nobody unknown through to these. */
function actorOf(request: FastifyRequest): Actor {
  if (request.actor === undefined) throw new Error('a route for signed-in people was reached by nobody');
  return request.actor;
}

/** @throws Refused */
function keyIn(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key !== undefined && (typeof key !== 'string' || !/^[\w-]{8,100}$/.test(key)))
    throw new Refused(refuse('invalid', 'idempotency.key'));
  return key;
}

/** The client's key with the digest of what was sent; of a body that is a stream the caller tells its own. @throws Refused */
export function keyOf(request: FastifyRequest, body: unknown): { key: string; digest: string } | undefined {
  const key = keyIn(request);
  if (key === undefined) return undefined;
  return { key, digest: requestDigest(`${request.method} ${request.url}`, body) };
}

function versionOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const [, digits] = /^(?:W\/)?"?([1-9]\d{0,9})"?$/.exec(header) ?? [];
  if (digits === undefined) throw new Refused(refuse('invalid', 'ifMatch'));
  return Number(digits);
}

async function orRefusal(run: () => Promise<unknown>): Promise<Outcome<unknown>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
