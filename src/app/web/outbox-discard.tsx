import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { discard, discardedWith } from '#platform/web/offline/outbox.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import { useEntryWords } from '#platform/web/offline/words.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { Confirm } from '#ui/dialog.tsx';
import { toastUndo } from '#ui/toast.tsx';
import styles from './outbox.module.css';

/** Throws an entry away, and offers the way back. */
export function useDiscard(): (entry: Entry) => Promise<void> {
  const { t } = useTranslation(['outbox', 'common']);
  const words = useEntryWords();
  return async (entry) => {
    const putBack = await discard(entry);
    toastUndo(t('discard.done', { what: words(entry) }), t('common:action.undo'), () => void putBack());
  };
}

/** Asks first, naming what goes with it. `label` where it is not called 'discard'. */
export function Discard({ entry, label }: { entry: Entry; label?: string }) {
  const { t } = useTranslation('outbox');
  const words = useEntryWords();
  const drop = useDiscard();
  const [asking, setAsking] = useState(false);
  const also = asking ? discardedWith(entry) : [];
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {label ?? t('discard.do')}
      </Button>
      <Confirm
        title={t('discard.title', { what: words(entry) })}
        text={
          <Stack gap="small">
            <p>{t('discard.text')}</p>
            {entry.state === 'pending' && entry.attempts > 0 && <p>{t('discard.tried')}</p>}
            {also.length > 0 && <p>{t('discard.with')}</p>}
            {also.length > 0 && (
              <ul className={styles.list}>
                {also.map((other) => (
                  <li key={other.id}>{words(other)}</li>
                ))}
              </ul>
            )}
          </Stack>
        }
        verb={label ?? t('discard.do')}
        danger
        open={asking}
        onConfirm={() => {
          setAsking(false);
          void drop(entry);
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
