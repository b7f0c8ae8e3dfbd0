import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { useCan, useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card, Section, Stack } from '#ui/card.tsx';
import { DayField } from '#ui/day-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/fields.tsx';
import { EmptyState, ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { toastDone } from '#ui/toast.tsx';
import type { VisitRow } from '../contract.ts';
import { visitsChanged } from './live.ts';
import { useStartVisit } from './use-visit.ts';
import { VisitLine } from './visit-line.tsx';
import styles from './visit-line.module.css';

const useCustomerVisits = (customerId: string) =>
  $api.useQuery('get', '/api/v1/customers/{id}/visits', { params: { path: { id: customerId } } });

/** One's own visit of today that has not ended. */
function useOpenVisit(visits: readonly VisitRow[] | undefined): VisitRow | undefined {
  const me = useMe();
  const today = useFormat().today();
  return visits?.find(
    ({ person, day, state }) =>
      person.id === me.person.id &&
      day === today &&
      (state === 'planned' || state === 'checkedIn' || state === 'reported'),
  );
}

/** At the door: begins a visit now, or goes on with the one of today. Nothing for those who make no visits. */
export function StartVisitButton({ customerId, wide }: { customerId: string; wide?: boolean }) {
  const { t } = useTranslation('visits');
  const may = useCan('visits.make');
  const { data } = useCustomerVisits(customerId);
  const open = useOpenVisit(data?.items);
  const { start, busy, error } = useStartVisit(customerId);
  if (!may) return null;
  if (open !== undefined)
    return (
      <ButtonLink kind="primary" wide={wide} to="/visits/$id" params={{ id: open.id }}>
        {open.state === 'planned' ? t('customer.start') : t('customer.continue')}
      </ButtonLink>
    );
  return (
    <>
      <Button kind="primary" wide={wide} busy={busy} onClick={start}>
        {t('customer.start')}
      </Button>
      <ProblemAlert error={error} />
    </>
  );
}

/** The visits to a customer, newest first, with the ways to begin one. */
export function CustomerVisits({ customerId }: { customerId: string }) {
  const { t } = useTranslation('visits');
  const { data, error, refetch } = useCustomerVisits(customerId);
  const may = useCan('visits.make');
  const [planning, setPlanning] = useState(false);
  return (
    <Section
      title={t('customer.title')}
      actions={
        may && (
          <Button size="small" onClick={() => setPlanning(true)}>
            {t('customer.plan')}
          </Button>
        )
      }
    >
      {data === undefined && error === null && <Busy />}
      {data === undefined && error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState title={t('customer.emptyTitle')} text={t('customer.empty')} />}
      {data !== undefined && data.items.length > 0 && (
        <Card flush>
          <ul className={styles.list}>
            {data.items.map((visit) => (
              <li key={visit.id}>
                <VisitLine visit={visit} of="person" />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {planning && <PlanDialog customerId={customerId} onClose={() => setPlanning(false)} />}
    </Section>
  );
}

function PlanDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation(['visits', 'common']);
  const format = useFormat();
  const [day, setDay] = useState<string | null>(format.today());
  const [time, setTime] = useState('');
  const plan = $api.useMutation('post', '/api/v1/visits', {
    onSuccess: async (visit) => {
      onClose();
      await visitsChanged();
      toastDone(t('customer.planDone', { day: format.dayOfWeek(visit.day) }));
    },
  });
  const submit = (): void => {
    if (day === null) return;
    const body = { id: newId(Date.now()), customerId, day, ...(time === '' ? {} : { time }) };
    plan.mutate({ body });
  };
  return (
    <Dialog
      title={t('customer.planTitle')}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="primary" busy={plan.isPending} onClick={submit}>
            {t('customer.planVerb')}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={plan.error} />
        <DayField
          label={t('customer.planDay')}
          language={format.language}
          dateStyle={format.dateStyle}
          min={format.today()}
          value={day}
          error={fieldProblem(plan.error, 'day')}
          onChange={setDay}
        />
        <TextField label={t('customer.planTime')} type="time" optional value={time} onChange={setTime} />
      </Stack>
    </Dialog>
  );
}
