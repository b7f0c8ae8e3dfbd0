import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { Chip, ChipChoice } from '#ui/chips.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { useCodes } from './codes.ts';
import { type ChosenPerson, PersonField } from './person-field.tsx';
import { useAssign } from './use-assign.ts';

interface AssignDialogProps {
  ids: readonly string[];
  onClose: () => void;
  onDone: () => void;
}

/** Gives customers to somebody, or to nobody; it can be taken back. */
export function AssignDialog({ ids, onClose, onDone }: AssignDialogProps) {
  const { t } = useTranslation(['customers', 'common']);
  const reasons = useCodes('assignReason');
  const [person, setPerson] = useState<ChosenPerson | null>(null);
  const [nobody, setNobody] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const { busy, error, assign } = useAssign(() => {
    onClose();
    onDone();
  });
  const submit = (): void => {
    setAsked(true);
    if (person === null && !nobody) return;
    const said = reason === null ? '' : reasons.labelOf(reason);
    assign([...ids], nobody ? null : person, said).catch(() => undefined);
  };
  const missing = asked && person === null && !nobody;
  return (
    <Dialog
      title={t('assign.title', { count: ids.length })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={submit}>
            {t('assign.do')}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={error} />
        {!nobody && (
          <PersonField
            label={t('assign.person')}
            value={person}
            onChange={setPerson}
            error={missing ? t('common:field.required', { label: t('assign.person') }) : undefined}
          />
        )}
        <div>
          <Chip on={nobody} onPress={() => setNobody(!nobody)}>
            {t('assign.nobody')}
          </Chip>
        </div>
        <ChipChoice label={t('assign.reason')} choices={reasons.options} value={reason} onChange={setReason} />
        {!nobody && <small>{t('assign.moves')}</small>}
      </Stack>
    </Dialog>
  );
}
