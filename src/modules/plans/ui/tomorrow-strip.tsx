import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { addDays } from '#platform/shared/day.ts';
import { useFormat } from '#platform/web/format.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Plan } from '../contract.ts';
import { useReasonText } from './reason.tsx';
import { stateTones } from './plan-state.ts';
import styles from './today.module.css';

const usePlan = () =>
  $api.useQuery('get', '/api/v1/plans/{day}', { params: { path: { day: 'next' }, query: {} } }).data;

function useWords() {
  const { t } = useTranslation('plans');
  const format = useFormat();
  return {
    title: (plan: Plan): string =>
      plan.day === addDays(plan.today, 1)
        ? t('today.tomorrow', { aim: plan.visitAim })
        : t('today.nextDay', { day: format.dayOfWeek(plan.day), aim: plan.visitAim }),
    detail: ({ lines }: Plan): string => {
      const countOf = (code: string): number => lines.filter(({ reason }) => reason.code === code).length;
      return t('today.tomorrowDetail', {
        calls: lines.filter(({ way }) => way === 'call').length,
        followUps: lines.filter(({ followUp }) => followUp !== null).length,
        unseen: countOf('neverSeen'),
      });
    },
  };
}

/** What tomorrow asks, at the foot of the phone's first screen. */
export function TomorrowStrip() {
  const { t } = useTranslation('plans');
  const plan = usePlan();
  const words = useWords();
  return (
    <div className={styles.strip}>
      <div className={styles.stripText}>
        <b>{plan === undefined ? t('nav.tomorrow') : words.title(plan)}</b>
        {plan !== undefined && <small>{words.detail(plan)}</small>}
      </div>
      <ButtonLink to="/tomorrow">{t('today.seePlan')}</ButtonLink>
    </div>
  );
}

/** The same beside the day on the desk, with the list's names and reasons. */
export function TomorrowAside() {
  const { t } = useTranslation('plans');
  const plan = usePlan();
  const words = useWords();
  const reason = useReasonText();
  if (plan === undefined) return null;
  return (
    <>
      <div className={styles.asideHead}>
        <h2>{words.title(plan)}</h2>
        <Tag tone={stateTones[plan.state]}>{t(`state.${plan.state}`)}</Tag>
      </div>
      <small>{words.detail(plan)}</small>
      <ol className={styles.asideList}>
        {plan.lines.map((line) => (
          <li key={line.customer.id}>
            <b>{line.customer.name}</b>
            <small>{reason(line.reason)}</small>
          </li>
        ))}
      </ol>
      <ButtonLink to="/tomorrow" wide>
        {t('today.seePlan')}
      </ButtonLink>
    </>
  );
}
