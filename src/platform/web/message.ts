import { useTranslation } from 'react-i18next';
import type { MessageKey } from '../shared/messages.ts';

/** Says a text whose key was chosen elsewhere, e.g. in the route table or by a rule both sides share. */
export function useMessage(): (key: MessageKey) => string {
  const { i18n } = useTranslation();
  return (key) => (i18n.t as (key: string) => string)(key);
}
