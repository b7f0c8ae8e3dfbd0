import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { refresh } from '#platform/web/queries.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { Stepper } from '#ui/stepper.tsx';
import { toastDone } from '#ui/toast.tsx';
import type { AimBy, Grain } from '../rules.ts';

export interface AimWish {
  measure: string;
  label: string;
  day: string;
  grain: Grain;
  when: 'setToday' | 'setTomorrow' | 'setMonth';
  /** What counts now, and who set it. */
  aim: { amount: number | null; by: AimBy };
}

/** Sets an aim by touch; where it comes from so far is said. */
export function AimDialog({ person, wish, onClose }: { person: string; wish: AimWish; onClose: () => void }) {
  const { t } = useTranslation(['targets', 'common']);
  const [amount, setAmount] = useState(wish.aim.amount);
  const set = $api.useMutation('put', '/api/v1/targets/{person}/{measure}/{day}', {
    onSuccess: async () => {
      await refresh('/api/v1/board', '/api/v1/targets', '/api/v1/plans');
      toastDone(t('saved'));
      onClose();
    },
  });
  const save = (): void => {
    const { measure, day, grain } = wish;
    set.mutate({ params: { path: { person, measure, day } }, body: { amount: amount ?? 0, grain } });
  };
  return (
    <Dialog
      title={t(wish.when, { label: wish.label })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="primary" busy={set.isPending} onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={set.error} kept />
        <p>{t(`byHint.${wish.aim.by}`)}</p>
        <Stepper label={wish.label} value={amount} onChange={setAmount} />
      </Stack>
    </Dialog>
  );
}
