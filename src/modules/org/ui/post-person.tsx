import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { DayField } from '#ui/day-field.tsx';
import { toastDone } from '#ui/toast.tsx';
import { positionCodes } from '../rules.ts';
import { FormDialog } from './form-dialog.tsx';
import { PostingFields, type PostingWish } from './posting-fields.tsx';
import { type Person, useDayReader } from './reading.ts';

/** A move from a day on, or a further post beside the main one. */
export function PostPersonDialog(props: { person: Person; main: boolean; onClose: () => void }) {
  const { person, main, onClose } = props;
  const { t } = useTranslation('org');
  const format = useFormat();
  const reader = useDayReader();
  const [id] = useState(() => newId(Date.now()));
  const [posting, setPosting] = useState<PostingWish>({
    unitId: main ? (person.unit?.id ?? null) : null,
    position: positionCodes.find((code) => code === person.position) ?? 'accountManager',
    leads: main && person.leads,
  });
  const [fromDay, setFromDay] = useState(format.today());
  const [asked, setAsked] = useState(false);
  const post = $api.useMutation('post', '/api/v1/people/{id}/postings', {
    onSuccess: async () => {
      await refresh('/api/v1/people', '/api/v1/units');
      toastDone(t('posting.done', { name: person.name, day: format.day(fromDay) }));
      onClose();
    },
  });
  const submit = (): void => {
    const { unitId, ...rest } = posting;
    setAsked(true);
    if (unitId !== null)
      post.mutate({ params: { path: { id: person.id } }, body: { id, unitId, ...rest, main, fromDay } });
  };
  return (
    <FormDialog
      title={t(main ? 'posting.moveTitle' : 'posting.besideTitle', { name: person.name })}
      verb={t(main ? 'posting.move' : 'posting.beside')}
      busy={post.isPending}
      error={post.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t(main ? 'posting.moveText' : 'posting.besideText')}</p>
      <PostingFields
        value={posting}
        onChange={setPosting}
        error={post.error}
        missing={asked && posting.unitId === null}
      />
      <DayField
        {...reader}
        label={t('posting.fromDay')}
        value={fromDay}
        onChange={(day) => day !== null && setFromDay(day)}
        error={fieldProblem(post.error, 'fromDay')}
      />
    </FormDialog>
  );
}
