import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { DayField } from '#ui/day-field.tsx';
import { SearchSelectField } from '#ui/search-select.tsx';
import { toastDone } from '#ui/toast.tsx';
import { FormDialog } from './form-dialog.tsx';
import { type Unit, unitOptions, useDayReader } from './reading.ts';

/** The unit and everything below it, which cannot become its parent. */
function below(units: readonly Unit[], id: string): Set<string> {
  const found = new Set([id]);
  for (const unit of units) if (unit.parentId !== null && found.has(unit.parentId)) found.add(unit.id);
  return found;
}

export function MoveUnitDialog({ unit, units, onClose }: { unit: Unit; units: readonly Unit[]; onClose: () => void }) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const reader = useDayReader();
  const [parentId, setParentId] = useState(unit.parentId);
  const [fromDay, setFromDay] = useState(format.today());
  const move = $api.useMutation('post', '/api/v1/units/{id}/moves', {
    onSuccess: async () => {
      await refresh('/api/v1/units');
      toastDone(t('unit.moved', { name: unit.name, day: format.day(fromDay) }));
      onClose();
    },
  });
  const inside = below(units, unit.id);
  return (
    <FormDialog
      title={t('unit.moveTitle', { name: unit.name })}
      verb={t('unit.move')}
      busy={move.isPending}
      error={move.error}
      onSubmit={() =>
        parentId !== null && move.mutate({ params: { path: { id: unit.id } }, body: { parentId, fromDay } })
      }
      onClose={onClose}
    >
      <p>{t('unit.moveText')}</p>
      <SearchSelectField
        label={t('unit.parent')}
        options={unitOptions(units.filter((one) => !inside.has(one.id)))}
        value={parentId}
        onChange={setParentId}
        error={fieldProblem(move.error, 'parentId')}
      />
      <DayField
        {...reader}
        label={t('unit.fromDay')}
        value={fromDay}
        onChange={(day) => day !== null && setFromDay(day)}
      />
    </FormDialog>
  );
}

export function CloseUnitDialog({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const reader = useDayReader();
  const [day, setDay] = useState(format.today());
  const close = $api.useMutation('post', '/api/v1/units/{id}/closing', {
    onSuccess: async () => {
      await refresh('/api/v1/units');
      toastDone(t('unit.closed', { name: unit.name, day: format.day(day) }));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('unit.closeTitle', { name: unit.name })}
      verb={t('unit.close')}
      danger
      busy={close.isPending}
      error={close.error}
      onSubmit={() => close.mutate({ params: { path: { id: unit.id } }, body: { day } })}
      onClose={onClose}
    >
      <p>{t('unit.closeText')}</p>
      <DayField {...reader} label={t('unit.closeDay')} value={day} onChange={(next) => next !== null && setDay(next)} />
    </FormDialog>
  );
}
