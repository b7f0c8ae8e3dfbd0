import { useTranslation } from 'react-i18next';
import { fieldProblem } from '#platform/web/problem.ts';
import { SelectField } from '#ui/choice-fields.tsx';
import { TextField } from '#ui/fields.tsx';
import { type EmploymentKind, employmentKinds } from '../rules.ts';

export interface EmploymentWish {
  kind: EmploymentKind;
  number: string;
}

interface EmploymentFieldsProps {
  value: EmploymentWish;
  onChange: (employment: EmploymentWish) => void;
  error: unknown;
  /** Where the fields stand in the request. */
  at?: string;
}

export function EmploymentFields({ value, onChange, error, at = '' }: EmploymentFieldsProps) {
  const { t } = useTranslation('org');
  return (
    <>
      <SelectField<EmploymentKind>
        label={t('employment.kind')}
        options={employmentKinds.map((kind) => ({ value: kind, label: t(`employmentKind.${kind}`) }))}
        value={value.kind}
        onChange={(kind) => kind !== '' && onChange({ ...value, kind })}
      />
      <TextField
        label={t('employment.number')}
        optional
        value={value.number}
        maxLength={40}
        onChange={(number) => onChange({ ...value, number })}
        error={fieldProblem(error, `${at}number`)}
      />
    </>
  );
}
