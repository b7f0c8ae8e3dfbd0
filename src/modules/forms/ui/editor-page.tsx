import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { dropDraft, keptDraft } from '#platform/web/offline/drafts.ts';
import { Busy } from '#ui/busy.tsx';
import { ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import type { Form } from '../contract.ts';
import type { ListChoice } from './field-details.tsx';
import { EditForm } from './form-editor.tsx';
import { draftKey, type FormDraft } from './use-form-editor.ts';

interface Opened {
  form: Form;
  draft: FormDraft | null;
  /** Each opening begins anew: after publishing, after throwing a draft away. */
  round: number;
}

/**
 * Changes a form, with the draft that was left on this device. What is shown stays on what it was opened with: whatever others publish
 * meanwhile is met when publishing.
 */
export function FormEditorPage({ code, lists }: { code: string; lists: readonly ListChoice[] }) {
  const { t } = useTranslation('forms');
  const read = $api.useQuery('get', '/api/v1/forms/{code}', { params: { path: { code }, query: {} } });
  const [opened, setOpened] = useState<Opened | null>(null);
  const form = read.data as Form | undefined;
  useEffect(() => {
    if (form === undefined || opened !== null) return;
    void keptDraft<FormDraft>(draftKey(code)).then((draft) =>
      setOpened((already) => already ?? { form, draft: draft ?? null, round: 0 }),
    );
  }, [code, form, opened]);
  const again = (next: Form): void => setOpened((last) => ({ form: next, draft: null, round: (last?.round ?? 0) + 1 }));
  if (opened !== null)
    return (
      <EditForm
        key={opened.round}
        form={opened.form}
        draft={opened.draft}
        lists={lists}
        onPublished={again}
        onDrop={() => void dropDraft(draftKey(code)).then(() => again(form ?? opened.form))}
      />
    );
  return (
    <Page title={t('nav.one')} back={{ link: { to: '/forms' }, label: t('nav.list') }}>
      {read.error === null ? <Busy /> : <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
    </Page>
  );
}
