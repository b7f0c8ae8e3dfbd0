import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { ButtonLink } from '#ui/button.tsx';
import { Row } from '#ui/card.tsx';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { useWide } from '#ui/width.ts';
import './live.ts';
import { NextStop } from './next-stop.tsx';
import { nextStop, type Stop, stopsOf } from './stops.ts';
import { TodayFigures } from './today-figures.tsx';
import { TodayRoute } from './today-route.tsx';
import { TomorrowAside, TomorrowStrip } from './tomorrow-strip.tsx';

/** The first screen of who walks (T11): whom next and why, what is done, what tomorrow asks. The desk shows the same, wider. */
export default function TodayPage() {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const wide = useWide();
  const { person, unit, company } = useMe();
  const today = format.today();
  const plan = $api.useQuery('get', '/api/v1/plans/{day}', { params: { path: { day: today }, query: {} } });
  const visits = $api.useQuery('get', '/api/v1/visits', { params: { query: { day: today } } });
  const stops = plan.data && visits.data && stopsOf(plan.data.lines, visits.data.items);
  const error = plan.error ?? visits.error;
  const retry = (): void => void Promise.all([plan.refetch(), visits.refetch()]);
  return (
    <Page
      title={format.dayOfWeek(today)}
      subtitle={`${person.name} · ${unit?.name ?? company.name}`}
      footer={wide ? undefined : <TomorrowStrip />}
      {...(wide ? { aside: <TomorrowAside />, asideLabel: t('nav.tomorrow') } : {})}
    >
      <TodayFigures />
      {stops !== undefined ? (
        <Day stops={stops} />
      ) : error === null ? (
        <Busy />
      ) : (
        <ErrorState error={error} onRetry={retry} />
      )}
    </Page>
  );
}

function Day({ stops }: { stops: readonly Stop[] }) {
  const { t } = useTranslation('plans');
  const next = nextStop(stops);
  const nothing = stops.length === 0;
  return (
    <>
      {next !== undefined && <NextStop stop={next} />}
      {next === undefined && (
        <EmptyState
          title={t(nothing ? 'today.empty.title' : 'today.allDone.title')}
          text={t(nothing ? 'today.empty.text' : 'today.allDone.text')}
          action={
            <Row>
              <ButtonLink to="/customers">{t('today.empty.customers')}</ButtonLink>
              <ButtonLink to="/tomorrow" kind="primary">
                {t('today.seePlan')}
              </ButtonLink>
            </Row>
          }
        />
      )}
      {!nothing && <TodayRoute stops={stops} />}
    </>
  );
}
