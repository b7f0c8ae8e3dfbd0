import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#platform/web/problem.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import styles from './form-dialog.module.css';

interface FormDialogProps {
  title: string;
  verb: string;
  busy: boolean;
  error: Problem | null;
  danger?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a dialog: the refusal, the fields, the verb below. */
export function FormDialog({ title, verb, busy, error, danger, onSubmit, onClose, children }: FormDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const top = useRef<HTMLFormElement>(null);
  // A long form on the phone is sent from its end: what was refused stands at its head.
  useEffect(() => {
    if (error !== null) top.current?.scrollIntoView({ block: 'start' });
  }, [error]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} submit form={form} busy={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form ref={top} className={styles.form} id={form} noValidate onSubmit={submit}>
        <Stack>
          <ProblemAlert error={error} kept />
          {children}
        </Stack>
      </form>
    </Dialog>
  );
}
