import { IconMapPin, IconPhone, IconUserSquare } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParam } from '#platform/web/address.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { useSubmit } from '#platform/web/offline/use-submit.ts';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { AnchorButton, Button, ButtonLink } from '#ui/button.tsx';
import { Facts, Row, Section, Stack } from '#ui/card.tsx';
import { Confirm } from '#ui/dialog.tsx';
import { EmptyState, ErrorState, Notice, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { PersonName } from '#ui/person-name.tsx';
import { useWide } from '#ui/width.ts';
import type { Visit } from '../contract.ts';
import { cancelVisit } from './commands.ts';
import './live.ts';
import { VisitPhotos } from './photos.tsx';
import { ReplanDialog } from './plan-dialog.tsx';
import { ReportSummary } from './report-summary.tsx';
import { useCheckIn, useCheckOut } from './use-visit.ts';
import styles from './report.module.css';
import { Doubts, useVisitTimes, VisitTags } from './visit-facts.tsx';

/** One visit: the customer, when and where, what is to be done next, and the report once it is there. */
export function VisitPage() {
  const { t } = useTranslation('visits');
  const id = useParam('id');
  const { data, error, refetch } = $api.useQuery('get', '/api/v1/visits/{id}', { params: { path: { id } } });
  if (data !== undefined) return <VisitShown visit={data} />;
  return (
    <Page title={t('page.title')} back={{ link: { to: '/' }, label: t('page.backToDay') }}>
      {error === null ? <Busy /> : <ErrorState error={error} onRetry={() => void refetch()} />}
    </Page>
  );
}

function VisitShown({ visit }: { visit: Visit }) {
  const { t } = useTranslation('visits');
  const times = useVisitTimes();
  const { customer, cancellation } = visit;
  const acts = visit.can.checkIn || visit.can.report || visit.can.checkOut;
  return (
    <Page
      title={customer.name}
      subtitle={times(visit)}
      back={{ link: { to: '/' }, label: t('page.backToDay') }}
      width="reading"
      footer={acts ? <NextAct visit={visit} /> : undefined}
    >
      <Stack>
        {cancellation !== null && <Cancelled {...cancellation} />}
        <Row>
          <VisitTags visit={visit} />
          <Doubts visit={visit} />
        </Row>
        {customer.address !== null && <p>{customer.address}</p>}
        <CustomerWays visit={visit} />
        <VisitFactList visit={visit} />
      </Stack>
      <VisitPhotos visit={visit} />
      <Section title={t('page.reportTitle')}>
        {visit.report === null ? (
          <EmptyState title={t('page.noReport')} text={t('page.noReportText')} />
        ) : (
          <ReportSummary visit={visit} />
        )}
      </Section>
      {(visit.can.cancel || visit.can.replan) && <Changes visit={visit} />}
    </Page>
  );
}

/** That it does not take place and why, or which one was begun in its stead. */
function Cancelled({ reason, replacedBy }: NonNullable<Visit['cancellation']>) {
  const { t } = useTranslation('visits');
  if (replacedBy === null) return <Notice tone="warn">{t('page.cancelled', { reason })}</Notice>;
  return (
    <Notice tone="info">
      <p>
        {t('page.replaced')}{' '}
        <Link to="/visits/$id" params={{ id: replacedBy }}>
          {t('page.replacedOpen')}
        </Link>
      </p>
    </Notice>
  );
}

/** Call, go there, or look the customer up. */
function CustomerWays({ visit: { customer } }: { visit: Visit }) {
  const { t } = useTranslation('visits');
  return (
    <Row>
      {customer.phone !== null && (
        <AnchorButton
          href={`tel:${customer.phone.replaceAll(/[^\d+]/g, '')}`}
          icon={<IconPhone size={20} aria-hidden />}
        >
          {t('page.call')}
        </AnchorButton>
      )}
      {customer.address !== null && (
        <AnchorButton
          href={`https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(customer.address)}`}
          target="_blank"
          rel="noreferrer"
          icon={<IconMapPin size={20} aria-hidden />}
        >
          {t('page.navigate')}
        </AnchorButton>
      )}
      <ButtonLink to="/customers/$id" params={{ id: customer.id }} icon={<IconUserSquare size={20} aria-hidden />}>
        {t('page.customer')}
      </ButtonLink>
    </Row>
  );
}

function VisitFactList({ visit }: { visit: Visit }) {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const me = useMe();
  const facts = [
    { label: t('page.person'), value: <PersonName person={visit.person} meId={me.person.id} /> },
    { label: t('page.kind'), value: t(`kind.${visit.kind}`) },
    { label: t('page.when'), value: format.dayOfWeek(visit.day) },
  ];
  if (visit.companions.length > 0)
    facts.push({ label: t('page.companions'), value: visit.companions.map(({ name }) => name).join('、') });
  return <Facts facts={facts} />;
}

/** The one next thing, under the thumb: check in, report, leave. */
function NextAct({ visit }: { visit: Visit }) {
  const { t } = useTranslation('visits');
  const { checkIn, busy, error } = useCheckIn(visit);
  const leaving = useCheckOut(visit);
  const told = visit.report !== null;
  const thumb = !useWide();
  const leave = visit.can.checkOut && (
    <Button kind={told ? 'primary' : 'plain'} wide={thumb && told} busy={leaving.busy} onClick={leaving.checkOut}>
      {t('page.checkOut')}
    </Button>
  );
  const beside = visit.can.checkIn || (visit.can.checkOut && !told);
  return (
    <>
      <ProblemAlert error={error ?? leaving.error} />
      {visit.can.checkIn && (
        <Button kind="primary" wide={thumb} busy={busy} onClick={checkIn}>
          {busy ? t('page.locating') : t('page.checkIn')}
        </Button>
      )}
      {!told && leave}
      {visit.can.report && (
        <ButtonLink
          kind={visit.can.checkIn || told ? 'plain' : 'primary'}
          wide={thumb && !beside}
          className={thumb && visit.can.checkOut && !told ? styles.grow : ''}
          to="/visits/$id/report"
          params={{ id: visit.id }}
        >
          {told ? t('page.changeReport') : t('page.report')}
        </ButtonLink>
      )}
      {told && leave}
      {visit.can.checkIn && <small className={styles.beside}>{t('page.checkInHint')}</small>}
    </>
  );
}

/** What may be changed before it begins: when, with whom, or that it takes place at all. */
function Changes({ visit }: { visit: Visit }) {
  const { t } = useTranslation('visits');
  const [replanning, setReplanning] = useState(false);
  return (
    <Section title="">
      <Row>
        {visit.can.replan && (
          <Button kind="quiet" onClick={() => setReplanning(true)}>
            {t('plan.change')}
          </Button>
        )}
        {visit.can.cancel && <Cancel visit={visit} />}
      </Row>
      {replanning && <ReplanDialog visit={visit} onClose={() => setReplanning(false)} />}
    </Section>
  );
}

function Cancel({ visit }: { visit: Visit }) {
  const { t } = useTranslation('visits');
  const [open, setOpen] = useState(false);
  const { send, busy, problem } = useSubmit(cancelVisit);
  const cancel = async (reason: string): Promise<void> => {
    const { id, customer } = visit;
    const about = { title: customer.name, screen: `/visits/${id}` };
    const ties = { changes: [id], needs: [customer.id] };
    const { state } = await send({ params: { id }, body: { reason }, ...ties, about }, t('page.cancelledDone'));
    if (state !== 'refused') setOpen(false);
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('page.cancel')}
      </Button>
      <Confirm
        title={t('page.cancelTitle')}
        text={
          <>
            <p>{t('page.cancelText')}</p>
            <ProblemAlert error={problem} />
          </>
        }
        verb={t('page.cancel')}
        reason="required"
        danger
        open={open}
        busy={busy}
        onClose={() => setOpen(false)}
        onConfirm={(reason) => void cancel(reason)}
      />
    </>
  );
}
