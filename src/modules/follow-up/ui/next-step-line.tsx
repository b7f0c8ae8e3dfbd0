import { IconPhone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { AnchorButton, Button } from '#ui/button.tsx';
import { Tag } from '#ui/tag.tsx';
import type { NextStepRow } from '../contract.ts';
import { daysOverdue, partOf } from '../rules.ts';
import { CompleteDialog, DropDialog, MoveDialog } from './step-dialogs.tsx';
import styles from './steps.module.css';

type Asking = 'complete' | 'move' | 'drop' | null;

/** One step as a line: with whom, when, about what; called and done in two taps. On a customer's own page the name is left out. */
export function NextStepLine({ step, withCustomer = true }: { step: NextStepRow; withCustomer?: boolean }) {
  const { t } = useTranslation('followUp');
  const [asking, setAsking] = useState<Asking>(null);
  const { name } = step.customer;
  const close = (): void => setAsking(null);
  return (
    <li className={styles.line}>
      <div>
        <div className={styles.head}>
          {withCustomer ? (
            <Link to="/customers/$id" params={{ id: step.customer.id }} className={`${styles.name} ${styles.tap}`}>
              {name}
            </Link>
          ) : (
            <span className={styles.name}>{t(`kind.${step.kind}`)}</span>
          )}
          <DueTag step={step} />
        </div>
        <div className={styles.weak}>
          {[
            withCustomer ? t(`kind.${step.kind}`) : step.owner.name,
            step.contact?.name,
            step.note === '' ? undefined : step.note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      {step.can.change && (
        <div className={styles.actions}>
          {step.phone !== null && (
            <AnchorButton
              href={`tel:${step.phone}`}
              icon={<IconPhone size={18} aria-hidden />}
              aria-label={t('line.callTo', { name: step.contact?.name ?? name })}
            >
              {t('line.call')}
            </AnchorButton>
          )}
          <Button aria-label={t('line.doneOf', { name })} onClick={() => setAsking('complete')}>
            {t('line.done')}
          </Button>
          <Button kind="quiet" aria-label={t('line.moveOf', { name })} onClick={() => setAsking('move')}>
            {t('line.move')}
          </Button>
          <Button kind="quiet" aria-label={t('line.dropOf', { name })} onClick={() => setAsking('drop')}>
            {t('line.drop')}
          </Button>
        </div>
      )}
      {asking === 'complete' && <CompleteDialog step={step} onClose={close} />}
      {asking === 'move' && <MoveDialog step={step} onClose={close} />}
      {asking === 'drop' && <DropDialog step={step} onClose={close} />}
    </li>
  );
}

/** When a step is due, in words; what has ended says how. */
function DueTag({ step }: { step: NextStepRow }) {
  const { t } = useTranslation('followUp');
  const format = useFormat();
  if (step.state === 'done' && step.outcome !== null)
    return (
      <Tag tone="good">
        {t('line.doneAt', { outcome: t(`outcome.${step.outcome}`), day: format.day(step.day, 'monthDay') })}
      </Tag>
    );
  if (step.state === 'dropped')
    return (
      <Tag tone="none">
        {step.quietUntil === null
          ? t('line.dropped', { reason: step.dropReason ?? '' })
          : t('line.droppedUntil', { day: format.day(step.quietUntil), reason: step.dropReason ?? '' })}
      </Tag>
    );
  // Counted here: on a phone that was away for long the list is of another day.
  const days = daysOverdue(step.day, format.today());
  if (days > 0) return <Tag tone="bad">{t('line.overdue', { days })}</Tag>;
  if (partOf(step.day, format.today()) === 'today') return <Tag tone="warn">{t('line.dueToday')}</Tag>;
  return <Tag tone="info">{format.dayOfWeek(step.day)}</Tag>;
}
