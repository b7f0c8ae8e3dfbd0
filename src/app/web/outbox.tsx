import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#platform/web/connection.ts';
import { useFormat } from '#platform/web/format.ts';
import { filledAt, fillPhone } from '#platform/web/offline/fill.ts';
import { allEntries, useOutbox } from '#platform/web/offline/mirror.ts';
import { measurePressure } from '#platform/web/offline/pressure.ts';
import { wakeSender } from '#platform/web/offline/sender.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import { useEntryWords } from '#platform/web/offline/words.ts';
import { Button } from '#ui/button.tsx';
import { Row, Section, Stack } from '#ui/card.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { toastDone } from '#ui/toast.tsx';
import { OutboxEntry } from './outbox-entry.tsx';
import styles from './outbox.module.css';

/** What this phone wrote and the server does not have yet, in order; each with why, and what can be done. */
export default function OutboxScreen() {
  const { t } = useTranslation(['outbox', 'common']);
  const entries = useOutbox();
  // Who opens this page wants to see it all, also where nothing waits.
  useEffect(() => {
    void allEntries();
    void measurePressure();
  }, []);
  const unsent = entries.filter(({ state }) => state !== 'sent');
  const pending = unsent.some(({ state }) => state === 'pending');
  return (
    <Page
      title={t('title')}
      titleNote={unsent.length > 0 && t('count', { count: unsent.length })}
      back={{ link: { to: '/me' }, label: t('common:nav.me') }}
      width="reading"
      actions={pending && <SendNow />}
    >
      {unsent.length === 0 ? (
        <EmptyState title={t('empty.title')} text={t('empty.text')} />
      ) : (
        <ol className={styles.entries} aria-label={t('title')}>
          {unsent.map((entry) => (
            <OutboxEntry key={entry.id} entry={entry} entries={entries} />
          ))}
        </ol>
      )}
      <Sent entries={entries.filter(({ state }) => state === 'sent')} />
      <OnThePhone />
    </Page>
  );
}

function SendNow() {
  const { t } = useTranslation('outbox');
  const whyNot = useConnection() === 'offline' ? t('why.noNetwork') : undefined;
  return (
    <Button whyNot={whyNot} onClick={wakeSender}>
      {t('sendNow')}
    </Button>
  );
}

function Sent({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const words = useEntryWords();
  const today = entries.filter(
    ({ sentAt }) => sentAt !== null && format.dayOf(new Date(sentAt).toISOString()) === format.today(),
  );
  if (today.length === 0) return null;
  return (
    <details className={styles.sent}>
      <summary>{t('sent', { count: today.length })}</summary>
      <ul>
        {today.toReversed().map((entry) => (
          <li key={entry.id}>
            {words(entry)} <small>{format.instant(new Date(entry.sentAt ?? 0).toISOString(), 'time')}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** When the phone was last given what the day needs, and how to do it now. */
function OnThePhone() {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const [at, setAt] = useState<number>();
  const [busy, setBusy] = useState(false);
  useEffect(() => void filledAt().then(setAt), []);
  const fill = async (): Promise<void> => {
    setBusy(true);
    const filled = await fillPhone(true).catch(() => false);
    setBusy(false);
    toastDone(t(filled ? 'phone.done' : 'phone.failed'));
    if (filled) setAt(await filledAt());
  };
  const time = at === undefined ? '' : format.instant(new Date(at).toISOString(), 'monthDayTime');
  return (
    <Section title={t('phone.title')}>
      <Stack>
        <p>{at === undefined ? t('phone.never') : t('phone.filled', { time })}</p>
        <Row>
          <Button busy={busy} onClick={() => void fill()}>
            {t('phone.fill')}
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}
