import type { z } from 'zod';
import type { Endpoint } from '#platform/shared/endpoint.ts';
import { addressOf } from './door.ts';
import {
  hostileBodies,
  hostileQueryValues,
  hostileSegments,
  neverFor,
  perhapsFor,
  perhapsQueryValues,
  wire,
} from './hostile.ts';
import type { Knock } from './knocks/knock.ts';
import { type Field, fieldsOf, type Path, type Shape, shapeOf, withAt } from './shapes.ts';

export interface Sent {
  url: string;
  headers: Record<string, string>;
  payload?: string | Buffer;
}

/** A request that is wrong in one place, made of a valid one. */
export interface Attack {
  what: string;
  send(knock: Knock): Sent;
  /** `refuse`: a 4xx and nothing written; `survive`: whatever its rules say, but no failure of the server. */
  must: 'refuse' | 'survive';
  /** The place that the problem must name. */
  names?: string | undefined;
}

const json = { 'content-type': 'application/json' };
const dotted = (path: Path): string => path.join('.');
const refuses = (schema: z.ZodType, value: unknown): boolean => !schema.safeParse(value).success;

/** The valid request itself, at another address or with other headers. */
function like(endpoint: Endpoint, knock: Knock, change: Partial<Sent> = {}): Sent {
  const payload = knock.raw?.body ?? (knock.body === undefined ? undefined : wire(knock.body));
  return {
    url: addressOf(endpoint, knock),
    ...(payload === undefined ? {} : { payload }),
    ...change,
    headers: { ...(knock.body === undefined ? {} : json), ...knock.headers, ...knock.raw?.headers, ...change.headers },
  };
}

export function inPath(endpoint: Endpoint, knock: Knock): Attack[] {
  return Object.keys(knock.params ?? {}).flatMap((name) =>
    hostileSegments.map(({ what, value, text }): Attack => {
      const shape = endpoint.params?.shape[name] as z.ZodType | undefined;
      return {
        what: `${name} is ${what}`,
        send: (valid) => {
          const marked = addressOf(endpoint, { ...valid, params: { ...valid.params, [name]: '@@' } });
          return like(endpoint, valid, { url: marked.replace('%40%40', value) });
        },
        // A code of the company's own may be called anything that can be read.
        must: text === undefined || shape === undefined || refuses(shape, text) ? 'refuse' : 'survive',
        names: text !== undefined && shape !== undefined && refuses(shape, text) ? name : undefined,
      };
    }),
  );
}

export function inQuery(endpoint: Endpoint): Attack[] {
  const told = (name: string, value: string, what: string, must: Attack['must'], names?: string): Attack => ({
    what: `?${name} is ${what}`,
    send: (knock) => {
      const { [name]: _replaced, ...others } = knock.query ?? {};
      const url = addressOf(endpoint, { ...knock, query: others });
      return like(endpoint, knock, { url: `${url}${url.includes('?') ? '&' : '?'}${name}=${value}` });
    },
    must,
    names,
  });
  return [
    ...Object.keys(endpoint.query?.shape ?? {}).flatMap((name) => [
      ...hostileQueryValues.map(({ what, value }) => told(name, value, what, 'refuse', name)),
      told(name, `a&${name}=b`, 'told twice', 'refuse', name),
      ...perhapsQueryValues.map((value) => told(name, value, `"${value}"`, 'survive')),
    ]),
    told('nosuchfield', '1', 'unknown', 'refuse', 'nosuchfield'),
    told('__proto__', '1', 'a prototype', 'refuse'),
    told('a%00b', '1', 'unknown', 'refuse'),
  ];
}

const versions = ['abc', '-1', '0', '1.5', '1e3', '0x1', ' ', '9'.repeat(30), '2147483648', '"1", "2"', '*', 'NaN'];
const mediaTypes = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'x',
  '',
];

const contractsOf = ({ id }: Endpoint): string[] => [
  id,
  `${id}@0`,
  `${id}@1.5`,
  `${id}@-1`,
  `${id}@1, ${id}@1`,
  '__proto__@1',
  '@1',
];

export function inHeaders(endpoint: Endpoint, knock: Knock): Attack[] {
  if (endpoint.method === 'GET' || endpoint.upload === true) return [];
  const send = (name: string, value: string): Attack => ({
    what: `${name}: ${value.slice(0, 20)}`,
    send: (valid) => like(endpoint, valid, { headers: { [name]: value } }),
    must: 'refuse',
  });
  return [
    ...(knock.headers?.['if-match'] === undefined ? [] : versions.map((value) => send('if-match', value))),
    ...(endpoint.body === undefined && endpoint.bytes === undefined
      ? []
      : mediaTypes.map((value) => send('content-type', value))),
    ...['short', 'x'.repeat(101), 'with a space in it'].map((value) => send('idempotency-key', value)),
    ...contractsOf(endpoint).map((value) => send('kejing-command', value)),
    ...['yesterday', '2026-11-23', '0000-01-01T00:00:00Z', '2026-13-01T00:00:00Z', ' '].map((value) =>
      send('kejing-written-at', value),
    ),
  ];
}

export function wholeBodies(endpoint: Endpoint): Attack[] {
  if (endpoint.method === 'GET' || endpoint.upload === true) return [];
  const { body } = endpoint;
  const send = (what: string, payload: string | Buffer): Attack => ({
    what: `the body is ${what}`,
    send: (knock) => like(endpoint, knock, { payload, headers: json }),
    must: 'refuse',
  });
  return [
    ...hostileBodies.map(({ what, value }) => send(what, value)),
    ...(body === undefined ? [] : [send('null', 'null'), send('empty', '')]),
    ...(body === undefined || !refuses(body, {}) ? [] : [send('an empty object', '{}')]),
  ];
}

/** Every field of the body, with everything that may be told wrong in it. */
export function inBody(endpoint: Endpoint, knock: Knock): Attack[] {
  const { body: schema } = endpoint;
  if (schema === undefined) return [];
  const shape = shapeOf(schema);
  const fields = fieldsOf(shape);
  return fields
    .filter(({ path }) => path.length > 0)
    .flatMap((field) => [
      ...neverFor(field).map(({ what, value }) => inField(endpoint, shape, field.path, { what, value, bad: true })),
      ...perhapsFor(field).map(({ what, value }) => {
        const bad = refuses(schema, withAt(knock.body, field.path, shape, value));
        return inField(endpoint, shape, field.path, { what, value, bad });
      }),
      ...strange(endpoint, shape, field),
    ]);
}

interface Told {
  what: string;
  value: unknown;
  bad: boolean;
}

export function inField(endpoint: Endpoint, shape: Shape, path: Path, { what, value, bad }: Told): Attack {
  return {
    what: `${dotted(path)}: ${what}`,
    send: (knock) => like(endpoint, knock, { payload: wire(withAt(knock.body, path, shape, value)), headers: json }),
    must: bad ? 'refuse' : 'survive',
    // A prototype is refused before anybody knows where it stands.
    names: bad && value !== '@@proto@@' && value !== '@@constructor@@' ? dotted(path) : undefined,
  };
}

/** A field that nobody knows, in every object. */
function strange(endpoint: Endpoint, shape: Shape, field: Field): Attack[] {
  if (field.shape.type !== 'object') return [];
  return [inField(endpoint, shape, [...field.path, 'nosuchfield'], { what: 'unknown', value: 1, bad: true })];
}
