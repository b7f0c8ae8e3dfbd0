import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import i18next, { type i18n } from 'i18next';
import { type Language, languages } from '#platform/shared/languages.ts';

const directory = path.resolve(import.meta.dirname, '../../../messages');

let instance: i18n | undefined;

/** The same files the screens use, all languages at once: a server answers many people. */
function messages(): i18n {
  if (instance !== undefined) return instance;
  const resources = Object.fromEntries(languages.map((language) => [language, namespacesOf(language)]));
  instance = i18next.createInstance();
  void instance.init({
    lng: 'zh-Hant',
    fallbackLng: 'zh-Hant',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

function namespacesOf(language: Language): Record<string, Record<string, unknown>> {
  const folder = path.join(directory, language);
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(path.join(folder, file), 'utf8'))]),
  );
}

/** The sentence for a code: `customers.sameTaxNumber` stands in customers.json under errors, a code of no module in errors.json. */
export function sentence(language: Language, code: string, params: Record<string, string | number> = {}): string {
  const [module = '', ...reason] = code.split('.');
  return translate(language, [`${module}:errors.${reason.join('.')}`, `errors:${code}`, 'errors:unknown'], params);
}

/** The first of the keys that has a text, in the language. */
export function translate(language: Language, keys: string | string[], params: Record<string, unknown> = {}): string {
  return String(messages().t(keys as never, { ...params, lng: language } as never));
}
