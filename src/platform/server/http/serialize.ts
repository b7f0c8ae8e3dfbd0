import fastJson from 'fast-json-stringify';
import { z } from 'zod';

type JsonSchema = Record<string, unknown>;

/** The answer's zod shape compiled once: fields outside it cannot slip out, and rows are written several times faster than by parsing. */
export function serializerFor(schema: z.ZodType): (value: unknown) => string {
  const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', unrepresentable: 'any' }) as JsonSchema;
  return fastJson(simplify(json) as never, { rounding: 'round' });
}

/** anyOf with null becomes a nullable type, and string formats are left to the input side: both would be checked anew for every value. */
function simplify(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(simplify);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { format: _format, pattern: _pattern, $schema: _schema, anyOf, ...rest } = schema as JsonSchema;
  if (Array.isArray(anyOf)) {
    const others = anyOf.filter((option: JsonSchema) => option['type'] !== 'null');
    const [only] = others as JsonSchema[];
    if (others.length === 1 && only !== undefined && anyOf.length === 2) {
      const simple = simplify(only) as JsonSchema;
      return typeof simple['type'] === 'string'
        ? { ...simple, type: [simple['type'], 'null'] }
        : { ...rest, anyOf: anyOf.map(simplify) };
    }
    return { ...rest, anyOf: anyOf.map(simplify) };
  }
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, simplify(value)]));
}
