import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { useFormat } from '#platform/web/format.ts';
import { phoneNow } from '#platform/web/offline/clock.ts';
import { useSubmit } from '#platform/web/offline/use-submit.ts';
import { fieldProblem, type Problem } from '#platform/web/problem.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { DayField } from '#ui/day-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/fields.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import type { Visit } from '../contract.ts';
import { planVisit, replanVisit } from './commands.ts';
import { CompanionsField } from './companions-field.tsx';

/** When a visit is to be, and who walks along. */
interface Wish {
  day: string | null;
  time: string;
  companionIds: string[];
}

/** Puts a visit into one's own days. */
export function PlanDialog({ customer, onClose }: { customer: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const { send, busy, problem } = useSubmit(planVisit);
  const plan = async ({ day, time, companionIds }: Wish): Promise<void> => {
    if (day === null) return;
    const id = newId(phoneNow());
    const more = { ...(time === '' ? {} : { time }), ...(companionIds.length === 0 ? {} : { companionIds }) };
    const given = {
      params: {},
      body: { id, customerId: customer.id, day, ...more },
      makes: [id],
      needs: [customer.id],
      about: { title: customer.name, screen: `/customers/${customer.id}` },
    };
    const { state } = await send(given, t('customer.planDone', { day: format.dayOfWeek(day) }));
    if (state !== 'refused') onClose();
  };
  return (
    <WishDialog
      title={t('customer.planTitle')}
      verb={t('customer.planVerb')}
      first={{ day: format.today(), time: '', companionIds: [] }}
      {...{ busy, problem, onClose }}
      onSave={(wish) => void plan(wish)}
    />
  );
}

/** Another day or time for a visit that has not begun, or other company. */
export function ReplanDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { t } = useTranslation('visits');
  const { send, busy, problem } = useSubmit(replanVisit);
  const replan = async ({ day, time, companionIds }: Wish): Promise<void> => {
    if (day === null) return;
    const given = {
      params: { id: visit.id },
      body: { day, time: time === '' ? null : time, companionIds },
      ifMatch: visit.version,
      changes: [visit.id],
      needs: [visit.customer.id],
      about: { title: visit.customer.name, screen: `/visits/${visit.id}` },
    };
    const { state } = await send(given, t('plan.changed'));
    if (state !== 'refused') onClose();
  };
  const { day, plannedTime, companions } = visit;
  return (
    <WishDialog
      title={t('plan.changeTitle')}
      verb={t('plan.save')}
      first={{ day, time: plannedTime ?? '', companionIds: companions.map(({ id }) => id) }}
      {...{ busy, problem, onClose }}
      onSave={(wish) => void replan(wish)}
    />
  );
}

interface WishProps {
  title: string;
  verb: string;
  first: Wish;
  busy: boolean;
  problem: Problem | null;
  onSave: (wish: Wish) => void;
  onClose: () => void;
}

function WishDialog({ title, verb, first, busy, problem, onSave, onClose }: WishProps) {
  const { t } = useTranslation(['visits', 'common']);
  const format = useFormat();
  const [wish, setWish] = useState(first);
  const change = (patch: Partial<Wish>): void => setWish((before) => ({ ...before, ...patch }));
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => onSave(wish)}>
            {verb}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={problem} kept />
        <DayField
          label={t('customer.planDay')}
          language={format.language}
          dateStyle={format.dateStyle}
          min={format.today()}
          value={wish.day}
          error={fieldProblem(problem, 'day')}
          onChange={(day) => change({ day })}
        />
        <TextField
          label={t('customer.planTime')}
          type="time"
          optional
          value={wish.time}
          onChange={(time) => change({ time })}
        />
        <CompanionsField values={wish.companionIds} onChange={(companionIds) => change({ companionIds })} />
      </Stack>
    </Dialog>
  );
}
