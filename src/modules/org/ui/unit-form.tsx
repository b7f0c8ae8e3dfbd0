import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { SelectField } from '#ui/choice-fields.tsx';
import { DayField } from '#ui/day-field.tsx';
import { TextField } from '#ui/fields.tsx';
import { SearchSelectField } from '#ui/search-select.tsx';
import { toastDone } from '#ui/toast.tsx';
import { unitKinds } from '../rules.ts';
import { FormDialog } from './form-dialog.tsx';
import { OutletFields } from './outlet-fields.tsx';
import { type Unit, unitOptions, useDayReader } from './reading.ts';

type Kind = Exclude<Unit['kind'], 'company'>;

export interface UnitFacts {
  name: string;
  kind: Unit['kind'];
  outlet: Unit['outlet'];
}

export function UnitFields(props: { facts: UnitFacts; onChange: (facts: UnitFacts) => void; error: unknown }) {
  const { facts, onChange, error } = props;
  const { t } = useTranslation('org');
  const kinds = unitKinds.filter((kind): kind is Kind => kind !== 'company');
  return (
    <>
      <TextField
        label={t('unit.name')}
        value={facts.name}
        maxLength={120}
        onChange={(name) => onChange({ ...facts, name })}
        error={fieldProblem(error, 'name')}
      />
      {facts.kind !== 'company' && (
        <SelectField<Kind>
          label={t('unit.kind')}
          options={kinds.map((kind) => ({ value: kind, label: t(`unitKind.${kind}`) }))}
          value={facts.kind}
          onChange={(kind) => kind !== '' && onChange({ ...facts, kind })}
        />
      )}
      <OutletFields value={facts.outlet} onChange={(outlet) => onChange({ ...facts, outlet })} error={error} />
    </>
  );
}

interface AddProps {
  units: readonly Unit[];
  parentId: string;
  onDone: (unitId: string) => void;
  onClose: () => void;
}

export function AddUnitDialog({ units, parentId, onDone, onClose }: AddProps) {
  const { t } = useTranslation(['org', 'common']);
  const format = useFormat();
  const reader = useDayReader();
  const [id] = useState(() => newId(Date.now()));
  const [facts, setFacts] = useState<UnitFacts>({ name: '', kind: 'team', outlet: null });
  const [place, setPlace] = useState<{ parentId: string; fromDay: string }>({ parentId, fromDay: format.today() });
  const add = $api.useMutation('post', '/api/v1/units', {
    onSuccess: async () => {
      await refresh('/api/v1/units');
      toastDone(t('unit.added', { name: facts.name }));
      onDone(id);
    },
  });
  const submit = (): void => {
    const { name, kind, outlet } = facts;
    if (kind !== 'company') add.mutate({ body: { id, name, kind, ...place, ...(outlet === null ? {} : { outlet }) } });
  };
  return (
    <FormDialog
      title={t('unit.add')}
      verb={t('common:action.add')}
      busy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SearchSelectField
        label={t('unit.parent')}
        options={unitOptions(units)}
        value={place.parentId}
        onChange={(next) => next !== null && setPlace({ ...place, parentId: next })}
        error={fieldProblem(add.error, 'parentId')}
      />
      <UnitFields facts={facts} onChange={setFacts} error={add.error} />
      <DayField
        {...reader}
        label={t('unit.fromDay')}
        value={place.fromDay}
        onChange={(day) => day !== null && setPlace({ ...place, fromDay: day })}
      />
    </FormDialog>
  );
}
