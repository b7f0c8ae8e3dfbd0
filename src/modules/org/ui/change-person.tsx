import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { refresh } from '#platform/web/queries.ts';
import { toastDone } from '#ui/toast.tsx';
import { VersionConflict } from '#ui/version-conflict.tsx';
import { PersonFields } from './add-person.tsx';
import { conflictOf } from './conflict.ts';
import { FormDialog } from './form-dialog.tsx';
import type { Person } from './reading.ts';

/** What the record holds; nothing is null there and empty here. */
type Stored = { [Key in 'name' | 'phone' | 'email']: string | null };

/** Name, phone and e-mail; where somebody saved first, field by field whose value stands. */
export function ChangePersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation(['org', 'common']);
  const [facts, setFacts] = useState({ name: person.name, phone: person.phone ?? '', email: person.email ?? '' });
  const change = $api.useMutation('patch', '/api/v1/people/{id}', {
    onSuccess: async () => {
      await refresh('/api/v1/people', '/api/v1/units');
      toastDone(t('person.changed'));
      onClose();
    },
  });
  const save = (body: typeof facts, version: number): void =>
    change.mutate({ params: { path: { id: person.id } }, headers: { 'If-Match': String(version) }, body });
  const conflict = conflictOf<Stored>(change.error);
  if (conflict !== undefined) {
    const theirs = (key: keyof Stored): string => conflict.current[key] ?? '';
    return (
      <VersionConflict
        busy={change.isPending}
        onClose={onClose}
        fields={(['name', 'phone', 'email'] as const).map((key) => ({
          key,
          label: t(`person.${key}`),
          mine: facts[key],
          theirs: theirs(key),
        }))}
        onResolve={(choice) => {
          const pick = (key: keyof Stored): string => (choice[key] === 'theirs' ? theirs(key) : facts[key]);
          save({ name: pick('name'), phone: pick('phone'), email: pick('email') }, conflict.current.version);
        }}
      />
    );
  }
  return (
    <FormDialog
      title={t('person.changeTitle', { name: person.name })}
      verb={t('common:action.save')}
      busy={change.isPending}
      error={change.error}
      onSubmit={() => save(facts, person.version)}
      onClose={onClose}
    >
      <PersonFields facts={facts} onChange={setFacts} error={change.error} />
    </FormDialog>
  );
}
