import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { DayField } from '#ui/day-field.tsx';
import { TextAreaField } from '#ui/fields.tsx';
import { toastDone } from '#ui/toast.tsx';
import { type EmploymentWish, EmploymentFields } from './employment-fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { type Person, useDayReader } from './reading.ts';

interface DialogProps {
  person: Person;
  onClose: () => void;
}

/** Somebody leaves: the day and the reason; employment, postings and sign-in end together. */
export function LeaveDialog({ person, onClose }: DialogProps) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const reader = useDayReader();
  const [day, setDay] = useState(format.today());
  const [reason, setReason] = useState('');
  const leave = $api.useMutation('post', '/api/v1/people/{id}/leaving', {
    onSuccess: async () => {
      await refresh('/api/v1/people', '/api/v1/units');
      toastDone(t('employment.leftOn', { name: person.name, day: format.day(day) }));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('employment.leaveTitle', { name: person.name })}
      verb={t('employment.leave')}
      danger
      busy={leave.isPending}
      error={leave.error}
      onSubmit={() => leave.mutate({ params: { path: { id: person.id } }, body: { day, reason } })}
      onClose={onClose}
    >
      <p>{t('employment.leaveText')}</p>
      <DayField
        {...reader}
        label={t('employment.leaveDay')}
        description={t('employment.leaveDayHint')}
        value={day}
        onChange={(next) => next !== null && setDay(next)}
      />
      <TextAreaField
        label={t('employment.leaveReason')}
        value={reason}
        onChange={setReason}
        maxLength={300}
        error={fieldProblem(leave.error, 'reason')}
      />
    </FormDialog>
  );
}

/** Somebody comes back under the same person; his posting and account follow. */
export function RejoinDialog({ person, onClose }: DialogProps) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const reader = useDayReader();
  const [id] = useState(() => newId(Date.now()));
  const [employment, setEmployment] = useState<EmploymentWish>({ kind: 'regular', number: '' });
  const [fromDay, setFromDay] = useState(format.today());
  const rejoin = $api.useMutation('post', '/api/v1/people/{id}/employments', {
    onSuccess: async () => {
      await refresh('/api/v1/people');
      toastDone(t('employment.rejoined', { name: person.name }));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('employment.rejoinTitle', { name: person.name })}
      verb={t('employment.rejoin')}
      busy={rejoin.isPending}
      error={rejoin.error}
      onSubmit={() => rejoin.mutate({ params: { path: { id: person.id } }, body: { id, ...employment, fromDay } })}
      onClose={onClose}
    >
      <p>{t('employment.rejoinText')}</p>
      <DayField
        {...reader}
        label={t('employment.fromDay')}
        value={fromDay}
        onChange={(day) => day !== null && setFromDay(day)}
      />
      <EmploymentFields value={employment} onChange={setEmployment} error={rejoin.error} />
    </FormDialog>
  );
}
