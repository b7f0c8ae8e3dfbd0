import { useTranslation } from 'react-i18next';
import type { Form } from '#modules/forms/contract.ts';
import { summarise } from '#modules/forms/rules.ts';
import { useFormat } from '#platform/web/format.ts';
import type { Problem } from '#platform/web/problem.ts';
import { VersionConflict } from '#ui/version-conflict.tsx';
import type { VisitOutcome } from '../rules.ts';
import type { Draft } from './report-draft.ts';
import { answersFor } from './send-report.ts';

interface ReportConflictProps {
  form: Form;
  draft: Draft;
  problem: Problem;
  busy: boolean;
  onSend: (draft: Draft, version: number) => void;
}

interface Standing {
  answers: Record<string, unknown>;
  outcome: VisitOutcome;
  version: number;
}

/** The report was corrected elsewhere meanwhile: line by line, mine or what stands now. */
export function ReportConflict({ form, draft, problem, busy, onSend }: ReportConflictProps) {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const standing = problem.current as Standing;
  const mine = answersFor(form, draft);
  const lines = (answers: Record<string, unknown>) =>
    new Map(summarise(form.definition, answers, format).map((line) => [line.key, line]));
  const [ours, theirs] = [lines(mine), lines(standing.answers)];
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])];
  const fields = [
    {
      key: 'outcome',
      label: t('report.outcome'),
      mine: t(`outcome.${draft.outcome}`),
      theirs: t(`outcome.${standing.outcome}`),
    },
    ...keys.map((key) => ({
      key,
      label: (ours.get(key) ?? theirs.get(key))?.label ?? key,
      mine: ours.get(key)?.text ?? '',
      theirs: theirs.get(key)?.text ?? '',
    })),
  ];
  return (
    <VersionConflict
      fields={fields}
      busy={busy}
      onClose={() => globalThis.history.back()}
      onResolve={(choice) => {
        const answers = Object.fromEntries(
          keys.map((key) => [key, choice[key] === 'theirs' ? standing.answers[key] : mine[key]]),
        );
        const outcome = choice['outcome'] === 'theirs' ? standing.outcome : draft.outcome;
        onSend({ ...draft, outcome, answers }, standing.version);
      }}
    />
  );
}
