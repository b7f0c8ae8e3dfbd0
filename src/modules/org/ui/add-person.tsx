import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { DayField } from '#ui/day-field.tsx';
import { TextField } from '#ui/fields.tsx';
import { toastDone } from '#ui/toast.tsx';
import { type EmploymentWish, EmploymentFields } from './employment-fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { PostingFields, type PostingWish } from './posting-fields.tsx';
import { useDayReader } from './reading.ts';

const nobody = { name: '', phone: '', email: '' };

/** A new colleague: who, since when, where and as what. An account is opened afterwards on his own page. */
export function AddPersonDialog(props: {
  unitId: string | null;
  onDone: (personId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['org', 'common']);
  const format = useFormat();
  const reader = useDayReader();
  const [id] = useState(() => newId(Date.now()));
  const [person, setPerson] = useState(nobody);
  const [employment, setEmployment] = useState<EmploymentWish>({ kind: 'regular', number: '' });
  const [fromDay, setFromDay] = useState(format.today());
  const [posting, setPosting] = useState<PostingWish>({
    unitId: props.unitId,
    position: 'accountManager',
    leads: false,
  });
  const add = $api.useMutation('post', '/api/v1/people', {
    onSuccess: async () => {
      await refresh('/api/v1/people', '/api/v1/units');
      toastDone(t('person.added', { name: person.name }));
      props.onDone(id);
    },
  });
  const submit = (): void => {
    const { unitId, ...rest } = posting;
    add.mutate({
      body: {
        id,
        ...person,
        employment: { ...employment, fromDay },
        ...(unitId === null ? {} : { posting: { unitId, ...rest } }),
      },
    });
  };
  return (
    <FormDialog
      title={t('person.add')}
      verb={t('common:action.add')}
      busy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <PersonFields facts={person} onChange={setPerson} error={add.error} />
      <PostingFields value={posting} onChange={setPosting} error={add.error} at="posting." optional />
      <DayField
        {...reader}
        label={t('employment.fromDay')}
        value={fromDay}
        onChange={(day) => day !== null && setFromDay(day)}
      />
      <EmploymentFields value={employment} onChange={setEmployment} error={add.error} at="employment." />
    </FormDialog>
  );
}

interface PersonFacts {
  name: string;
  phone: string;
  email: string;
}

export function PersonFields(props: { facts: PersonFacts; onChange: (facts: PersonFacts) => void; error: unknown }) {
  const { facts, onChange, error } = props;
  const { t } = useTranslation('org');
  return (
    <>
      <TextField
        label={t('person.name')}
        value={facts.name}
        maxLength={80}
        onChange={(name) => onChange({ ...facts, name })}
        error={fieldProblem(error, 'name')}
      />
      <TextField
        label={t('person.phone')}
        optional
        type="tel"
        inputMode="tel"
        value={facts.phone}
        onChange={(phone) => onChange({ ...facts, phone })}
        error={fieldProblem(error, 'phone')}
      />
      <TextField
        label={t('person.email')}
        optional
        type="email"
        inputMode="email"
        value={facts.email}
        onChange={(email) => onChange({ ...facts, email })}
        error={fieldProblem(error, 'email')}
      />
    </>
  );
}
