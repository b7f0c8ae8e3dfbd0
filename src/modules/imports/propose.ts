import { mapHeaders } from '#platform/server/sheets/map-headers.ts';
import type { Importable } from './importable.ts';
import { leastConfidence, type Mapping } from './rules.ts';

/** Which column probably holds which field, by the words of the headers in three languages. */
export async function proposeMapping(importable: Importable, headers: readonly string[]): Promise<Mapping> {
  const fields = importable.fields.map(({ key, labels, aliases }) => ({
    key,
    labels: [key, ...Object.values(labels), ...aliases],
  }));
  const proposed = await mapHeaders(headers, fields);
  return Object.fromEntries(
    Object.entries(proposed.fields).filter(([, { confidence }]) => confidence >= leastConfidence),
  );
}
