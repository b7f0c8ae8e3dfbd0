import { useTranslation } from 'react-i18next';
import { summarise } from '#modules/forms/rules.ts';
import { isDay } from '#platform/shared/day.ts';
import { $api } from '#platform/web/api.ts';
import { type Format, useFormat } from '#platform/web/format.ts';
import type { Entry } from '#platform/web/offline/store.ts';

/** One thing that was written, as its writer would read it. */
export interface EntryLine {
  key: string;
  label: string;
  text: string;
}

type Values = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const id = /^[\da-f]{8}-[\da-f]{4}-/;

/** Says values of a command's body, or what the server has in their place, line by line. */
export function useEntryLines(entry: Entry): (values: unknown) => EntryLine[] {
  const format = useFormat();
  const { i18n } = useTranslation();
  const form = useFormOf(entry);
  const say = i18n.t as (key: string) => string;
  const first = (...keys: string[]): string | undefined => {
    const found = keys.find((key) => i18n.exists(key));
    return found === undefined ? undefined : say(found);
  };
  const [module = ''] = entry.command.split('.');
  const label = (key: string): string | undefined =>
    first(`outbox:field.${key}`, `customers:field.${key}`, `customers:contact.${key}`);
  const word = (key: string, value: string): string =>
    first(`${module}:${key}.${value}`, `customers:${key}.${value}`) ?? value;
  const lineOf = (key: string, value: unknown): EntryLine[] => {
    const named = label(key);
    if (named === undefined) return [];
    return [{ key, label: named, text: textOf(value, format, (text) => word(key, text)) }];
  };
  return (values) => {
    if (!isObject(values)) return [];
    const answers = isObject(values['answers']) && form !== undefined ? values['answers'] : undefined;
    const told = answers === undefined || form === undefined ? [] : summarise(form.definition, answers, format);
    return [
      ...Object.entries(values)
        .flatMap(([key, value]) => lineOf(key, value))
        .filter(({ text }) => text !== ''),
      ...told.map(({ key, label: name, text }) => ({ key: `answers.${key}`, label: name, text })),
    ];
  };
}

function textOf(value: unknown, format: Format, word: (text: string) => string): string {
  if (typeof value === 'number') return format.number(value);
  if (typeof value === 'string') {
    if (id.test(value)) return '';
    if (isDay(value)) return format.day(value);
    return instant.test(value) ? format.instant(value) : word(value);
  }
  if (Array.isArray(value))
    return value
      .map((one) => textOf(one, format, word))
      .filter((text) => text !== '')
      .join('\n');
  if (!isObject(value)) return '';
  // A telephone, an address, a person met: what was typed says it all.
  const said = value['typed'] ?? value['name'];
  if (typeof said === 'string') return said;
  return Object.entries(value)
    .filter(([key]) => key !== 'version')
    .map(([, one]) => textOf(one, format, word))
    .filter((text) => text !== '')
    .join(' ');
}

/** A report's answers are named by its form, which the phone holds. */
function useFormOf(entry: Entry) {
  const body = isObject(entry.body) ? entry.body : {};
  const [code, version] = [body['form'], body['version']];
  const isReport = entry.command === 'visits.report' && typeof code === 'string' && typeof version === 'number';
  const { data } = $api.useQuery(
    'get',
    '/api/v1/forms/{code}',
    { params: { path: { code: isReport ? code : '' }, query: isReport ? { version: Number(version) } : {} } },
    { enabled: isReport },
  );
  return data;
}
