import { z } from 'zod';

/** What of JSON Schema the contracts' shapes come out as. */
export interface Shape {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  anyOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  additionalProperties?: Shape | boolean;
  items?: Shape;
  minimum?: number;
  minLength?: number;
  minItems?: number;
}

export const shapeOf = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;

export type Path = readonly (string | number)[];

export interface Field {
  path: Path;
  /** Without the alternative of null. */
  shape: Shape;
  nullable: boolean;
}

function unwrap(shape: Shape): { shape: Shape; nullable: boolean } {
  if (Array.isArray(shape.type)) {
    const [type] = shape.type.filter((name) => name !== 'null');
    return { shape: { ...shape, ...(type === undefined ? {} : { type }) }, nullable: shape.type.includes('null') };
  }
  if (shape.anyOf === undefined) return { shape, nullable: false };
  const others = shape.anyOf.filter((option) => option.type !== 'null');
  const nullable = others.length < shape.anyOf.length;
  return { shape: others.length === 1 && others[0] !== undefined ? others[0] : { ...shape, anyOf: others }, nullable };
}

/** Every place of a shape where a value stands, the whole first; of lists the first item. */
export function fieldsOf(whole: Shape, path: Path = []): Field[] {
  const { shape, nullable } = unwrap(whole);
  const below = Object.entries(shape.properties ?? {}).flatMap(([key, child]) => fieldsOf(child, [...path, key]));
  const items = shape.items === undefined ? [] : fieldsOf(shape.items, [...path, 0]);
  return [{ path, shape, nullable }, ...below, ...items];
}

/** A value that fits a shape, for parts that the valid request leaves out. */
export function sampleOf(whole: Shape): unknown {
  const { shape } = unwrap(whole);
  const [option] = shape.anyOf ?? [];
  if (option !== undefined) return sampleOf(option);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([key]) => shape.required?.includes(key))
          .map(([key, child]) => [key, sampleOf(child)]),
      );
    case 'array':
      return shape.items === undefined ? [] : [sampleOf(shape.items)];
    case 'integer':
    case 'number':
      return Math.max(1, shape.minimum ?? 1);
    case 'boolean':
      return true;
    default:
      return textFor(shape);
  }
}

function textFor(shape: Shape): string {
  if (shape.format === 'uuid') return '01a20000-0000-7000-8000-000000000001';
  if (shape.format === 'date') return '2026-11-26';
  if (shape.format === 'date-time') return '2026-11-23T01:55:00Z';
  if (shape.pattern?.includes('[01]') === true) return '10:30';
  return 'x'.repeat(Math.max(1, shape.minLength ?? 1));
}

/** The same value with another at a path; what lies on the way and is missing is made to fit. */
export function withAt(value: unknown, path: Path, shape: Shape, put: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return put;
  const { shape: here } = unwrap(shape);
  if (typeof head === 'number') {
    const [first, ...others] = Array.isArray(value) ? value : [];
    return [withAt(first ?? sampleOf(here.items ?? {}), rest, here.items ?? {}, put), ...others];
  }
  const child = here.properties?.[head] ?? {};
  const known = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : sampleOf(here);
  const before = (known as Record<string, unknown>)[head] ?? (rest.length > 0 ? sampleOf(child) : undefined);
  return { ...(known as object), [head]: withAt(before, rest, child, put) };
}
