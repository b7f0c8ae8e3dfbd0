import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CompleteDialog } from '#modules/follow-up/ui/public.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ReasonTag } from './reason.tsx';
import type { Stop } from './stops.ts';
import styles from './today.module.css';
import { CallLink, RouteLink } from './ways.tsx';

// What needs more code than the first screen may carry comes right after it.
const CheckIn = lazy(async () => ({ default: (await import('./check-in.tsx')).CheckIn }));

/** Whom next, why, and what to do about it, within the thumb's reach. */
export function NextStop({ stop }: { stop: Stop }) {
  const { t } = useTranslation('plans');
  const { customer, address, line, visit, state } = stop;
  const time = visit?.plannedTime ?? line?.plannedTime ?? null;
  const label =
    state === 'current'
      ? t('today.inside')
      : isCall(stop)
        ? t('today.calling')
        : time === null
          ? t('today.nextStop')
          : t('today.nextStopAt', { time: t('today.about', { time }) });
  const note = line?.followUp?.note ?? '';
  return (
    <Card tone="current">
      <section aria-label={label} className={styles.next}>
        <div className={styles.nextHead}>
          <small>{label}</small>
          {line !== null && <ReasonTag reason={line.reason} />}
        </div>
        <h2 className={styles.nextName}>
          <Link to="/customers/$id" params={{ id: customer.id }}>
            {customer.name}
          </Link>
          {address !== null && <span> {address}</span>}
        </h2>
        {note !== '' && <p className={styles.about}>{note}</p>}
        <div className={styles.acts}>
          {address !== null && !isCall(stop) && <RouteLink address={address} />}
          {stop.phone !== null && <CallLink phone={stop.phone} strong={isCall(stop)} />}
          <Act stop={stop} />
        </div>
      </section>
    </Card>
  );
}

const isCall = ({ line, visit }: Stop): boolean => visit === null && line?.way === 'call';

/** The one thing to do: check in, write the report, or say what came of the call. */
function Act({ stop }: { stop: Stop }) {
  const { t } = useTranslation('plans');
  if (isCall(stop)) return <CallDone stop={stop} />;
  if (stop.state === 'current' && stop.visit !== null)
    return (
      <ButtonLink to="/visits/$id/report" params={{ id: stop.visit.id }} kind="primary" wide>
        {t('today.report')}
      </ButtonLink>
    );
  return (
    <Suspense fallback={<Waiting />}>
      <CheckIn customer={stop.customer} visitId={stop.visit?.id ?? null} />
    </Suspense>
  );
}

/** Before its code is there the button already stands in its place. */
function Waiting() {
  const { t } = useTranslation('plans');
  return (
    <Button kind="primary" wide busy>
      {t('today.checkIn')}
    </Button>
  );
}

function CallDone({ stop }: { stop: Stop }) {
  const { t } = useTranslation('plans');
  const [asking, setAsking] = useState(false);
  const step = stop.line?.followUp;
  if (step == null)
    return (
      <ButtonLink to="/customers/$id" params={{ id: stop.customer.id }} wide>
        {stop.customer.name}
      </ButtonLink>
    );
  return (
    <>
      <Button wide kind={stop.phone === null ? 'primary' : 'plain'} onClick={() => setAsking(true)}>
        {t('today.doneCall')}
      </Button>
      {asking && <CompleteDialog step={{ id: step.id, customer: stop.customer }} onClose={() => setAsking(false)} />}
    </>
  );
}
