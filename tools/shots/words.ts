import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '#platform/shared/languages.ts';
import { root } from '../steps.ts';

/** The text of a key as it stands on the screen in a language, e.g. `visits:customer.plan`; placeholders are left in. */
export function word(language: Language, key: string): string {
  const [namespace = '', keys = ''] = key.split(':');
  const file = path.join(root, 'messages', language, `${namespace}.json`);
  let found: unknown = JSON.parse(readFileSync(file, 'utf8'));
  for (const part of keys.split('.')) found = (found as Record<string, unknown> | undefined)?.[part];
  if (typeof found !== 'string') throw new Error(`messages/${language} has no text ${key}`);
  return found;
}
