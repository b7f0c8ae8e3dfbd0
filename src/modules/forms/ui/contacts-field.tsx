import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, ChipChoices } from '#ui/chips.tsx';
import type { Met } from '../rules-fit.ts';
import { WordAdder } from './word-adder.tsx';

export interface KnownContact {
  id: string;
  name: string;
  /** What he does there, in words. */
  note: string;
}

interface ContactsFieldProps {
  label: string;
  known: readonly KnownContact[];
  value: readonly Met[];
  error: string | undefined;
  onChange: (met: Met[]) => void;
}

const keyOf = (met: Met): string => met.contactId ?? `name ${met.name}`;

/** Who was met: one's contacts there by touch, somebody new by name. */
export function ContactsField({ label, known, value, error, onChange }: ContactsFieldProps) {
  const { t } = useTranslation('forms');
  const [adding, setAdding] = useState(false);
  const offered = known.map((contact) => ({ met: { contactId: contact.id, name: contact.name }, note: contact.note }));
  const others = value.filter((met) => !known.some((contact) => contact.id === met.contactId));
  const all = [...offered, ...others.map((met) => ({ met, note: '' }))];
  const add = (name: string): void => {
    setAdding(false);
    if (!value.some((met) => keyOf(met) === keyOf({ name }))) onChange([...value, { name }]);
  };
  return (
    <>
      <ChipChoices
        label={label}
        choices={all.map(({ met, note }) => ({ value: keyOf(met), label: `${met.name} ${note}`.trim() }))}
        values={value.map(keyOf)}
        error={error}
        onChange={(keys) => onChange(all.filter(({ met }) => keys.includes(keyOf(met))).map(({ met }) => met))}
        more={
          <Chip on={adding} onPress={() => setAdding(!adding)}>
            ＋ {t('field.addPerson')}
          </Chip>
        }
      />
      {adding && <WordAdder label={t('field.personName')} maxLength={80} onAdd={add} />}
    </>
  );
}
