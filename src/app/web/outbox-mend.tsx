import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendAgain } from '#platform/web/offline/outbox.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import { useEntryWords } from '#platform/web/offline/words.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Row, Stack } from '#ui/card.tsx';
import { useSentence } from '#ui/notice.tsx';
import type { To } from '#ui/shell.tsx';
import { toastDone } from '#ui/toast.tsx';
import { type EntryLine, useEntryLines } from './entry-lines.ts';
import { Discard } from './outbox-discard.tsx';
import { mendingOf, standingVersion } from './outbox-mending.ts';
import styles from './outbox.module.css';

/** What the server had against an entry, and the ways to mend it. */
export function Mend({ entry }: { entry: Entry }) {
  const { t } = useTranslation('outbox');
  const { sentence } = useSentence(entry.problem);
  const way = mendingOf(entry);
  if (way === 'conflict') return <Choose entry={entry} />;
  return (
    <Stack gap="small">
      <p className={styles.reason}>{way === 'gone' ? t('gone') : sentence}</p>
      <FieldErrors entry={entry} />
      {way === 'gone' && <Written entry={entry} />}
      <Row>
        {way === 'correct' && <Reopen entry={entry} primary />}
        {way === 'again' && <Button onClick={() => void sendAgain(entry)}>{t('again')}</Button>}
        {way === 'again' && <Reopen entry={entry} />}
        <Copy entry={entry} />
        <Discard entry={entry} />
      </Row>
    </Stack>
  );
}

/** Both sides, field by field, where they differ. */
function Choose({ entry }: { entry: Entry }) {
  const { t } = useTranslation('outbox');
  const lines = useEntryLines(entry);
  const [mine, theirs] = [lines(entry.problem?.submitted), lines(entry.problem?.current)];
  const keys = [...new Set([...mine, ...theirs].map(({ key }) => key))];
  const find = (side: readonly EntryLine[], key: string): EntryLine | undefined =>
    side.find((line) => line.key === key);
  const differing = keys.filter((key) => find(mine, key)?.text !== find(theirs, key)?.text);
  const version = standingVersion(entry.problem);
  const again = version === undefined ? {} : { ifMatch: version };
  return (
    <Stack gap="small">
      <p className={styles.reason}>{t('conflict.text')}</p>
      <dl className={styles.sides}>
        {differing.map((key) => (
          <div key={key}>
            <dt>{(find(mine, key) ?? find(theirs, key))?.label}</dt>
            <dd>
              <small>{t('conflict.mine')}</small> {find(mine, key)?.text || t('field.none')}
            </dd>
            <dd>
              <small>{t('conflict.theirs')}</small> {find(theirs, key)?.text || t('field.none')}
            </dd>
          </div>
        ))}
      </dl>
      <Row>
        <Button kind="primary" onClick={() => void sendAgain(entry, again)}>
          {t('conflict.useMine')}
        </Button>
        <Discard entry={entry} label={t('conflict.keepTheirs')} />
        <Copy entry={entry} />
      </Row>
    </Stack>
  );
}

function FieldErrors({ entry }: { entry: Entry }) {
  const errors = entry.problem?.errors ?? [];
  if (errors.length === 0) return null;
  return (
    <ul className={styles.list}>
      {errors.map(({ field, message }) => (
        <li key={field}>{message}</li>
      ))}
    </ul>
  );
}

/** The screen where it was written opens with what was written. */
function Reopen({ entry, primary }: { entry: Entry; primary?: boolean }) {
  const { t } = useTranslation('outbox');
  if (entry.about.screen === undefined) return null;
  return (
    <ButtonLink
      to={entry.about.screen as To}
      search={{ entry: entry.id } as never}
      {...(primary ? { kind: 'primary' as const } : {})}
    >
      {t('open')}
    </ButtonLink>
  );
}

function Written({ entry }: { entry: Entry }) {
  const lines = useEntryLines(entry)(entry.body);
  return (
    <dl className={styles.sides}>
      {lines.map(({ key, label, text }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was written, to be handed on by other ways. */
function Copy({ entry }: { entry: Entry }) {
  const { t } = useTranslation('outbox');
  const words = useEntryWords();
  const lines = useEntryLines(entry)(entry.body);
  const [shown, setShown] = useState(false);
  const text = [words(entry), ...lines.map((line) => `${line.label}: ${line.text}`)].join('\n');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      toastDone(t('copied'));
    } catch {
      // Without HTTPS, or where the person said no: then it is shown to be selected.
      setShown(true);
    }
  };
  return (
    <>
      <Button onClick={() => void copy()}>{t('copy')}</Button>
      {shown && (
        <div className={styles.shown}>
          <p>{t('copyFailed')}</p>
          <pre>{text}</pre>
        </div>
      )}
    </>
  );
}
