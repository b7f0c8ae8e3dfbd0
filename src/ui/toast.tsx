import { notifications } from '@mantine/notifications';
import { Button } from './button.tsx';
import styles from './toast.module.css';

let count = 0;

let done = '';

/**
 * Says that something is done, for a few seconds; never for what a person must read. It gives way to the next one, and a finger reaches
 * through it: it may lie over what is pressed next.
 */
export function toastDone(message: string): void {
  notifications.hide(done);
  count += 1;
  done = `done-${count}`;
  const className = `${styles.toast} ${styles.through}`;
  notifications.show({ id: done, message, withCloseButton: false, autoClose: 4_000, className });
}

/**
 * Says that something is done and offers the way back, for as long as one needs to see the slip (10 s; it waits under the pointer).
 * `label` is the verb, usually `t('common:action.undo')`.
 */
export function toastUndo(message: string, label: string, onUndo: () => void): void {
  count += 1;
  const id = `undo-${count}`;
  const undo = (): void => {
    notifications.hide(id);
    onUndo();
  };
  notifications.show({
    id,
    withCloseButton: false,
    autoClose: 10_000,
    className: styles.toast,
    message: (
      <div className={styles.row}>
        <span>{message}</span>
        <Button kind="quiet" onClick={undo}>
          {label}
        </Button>
      </div>
    ),
  });
}
