import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { Card, Facts } from '#ui/card.tsx';
import type { Visit } from '../contract.ts';

/** The report as it is read: line by line, each fact with how it is known. */
export function ReportSummary({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['visits', 'forms']);
  const format = useFormat();
  const { report, summary } = visit;
  if (report === null) return null;
  const lines = summary.map(({ key, label, text, basis }) => ({
    key,
    label: basis === null ? label : `${label} · ${t(`forms:basis.${basis}`)}`,
    value: text,
  }));
  return (
    <Card>
      <Facts facts={[{ label: t('page.outcome'), value: t(`outcome.${report.outcome}`) }, ...lines]} />
      <p>
        <small>
          {t('page.reportedAt', { time: format.instant(report.recordedAt, 'monthDayTime') })}
          {report.changedAt !== null &&
            ` · ${t('page.changedAt', { time: format.instant(report.changedAt, 'monthDayTime') })}`}
        </small>
      </p>
    </Card>
  );
}
