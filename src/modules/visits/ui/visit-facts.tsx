import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { Row } from '#ui/card.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { VisitRow } from '../contract.ts';
import type { VisitOutcome } from '../rules.ts';

const outcomeTones: Readonly<Record<VisitOutcome, Tone>> = {
  talked: 'good',
  nobody: 'none',
  busy: 'none',
  refused: 'bad',
  noSoliciting: 'bad',
  movedOut: 'warn',
  wrongPerson: 'warn',
};

/** What became of a visit, as words: the outcome and the intent, or its state before that. */
export function VisitTags({ visit }: { visit: VisitRow }) {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const { report, state } = visit;
  if (state === 'planned' && visit.day < format.today()) return <Tag tone="none">{t('state.missed')}</Tag>;
  if (report === null || state === 'cancelled')
    return <Tag tone={state === 'planned' || state === 'checkedIn' ? 'info' : 'none'}>{t(`state.${state}`)}</Tag>;
  return (
    <Row>
      <Tag tone={outcomeTones[report.outcome]}>{t(`outcome.${report.outcome}`)}</Tag>
      {report.intent !== null && (
        <Tag tone={report.intent >= 3 ? 'info' : 'none'}>{t('line.intent', { intent: report.intent })}</Tag>
      )}
    </Row>
  );
}

/** What is not beyond doubt about a check-in, each in a word. */
export function Doubts({ visit }: { visit: VisitRow }) {
  const { t } = useTranslation('visits');
  const { checkIn } = visit;
  if (checkIn === null) return null;
  return checkIn.doubts.map((doubt) => (
    <Tag key={doubt} tone="warn">
      {t(`doubt.${doubt}`, { distance: checkIn.distance ?? 0 })}
    </Tag>
  ));
}

/** The times of a visit in one line: planned, in, out. */
export function useVisitTimes(): (visit: VisitRow) => string {
  const { t } = useTranslation('visits');
  const format = useFormat();
  return (visit) => {
    const { checkIn, checkOut, plannedDay, plannedTime, day } = visit;
    const times: string[] = [];
    if (checkIn === null) {
      const shown = format.dayOfWeek(plannedDay ?? day);
      if (plannedDay === null) times.push(t('page.unplanned'));
      else if (plannedTime === null) times.push(t('page.plannedDay', { day: shown }));
      else times.push(t('page.planned', { day: shown, time: plannedTime }));
    } else {
      if (day !== format.today()) times.push(format.dayOfWeek(day));
      times.push(t('page.checkedInAt', { time: format.instant(checkIn.occurredAt, 'time') }));
    }
    if (checkIn !== null && checkIn.distance !== null && !checkIn.doubts.includes('far'))
      times.push(t('page.distance', { distance: checkIn.distance }));
    if (checkOut !== null) times.push(t('page.checkedOutAt', { time: format.instant(checkOut.occurredAt, 'time') }));
    return times.join(' · ');
  };
}
