import { useTranslation } from 'react-i18next';
import { type StepKind, stepKinds } from '#modules/follow-up/rules.ts';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { PlanLine } from '../contract.ts';
import type { ReasonCode } from '../rules.ts';

const tones: Readonly<Record<ReasonCode, Tone>> = {
  overdueNextStep: 'bad',
  dueNextStep: 'warn',
  planned: 'good',
  neverSeen: 'info',
  longUnseen: 'info',
  manual: 'none',
};

/** Why a customer is on the list, in a sentence: 「逾期 3 天：電話跟進」, 「分派後 5 天未見」. */
export function useReasonText(): (reason: PlanLine['reason']) => string {
  const { t } = useTranslation(['plans', 'followUp']);
  return ({ code, params: { days = 0, kind } }) => {
    const known: StepKind = stepKinds.find((one) => one === kind) ?? 'other';
    if (code === 'neverSeen' && days === 0) return t('reason.neverSeenNew');
    return t(`reason.${code}`, { days, work: t(`followUp:work.${known}`) });
  };
}

export function ReasonTag({ reason }: { reason: PlanLine['reason'] }) {
  const text = useReasonText();
  return <Tag tone={tones[reason.code]}>{text(reason)}</Tag>;
}
