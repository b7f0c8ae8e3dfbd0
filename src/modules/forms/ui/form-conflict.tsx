import { useTranslation } from 'react-i18next';
import { currentLanguage } from '#platform/web/language.ts';
import type { Problem } from '#platform/web/problem.ts';
import { type ConflictField, type Side, VersionConflict } from '#ui/version-conflict.tsx';
import type { FormDefinition, FormField } from '../contract.ts';
import { fieldsOf } from '../rules.ts';
import { differing, merged, titleKey } from '../rules-changes.ts';

interface Standing {
  definition: FormDefinition;
  version: number;
}

/** What stands now, where the server refused because somebody published first. */
export function standingIn(problem: Problem | undefined): Standing | undefined {
  return problem?.code === 'versionConflict' ? (problem.current as Standing) : undefined;
}

interface FormConflictProps {
  mine: FormDefinition;
  standing: Standing;
  busy: boolean;
  onPublish: (definition: FormDefinition, version: number) => void;
  onClose: () => void;
}

/** Two changed the same form: question by question, mine or what stands now. */
export function FormConflict({ mine, standing, busy, onPublish, onClose }: FormConflictProps) {
  const { t } = useTranslation('forms');
  const describe = useDescription();
  const theirs = standing.definition;
  const language = currentLanguage();
  const find = (definition: FormDefinition, key: string): FormField | undefined =>
    fieldsOf(definition).find((field) => field.key === key);
  const fields = differing(mine, theirs).map((key): ConflictField => {
    if (key === titleKey)
      return { key, label: t('conflict.title'), mine: mine.labels[language], theirs: theirs.labels[language] };
    const [own, other] = [find(mine, key), find(theirs, key)];
    return {
      key,
      label: (own ?? other)?.labels[language] ?? key,
      // The same words in this language may hide a difference in another: the sides stay apart.
      mine: describe(own),
      theirs: describe(other) === describe(own) ? `${describe(other)} ·` : describe(other),
    };
  });
  const resolve = (choice: Readonly<Record<string, Side>>): void => {
    const taken = new Set(Object.keys(choice).filter((key) => choice[key] === 'theirs'));
    onPublish(merged(mine, theirs, taken), standing.version);
  };
  return (
    <VersionConflict
      fields={fields}
      note={<p>{t('conflict.note', { version: standing.version })}</p>}
      busy={busy}
      onResolve={resolve}
      onClose={onClose}
    />
  );
}

/** A question in a line: its words in every language, its kind, what is asked of the answer, its choices. */
function useDescription(): (field: FormField | undefined) => string {
  const { t } = useTranslation('forms');
  const language = currentLanguage();
  return (field) => {
    if (field === undefined) return t('conflict.absent');
    const { labels, type, required, prefillFromLast, factBasis, min, max, unit, hint, options } = field;
    const said = [
      [...new Set(Object.values(labels))].join(' / '),
      t(`type.${type}`),
      required ? t('editor.required') : '',
      prefillFromLast ? t('editor.prefill') : '',
      factBasis ? t('editor.factBasis') : '',
      min === undefined && max === undefined ? '' : `${min ?? ''}–${max ?? ''}`,
      unit?.[language] ?? '',
      hint?.[language] ?? '',
      field.optionsFrom === undefined ? '' : t('editor.fromList', { list: field.optionsFrom }),
      (options ?? []).map((option) => option.labels[language]).join('／'),
    ];
    return said.filter((part) => part !== '').join(' · ');
  };
}
