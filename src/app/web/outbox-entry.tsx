import { useTranslation } from 'react-i18next';
import { useConnection } from '#platform/web/connection.ts';
import { useFormat } from '#platform/web/format.ts';
import { blockersOf } from '#platform/web/offline/rules.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import { useEntryWords } from '#platform/web/offline/words.ts';
import { Card, Row } from '#ui/card.tsx';
import { Tag } from '#ui/tag.tsx';
import { Discard } from './outbox-discard.tsx';
import { Mend } from './outbox-mend.tsx';
import styles from './outbox.module.css';

interface OutboxEntryProps {
  entry: Entry;
  entries: readonly Entry[];
}

/** One entry: what it is, when it was written, how it stands, and what can be done. */
export function OutboxEntry({ entry, entries }: OutboxEntryProps) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const words = useEntryWords();
  const { state } = entry;
  return (
    <li>
      <Card>
        <div className={styles.head}>
          <h2>{words(entry)}</h2>
          <Tag tone={state === 'refused' ? 'bad' : 'info'}>{t(`state.${state}`)}</Tag>
        </div>
        <small>{t('written', { time: format.instant(new Date(entry.writtenAt).toISOString(), 'monthDayTime') })}</small>
        {state === 'refused' ? (
          <Mend entry={entry} />
        ) : (
          <Row className={styles.foot}>
            <p>
              <Why entry={entry} entries={entries} />
            </p>
            <Discard entry={entry} />
          </Row>
        )}
      </Card>
    </li>
  );
}

/** Why it has not been sent yet. */
function Why({ entry, entries }: OutboxEntryProps) {
  const { t } = useTranslation('outbox');
  const words = useEntryWords();
  const connection = useConnection();
  const blockers = blockersOf(entry, entries);
  const refused = blockers.find(({ state }) => state === 'refused');
  if (refused !== undefined) return t('why.mend', { what: words(refused) });
  if (connection !== 'on') return t('why.network');
  const [first] = blockers;
  if (first !== undefined) return t('why.entry', { what: words(first) });
  return entry.attempts > 0 ? t('why.tried', { count: entry.attempts }) : t('why.soon');
}
