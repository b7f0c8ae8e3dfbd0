import { useTranslation } from 'react-i18next';
import { customerFields } from '../rules.ts';
import { useCodes } from './codes.ts';

interface Entry {
  kind: string;
  detail: Record<string, unknown>;
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/**
 * What happened, as a sentence. It stands in the messages of the module that wrote it, under `timeline`, with the entry's detail as
 * parameters; only the customers' own lists (fields, tags) are put into words here.
 */
export function useSentence(): (entry: Entry) => string {
  const { t, i18n } = useTranslation('customers');
  const tags = useCodes('tag');
  const listed = (parts: readonly string[]): string => parts.join(t('timeline.comma'));
  return ({ kind, detail }) => {
    const [module = '', what = ''] = kind.split('.');
    const key = `${module}:timeline.${what}`;
    if (!i18n.exists(key, detail)) return t('timeline.unknown');
    const fields = customerFields.filter((field) => texts(detail['fields']).includes(field));
    const added = texts(detail['added']).map((tag) => t('timeline.tagAdded', { tag: tags.labelOf(tag) }));
    const removed = texts(detail['removed']).map((tag) => t('timeline.tagRemoved', { tag: tags.labelOf(tag) }));
    const own =
      module === 'customers'
        ? {
            fields: listed(fields.map((field) => t(`field.${field}`))),
            tags: listed([...added, ...removed]),
            ...(typeof detail['from'] === 'string' && what === 'assigned' ? { context: 'from' } : {}),
          }
        : {};
    return String(t(key as never, { ...detail, ...own } as never)).trim();
  };
}
