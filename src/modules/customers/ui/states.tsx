import { useTranslation } from 'react-i18next';
import { daysBetween } from '#platform/shared/day.ts';
import { businessDay } from '#platform/shared/day.ts';
import { useFormat } from '#platform/web/format.ts';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { Lifecycle } from '../rules.ts';

const tones: Readonly<Record<Lifecycle, Tone>> = { prospect: 'info', active: 'good', dormant: 'warn', lost: 'none' };

export function LifecycleTag({ lifecycle }: { lifecycle: Lifecycle }) {
  const { t } = useTranslation('customers');
  return <Tag tone={tones[lifecycle]}>{t(`lifecycle.${lifecycle}`)}</Tag>;
}

const stepKinds = ['call', 'visit', 'mail', 'message', 'other'] as const;
const knownStep = (kind: string) => stepKinds.find((known) => known === kind) ?? 'other';

/** The next step as people say it: today, tomorrow, a day, or how many days late. */
export function NextStepText({ step }: { step: { day: string; kind: string } | null }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  if (step === null) return <span>{t('list.noNextStep')}</span>;
  const days = daysBetween(format.today(), step.day);
  const kind = t(`stepKind.${knownStep(step.kind)}`);
  if (days < 0)
    return (
      <>
        <Tag tone="bad">{t('step.overdue', { count: -days })}</Tag> {kind}
      </>
    );
  const day = days === 0 ? t('step.today') : days === 1 ? t('step.tomorrow') : format.day(step.day, 'monthDay');
  return <span>{t('step.line', { day, kind })}</span>;
}

/** When it was last visited, or that it never was. */
export function LastVisit({ at }: { at: string | null }) {
  const { t } = useTranslation('customers');
  if (at === null) return <span>{t('when.never')}</span>;
  return (
    <span>
      {t('field.lastVisit')} <Since at={at} />
    </span>
  );
}

/** When something happened, in days of the reader's place. */
export function Since({ at }: { at: string }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const day = businessDay(at, format.timeZone);
  const days = daysBetween(day, format.today());
  const words =
    days <= 0
      ? t('when.today')
      : days === 1
        ? t('when.yesterday')
        : days <= 30
          ? t('when.ago', { count: days })
          : format.day(day);
  return <time dateTime={at}>{words}</time>;
}
