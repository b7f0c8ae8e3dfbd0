import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Labels, type Language, languages } from '#platform/shared/languages.ts';
import type { Answer } from '#platform/web/answer.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { ChipChoice } from '#ui/chips.tsx';
import type { FormDefinition, FormField, FormOption } from '../contract.ts';
import { fieldsOf } from '../rules.ts';
import styles from './editor.module.css';
import { FormFields } from './public.tsx';

type CodeRows = Answer<'get', '/api/v1/codes/{list}'>['items'];
type ListName = 'industry';

/** What has no name yet is still seen, and has one to be heard by. */
const shownAs = (labels: Labels): Labels => ({
  'zh-Hant': labels['zh-Hant'] || '…',
  'zh-Hans': labels['zh-Hans'] || '…',
  en: labels.en || '…',
});

/** The form with the choices that come from the company's lists. */
function useFilled(definition: FormDefinition): FormDefinition {
  const lists = [...new Set(fieldsOf(definition).flatMap(({ optionsFrom }) => optionsFrom ?? []))];
  const read = useQueries({
    queries: lists.map((list) =>
      $api.queryOptions('get', '/api/v1/codes/{list}', { params: { path: { list: list as ListName } } }),
    ),
  });
  const optionsOf = (list: string): FormOption[] =>
    ((read[lists.indexOf(list)]?.data?.items ?? []) as CodeRows)
      .filter(({ retired }) => !retired)
      .map(({ code, labels }) => ({ code, labels }));
  const withOptions = (field: FormField): FormField => {
    const options = field.optionsFrom === undefined ? field.options : optionsOf(field.optionsFrom);
    const named = options?.map((option) => ({ ...option, labels: shownAs(option.labels) }));
    return { ...field, labels: shownAs(field.labels), ...(named === undefined ? {} : { options: named }) };
  };
  return {
    ...definition,
    sections: definition.sections.map((section) => ({ ...section, fields: section.fields.map(withOptions) })),
  };
}

const languageNames = { 'zh-Hant': 'field.hant', 'zh-Hans': 'field.hans', en: 'field.en' } as const;

/** The form as the seller meets it on the phone, to be tried out; nothing of it is kept. */
export function FormPreview({ definition }: { definition: FormDefinition }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const filled = useFilled(definition);
  const [language, setLanguage] = useState<Language>(format.language);
  const [talked, setTalked] = useState<'talked' | 'nobody'>('talked');
  // Answers given to a question that is of another kind by now fit it no more.
  const kinds = fieldsOf(definition).map(({ key, type, factBasis }) => [key, type, factBasis === true].join(' '));
  return (
    <div className={styles.preview}>
      <small>{t('editor.previewNote')}</small>
      <ChipChoice
        label={t('editor.previewLanguage')}
        labelHidden
        required
        choices={languages.map((value) => ({ value, label: t(languageNames[value]) }))}
        value={language}
        onChange={(next) => next !== null && setLanguage(next)}
      />
      <ChipChoice
        label={t('editor.previewWhen')}
        labelHidden
        required
        choices={[
          { value: 'talked', label: t('editor.previewTalked') },
          { value: 'nobody', label: t('editor.previewNobody') },
        ]}
        value={talked}
        onChange={(next) => next !== null && setTalked(next)}
      />
      <div className={styles.phone} lang={language}>
        <TriedOut key={kinds.join('\n')} definition={filled} complete={talked === 'talked'} language={language} />
      </div>
    </div>
  );
}

interface TriedOutProps {
  definition: FormDefinition;
  complete: boolean;
  language: Language;
}

function TriedOut({ definition, complete, language }: TriedOutProps) {
  const { t } = useTranslation('forms');
  const { dateStyle } = useFormat();
  const [answers, setAnswers] = useState<Readonly<Record<string, unknown>>>({});
  if (!complete && !definition.sections.some(({ always }) => always)) return <p>{t('editor.nobodyAsked')}</p>;
  return (
    <>
      <h2>{definition.labels[language]}</h2>
      <FormFields
        definition={definition}
        complete={complete}
        answers={answers}
        onAnswer={(key, answer) => setAnswers({ ...answers, [key]: answer })}
        contacts={[]}
        errorOf={() => undefined}
        language={language}
        dateStyle={dateStyle}
      />
    </>
  );
}
