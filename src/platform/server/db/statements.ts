import { createHash } from 'node:crypto';

const most = 2_000;
const names = new Map<string, string>();

/**
 * The name under which a statement is prepared: the digest of its text. Lists of varying length make new texts without end, so past a
 * bound a text stays unnamed.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= most || text.length > 20_000) return undefined;
  const name = createHash('sha1').update(text).digest('hex');
  names.set(text, name);
  return name;
}
