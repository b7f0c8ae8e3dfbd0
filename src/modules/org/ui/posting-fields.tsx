import { useTranslation } from 'react-i18next';
import { fieldProblem } from '#platform/web/problem.ts';
import { CheckField, SelectField } from '#ui/choice-fields.tsx';
import { SearchSelectField } from '#ui/search-select.tsx';
import type { Position } from '../rules.ts';
import { unitOptions, usePositionOptions, useUnits } from './reading.ts';

export interface PostingWish {
  unitId: string | null;
  position: Position;
  leads: boolean;
}

interface PostingFieldsProps {
  value: PostingWish;
  onChange: (posting: PostingWish) => void;
  error: unknown;
  /** Where the fields stand in the request, e.g. `posting.`. */
  at?: string;
  /** Somebody may be added before it is known where he will work. */
  optional?: boolean;
  /** The form was sent without a unit. */
  missing?: boolean;
}

/** Where somebody works, as what, and whether he leads there. */
export function PostingFields({ value, onChange, error, at = '', optional, missing }: PostingFieldsProps) {
  const { t } = useTranslation(['org', 'common']);
  const units = useUnits();
  const positions = usePositionOptions();
  const unit = units.data?.items.find((one) => one.id === value.unitId);
  return (
    <>
      <SearchSelectField
        label={t('posting.unit')}
        optional={optional}
        clearable={optional === true}
        options={unitOptions(units.data?.items)}
        value={value.unitId}
        onChange={(unitId) => onChange({ ...value, unitId })}
        error={
          missing === true
            ? t('common:field.required', { label: t('posting.unit') })
            : fieldProblem(error, `${at}unitId`)
        }
      />
      <SelectField<Position>
        label={t('posting.position')}
        options={positions}
        value={value.position}
        onChange={(position) => position !== '' && onChange({ ...value, position })}
        error={fieldProblem(error, `${at}position`)}
      />
      <CheckField
        label={t('posting.leads', { unit: unit?.name ?? t('posting.thisUnit') })}
        value={value.leads}
        onChange={(leads) => onChange({ ...value, leads })}
      />
    </>
  );
}
