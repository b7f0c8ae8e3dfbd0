import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#platform/web/connection.ts';
import { allEntries, useOutbox } from '#platform/web/offline/mirror.ts';
import { wakeSender } from '#platform/web/offline/sender.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import { useEntryWords } from '#platform/web/offline/words.ts';
import { signOut } from '#platform/web/session.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import styles from './sign-out.module.css';

const isUnsent = ({ state }: Entry): boolean => state !== 'sent';

/** More than these are told by their number. */
const shownAtMost = 6;

/** Signing out wipes the phone: what it has not sent yet is named first, and may be sent before. Works without a network. */
export function SignOut({ onSignedOut }: { onSignedOut: () => Promise<void> }) {
  const { t } = useTranslation('identity');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const leave = async (): Promise<void> => {
    setBusy(true);
    await signOut(onSignedOut);
  };
  const ask = async (): Promise<void> => {
    if ((await allEntries()).some(isUnsent)) setAsking(true);
    else await leave();
  };
  return (
    <>
      <Button busy={busy} onClick={() => void ask()}>
        {t('me.sessions.signOut')}
      </Button>
      {asking && <Unsent busy={busy} onLeave={() => void leave()} onClose={() => setAsking(false)} />}
    </>
  );
}

function Unsent({ busy, onLeave, onClose }: { busy: boolean; onLeave: () => void; onClose: () => void }) {
  const { t } = useTranslation(['identity', 'common']);
  const words = useEntryWords();
  const connection = useConnection();
  const unsent = useOutbox().filter(isUnsent);
  const [sending, setSending] = useState(false);
  const left = unsent.length;
  useEffect(() => {
    if (sending && left === 0) onLeave();
  }, [sending, left, onLeave]);
  const sendFirst = (): void => {
    setSending(true);
    wakeSender();
  };
  const stuck = unsent.some(({ state }) => state === 'refused') ? t('me.signOut.refused') : undefined;
  const whyNot = connection === 'on' ? stuck : t('me.signOut.offline');
  return (
    <Dialog
      title={t('me.signOut.title', { count: left })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={onLeave}>
            {t('me.signOut.discard')}
          </Button>
          <Button kind="primary" busy={sending && whyNot === undefined} whyNot={whyNot} onClick={sendFirst}>
            {t('me.signOut.send')}
          </Button>
        </>
      }
    >
      <Stack>
        <p>{t('me.signOut.text')}</p>
        <ul className={styles.list}>
          {unsent.slice(0, shownAtMost).map((entry) => (
            <li key={entry.id}>{words(entry)}</li>
          ))}
        </ul>
        {left > shownAtMost && <small>{t('me.signOut.more', { count: left - shownAtMost })}</small>}
      </Stack>
    </Dialog>
  );
}
