import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy } from '#ui/busy.tsx';
import { ErrorState, Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import type { Plan } from '../contract.ts';
import { PlanEditor } from './plan-editor.tsx';

/** The next working day's list (O11): proposed with reasons, put in order by the seller, handed in, confirmed by the lead. */
export default function TomorrowPage() {
  const { t } = useTranslation('plans');
  const read = $api.useQuery('get', '/api/v1/plans/{day}', { params: { path: { day: 'next' }, query: {} } });
  if (read.data !== undefined)
    return <PlanEditor key={read.data.day} plan={read.data} head={<Head plan={read.data} />} />;
  return (
    <Page title={t('list.title')}>
      {read.error === null ? <Busy /> : <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
    </Page>
  );
}

/** Where the list stands, with who and when. */
function Head({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { state, submittedAt, confirmedAt, confirmedBy, note } = plan;
  return (
    <Notice tone={state === 'confirmed' ? 'good' : 'info'}>
      <b>{t(`state.${state}`)}</b> {state === 'proposed' && t('list.proposal')}
      {state === 'open' && t('list.draft')}
      {state === 'submitted' &&
        submittedAt !== null &&
        t('list.submittedAt', { at: format.instant(submittedAt, 'monthDayTime') })}
      {state === 'confirmed' && confirmedAt !== null && (
        <>
          {t('list.confirmedBy', { name: confirmedBy?.name ?? '', at: format.instant(confirmedAt, 'monthDayTime') })}
          <p>{t('list.confirmedHint')}</p>
        </>
      )}
      {note !== null && <p>{t('list.leadNote', { note })}</p>}
    </Notice>
  );
}
