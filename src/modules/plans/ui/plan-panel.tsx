import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { TextField } from '#ui/fields.tsx';
import { ErrorState, Notice, ProblemAlert } from '#ui/notice.tsx';
import { Stepper } from '#ui/stepper.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Plan } from '../contract.ts';
import { mostVisits } from '../rules.ts';
import { PlanLines } from './plan-lines.tsx';
import { stateTones } from './plan-state.ts';
import styles from './team-plans.module.css';
import { useConfirmations } from './use-confirmations.ts';

interface PanelProps {
  person: { id: string; name: string };
  day: string;
  /** Whether it says whose list it is; a dialog says so itself. */
  named: boolean;
}

/** The list of somebody one leads: every stop with its reason, the aim, and what is to be done about it. */
export function PlanPanel({ person, day, named }: PanelProps) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const read = $api.useQuery('get', '/api/v1/plans/{day}', {
    params: { path: { day }, query: { person: person.id } },
  });
  if (read.data === undefined)
    return read.error === null ? <Busy /> : <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
  const plan: Plan = read.data;
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        {named && <h2>{person.name}</h2>}
        <Tag tone={stateTones[plan.state]}>{t(`state.${plan.state}`)}</Tag>
      </div>
      <small>
        {plan.confirmedAt !== null
          ? t('list.confirmedBy', {
              name: plan.confirmedBy?.name ?? '',
              at: format.instant(plan.confirmedAt, 'monthDayTime'),
            })
          : plan.submittedAt !== null
            ? t('team.at', { at: format.instant(plan.submittedAt, 'monthDayTime') })
            : format.dayOfWeek(plan.day)}
      </small>
      {plan.state === 'proposed' && <Notice>{t('team.none')}</Notice>}
      {plan.can.confirm && <Decision key={plan.version} plan={plan} />}
      {plan.lines.length > 0 && (
        <Card flush>
          <PlanLines lines={plan.lines} />
        </Card>
      )}
    </div>
  );
}

/** Confirms with the aim as it is or another one, and a word about it; or takes the confirmation back. */
function Decision({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const [visitAim, setVisitAim] = useState(plan.visitAim);
  const [note, setNote] = useState('');
  const { confirm, takeBack, busy, error } = useConfirmations();
  const { person } = plan;
  if (plan.state === 'confirmed')
    return (
      <>
        {plan.note !== null && <p>{plan.note}</p>}
        <ProblemAlert error={error} />
        <Button busy={busy} wide onClick={() => void takeBack(plan)}>
          {t('team.takeBack')}
        </Button>
      </>
    );
  const wish = {
    ...(visitAim === plan.visitAim ? {} : { visitAim }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
  return (
    <>
      <Stepper label={t('team.aimOf')} max={mostVisits} value={visitAim} onChange={setVisitAim} />
      <TextField
        label={t('team.note')}
        description={t('team.aimWhy')}
        optional
        maxLength={300}
        value={note}
        onChange={setNote}
      />
      <ProblemAlert error={error} kept />
      <Button
        kind="primary"
        wide
        busy={busy}
        aria-label={t('team.confirmOf', { name: person.name })}
        onClick={() => void confirm(plan, wish)}
      >
        {t('team.confirm')}
      </Button>
    </>
  );
}
