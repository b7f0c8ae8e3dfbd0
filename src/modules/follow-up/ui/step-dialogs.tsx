import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { DayField } from '#ui/day-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextAreaField, TextField } from '#ui/fields.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import type { NextStepRow } from '../contract.ts';
import { toldOutcomes } from '../rules.ts';
import { DayChoice, NextStepEditor } from './next-step-editor.tsx';
import { emptyStep, type StepDraft } from './step-draft.ts';
import { useStepActions } from './step-actions.ts';
import styles from './steps.module.css';

type Outcome = (typeof toldOutcomes)[number];
/** As much of a step as its completion needs. */
type NamedStep = Pick<NextStepRow, 'id' | 'customer'>;
interface StepDialogProps {
  step: NextStepRow;
  onClose: () => void;
}

/** What came of it: one touch on the outcome completes it; a sentence and the next step can be added before. */
export function CompleteDialog({ step, onClose }: Omit<StepDialogProps, 'step'> & { step: NamedStep }) {
  const { t } = useTranslation(['followUp', 'common']);
  const actions = useStepActions();
  const [more, setMore] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [note, setNote] = useState('');
  const [next, setNext] = useState<StepDraft>(emptyStep);
  const finish = (chosen: Outcome): void => {
    void actions.complete(step, chosen, { note, next }).then((done) => done && onClose());
  };
  const press = (chosen: Outcome | null): void => {
    setOutcome(chosen);
    if (!more && chosen !== null) finish(chosen);
  };
  return (
    <Dialog
      title={step.customer.name}
      open
      onClose={onClose}
      actions={
        more ? (
          <>
            <Button onClick={onClose}>{t('common:action.cancel')}</Button>
            <Button
              kind="primary"
              busy={actions.busy}
              whyNot={outcome === null ? t('complete.title') : undefined}
              onClick={() => outcome !== null && finish(outcome)}
            >
              {t('complete.save')}
            </Button>
          </>
        ) : undefined
      }
    >
      <Stack>
        <ProblemAlert error={actions.error} kept />
        <ChipChoice<Outcome>
          label={t('complete.title')}
          choices={toldOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          value={outcome}
          onChange={press}
        />
        {more ? (
          <>
            <TextAreaField label={t('complete.note')} optional maxLength={500} value={note} onChange={setNote} />
            <NextStepEditor value={next} onChange={setNext} />
          </>
        ) : (
          <div>
            <Button kind="quiet" onClick={() => setMore(true)}>
              {t('complete.more')}
            </Button>
          </div>
        )}
      </Stack>
    </Dialog>
  );
}

/** Another day by touch: one tap on the day moves it; a day from the calendar as well. */
export function MoveDialog({ step, onClose }: StepDialogProps) {
  const { t } = useTranslation('followUp');
  const format = useFormat();
  const actions = useStepActions();
  const move = (day: string | null): void => {
    if (day === null) return;
    void actions.move(step, day, format.dayOfWeek(day)).then((done) => done && onClose());
  };
  return (
    <Dialog title={t('moving.title')} open onClose={onClose}>
      <Stack>
        <p>
          <b>{step.customer.name}</b> · {t(`work.${step.kind}`)}
        </p>
        <ProblemAlert error={actions.error} kept />
        <DayChoice value={null} onChange={move} />
      </Stack>
    </Dialog>
  );
}

/** No more, and why; until when, where it is not for good. */
export function DropDialog({ step, onClose }: StepDialogProps) {
  const { t } = useTranslation(['followUp', 'common']);
  const format = useFormat();
  const actions = useStepActions();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const missing = reason.trim() === '';
  const confirm = (): void => {
    setAsked(true);
    if (!missing) void actions.drop(step, reason.trim(), until).then((done) => done && onClose());
  };
  return (
    <Dialog
      title={t('dropping.title')}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="danger" busy={actions.busy} onClick={confirm}>
            {t('dropping.save')}
          </Button>
        </>
      }
    >
      <Stack>
        <p>
          <b>{step.customer.name}</b>
          <br />
          <span className={styles.weak}>{t('dropping.text')}</span>
        </p>
        <ProblemAlert error={actions.error} kept />
        <TextField
          label={t('dropping.reason')}
          maxLength={300}
          value={reason}
          onChange={setReason}
          error={asked && missing ? t('common:field.required', { label: t('dropping.reason') }) : undefined}
        />
        <DayField
          label={t('dropping.until')}
          description={t('dropping.untilHint')}
          optional
          clearable
          language={format.language}
          dateStyle={format.dateStyle}
          min={format.today()}
          value={until}
          onChange={setUntil}
        />
      </Stack>
    </Dialog>
  );
}
