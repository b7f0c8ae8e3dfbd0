import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '#platform/web/answer.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { currentLanguage } from '#platform/web/language.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Section } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ErrorState } from '#ui/notice.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Form, FormDefinition } from '../contract.ts';
import { asWritten } from '../rules-definition.ts';
import styles from './editor.module.css';
import { FormPreview } from './form-preview.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { standingIn } from './form-conflict.tsx';
import type { Publishing } from './use-publish.ts';

type Version = Answer<'get', '/api/v1/forms/{code}/versions'>['items'][number];

interface VersionHistoryProps {
  form: Form;
  /** There are unpublished changes; going back throws them away. */
  dirty: boolean;
  publishing: Publishing;
}

/** Every version there was: to look at, and to go back to by publishing it anew. */
export function VersionHistory({ form, dirty, publishing }: VersionHistoryProps) {
  const { t } = useTranslation('forms');
  const list = $api.useQuery('get', '/api/v1/forms/{code}/versions', { params: { path: { code: form.code } } });
  const [asked, setAsked] = useState<{ version: number; what: 'look' | 'back' } | null>(null);
  if (list.data === undefined)
    return list.error === null ? <Busy /> : <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const close = (): void => {
    publishing.forget();
    setAsked(null);
  };
  return (
    <Section title={t('history.title')}>
      <ol className={styles.versions}>
        {list.data.items.map((item) => (
          <VersionRow
            key={item.version}
            item={item}
            onLook={() => setAsked({ version: item.version, what: 'look' })}
            onBack={() => setAsked({ version: item.version, what: 'back' })}
          />
        ))}
      </ol>
      {asked?.what === 'look' && <Look code={form.code} version={asked.version} onClose={close} />}
      {asked?.what === 'back' && (
        <GoBack form={form} version={asked.version} dirty={dirty} publishing={publishing} onClose={close} />
      )}
    </Section>
  );
}

function VersionRow({ item, onLook, onBack }: { item: Version; onLook: () => void; onBack: () => void }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const { version, activeFrom, retiredAt } = item;
  const from = format.instant(activeFrom);
  return (
    <li className={styles.version}>
      <div className={styles.grow}>
        {t('list.version', { version })} {retiredAt === null ? <Tag tone="good">{t('history.present')}</Tag> : null}
        <small>
          {retiredAt === null
            ? t('list.since', { at: from })
            : t('history.span', { from, to: format.instant(retiredAt) })}
        </small>
      </div>
      <Button size="small" aria-label={t('history.lookLabel', { version })} onClick={onLook}>
        {t('history.look')}
      </Button>
      {retiredAt !== null && (
        <Button size="small" aria-label={t('history.backLabel', { version })} onClick={onBack}>
          {t('history.back')}
        </Button>
      )}
    </li>
  );
}

const useVersion = (code: string, version: number) =>
  $api.useQuery(
    'get',
    '/api/v1/forms/{code}',
    { params: { path: { code }, query: { version } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );

function Look({ code, version, onClose }: { code: string; version: number; onClose: () => void }) {
  const { t } = useTranslation('forms');
  const read = useVersion(code, version);
  return (
    <Dialog title={t('history.lookTitle', { version })} open onClose={onClose}>
      {read.data === undefined ? (
        read.error === null ? (
          <Busy />
        ) : (
          <ErrorState error={read.error} onRetry={() => void read.refetch()} />
        )
      ) : (
        <FormPreview definition={read.data.definition as FormDefinition} />
      )}
    </Dialog>
  );
}

interface GoBackProps extends VersionHistoryProps {
  version: number;
  onClose: () => void;
}

function GoBack({ form, version, dirty, publishing, onClose }: GoBackProps) {
  const { t } = useTranslation('forms');
  const read = useVersion(form.code, version);
  if (read.data === undefined) return read.error === null ? <Busy /> : <ErrorState error={read.error} />;
  const after = asWritten(read.data.definition as FormDefinition);
  // Somebody published in the meantime: against what stands by now.
  const standing = standingIn(publishing.problem);
  const present = standing ?? { definition: asWritten(form.definition), version: form.version };
  const name = after.labels[currentLanguage()];
  return (
    <PublishDialog
      title={t('publish.restoreTitle', { name, version })}
      verb={t('publish.restoreVerb')}
      before={present.definition}
      after={after}
      notes={[
        t('publish.restoreText', { next: present.version + 1, version }),
        ...(dirty ? [t('publish.draftGoes')] : []),
      ]}
      busy={publishing.busy}
      error={publishing.error}
      onPublish={() => publishing.publish(after, present.version)}
      onClose={onClose}
    />
  );
}
