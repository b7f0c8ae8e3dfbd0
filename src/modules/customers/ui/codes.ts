import { $api } from '#platform/web/api.ts';
import { currentLanguage } from '#platform/web/language.ts';
import type { CodeList } from '../rules.ts';

export interface CodeOption {
  value: string;
  label: string;
}

interface Codes {
  /** Those that can be chosen. */
  options: readonly CodeOption[];
  /** What a code is called; one that no list holds is shown as it came. */
  labelOf: (code: string) => string;
}

/** A list of the company in the reader's language; read once a session, lists change seldom. */
export function useCodes(list: CodeList): Codes {
  const { data } = $api.useQuery('get', '/api/v1/codes/{list}', { params: { path: { list } } }, { staleTime: 600_000 });
  const language = currentLanguage();
  const rows = data?.items ?? [];
  return {
    options: rows
      .filter(({ retired }) => !retired)
      .map(({ code, labels }) => ({ value: code, label: labels[language] })),
    labelOf: (code) => rows.find((row) => row.code === code)?.labels[language] ?? code,
  };
}
