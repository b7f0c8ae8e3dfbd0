import '@mantine/core/styles/Modal.layer.css';
import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { TextAreaField } from './fields.tsx';
import { useWide } from './width.ts';

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** Of what it asks, in the reader's hand's reach: buttons, the strongest last. */
  actions?: ReactNode;
  size?: 'small' | 'large';
  children: ReactNode;
}

/** Something asked before the work goes on: a window on the desk, the whole width at the bottom on the phone. */
export function Dialog({ title, open, onClose, actions, size = 'small', children }: DialogProps) {
  const { t } = useTranslation();
  const wide = useWide();
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      centered={wide}
      size={wide ? (size === 'small' ? '30rem' : '48rem') : '100%'}
      yOffset={wide ? '5dvh' : 0}
      xOffset={wide ? '5vw' : 0}
      transitionProps={{ transition: wide ? 'fade' : 'slide-up', duration: 120 }}
      overlayProps={{ color: 'var(--veil)', backgroundOpacity: 1 }}
      closeButtonProps={{ 'aria-label': t('action.close'), size: 'var(--tap)' }}
      classNames={{
        title: styles.title,
        header: styles.header,
        body: styles.body,
        inner: wide ? '' : styles.bottom,
        content: styles.content,
      }}
    >
      {children}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </Modal>
  );
}

interface ConfirmProps {
  title: string;
  text?: ReactNode;
  /** The verb of the button, e.g. 「移走」; never just 'OK'. */
  verb: string;
  open: boolean;
  busy?: boolean;
  danger?: boolean;
  /** `required`: it cannot be done without a written reason. */
  reason?: 'none' | 'optional' | 'required';
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks before what cannot be taken back by itself, with the reason where one is due. */
export function Confirm({ title, text, verb, open, busy, danger, reason = 'none', onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = reason === 'required' && why.trim() === '';
  const confirm = (): void => {
    setAsked(true);
    if (!missing) onConfirm(why.trim());
  };
  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={confirm}>
            {verb}
          </Button>
        </>
      }
    >
      {text}
      {reason !== 'none' && (
        <TextAreaField
          label={t('field.reason')}
          description={t('field.reasonHint')}
          optional={reason === 'optional'}
          value={why}
          onChange={setWhy}
          error={asked && missing ? t('field.required', { label: t('field.reason') }) : undefined}
        />
      )}
    </Dialog>
  );
}
