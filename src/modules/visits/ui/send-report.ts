import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '#modules/forms/contract.ts';
import { fieldsOf } from '#modules/forms/rules.ts';
import { $api, api } from '#platform/web/api.ts';
import { queryClient } from '#platform/web/queries.ts';
import { toastDone } from '#ui/toast.tsx';
import type { Visit } from '../contract.ts';
import { asksForAnswers } from '../rules.ts';
import { visitsChanged } from './live.ts';
import type { Draft } from './report-draft.ts';

/** The answers that are asked for with this outcome; what was hidden is not sent. */
export function answersFor(form: Form, { outcome, answers }: Pick<Draft, 'outcome' | 'answers'>) {
  const complete = asksForAnswers(outcome);
  const asked = complete
    ? fieldsOf(form.definition)
    : form.definition.sections.filter((section) => section.always).flatMap((section) => section.fields);
  return Object.fromEntries(asked.flatMap(({ key }) => (answers[key] === undefined ? [] : [[key, answers[key]]])));
}

/** Sends the report and then leaves, where one has not left yet; what is refused stays on the page. */
export function useSendReport(visit: Visit, form: Form, onSent: () => void) {
  const { t } = useTranslation('visits');
  const navigate = useNavigate();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const path = { params: { path: { id: visit.id } } };
  const remember = (sent: Visit): void => {
    const { queryKey } = $api.queryOptions('get', '/api/v1/visits/{id}', path);
    queryClient.setQueryData(queryKey, sent as never);
  };
  const send = async (draft: Draft, version: number): Promise<void> => {
    setState({ busy: true, error: null });
    const { kind, day } = draft.step;
    const reported = await api.PUT('/api/v1/visits/{id}/report', {
      ...path,
      ...(visit.report === null ? {} : { headers: { 'If-Match': String(version) } }),
      body: {
        form: form.code,
        version: form.version,
        answers: answersFor(form, draft),
        outcome: draft.outcome,
        ...(kind === null || day === null ? {} : { nextStep: { kind, day } }),
      },
    });
    if (reported.data === undefined) throw reported.error;
    remember(reported.data as Visit);
    onSent();
    if (reported.data.can.checkOut) {
      const left = await api.POST('/api/v1/visits/{id}/check-out', {
        ...path,
        body: { occurredAt: new Date().toISOString() },
      });
      if (left.data === undefined) throw left.error;
      remember(left.data as Visit);
    }
    await visitsChanged();
    toastDone(reported.data.can.checkOut ? t('report.savedAndLeft') : t('report.saved'));
    if (visit.report === null) await navigate({ to: '/' });
    else await navigate({ to: '/visits/$id', params: { id: visit.id } });
  };
  return {
    ...state,
    send: (draft: Draft, version: number = visit.version): void =>
      void send(draft, version).then(
        () => setState({ busy: false, error: null }),
        (error: unknown) => setState({ busy: false, error }),
      ),
  };
}
