import type { Endpoint } from '#platform/shared/endpoint.ts';
import { commandPattern } from './contract.ts';
import type { Route } from './route.ts';

interface Answer {
  description?: string;
  content?: Record<string, { schema?: object }>;
}

interface Operation {
  operationId?: string;
  parameters?: object[];
  requestBody?: { required: boolean; content: Record<string, { schema: object }> };
  responses?: Record<string, Answer>;
}

interface Description {
  paths?: Record<string, Record<string, Operation>>;
}

/**
 * Adds to the generated description what no schema of a route tells: problems' media type, empty answers, streams, files sent in, and the
 * headers of a command.
 */
export function describeRest<D extends object>(description: D, routes: readonly Route[]): D {
  const byId = new Map(routes.map((route) => [route.endpoint.id, route]));
  for (const methods of Object.values((description as Description).paths ?? {}))
    for (const operation of Object.values(methods)) {
      const route = byId.get(operation.operationId ?? '');
      if (route === undefined) continue;
      describeOne(operation, route.endpoint);
      if (route.kind === 'write') operation.parameters = [...(operation.parameters ?? []), ...headersOf(route)];
    }
  return description;
}

function describeOne(operation: Operation, endpoint: Endpoint): void {
  const { '4XX': problem, ...answers } = operation.responses ?? {};
  const [{ schema = {} } = {}] = Object.values(problem?.content ?? {});
  const status = String(endpoint.status ?? 200);
  const { produces } = endpoint;
  operation.responses = {
    ...answers,
    [status]: answers[status] ?? (produces === undefined ? empty : stream(produces)),
    '4XX': { description: 'Refused, and why', content: { 'application/problem+json': { schema } } },
  };
  if (endpoint.bytes !== undefined) operation.requestBody = { required: true, content: asItIs(endpoint.bytes) };
  if (endpoint.upload === true) operation.requestBody = { required: true, content: { 'multipart/form-data': file } };
}

/** The headers of the outbox; all may be left out. */
const headersOf = ({ endpoint: { id }, command: { version } }: Route & { kind: 'write' }): object[] => [
  {
    in: 'header',
    name: 'Idempotency-Key',
    description:
      'The same key with the same body is done once and gets the same answer; with another body it is refused',
    schema: { type: 'string', pattern: '^[\\w-]{8,100}$' },
  },
  {
    in: 'header',
    name: 'Kejing-Command',
    description: `The contract the body was written by; default: ${id}@${version}. A newer one than the server knows is refused with contract.newer, for a later try`,
    schema: { type: 'string', pattern: commandPattern },
  },
  {
    in: 'header',
    name: 'Kejing-Written-At',
    description: 'When it was written down, by the clock of the client; default: now',
    schema: { type: 'string', format: 'date-time' },
  },
  {
    in: 'header',
    name: 'Kejing-Person',
    description: 'Who wrote it: refused with otherPerson where somebody else is signed in by now',
    schema: { type: 'string', format: 'uuid' },
  },
];

const empty: Answer = { description: 'Done; nothing is sent back' };

const stream = (produces: string): Answer => ({
  description: 'What was asked for, as a stream',
  content: { [produces]: { schema: { type: 'string' } } },
});

const asItIs = (types: readonly string[]): Record<string, { schema: object }> =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]));

const file = {
  schema: {
    type: 'object',
    properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    required: ['file'],
    additionalProperties: { type: 'string' },
  },
};
