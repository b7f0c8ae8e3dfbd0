import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import type { VisitRow } from '../contract.ts';
import { VisitTags } from './visit-facts.tsx';
import styles from './visit-line.module.css';

interface VisitLineProps {
  visit: VisitRow;
  /** What the line is headed by: under a customer the person, in a person's day the customer. */
  of: 'person' | 'customer';
}

/** A visit in a line: when, who or where, what came of it; opens the visit. */
export function VisitLine({ visit, of }: VisitLineProps) {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const { report, checkIn, companions } = visit;
  const time = checkIn === null ? visit.plannedTime : format.instant(checkIn.occurredAt, 'time');
  const head = of === 'person' ? visit.person.name : visit.customer.name;
  const when = of === 'person' ? [format.dayOfWeek(visit.day), time] : [time];
  const facts = [
    of === 'customer' ? visit.customer.address : null,
    companions.length > 0 ? t('line.with', { names: companions.map(({ name }) => name).join('、') }) : null,
    report?.headCount == null ? null : t('line.heads', { count: report.headCount }),
    report?.sentence ?? null,
  ];
  return (
    <Link to="/visits/$id" params={{ id: visit.id }} className={styles.line}>
      <span className={styles.head}>
        <b>{head}</b>
        <small>{when.filter((part) => part !== null).join(' ')}</small>
      </span>
      <VisitTags visit={visit} />
      <small className={styles.facts}>{facts.filter((fact) => fact !== null && fact !== '').join(' · ')}</small>
    </Link>
  );
}
