import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { RadioField } from './choice-fields.tsx';
import { Dialog } from './dialog.tsx';

export type Side = 'mine' | 'theirs';

export interface ConflictField {
  key: string;
  label: string;
  /** Both values as people read them; '' for nothing. */
  mine: string;
  theirs: string;
}

interface VersionConflictProps {
  fields: readonly ConflictField[];
  /** Who changed it and when, where known. */
  note?: ReactNode;
  busy?: boolean;
  onResolve: (choice: Readonly<Record<string, Side>>) => void;
  onClose: () => void;
}

/** Somebody saved first: field by field, mine or what stands now, before it is saved again. */
export function VersionConflict({ fields, note, busy, onResolve, onClose }: VersionConflictProps) {
  const { t } = useTranslation();
  const differing = fields.filter((field) => field.mine !== field.theirs);
  const [choice, setChoice] = useState<Readonly<Record<string, Side>>>({});
  const chosen = Object.fromEntries(fields.map(({ key }) => [key, choice[key] ?? 'mine']));
  const shown = (value: string): string => (value === '' ? t('conflict.empty') : value);
  return (
    <Dialog
      title={t('conflict.title')}
      open
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => onResolve(chosen)}>
            {t('conflict.save')}
          </Button>
        </>
      }
    >
      <p>{differing.length === 0 ? t('conflict.none') : t('conflict.text')}</p>
      {note}
      {differing.map(({ key, label, mine, theirs }) => (
        <RadioField<Side>
          key={key}
          label={label}
          options={[
            { value: 'mine', label: shown(mine), note: t('conflict.mine') },
            { value: 'theirs', label: shown(theirs), note: t('conflict.theirs') },
          ]}
          value={choice[key] ?? 'mine'}
          onChange={(side) => setChoice({ ...choice, [key]: side === '' ? 'mine' : side })}
        />
      ))}
    </Dialog>
  );
}
