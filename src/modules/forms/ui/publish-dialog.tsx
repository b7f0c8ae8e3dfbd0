import { useTranslation } from 'react-i18next';
import { currentLanguage } from '#platform/web/language.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice, ProblemAlert } from '#ui/notice.tsx';
import type { FormDefinition, FormField } from '../contract.ts';
import { changesOf, nothingChanged } from '../rules-changes.ts';
import { same } from '../rules-definition.ts';
import styles from './editor.module.css';

interface PublishDialogProps {
  title: string;
  verb: string;
  /** What stands now, and what would. */
  before: FormDefinition;
  after: FormDefinition;
  notes: readonly string[];
  busy: boolean;
  error: unknown;
  onPublish: () => void;
  onClose: () => void;
}

/** Before a version is published: what it changes, and what becomes of the reports there are. */
export function PublishDialog(props: PublishDialogProps) {
  const { title, verb, before, after, notes, busy, error, onPublish, onClose } = props;
  const { t } = useTranslation(['forms', 'common']);
  const unchanged = nothingChanged(changesOf(before, after));
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="primary" busy={busy} whyNot={unchanged ? t('publish.same') : undefined} onClick={onPublish}>
            {verb}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={error} kept />
        <ChangeList before={before} after={after} />
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <Notice>{t('publish.kept')}</Notice>
      </Stack>
    </Dialog>
  );
}

const parts = [
  'labels',
  'type',
  'hint',
  'unit',
  'options',
  'optionsFrom',
  'required',
  'min',
  'max',
  'prefillFromLast',
  'factBasis',
] as const;

function ChangeList({ before, after }: { before: FormDefinition; after: FormDefinition }) {
  const { t } = useTranslation('forms');
  const language = currentLanguage();
  const { added, removed, changed, arranged, renamed } = changesOf(before, after);
  const name = (field: FormField): string => field.labels[language];
  const differing = (one: FormField, other: FormField): string =>
    new Intl.ListFormat(language, { style: 'narrow' }).format(
      parts.filter((part) => !same(one[part], other[part])).map((part) => t(`part.${part}`)),
    );
  const groups = [
    { key: 'added', lines: added.map(name) },
    { key: 'removed', lines: removed.map(name) },
    {
      key: 'changed',
      lines: changed.map((pair) =>
        t('publish.changedField', { label: name(pair.after), parts: differing(pair.before, pair.after) }),
      ),
    },
  ] as const;
  return (
    <>
      {groups
        .filter(({ lines }) => lines.length > 0)
        .map(({ key, lines }) => (
          <div key={key} className={styles.changes}>
            <h3>{t(`publish.${key}`)}</h3>
            <ul>
              {lines.map((line, index) => (
                <li key={index}>{line}</li>
              ))}
            </ul>
          </div>
        ))}
      {renamed && <p>{t('publish.renamed', { name: after.labels[language] })}</p>}
      {arranged && <p>{t('publish.arranged')}</p>}
    </>
  );
}
