import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { v4 as randomId } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '#platform/shared/actor.ts';
import type { Endpoint } from '#platform/shared/endpoint.ts';
import { problemShape } from '#platform/shared/page.ts';
import { type FieldError, isRefusal, Refused, type Refusal, refuse } from '#platform/shared/result.ts';
import { describeError } from '../log.ts';
import { describeRest } from './description.ts';
import { type Authenticate, guard } from './guard.ts';
import { handlerOf, meetContract } from './handlers.ts';
import { fieldErrors, isMalformedForm, refusalOfFastify, refuseFields, sendRefusal } from './problems.ts';
import type { App, Route } from './route.ts';
import { serializerFor } from './serialize.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | undefined;
    sessionId: string | undefined;
    /** The body before it was lifted and validated, and when it was written. */
    sent: { body: unknown; writtenAt: string | undefined } | undefined;
  }
  interface FastifyContextConfig {
    endpoint?: Endpoint;
  }
}

/** A path, query or body that does not fit its shape. */
class Malformed extends Error {
  readonly issues: readonly z.core.$ZodIssue[];
  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('malformed');
    this.issues = issues;
  }
}

export const apiPrefix = '/api/v1';
const bodyLimit = 1024 * 1024;

/** The HTTP server over a list of routes; not yet listening. */
export async function createServer(
  app: App,
  routes: readonly Route[],
  authenticate: Authenticate,
  https?: { cert: Buffer; key: Buffer },
): Promise<FastifyInstance> {
  const server = fastify({
    ...(https === undefined ? {} : { https }),
    logger: false,
    bodyLimit,
    genReqId: () => randomId(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // Addresses that lead to no route because they cannot be read.
    frameworkErrors: (error, request, reply) => sendRefusal(request, reply, refusalOfError(error, app, request)),
  });
  server.decorateRequest('actor', undefined);
  server.decorateRequest('sessionId', undefined);
  server.decorateRequest('sent', undefined);
  server.setValidatorCompiler(({ schema }) => (data) => {
    const parsed = (schema as unknown as z.ZodType).safeParse(data);
    return parsed.success ? { value: parsed.data } : { error: new Malformed(parsed.error.issues) };
  });
  server.setSerializerCompiler(({ schema }) => serializerFor(schema as never));
  server.setErrorHandler((error, request, reply) => {
    const refusal = refusalOfError(error, app, request);
    return sendRefusal(request, reply, refusal);
  });
  await server.register(compress, { threshold: 2048, encodings: ['gzip'] });
  await server.register(multipart, {
    limits: { files: 1, fields: 20, fieldSize: 64 * 1024 },
    throwFileSizeLimit: true,
  });
  takeBytes(server);
  await server.register(swagger, description(routes));
  server.addHook('onRequest', guard(app, authenticate));
  // Phones correct their clocks by it.
  server.addHook('onSend', async (_request, reply) => {
    void reply.header('date', new Date(app.clock.now()).toUTCString());
  });
  for (const route of routes) mount(server, app, route);
  return server;
}

/** A picture goes to the endpoint that asked for its type as the stream it is; anywhere else it is refused unread. */
function takeBytes(server: FastifyInstance): void {
  server.addContentTypeParser(/^image\//, (request, payload, done) => {
    const [type = ''] = (request.headers['content-type'] ?? '').split(';');
    const taken = request.routeOptions.config.endpoint?.bytes ?? [];
    if (taken.includes(type.trim().toLowerCase())) done(null, payload);
    else done(new Refused(refuse('invalid', 'mediaType')));
  });
}

/** What OpenAPI says beside the routes themselves. */
function description(routes: readonly Route[]): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kejing',
        version: '1',
        description: 'The API of Kejing (客經); its own screens use nothing else.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'kejing.session_token' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) =>
      'openapiObject' in document ? describeRest(document.openapiObject, routes) : document.swaggerObject,
  };
}

function mount(server: FastifyInstance, app: App, route: Route): void {
  const { endpoint } = route;
  const status = endpoint.status ?? 200;
  server.route({
    method: endpoint.method,
    url: `${apiPrefix}${endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    config: { endpoint },
    schema: schemaOf(endpoint, status),
    preValidation: async (request) => meetContract(app, route, request),
    handler: async (request, reply) => {
      const unasked = unaskedIn(endpoint, request);
      if (unasked.length > 0) return sendRefusal(request, reply, refuseFields(unasked));
      const outcome = await handlerOf(app, route)(request, reply);
      if (reply.sent) return reply;
      if (isRefusal(outcome)) {
        await noteDenial(app, request, outcome);
        return sendRefusal(request, reply, outcome);
      }
      return status === 204 ? reply.code(204).send() : reply.code(status).send(outcome);
    },
  });
}

/** Where an endpoint takes no query or no body, what is told is refused and not passed over: a mistyped filter would seem to have worked. */
function unaskedIn(endpoint: Endpoint, { query, body }: FastifyRequest): FieldError[] {
  const told = [
    ...(endpoint.query === undefined ? Object.keys(query as object) : []),
    ...(endpoint.body === undefined && endpoint.upload !== true && endpoint.bytes === undefined ? keysOf(body) : []),
  ];
  return told.slice(0, 20).map((field) => ({ field: field.slice(0, 200), code: 'field.unknown' }));
}

/** The fields of a body; of one that is no object the whole, which has no name. */
function keysOf(body: unknown): string[] {
  if (body === undefined || body === null) return [];
  return typeof body === 'object' && !Array.isArray(body) ? Object.keys(body) : [''];
}

function schemaOf(endpoint: Endpoint, status: number): Record<string, unknown> {
  const answers: Record<number | string, unknown> = { '4xx': problemShape };
  if (endpoint.response !== undefined) answers[status] = endpoint.response;
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [endpoint.id.split('.')[0]],
    security: endpoint.access === 'anonymous' ? [] : [{ session: [] }, { key: [] }],
    ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
    ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
    ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
    ...(endpoint.upload === true ? { consumes: ['multipart/form-data'] } : {}),
    ...(endpoint.bytes === undefined ? {} : { consumes: [...endpoint.bytes] }),
    ...(endpoint.produces === undefined ? {} : { produces: [endpoint.produces] }),
    response: answers,
  };
}

/** A refusal that hides or forbids leaves one event in the security log; the business tables were rolled back. */
async function noteDenial(app: App, request: FastifyRequest, refusal: Refusal): Promise<void> {
  if (refusal.kind !== 'forbidden' && refusal.kind !== 'notFound' && refusal.kind !== 'unauthenticated') return;
  await app.securityLog({
    kind: `denied.${refusal.kind}`,
    companyId: request.actor?.companyId,
    personId: request.actor?.personId,
    address: request.ip,
    requestId: request.id,
    detail: { route: request.routeOptions.config.endpoint?.id ?? '', code: refusal.code },
  });
}

function refusalOfError(error: unknown, app: App, request: FastifyRequest): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof Malformed) return refuseFields(fieldErrors(error.issues));
  if (error instanceof Error && 'code' in error) {
    const refusal = refusalOfFastify(error as never) ?? refusalOfDatabase(String(error.code));
    if (refusal !== undefined) return refusal;
  }
  if (isMalformedForm(error)) return refuse('invalid', 'request');
  app.log('error', 'a request failed', {
    requestId: request.id,
    route: request.routeOptions.url,
    ...describeError(error),
  });
  return refuse('unavailable', 'bug', { params: { requestId: request.id } });
}

/** Connections exhausted, the server going down or away: try again later, nothing was kept. */
function refusalOfDatabase(code: string): Refusal | undefined {
  return /^(08|53|57P)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'].includes(code)
    ? refuse('unavailable', 'database')
    : undefined;
}
