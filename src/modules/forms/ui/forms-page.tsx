import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { currentLanguage } from '#platform/web/language.ts';
import { keptDraft } from '#platform/web/offline/drafts.ts';
import { Busy } from '#ui/busy.tsx';
import { Card, Stack } from '#ui/card.tsx';
import { ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Form, FormDefinition } from '../contract.ts';
import { fieldsOf } from '../rules.ts';
import styles from './editor.module.css';
import { draftKey } from './use-form-editor.ts';

/** In the order in which most companies use them. */
const codes = ['office', 'shop', 'household'] as const;
type Code = (typeof codes)[number];

const place = (code: string): number => codes.indexOf(code as Code);

/** The forms that visits are reported on: which version stands, since when. */
export function FormsPage() {
  const { t } = useTranslation('forms');
  const list = $api.useQuery('get', '/api/v1/forms', {});
  const forms = (list.data?.items ?? []).toSorted((one, other) => place(one.code) - place(other.code));
  return (
    <Page title={t('nav.list')} subtitle={t('list.subtitle')} width="reading">
      {list.data === undefined && list.error === null && <Busy />}
      {list.error !== null && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && (
        <Stack>
          {forms.map((form) => (
            <FormRow key={form.code} form={form as Form & { activeFrom: string }} />
          ))}
          <p>
            <small>{t('list.note')}</small>
          </p>
        </Stack>
      )}
    </Page>
  );
}

function FormRow({ form }: { form: Form & { activeFrom: string } }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const [drafted, setDrafted] = useState(false);
  useEffect(() => {
    void keptDraft(draftKey(form.code)).then((draft) => setDrafted(draft !== undefined));
  }, [form.code]);
  const known = codes.find((code) => code === form.code);
  const facts = [
    t('list.version', { version: form.version }),
    t('list.since', { at: format.instant(form.activeFrom) }),
    t('list.fields', { count: fieldsOf(form.definition as FormDefinition).length }),
  ];
  return (
    <Card flush>
      <Link to="/forms/$code" params={{ code: form.code }} className={styles.formRow}>
        <span className={styles.grow}>
          <b>{form.definition.labels[currentLanguage()]}</b> {drafted && <Tag tone="warn">{t('list.draft')}</Tag>}
          {known !== undefined && <small>{t(`list.for.${known}`)}</small>}
          <small>{facts.join(' · ')}</small>
        </span>
        <span className={styles.go}>{t('list.edit')}</span>
      </Link>
    </Card>
  );
}
