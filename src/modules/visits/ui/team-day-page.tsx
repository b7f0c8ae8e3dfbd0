import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, isDay } from '#platform/shared/day.ts';
import { useFilters } from '#platform/web/address.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button, ButtonLink, IconButton } from '#ui/button.tsx';
import { Row } from '#ui/card.tsx';
import { SelectField } from '#ui/choice-fields.tsx';
import { EmptyState, ErrorState, Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { Stat, Stats } from '#ui/stat.tsx';
import type { TeamDay } from '../contract-team-day.ts';
import './live.ts';
import { Needs } from './needs.tsx';
import { TeamLanes } from './team-lanes.tsx';
import styles from './team-day.module.css';

interface Filters {
  unit?: string | undefined;
  day?: string | undefined;
}

const read = (raw: Readonly<Record<string, unknown>>): Filters => ({
  ...(typeof raw['unit'] === 'string' ? { unit: raw['unit'] } : {}),
  ...(typeof raw['day'] === 'string' && isDay(raw['day']) ? { day: raw['day'] } : {}),
});

interface TeamDayPageProps {
  /** What other modules ask of the lead, below what the day itself asks. */
  needs?: ReactNode;
  /** Further figures beside those of the day. */
  figures?: ReactNode;
}

/** The lead's desk: the team's day as lanes of time, live, and to the right only what needs the lead. */
export function TeamDayPage({ needs, figures }: TeamDayPageProps) {
  const { t } = useTranslation('visits');
  const me = useMe();
  const format = useFormat();
  const [filters, setFilters] = useFilters(read);
  const asked = {
    ...(filters.unit === undefined ? {} : { unit: filters.unit }),
    ...(filters.day === undefined ? {} : { day: filters.day }),
  };
  const query = $api.useQuery(
    'get',
    '/api/v1/team-day',
    { params: { query: asked } },
    // The line of now moves on; everything that happens comes by itself.
    { refetchInterval: 60_000, placeholderData: (before) => before },
  );
  const day = filters.day ?? format.today();
  const isToday = day === format.today();
  const note = [
    format.dayOfWeek(day),
    ...(isToday && query.data !== undefined ? [format.instant(query.data.at, 'time')] : []),
  ];
  const nothingLed = me.leadsUnits.length === 0 && query.data === undefined && query.error !== null;
  return (
    <Page
      title={isToday ? t('teamDay.title') : t('teamDay.titlePast')}
      titleNote={note.join(' · ')}
      actions={<Where day={day} filters={filters} onChange={setFilters} />}
      aside={query.data === undefined ? undefined : <Needs needs={query.data.needs} more={needs} />}
      asideLabel={t('teamDay.needs')}
    >
      {nothingLed && <EmptyState title={t('teamDay.noUnitTitle')} text={t('teamDay.noUnit')} />}
      {!nothingLed && query.data === undefined && query.error !== null && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data === undefined && query.error === null && <Busy />}
      {query.data !== undefined && <Day day={query.data} figures={figures} />}
    </Page>
  );
}

function Day({ day, figures }: { day: TeamDay; figures: ReactNode }) {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const { totals } = day;
  const quiet = day.people.every((member) => member.lane.length === 0);
  const share = totals.visits > 0 ? format.percent(totals.talks / totals.visits) : undefined;
  return (
    <>
      <Stats>
        <Stat
          label={t('teamDay.visits')}
          value={format.number(totals.visits)}
          of={t('teamDay.planned', { count: totals.planned })}
        />
        <Stat
          label={t('teamDay.talks')}
          value={format.number(totals.talks)}
          {...(share === undefined ? {} : { of: share })}
        />
        <Stat label={t('teamDay.cards')} value={format.number(totals.cards)} />
        <Stat label={t('teamDay.intents')} value={format.number(totals.intents)} />
        {figures}
      </Stats>
      {day.more && <Notice>{t('teamDay.more', { count: day.people.length })}</Notice>}
      {day.people.length > 0 && <TeamLanes day={day} />}
      {quiet && day.day < format.today() && (
        <EmptyState title={t('teamDay.emptyPastTitle')} text={t('teamDay.emptyPast')} />
      )}
      {quiet && day.day >= format.today() && (
        <EmptyState
          title={t('teamDay.emptyTitle')}
          text={t('teamDay.empty')}
          action={<ButtonLink to="/customers">{t('teamDay.emptyAction')}</ButtonLink>}
        />
      )}
    </>
  );
}

interface WhereProps {
  day: string;
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}

/** Which unit, which day. */
function Where({ day, filters, onChange }: WhereProps) {
  const { t } = useTranslation('visits');
  const me = useMe();
  const today = useFormat().today();
  const go = (to: string): void => onChange({ day: to === today ? undefined : to });
  return (
    <Row>
      {me.leadsUnits.length > 1 && (
        <div className={styles.unit}>
          <SelectField
            label={t('teamDay.unit')}
            options={me.leadsUnits.map(({ id, name }) => ({ value: id, label: name }))}
            value={filters.unit ?? me.leadsUnits.find(({ id }) => id === me.unit?.id)?.id ?? me.leadsUnits[0]?.id ?? ''}
            onChange={(unit) => onChange({ unit: unit === '' ? undefined : unit })}
          />
        </div>
      )}
      <IconButton label={t('teamDay.previousDay')} onClick={() => go(addDays(day, -1))}>
        <IconChevronLeft size={20} aria-hidden />
      </IconButton>
      <IconButton label={t('teamDay.nextDay')} onClick={() => go(addDays(day, 1))}>
        <IconChevronRight size={20} aria-hidden />
      </IconButton>
      {day !== today && (
        <Button size="small" onClick={() => go(today)}>
          {t('teamDay.today')}
        </Button>
      )}
    </Row>
  );
}
