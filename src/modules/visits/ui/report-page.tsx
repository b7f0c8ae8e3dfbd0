import { useTranslation } from 'react-i18next';
import type { Form } from '#modules/forms/contract.ts';
import { prefilled } from '#modules/forms/rules.ts';
import { useParam } from '#platform/web/address.ts';
import { $api } from '#platform/web/api.ts';
import { Busy } from '#ui/busy.tsx';
import { ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import type { Visit } from '../contract.ts';
import { beginWith, type Draft, useKeptDraft } from './report-draft.ts';
import { ReportForm } from './report-form.tsx';

/** The visit's report, to be written in under a minute with one thumb (O8). */
export function ReportPage() {
  const { t } = useTranslation('visits');
  const id = useParam('id');
  const visit = $api.useQuery('get', '/api/v1/visits/{id}', { params: { path: { id } } });
  const known = visit.data;
  const kept = useKeptDraft(id);
  const form = $api.useQuery(
    'get',
    '/api/v1/forms/{code}',
    { params: { path: { code: known?.form.code ?? '' }, query: { version: known?.form.version ?? 1 } } },
    { enabled: known !== undefined, staleTime: Number.POSITIVE_INFINITY },
  );
  const last = $api.useQuery(
    'get',
    '/api/v1/visits/last-report',
    { params: { query: { customer: known?.customer.id ?? '' } } },
    { enabled: known !== undefined && known.report === null, retry: false },
  );
  const ready = known !== undefined && form.data !== undefined && (known.report !== null || !last.isPending);
  if (ready && kept !== undefined) {
    const before = last.data?.report ?? null;
    const beginnings = beginning(known, form.data, before);
    return <ReportForm key={id} visit={known} form={form.data} {...beginnings} first={kept ?? beginnings.first} />;
  }
  const error = visit.error ?? form.error;
  return (
    <Page title={t('report.title')} task>
      {error === null ? <Busy /> : <ErrorState error={error} onRetry={() => void visit.refetch()} />}
    </Page>
  );
}

type LastReport = { form: string; answers: Record<string, unknown>; day: string } | null;

/** What the report begins with: itself when it is corrected, else what the last one knew that lasts. */
function beginning(visit: Visit, form: Form, last: LastReport): { first: Draft; prefilledFrom: string | null } {
  if (visit.report !== null) return { first: beginWith(visit.report.outcome, visit.answers), prefilledFrom: null };
  const known = last !== null && last.form === form.code ? prefilled(form.definition, last.answers) : {};
  const filled = Object.keys(known).length > 0;
  return {
    first: beginWith('talked', known),
    prefilledFrom: filled ? (last?.day ?? null) : null,
  };
}
