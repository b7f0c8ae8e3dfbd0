import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { useCan, useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card, Section } from '#ui/card.tsx';
import { EmptyState, ErrorState, ProblemAlert } from '#ui/notice.tsx';
import type { VisitRow } from '../contract.ts';
import './live.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { useStartVisit } from './use-visit.ts';
import { VisitLine } from './visit-line.tsx';
import styles from './visit-line.module.css';

interface Whom {
  id: string;
  name: string;
}

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
export function StartVisitButton({ customer, wide }: { customer: Whom; wide?: boolean }) {
  const { t } = useTranslation('visits');
  const may = useCan('visits.make');
  const { data } = useCustomerVisits(customer.id);
  const open = useOpenVisit(data?.items);
  const { start, busy, error } = useStartVisit(customer);
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
export function CustomerVisits({ customer }: { customer: Whom }) {
  const { t } = useTranslation('visits');
  const { data, error, refetch } = useCustomerVisits(customer.id);
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
      {planning && <PlanDialog customer={customer} onClose={() => setPlanning(false)} />}
    </Section>
  );
}
