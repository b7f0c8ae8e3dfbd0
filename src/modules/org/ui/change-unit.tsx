import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { refresh } from '#platform/web/queries.ts';
import { toastDone } from '#ui/toast.tsx';
import { VersionConflict } from '#ui/version-conflict.tsx';
import { conflictOf } from './conflict.ts';
import { FormDialog } from './form-dialog.tsx';
import type { Unit } from './reading.ts';
import { type UnitFacts, UnitFields } from './unit-form.tsx';

interface ChangeProps {
  unit: Unit;
  onDone: () => void;
  onClose: () => void;
}

/** Name, kind and outlet; where somebody saved first, whose value stands is chosen field by field. */
export function ChangeUnitDialog({ unit, onDone, onClose }: ChangeProps) {
  const { t } = useTranslation(['org', 'common']);
  const [facts, setFacts] = useState<UnitFacts>({ name: unit.name, kind: unit.kind, outlet: unit.outlet });
  const change = $api.useMutation('patch', '/api/v1/units/{id}', {
    onSuccess: async () => {
      await refresh('/api/v1/units');
      toastDone(t('unit.changed'));
      onDone();
    },
  });
  const save = ({ name, kind, outlet }: UnitFacts, version: number): void =>
    change.mutate({
      params: { path: { id: unit.id } },
      headers: { 'If-Match': String(version) },
      body: { name, outlet, ...(kind === 'company' ? {} : { kind }) },
    });
  const conflict = conflictOf<UnitFacts>(change.error);
  if (conflict !== undefined)
    return (
      <UnitConflict
        mine={facts}
        theirs={conflict.current}
        busy={change.isPending}
        onResolve={(chosen) => save(chosen, conflict.current.version)}
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      title={t('unit.changeTitle', { name: unit.name })}
      verb={t('common:action.save')}
      busy={change.isPending}
      error={change.error}
      onSubmit={() => save(facts, unit.version)}
      onClose={onClose}
    >
      <UnitFields facts={facts} onChange={setFacts} error={change.error} />
    </FormDialog>
  );
}

interface ConflictProps {
  mine: UnitFacts;
  theirs: UnitFacts;
  busy: boolean;
  onResolve: (chosen: UnitFacts) => void;
  onClose: () => void;
}

function UnitConflict({ mine, theirs, busy, onResolve, onClose }: ConflictProps) {
  const { t } = useTranslation('org');
  const words = ({ name, kind, outlet }: UnitFacts) => ({
    name,
    kind: t(`unitKind.${kind}`),
    outlet:
      outlet === null
        ? ''
        : [outlet.address, `${outlet.opens}–${outlet.closes}`, outlet.timeZone].filter(Boolean).join(' · '),
  });
  const labels = { name: t('unit.name'), kind: t('unit.kind'), outlet: t('outlet.title') };
  return (
    <VersionConflict
      busy={busy}
      onClose={onClose}
      fields={(['name', 'kind', 'outlet'] as const).map((key) => ({
        key,
        label: labels[key],
        mine: words(mine)[key],
        theirs: words(theirs)[key],
      }))}
      onResolve={(choice) => {
        const pick = <K extends keyof UnitFacts>(key: K): UnitFacts[K] =>
          choice[key] === 'theirs' ? theirs[key] : mine[key];
        onResolve({ name: pick('name'), kind: pick('kind'), outlet: pick('outlet') });
      }}
    />
  );
}
