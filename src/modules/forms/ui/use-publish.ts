import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { dropDraft } from '#platform/web/offline/drafts.ts';
import { toProblem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { toastDone } from '#ui/toast.tsx';
import type { Form, FormDefinition } from '../contract.ts';
import { draftKey } from './use-form-editor.ts';

/** Publishes a version and hands on the form as it then stands; the draft has served its turn. */
export function usePublish(code: string, onPublished: (form: Form) => void) {
  const { t } = useTranslation('forms');
  const command = $api.useMutation('put', '/api/v1/forms/{code}', {
    onSuccess: async (form) => {
      await dropDraft(draftKey(code));
      toastDone(t('publish.done', { version: form.version }));
      onPublished(form as Form);
      await refresh('/api/v1/forms');
    },
  });
  return {
    busy: command.isPending,
    error: command.error,
    problem: command.error === null ? undefined : toProblem(command.error),
    forget: command.reset,
    publish: (definition: FormDefinition, version: number) =>
      command.mutate({
        params: { path: { code } },
        headers: { 'if-match': String(version) },
        body: { definition: definition as never },
      }),
  };
}
export type Publishing = ReturnType<typeof usePublish>;
