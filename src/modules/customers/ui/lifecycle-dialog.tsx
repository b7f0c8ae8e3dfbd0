import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { businessDay } from '#platform/shared/day.ts';
import { useFormat } from '#platform/web/format.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { useMe } from '#platform/web/session.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { type Lifecycle, lifecycleMoves, lifecycleNeedsReason, movesOf } from '../rules.ts';
import { useCodes } from './codes.ts';
import { useLifecycle } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

function movesFor(customer: Customer, timeZone: string, today: string): readonly Lifecycle[] {
  const [now, ...before] = customer.lifecycleHistory.map(({ lifecycle, at }) => ({
    lifecycle,
    day: businessDay(at, timeZone),
  }));
  return now === undefined ? lifecycleMoves[customer.lifecycle] : movesOf([now, ...before], today);
}

/** Moves the customer along its life; giving it up asks why. */
export function LifecycleDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common']);
  const format = useFormat();
  const reasons = useCodes('lifecycleReason');
  const { timeZone } = useMe();
  const moves = movesFor(customer, timeZone, format.today());
  const [to, setTo] = useState<Lifecycle | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const { busy, error, move } = useLifecycle(customer, onClose);
  const needed = to !== null && lifecycleNeedsReason(to);
  const submit = (): void => {
    setAsked(true);
    if (to === null || (needed && reason === null)) return;
    void move(to, needed && reason !== null ? reasons.labelOf(reason) : '');
  };
  const missing = (absent: boolean, label: string): string | undefined =>
    asked && absent ? t('common:field.required', { label }) : undefined;
  return (
    <Dialog
      title={t('lifecycleDialog.title', { name: customer.name })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={submit}>
            {t('lifecycleDialog.do')}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={error} />
        <ChipChoice<Lifecycle>
          label={t('lifecycleDialog.to')}
          choices={moves.map((value) => ({ value, label: t(`lifecycle.${value}`) }))}
          value={to}
          onChange={setTo}
          error={missing(to === null, t('lifecycleDialog.to'))}
        />
        {needed && (
          <ChipChoice
            label={t('field.reason')}
            choices={reasons.options}
            value={reason}
            onChange={setReason}
            error={missing(reason === null, t('field.reason')) ?? fieldProblem(error, 'reason')}
          />
        )}
      </Stack>
    </Dialog>
  );
}
