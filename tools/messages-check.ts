// The texts of the three languages hold the same keys with the same parameters, none is empty or left untranslated, and each is used.
// That no key is missing is checked by the compiler (src/platform/shared/messages.ts).
import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, say } from './steps.ts';

/** `namespace:key.under.key` → text. */
export type Texts = ReadonlyMap<string, string>;

const languages = ['zh-Hant', 'zh-Hans', 'en'] as const;
type Language = (typeof languages)[number];
export type Messages = Record<Language, Texts>;

/** The forms i18next picks by number; Chinese has one. */
const forms: Record<Language, readonly string[]> = { 'zh-Hant': ['other'], 'zh-Hans': ['other'], en: ['one', 'other'] };
const pluralForm = /_(zero|one|two|few|many|other)$/;
const base = (key: string): string => key.replace(pluralForm, '');

const parameters = (text: string): string[] =>
  [...text.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1] ?? '');

/** The parameters of a key over all its forms: 'one' may leave the number out. */
function parametersOf(texts: Texts, key: string): string {
  const found = [...texts].filter(([name]) => base(name) === key).flatMap(([, text]) => parameters(text));
  return [...new Set(found)].toSorted().join(', ') || 'none';
}

/** What differs between the languages, measured at zh-Hant, which comes first. */
export function differences(messages: Messages): string[] {
  const source = messages['zh-Hant'];
  const keys = new Set([...source.keys()].map(base));
  const found: string[] = [];
  for (const language of languages) {
    const texts = messages[language];
    const present = new Set([...texts.keys()].map(base));
    for (const key of keys) if (!present.has(key)) found.push(`${language} lacks ${key}`);
    for (const key of present) {
      if (!keys.has(key)) {
        found.push(`${language} has ${key}, zh-Hant has not`);
        continue;
      }
      const [theirs, ours] = [parametersOf(texts, key), parametersOf(source, key)];
      if (theirs !== ours) found.push(`${key} takes ${theirs} in ${language}, ${ours} in zh-Hant`);
      const plural = [...texts.keys()].some((name) => name !== key && base(name) === key);
      for (const form of plural ? forms[language] : []) {
        if (!texts.has(`${key}_${form}`)) found.push(`${language} lacks ${key}_${form}`);
      }
    }
    for (const [key, text] of texts) if (text.trim() === '') found.push(`${key} is empty in ${language}`);
  }
  for (const [key, text] of messages.en) {
    if (/\p{Script=Han}/u.test(text) && text === source.get(key)) found.push(`${key} is not translated in en`);
  }
  return found;
}

/** Texts that no source names: as a literal, with or without its namespace, or by a template such as `setup.${step}.title`. */
export function unused(keys: Iterable<string>, sources: Iterable<string>): string[] {
  const literals = new Set<string>();
  const templates = new Set<string>();
  for (const source of sources) {
    for (const [, , text = ''] of source.matchAll(/(['"])((?:(?!\1)[^\\\n])*)\1/g)) literals.add(text);
    for (const [, text = ''] of source.matchAll(/`([^`\n]*)`/g)) (text.includes('${') ? templates : literals).add(text);
  }
  const patterns = [...templates]
    .filter(
      (text) => /^[\w:.-]*(\$\{[^}]*\}[\w:.-]*)+$/.test(text) && text.replaceAll(/\$\{[^}]*\}|[:.]/g, '').length > 1,
    )
    .map(
      (text) =>
        new RegExp(
          `^${text
            .split(/\$\{[^}]*\}/)
            .map(RegExp.escape)
            .join('.+')}$`,
        ),
    );
  const isUsed = (name: string): boolean => literals.has(name) || patterns.some((pattern) => pattern.test(name));
  const bases = new Set([...keys].map(base));
  return [...bases].filter((key) => !isUsed(key) && !isUsed(key.slice(key.indexOf(':') + 1)));
}

interface Nested {
  [key: string]: string | Nested;
}

function flatten(prefix: string, nested: Nested): [string, string][] {
  return Object.entries(nested).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flatten(`${prefix}${key}.`, value),
  );
}

function readLanguage(language: Language): Texts {
  const folder = path.join(root, 'messages', language);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return new Map(
    files.flatMap((file) =>
      flatten(`${path.basename(file, '.json')}:`, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))),
    ),
  );
}

if (process.argv[1] === import.meta.filename) {
  const messages = { 'zh-Hant': readLanguage('zh-Hant'), 'zh-Hans': readLanguage('zh-Hans'), en: readLanguage('en') };
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file));
  const sources = files.map((file) => readFileSync(path.join(root, file), 'utf8'));
  const problems = [
    ...differences(messages),
    ...unused(messages['zh-Hant'].keys(), sources).map((key) => `nothing shows ${key}`),
  ];
  for (const problem of problems) say(problem);
  say(`${messages['zh-Hant'].size} texts in three languages, ${problems.length} problems`);
  if (problems.length > 0) process.exitCode = 1;
}
