import type { Field, Shape } from './shapes.ts';

/** Stands in JSON text for what no value can be written as. */
const proto = '"@@proto@@"';
const construct = '"@@constructor@@"';
const deep = '"@@deep@@"';
const levels = 10_000;

/** JSON text of a value, with marks made into keys and depths that JSON.stringify cannot write. */
export const wire = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll(proto, '{"__proto__":{"admin":true}}')
    .replaceAll(construct, '{"constructor":{"prototype":{"admin":true}}}')
    .replaceAll(deep, `${'['.repeat(levels)}${']'.repeat(levels)}`);

export interface Hostile {
  what: string;
  value: unknown;
}
const say = (what: string, value: unknown): Hostile => ({ what, value });

/** Nothing in the product may take these, whatever the field. */
const never: Hostile[] = [
  say('NUL', 'a\u0000b'),
  say('a lone surrogate', '客\ud800'),
  say('100 kB of text', '客'.repeat(100_000)),
  say('10,000 levels', '@@deep@@'),
  say('a prototype', '@@proto@@'),
  say('a constructor', '@@constructor@@'),
];

const wrongTypes: Record<string, unknown[]> = {
  string: [1, true, [], {}, ['x'], -1.5],
  number: ['1', 'x', true, [], {}],
  integer: ['1', 'x', true, [], {}, 1.5, 1e308],
  boolean: ['true', 1, 0, 'x', [], {}],
  array: [{}, 'x', 1, true, { 0: 'x', length: 1 }],
  object: [[], 'x', 1, true],
};

const typeOf = ({ type, enum: values }: Shape): string => (typeof type === 'string' ? type : values ? 'string' : '');

/** What this very field must refuse. */
export function neverFor({ shape, nullable }: Field): Hostile[] {
  const type = typeOf(shape);
  return [
    ...never,
    ...(wrongTypes[type] ?? []).map((value) => say(`${type} as ${JSON.stringify(value)}`, value)),
    ...(nullable ? [] : [say('null', null)]),
    ...(shape.format === 'uuid' ? ['x', '', '01a20000', `{${nil}}`, `${nil} `] : []).map((value) =>
      say(`id ${value}`, value),
    ),
    ...(shape.format === 'date' ? badDays : []).map((value) => say(`day ${value}`, value)),
    ...(shape.format === 'date-time' ? badInstants : []).map((value) => say(`instant ${value}`, value)),
    ...(shape.enum === undefined ? [] : ['', 'nosuch', '__proto__', 'constructor']).map((value) =>
      say(`choice ${value}`, value),
    ),
  ];
}

const nil = '00000000-0000-0000-0000-000000000000';
const badDays = [
  '2026-02-30',
  '2026-13-01',
  '10000-01-01',
  '-000001-01-01',
  '2026-11-23T00:00:00Z',
  '115/11/23',
  'tomorrow',
  '',
];
const badInstants = ['2026-11-23', '2026-11-23T25:00:00Z', '2026-11-23T10:00:00', '2026-02-30T00:00:00Z', 'now', '0'];

/** What a field may take or refuse by its own rules, but must survive. */
export function perhapsFor({ shape, nullable }: Field): Hostile[] {
  const type = typeOf(shape);
  const values: unknown[] = nullable ? [null] : [];
  if (shape.format === 'uuid')
    values.push(
      nil,
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '0A0B0C0D-0E0F-4ABC-8DEF-0A0B0C0D0E0F',
      '00000000-0000-7000-8000-000000000000',
      'ffffffff-ffff-7fff-bfff-ffffffffffff',
    );
  else if (shape.format === 'date')
    values.push('0000-01-01', '0001-01-01', '1582-10-10', '1900-02-28', '9999-12-31', '2026-12-31', '2024-02-29');
  else if (shape.format === 'date-time')
    values.push(
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59+00:00',
      '9999-12-31T23:59:59-14:00',
      '2026-11-23T01:55:00.123456789Z',
      '2099-01-01T00:00:00Z',
    );
  else if (type === 'string' && shape.enum === undefined)
    values.push(
      '',
      ' ',
      '\u3000',
      "'; drop table customer; --",
      '=1+1',
      '\u202e\u200b\ufeff',
      '\ufffd',
      '客'.repeat(300),
      '👨‍👩‍👧‍👦'.repeat(20),
      '__proto__',
      '%00',
      '<script>',
      '\n\r\t\b\u007f\u0085\u2028',
    );
  else if (type === 'number' || type === 'integer')
    values.push(0, -1, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e21, 1e308, -1e308, 1e-320, 0.1);
  else if (type === 'boolean') values.push(true, false);
  else if (type === 'array')
    values.push(
      [],
      Array.from({ length: 3_000 }, () => 'x'),
      [null],
      [[]],
    );
  else if (type === 'object') values.push({});
  return values.map((value) => say(`${typeof value} ${JSON.stringify(value)?.slice(0, 60)}`, value));
}

/** For a place in an address, as it stands there, already encoded; `text` is what the server reads, where it gets so far. */
export const hostileSegments: { what: string; value: string; text?: string }[] = [
  { what: 'no id', value: 'x', text: 'x' },
  { what: 'NUL', value: '%00', text: '\u0000' },
  { what: 'a path', value: '..%2F..%2Fetc%2Fpasswd', text: '../../etc/passwd' },
  { what: '150 characters', value: 'x'.repeat(150), text: 'x'.repeat(150) },
  { what: 'a prototype', value: '__proto__', text: '__proto__' },
  { what: 'a number', value: '1e999', text: '1e999' },
  { what: 'a statement', value: encodeURIComponent("' or 1=1 --"), text: "' or 1=1 --" },
  { what: 'a broken escape', value: '%ZZ' },
  { what: 'half a letter', value: '%ED%A0%80' },
  { what: '5,000 characters', value: 'x'.repeat(5_000) },
];

export const hostileQueryValues = [
  { what: 'NUL', value: '%00' },
  { what: '20,000 characters', value: 'x'.repeat(20_000) },
];

export const perhapsQueryValues = [
  ...['', 'x', '-1', '0', '1.5', '1e9', '99999999999999999999', 'NaN', 'Infinity', 'null', '__proto__', 'constructor'],
  ...['%25', '%F0%9F', '%ED%A0%80', 'true', '0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', nil, "'", '%5C'],
  ...['%E5%AE%A2', '+', '*', '%2A%25_', 'x.y', '1&'],
];

export const hostileBodies: { what: string; value: string | Buffer }[] = [
  { what: 'half an object', value: '{"a":' },
  { what: 'two objects', value: '{}{}' },
  { what: 'a list', value: '[]' },
  { what: 'a text', value: '"x"' },
  { what: 'a number', value: '1' },
  { what: 'single quotes', value: "{'a':1}" },
  { what: 'bytes that are no text', value: Buffer.from([0xff, 0xfe, 0x00, 0x7b]) },
  { what: '10,000 levels of lists', value: wire('@@deep@@') },
  { what: '10,000 levels of objects', value: `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}` },
  { what: 'a prototype', value: '{"__proto__":{"admin":true}}' },
  { what: 'a constructor', value: '{"constructor":{"prototype":{"admin":true}}}' },
  { what: 'more than 1 MB', value: `{"name":"${'x'.repeat(1_100_000)}"}` },
  { what: 'a field nobody knows', value: '{"nosuchfield":1}' },
];
