import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '#platform/web/language.ts';
import { Button } from '#ui/button.tsx';
import { Row, Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import type { Form } from '../contract.ts';
import { bounds } from '../contract-definition.ts';
import { asWritten, definitionErrors } from '../rules-definition.ts';
import { DraftNotice, LeaveGuard } from './draft-guard.tsx';
import { allTextsLacking, fillDefinition } from './edit-definition.ts';
import styles from './editor.module.css';
import type { ListChoice } from './field-details.tsx';
import { FormConflict, standingIn } from './form-conflict.tsx';
import { FormPreview } from './form-preview.tsx';
import { LabelsFields } from './labels-fields.tsx';
import { type Mistakes, mistakesOf, spoken } from './mistakes.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { SectionList } from './section-list.tsx';
import { useSentenceOf } from './sentence-of.ts';
import { type FormDraft, type FormEditor, useFormEditor } from './use-form-editor.ts';
import { type Publishing, usePublish } from './use-publish.ts';
import { VersionHistory } from './version-history.tsx';

interface FormEditorPageProps {
  form: Form;
  draft: FormDraft | null;
  lists: readonly ListChoice[];
  onPublished: (form: Form) => void;
  onDrop: () => void;
}

/** A form under work: its questions, how it looks on the phone, its versions. */
export function EditForm({ form, draft, lists, onPublished, onDrop }: FormEditorPageProps) {
  const { t } = useTranslation(['forms', 'common']);
  const editor = useFormEditor(form, draft);
  const publishing = usePublish(form.code, onPublished);
  const [asking, setAsking] = useState(false);
  const { mistakes, times, ask } = useMistakes(editor);
  const { now, dirty } = editor;
  const name = form.definition.labels[currentLanguage()];
  return (
    <Page
      title={t('editor.title', { name })}
      titleNote={t('list.version', { version: form.version })}
      back={{ link: { to: '/forms' }, label: t('nav.list') }}
      task
      footer={
        <Button
          kind="primary"
          whyNot={dirty ? undefined : t('editor.unchanged')}
          onClick={() => ask().length === 0 && setAsking(true)}
        >
          {t('editor.publish')}
        </Button>
      }
    >
      <Stack>
        {draft !== null && dirty && <DraftNotice draft={draft} form={form} onDrop={onDrop} />}
        <ToMend mistakes={mistakes} times={times} />
        <Sides preview={<FormPreview definition={now} />}>
          <Questions editor={editor} lists={lists} mistakes={mistakes} />
        </Sides>
        <VersionHistory form={form} dirty={dirty} publishing={publishing} />
      </Stack>
      <LeaveGuard dirty={dirty} />
      {asking && (
        <Asked
          editor={editor}
          publishing={publishing}
          onClose={() => {
            publishing.forget();
            setAsking(false);
          }}
        />
      )}
    </Page>
  );
}

interface AskedProps {
  editor: FormEditor;
  publishing: Publishing;
  onClose: () => void;
}

/** What publishing would change; and where somebody was first, which of both it is to be. */
function Asked({ editor, publishing, onClose }: AskedProps) {
  const { t } = useTranslation('forms');
  const { before, base, now } = editor;
  const { busy, error, publish } = publishing;
  const mine = asWritten(now);
  const standing = standingIn(publishing.problem);
  if (standing !== undefined)
    return <FormConflict mine={mine} standing={standing} busy={busy} onPublish={publish} onClose={onClose} />;
  return (
    <PublishDialog
      title={t('publish.title', { name: now.labels[currentLanguage()], version: base + 1 })}
      verb={t('publish.verb')}
      before={before}
      after={mine}
      notes={[]}
      busy={busy}
      error={error}
      onPublish={() => publish(mine, base)}
      onClose={onClose}
    />
  );
}

/** What must be mended, from the first attempt to publish on. */
function useMistakes(editor: FormEditor): {
  mistakes: Mistakes;
  /** How often it was tried. */
  times: number;
  ask: () => Mistakes['all'];
} {
  const sentenceOf = useSentenceOf();
  const [times, setTimes] = useState(0);
  const all = spoken(definitionErrors(asWritten(editor.now), [editor.before]), sentenceOf);
  return {
    mistakes: mistakesOf(times > 0 ? all : []),
    times,
    ask: () => {
      setTimes(times + 1);
      return all;
    },
  };
}

function ToMend({ mistakes, times }: { mistakes: Mistakes; times: number }) {
  const { t } = useTranslation('forms');
  const place = useRef<HTMLDivElement>(null);
  // Publishing is asked from the form's end: what keeps it back stands at its head.
  useEffect(() => {
    if (times > 0) place.current?.scrollIntoView({ block: 'center' });
  }, [times]);
  if (mistakes.all.length === 0) return null;
  // What belongs to no question is said here, e.g. one that must not be missing.
  const whole = mistakes.all.filter(({ field }) => field === 'definition.sections');
  return (
    <div role="alert" ref={place}>
      <Notice tone="bad">
        <p>
          <b>{t('editor.problems', { count: mistakes.all.length })}</b>
        </p>
        {whole.map(({ sentence }) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {whole.length < mistakes.all.length && <p>{t('editor.where')}</p>}
      </Notice>
    </div>
  );
}

/** Side by side where there is room, one after the other's press where there is not. */
function Sides({ preview, children }: { preview: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('forms');
  const roomy = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false });
  const [side, setSide] = useState<'edit' | 'preview'>('edit');
  if (roomy)
    return (
      <div className={styles.sides}>
        <div className={styles.grow}>{children}</div>
        <section className={styles.beside} aria-label={t('editor.preview')}>
          <h2>{t('editor.preview')}</h2>
          {preview}
        </section>
      </div>
    );
  return (
    <Stack>
      <ChipChoice
        label={t('editor.mode')}
        labelHidden
        required
        choices={[
          { value: 'edit', label: t('editor.edit') },
          { value: 'preview', label: t('editor.preview') },
        ]}
        value={side}
        onChange={(next) => next !== null && setSide(next)}
      />
      {side === 'edit' ? children : preview}
    </Stack>
  );
}

/** Ctrl+Z takes a step back, but in a field it is the field's own. */
function useUndoKey(undo: () => void): void {
  useEffect(() => {
    const byKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      undo();
    };
    document.addEventListener('keydown', byKey);
    return () => document.removeEventListener('keydown', byKey);
  }, [undo]);
}

interface QuestionsProps {
  editor: FormEditor;
  lists: readonly ListChoice[];
  mistakes: Mistakes;
}

function Questions({ editor, lists, mistakes }: QuestionsProps) {
  const { t } = useTranslation('forms');
  const { now, change, undo, canUndo } = editor;
  const lacking = allTextsLacking(now);
  useUndoKey(undo);
  return (
    <div className={styles.questions}>
      <LabelsFields
        label={t('editor.formName')}
        value={now.labels}
        maxLength={bounds.label}
        errorOf={(language) => mistakes.at(`definition.labels.${language}`)}
        onChange={(labels, language) => change((definition) => ({ ...definition, labels }), `labels.${language}`)}
      />
      <Row>
        {canUndo && (
          <Button size="small" onClick={undo}>
            {t('editor.undo')}
          </Button>
        )}
        {lacking > 0 && (
          <Button size="small" onClick={() => change(fillDefinition)}>
            {t('field.fillAll')}
          </Button>
        )}
        <small className={styles.wideOnly}>{t('editor.keys')}</small>
      </Row>
      <SectionList editor={editor} lists={lists} mistakes={mistakes} />
    </div>
  );
}
