import openapiTypescript, { astToString } from 'openapi-typescript';
import { beforeAll, expect, it } from 'vitest';
import { buildOpenApi } from '../../src/app/server/openapi.ts';

interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { content?: Record<string, { schema?: { properties?: object } }> }>;
}

const takesFile = new Set(['imports.upload', 'org.importCalendar']);
/** The body is the picture itself. */
const takesPicture = new Set(['visits.addPhoto']);

let document: { openapi: string; info: object; paths: Record<string, Record<string, Operation>> };
let operations: { path: string; method: string; operation: Operation }[];

beforeAll(async () => {
  document = (await buildOpenApi()) as typeof document;
  operations = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
});

it('is an OpenAPI 3.1 document that a generator of clients understands', async () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(operations.length).toBeGreaterThan(80);
  const types = astToString(await openapiTypescript(document as never));
  for (const { operation } of operations) expect(types).toContain(`"${operation.operationId}"`);
});

it('names every operation once, and says what it does', () => {
  const ids = operations.map(({ operation }) => operation.operationId ?? '');
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  for (const { operation, path } of operations) {
    expect(operation.operationId, path).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
    expect(operation.summary, path).toMatch(/^[A-Z'’].{5,}[^.]$/s);
    expect(operation.tags, path).toHaveLength(1);
    expect(operation.security, path).toBeDefined();
  }
});

it('describes every place of a path, and a problem for every refusal', () => {
  for (const { operation, path } of operations) {
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const described = (operation.parameters ?? []).filter((one) => one.in === 'path');
    expect(described.map(({ name }) => name).toSorted(), path).toEqual(places.toSorted());
    expect(
      described.every(({ required }) => required === true),
      path,
    ).toBe(true);
    const problem = operation.responses['4XX'];
    const [schema] = Object.values(problem?.content ?? {});
    expect(Object.keys(schema?.schema?.properties ?? {}), path).toEqual(
      expect.arrayContaining(['type', 'title', 'status', 'detail', 'code', 'requestId', 'errors']),
    );
  }
});

it('answers with what it describes: a success for each, with a shape or a media type unless it is empty', () => {
  for (const { operation, path, method } of operations) {
    const successes = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
    expect(successes, `${method} ${path}`).toHaveLength(1);
    const types = Object.keys(operation.responses[successes[0] ?? '']?.content ?? {});
    expect(types, `${method} ${path}`).toHaveLength(successes[0] === '204' ? 0 : 1);
    expect(Object.keys(operation.responses['4XX']?.content ?? {})).toEqual(['application/problem+json']);
  }
});

it('takes a file only where it says so, and JSON elsewhere', () => {
  const bodies = operations.filter(({ operation }) => operation.requestBody !== undefined);
  expect(bodies.map(({ operation }) => operation.operationId)).toEqual(expect.arrayContaining([...takesFile]));
  for (const { operation, path } of bodies) {
    const types = Object.keys(operation.requestBody?.content ?? {});
    if (takesPicture.has(operation.operationId ?? '')) {
      expect(types).toEqual(['image/jpeg', 'image/png', 'image/webp']);
      continue;
    }
    expect(types, path).toEqual([
      takesFile.has(operation.operationId ?? '') ? 'multipart/form-data' : 'application/json',
    ]);
  }
});
