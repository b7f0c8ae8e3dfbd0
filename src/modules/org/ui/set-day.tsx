import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#platform/shared/day.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { refresh } from '#platform/web/queries.ts';
import { RadioField } from '#ui/choice-fields.tsx';
import { TextField } from '#ui/fields.tsx';
import { toastDone } from '#ui/toast.tsx';
import { worksByPattern } from '../rules.ts';
import type { CalendarDay } from './calendar-reading.ts';
import { FormDialog } from './form-dialog.tsx';

interface SetDayProps {
  calendarId: string;
  day: Day;
  known: CalendarDay | undefined;
  onClose: () => void;
}

type Choice = 'pattern' | 'off' | 'works';

/** One day by hand: a typhoon day, the outlet's own closing. */
export function SetDayDialog({ calendarId, day, known, onClose }: SetDayProps) {
  const { t } = useTranslation(['org', 'common']);
  const format = useFormat();
  const [choice, setChoice] = useState<Choice>(known === undefined ? 'off' : known.works ? 'works' : 'off');
  const [name, setName] = useState(known?.name ?? '');
  const set = $api.useMutation('put', '/api/v1/calendars/{id}/days/{day}', {
    onSuccess: async () => {
      await refresh('/api/v1/calendars');
      toastDone(t('calendars.daySet', { day: format.day(day) }));
      onClose();
    },
  });
  const usual = t(worksByPattern(day) ? 'calendars.works' : 'calendars.off');
  return (
    <FormDialog
      title={`${format.day(day, 'long')} ${format.weekday(day)}`}
      verb={t('common:action.save')}
      busy={set.isPending}
      error={set.error}
      onSubmit={() =>
        set.mutate({
          params: { path: { id: calendarId, day } },
          body: { works: choice === 'pattern' ? null : choice === 'works', name },
        })
      }
      onClose={onClose}
    >
      <RadioField<Choice>
        label={t('calendars.thisDay')}
        options={[
          { value: 'off', label: t('calendars.off') },
          { value: 'works', label: t('calendars.works') },
          { value: 'pattern', label: t('calendars.asUsual'), note: usual },
        ]}
        value={choice}
        onChange={(next) => next !== '' && setChoice(next)}
      />
      {choice !== 'pattern' && (
        <TextField label={t('calendars.dayName')} optional maxLength={80} value={name} onChange={setName} />
      )}
    </FormDialog>
  );
}
