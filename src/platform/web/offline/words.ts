import { useTranslation } from 'react-i18next';
import type { Entry } from './store.ts';

/** Says in words what an entry is: 恆盛投資：拜訪報告. */
export function useEntryWords(): (entry: Pick<Entry, 'command' | 'about'>) => string {
  const { t, i18n } = useTranslation('outbox');
  return ({ command, about }) => {
    const key = `outbox:command.${command}`;
    const what = i18n.exists(key) ? (i18n.t as (key: string) => string)(key) : t('command.other');
    return about.title === undefined || about.title === '' ? what : t('entry', { title: about.title, what });
  };
}
