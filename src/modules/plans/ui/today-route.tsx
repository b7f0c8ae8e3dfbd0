import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { Section } from '#ui/card.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { useReasonText } from './reason.tsx';
import type { Stop } from './stops.ts';

/** The day along one line: what happened with its time and result, then what is still open. */
export function TodayRoute({ stops }: { stops: readonly Stop[] }) {
  const { t } = useTranslation('plans');
  const navigate = useNavigate();
  const { detail, time } = useWords();
  const open = ({ visit, customer }: Stop): void =>
    void (visit === null
      ? navigate({ to: '/customers/$id', params: { id: customer.id } })
      : navigate({ to: '/visits/$id', params: { id: visit.id } }));
  return (
    <Section title={t('today.route')}>
      <Timeline
        label={t('today.route')}
        entries={stops.map((stop) => ({
          id: stop.key,
          state: stop.state,
          title: stop.customer.name,
          note: stop.address ?? undefined,
          detail: detail(stop),
          time: time(stop),
          onOpen: () => open(stop),
        }))}
      />
    </Section>
  );
}

function useWords() {
  const { t } = useTranslation(['plans', 'visits']);
  const format = useFormat();
  const reason = useReasonText();
  const result = ({ report }: NonNullable<Stop['visit']>): string | undefined => {
    if (report === null) return undefined;
    const parts = [
      t(`visits:outcome.${report.outcome}`),
      report.headCount === null ? '' : t('visits:line.heads', { count: report.headCount }),
      report.intent === null ? '' : t('visits:line.intent', { intent: report.intent }),
      report.sentence ?? '',
    ];
    return parts.filter((part) => part !== '').join(' · ');
  };
  return {
    detail: ({ visit, line, state }: Stop): string | undefined => {
      if (state === 'current') return t('today.inside');
      if (visit !== null && visit.report !== null) return result(visit);
      return line === null ? undefined : reason(line.reason);
    },
    time: ({ visit, line }: Stop): string => {
      if (visit?.checkIn != null) return format.instant(visit.checkIn.occurredAt, 'time');
      const planned = visit?.plannedTime ?? line?.plannedTime ?? null;
      return planned === null ? t('today.noTime') : t('today.about', { time: planned });
    },
  };
}
