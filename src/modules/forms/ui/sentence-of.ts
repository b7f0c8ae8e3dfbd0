import { useTranslation } from 'react-i18next';
import type { FieldError } from '#platform/shared/result.ts';

/** The sentence of an error found on this side, where the server would have said the same. */
export function useSentenceOf(): (error: FieldError) => string {
  const { i18n } = useTranslation();
  const say = i18n.t as unknown as (key: string, params: object) => string;
  return ({ code, params }) => {
    const [module = '', ...reason] = code.split('.');
    return say(module === 'forms' ? `forms:errors.${reason.join('.')}` : `errors:${code}`, params ?? {});
  };
}
