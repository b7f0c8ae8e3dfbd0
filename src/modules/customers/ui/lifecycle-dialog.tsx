import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldProblem } from '#platform/web/problem.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { type Lifecycle, lifecycleMoves, lifecycleNeedsReason } from '../rules.ts';
import { useCodes } from './codes.ts';
import { useLifecycle } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

/** Moves the customer along its life; giving it up asks why. */
export function LifecycleDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common']);
  const reasons = useCodes('lifecycleReason');
  const moves = lifecycleMoves[customer.lifecycle];
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
