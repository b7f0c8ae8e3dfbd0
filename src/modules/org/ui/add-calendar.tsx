import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { SelectField } from '#ui/choice-fields.tsx';
import { TextField } from '#ui/fields.tsx';
import { toastDone } from '#ui/toast.tsx';
import { FormDialog } from './form-dialog.tsx';

const regions = ['taiwan', 'mainland', 'hongkong'] as const;
type Region = (typeof regions)[number];

/** A further calendar, e.g. of a branch in another region or a shop open on Saturdays. */
export function AddCalendarDialog({ onDone, onClose }: { onDone: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation(['org', 'common']);
  const [id] = useState(() => newId(Date.now()));
  const [name, setName] = useState('');
  const [region, setRegion] = useState<Region>('taiwan');
  const add = $api.useMutation('post', '/api/v1/calendars', {
    onSuccess: async () => {
      await refresh('/api/v1/calendars');
      toastDone(t('calendars.added', { name }));
      onDone(id);
    },
  });
  return (
    <FormDialog
      title={t('calendars.add')}
      verb={t('common:action.add')}
      busy={add.isPending}
      error={add.error}
      onSubmit={() => add.mutate({ body: { id, name, region } })}
      onClose={onClose}
    >
      <TextField
        label={t('calendars.name')}
        maxLength={80}
        value={name}
        onChange={setName}
        error={fieldProblem(add.error, 'name')}
      />
      <SelectField<Region>
        label={t('calendars.region')}
        options={regions.map((value) => ({ value, label: t(`region.${value}`) }))}
        value={region}
        onChange={(next) => next !== '' && setRegion(next)}
      />
    </FormDialog>
  );
}
