import type { Endpoint } from '#platform/shared/endpoint.ts';

interface Answer {
  description?: string;
  content?: Record<string, { schema?: object }>;
}

interface Operation {
  operationId?: string;
  requestBody?: { required: boolean; content: Record<string, { schema: object }> };
  responses?: Record<string, Answer>;
}

interface Description {
  paths?: Record<string, Record<string, Operation>>;
}

/** Adds to the generated description what no schema of a route tells: problems' media type, empty answers, streams, and files sent in. */
export function describeRest<D extends object>(description: D, endpoints: readonly Endpoint[]): D {
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  for (const methods of Object.values((description as Description).paths ?? {}))
    for (const operation of Object.values(methods)) {
      const endpoint = byId.get(operation.operationId ?? '');
      if (endpoint !== undefined) describeOne(operation, endpoint);
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
  if (endpoint.upload === true) operation.requestBody = { required: true, content: { 'multipart/form-data': file } };
}

const empty: Answer = { description: 'Done; nothing is sent back' };

const stream = (produces: string): Answer => ({
  description: 'What was asked for, as a stream',
  content: { [produces]: { schema: { type: 'string' } } },
});

const file = {
  schema: {
    type: 'object',
    properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    required: ['file'],
    additionalProperties: { type: 'string' },
  },
};
