import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { Stack } from '#ui/card.tsx';
import { Chip, ChipChoice } from '#ui/chips.tsx';
import { DayField } from '#ui/day-field.tsx';
import { TextField } from '#ui/fields.tsx';
import { offeredDays, type StepKind, stepKinds } from '../rules.ts';
import type { StepDraft } from './step-draft.ts';

interface EditorProps {
  value: StepDraft;
  onChange: (value: StepDraft) => void;
  /** Fewer kinds where a form offers fewer. */
  kinds?: readonly StepKind[];
  withNote?: boolean;
  /** Sentences for what is missing or wrong. */
  errors?: { kind?: string | undefined; day?: string | undefined };
}

/** The next step by touch: how, and on which day; the kind alone is nothing yet, so that choosing one proposes tomorrow. */
export function NextStepEditor({ value, onChange, kinds = stepKinds, withNote = true, errors }: EditorProps) {
  const { t } = useTranslation('followUp');
  const format = useFormat();
  const tomorrow = offeredDays(format.today())[0]?.day ?? null;
  return (
    <Stack>
      <ChipChoice<StepKind>
        label={t('editor.kind')}
        choices={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={value.kind}
        error={errors?.kind}
        onChange={(kind) => onChange({ ...value, kind, day: kind === null ? null : (value.day ?? tomorrow) })}
      />
      <DayChoice value={value.day} onChange={(day) => onChange({ ...value, day })} error={errors?.day} />
      {withNote && (
        <TextField
          label={t('editor.note')}
          placeholder={t('editor.notePlaceholder')}
          optional
          maxLength={500}
          value={value.note}
          onChange={(note) => onChange({ ...value, note })}
        />
      )}
    </Stack>
  );
}

interface DayChoiceProps {
  value: string | null;
  onChange: (day: string | null) => void;
  error?: string | undefined;
}

/** A day ahead by touch: tomorrow, in three days, in a week, or any other from the calendar. */
export function DayChoice({ value, onChange, error }: DayChoiceProps) {
  const { t } = useTranslation('followUp');
  const format = useFormat();
  const today = format.today();
  const offered = offeredDays(today);
  const isOffered = offered.some(({ day }) => day === value);
  const [other, setOther] = useState(value !== null && !isOffered);
  return (
    <>
      <ChipChoice<string>
        label={t('editor.day')}
        choices={offered.map(({ key, day }) => ({
          value: day,
          label: (
            <>
              {t(`editor.${key}`)} <small>{format.weekday(day)}</small>
            </>
          ),
        }))}
        value={other ? null : value}
        error={other ? undefined : error}
        onChange={(day) => {
          setOther(false);
          onChange(day);
        }}
        more={
          <Chip on={other} onPress={() => setOther(!other)}>
            {t('editor.otherDay')}
          </Chip>
        }
      />
      {other && (
        <DayField
          label={t('editor.otherDay')}
          language={format.language}
          dateStyle={format.dateStyle}
          min={today}
          value={value}
          error={error}
          onChange={onChange}
        />
      )}
    </>
  );
}
