import { lazy, memo, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NextStepEditor } from '#modules/follow-up/ui/public.tsx';
import type { ContactPart } from '#modules/customers/rules.ts';
import type { Form } from '#modules/forms/contract.ts';
import { FormFields } from '#modules/forms/ui/public.tsx';
import { useFormat } from '#platform/web/format.ts';
import { toProblem } from '#platform/web/problem.ts';
import { Button } from '#ui/button.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { Notice, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import type { Visit } from '../contract.ts';
import { asksForAnswers, outcomes } from '../rules.ts';
import { Elapsed } from './elapsed.tsx';
import { type Draft, type Patch, useDraft } from './report-draft.ts';
import { useSendReport } from './send-report.ts';
import styles from './report.module.css';
import { useVisitTimes } from './visit-facts.tsx';

/** Seldom seen, and heavy. */
const ReportConflict = lazy(() =>
  import('./report-conflict.tsx').then((module) => ({ default: module.ReportConflict })),
);

interface ReportFormProps {
  visit: Visit;
  form: Form;
  first: Draft;
  /** The day of the report whose lasting facts are filled in already. */
  prefilledFrom: string | null;
}

/** What is seen before anything is scrolled. */
const firstPart = (definition: Form['definition']): Form['definition'] => ({
  ...definition,
  sections: definition.sections.slice(0, 1),
});

/** Chips, steppers and segments; typing is the exception. */
export function ReportForm({ visit, form, first, prefilledFrom }: ReportFormProps) {
  const { t } = useTranslation(['visits', 'customers']);
  const format = useFormat();
  const times = useVisitTimes();
  const { draft, change, forget } = useDraft(visit.id, first);
  const { send, busy, error } = useSendReport(visit, form, forget);
  const [sent, setSent] = useState<Draft | null>(null);
  const contacts = useMemo(
    () => visit.contacts.map(({ id, name, part }) => ({ id, name, note: t(`customers:part.${part as ContactPart}`) })),
    [visit.contacts, t],
  );
  const answer = useCallback(
    (key: string, value: unknown) => change((before) => ({ answers: { ...before.answers, [key]: value } })),
    [change],
  );
  // What lies below is drawn in pieces after the first part stands: a slow phone answers to the thumb meanwhile.
  const drawn = useDeferredValue(form.definition, firstPart(form.definition));
  const submit = (): void => {
    setSent(draft);
    send(draft);
  };
  const conflict = error !== null && toProblem(error).code === 'versionConflict' ? toProblem(error) : undefined;
  return (
    <Page
      title={visit.customer.name}
      subtitle={times(visit)}
      back={{ link: { to: '/visits/$id', params: { id: visit.id } }, label: t('page.title') }}
      actions={<Elapsed />}
      task
      width="reading"
      footer={<Send visit={visit} busy={busy} onSend={submit} />}
    >
      {conflict === undefined && <SeenProblem error={error} />}
      {prefilledFrom !== null && (
        <Notice>{t('report.prefilled', { day: format.day(prefilledFrom, 'monthDay') })}</Notice>
      )}
      <OutcomeChoice outcome={draft.outcome} onChange={change} />
      <FormFields
        definition={drawn}
        complete={asksForAnswers(draft.outcome)}
        answers={draft.answers}
        onAnswer={answer}
        contacts={contacts}
        errorOf={(key) => (sent?.answers[key] === draft.answers[key] ? errorOf(error, key) : undefined)}
        language={format.language}
        dateStyle={format.dateStyle}
      />
      {drawn === form.definition && <Step step={draft.step} onChange={change} />}
      {conflict !== undefined && (
        <Suspense>
          <ReportConflict form={form} draft={draft} problem={conflict} busy={busy} onSend={send} />
        </Suspense>
      )}
    </Page>
  );
}

interface PartProps {
  onChange: (patch: Patch) => void;
}

/** What became of it at the door: it decides what is asked at all. */
const OutcomeChoice = memo(function OutcomeChoice({ outcome, onChange }: PartProps & Pick<Draft, 'outcome'>) {
  const { t } = useTranslation('visits');
  return (
    <div className={styles.part}>
      <ChipChoice
        label={t('report.outcome')}
        required
        choices={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        value={outcome}
        onChange={(chosen) => onChange({ outcome: chosen ?? 'talked' })}
      />
    </div>
  );
});

const Step = memo(function Step({ step, onChange }: PartProps & Pick<Draft, 'step'>) {
  return (
    <div className={styles.part}>
      <NextStepEditor
        value={step}
        kinds={['call', 'visit', 'mail']}
        withNote={false}
        onChange={(next) => onChange({ step: next })}
      />
    </div>
  );
});

/** Brought before the eyes: the thumb is at the other end of the page. */
function SeenProblem({ error }: { error: unknown }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== null) place.current?.scrollIntoView({ block: 'center' });
  }, [error]);
  return (
    <div ref={place}>
      <ProblemAlert error={error} kept />
    </div>
  );
}

/** Under the thumb: what becomes of it when it is saved, and the button. */
function Send({ visit, busy, onSend }: { visit: Visit; busy: boolean; onSend: () => void }) {
  const { t } = useTranslation('visits');
  return (
    <>
      <small className={styles.grow}>{visit.checkIn === null ? t('report.implied') : t('report.footer')}</small>
      <Button kind="primary" busy={busy} onClick={onSend}>
        {visit.checkOut === null ? t('report.save') : t('report.saveOnly')}
      </Button>
    </>
  );
}

/** The sentence for a field, wherever below it the error is: `answers.headCount.value`. */
function errorOf(error: unknown, key: string): string | undefined {
  if (error === null) return undefined;
  const path = `answers.${key}`;
  return toProblem(error).errors?.find(({ field }) => field === path || field.startsWith(`${path}.`))?.message;
}
