import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '#platform/web/language.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { CheckField } from '#ui/choice-fields.tsx';
import { toastUndo } from '#ui/toast.tsx';
import type { FormField } from '../contract.ts';
import { bounds } from '../contract-definition.ts';
import { fieldsOf } from '../rules.ts';
import {
  addField,
  addSection,
  type FieldPatch,
  holdsWhatStays,
  moveField,
  moveSection,
  newField,
  patchField,
  putBack,
  removeField,
  removeSection,
  setAlways,
} from './edit-definition.ts';
import styles from './editor.module.css';
import { FieldCard } from './field-card.tsx';
import type { ListChoice } from './field-details.tsx';
import type { Mistakes } from './mistakes.ts';
import type { FormEditor } from './use-form-editor.ts';

interface SectionListProps {
  editor: FormEditor;
  lists: readonly ListChoice[];
  mistakes: Mistakes;
}

interface Moved {
  key: string;
  step: 1 | -1;
  n: number;
  label: string;
}

/** The questions in their parts and order. One is open at a time. */
export function SectionList({ editor, lists, mistakes }: SectionListProps) {
  const { t } = useTranslation('forms');
  const { now, change } = editor;
  const [open, setOpen] = useState<string | null>(null);
  const [moved, setMoved] = useState<Moved | null>(null);
  const move = (field: FormField, step: 1 | -1): void => {
    change((definition) => moveField(definition, field.key, step));
    const n = fieldsOf(moveField(now, field.key, step)).findIndex(({ key }) => key === field.key) + 1;
    setMoved({ key: field.key, step, n, label: field.labels[currentLanguage()] });
  };
  return (
    <>
      {now.sections.map((section, index) => (
        <section key={section.key} className={styles.section} aria-label={t('editor.section', { n: index + 1 })}>
          <SectionHead editor={editor} index={index} error={mistakes.at(`definition.sections.${index}.fields`)} />
          <ol className={styles.cards}>
            {section.fields.map((field, at) => (
              <CardOf
                // By place: a question that is given another key keeps the hand on it.
                key={at}
                {...{ editor, lists, mistakes, field, open, setOpen, moved, move }}
                path={`definition.sections.${index}.fields.${at}`}
              />
            ))}
          </ol>
          <Button
            size="small"
            icon={<IconPlus size={18} aria-hidden />}
            onClick={() => {
              const field = newField(now);
              change((definition) => addField(definition, index, field));
              setOpen(field.key);
            }}
          >
            {t('editor.addField')}
          </Button>
        </section>
      ))}
      {now.sections.length < bounds.sections && (
        <Button kind="quiet" icon={<IconPlus size={18} aria-hidden />} onClick={() => change(addSection)}>
          {t('editor.addSection')}
        </Button>
      )}
      <div aria-live="polite" className={styles.heard}>
        {moved !== null && t('editor.moved', { label: moved.label, n: moved.n })}
      </div>
    </>
  );
}

interface CardOfProps extends SectionListProps {
  field: FormField;
  path: string;
  open: string | null;
  setOpen: (key: string | null) => void;
  moved: Moved | null;
  move: (field: FormField, step: 1 | -1) => void;
}

function CardOf({ editor, lists, mistakes, field, path, open, setOpen, moved, move }: CardOfProps) {
  const { t } = useTranslation(['forms', 'common']);
  const { now, before, change } = editor;
  const { key } = field;
  const all = fieldsOf(now);
  const sections = now.sections;
  const remove = (): void => {
    change((definition) => removeField(definition, key));
    toastUndo(t('editor.removed', { label: field.labels[currentLanguage()] }), t('common:action.undo'), () =>
      change((definition) => putBack(definition, now, key)),
    );
  };
  const patch = (said: FieldPatch, place?: string): void => {
    change((definition) => patchField(definition, key, said), place === undefined ? undefined : `${key}.${place}`);
    if (said.key !== undefined) setOpen(said.key);
  };
  return (
    <FieldCard
      field={field}
      lists={lists}
      published={fieldsOf(before).some((one) => one.key === key)}
      open={open === key}
      movedBy={moved?.key === key ? moved.step : 0}
      first={all[0]?.key === key && sections[0]?.fields[0]?.key === key}
      last={sections.at(-1)?.fields.at(-1)?.key === key}
      errors={mistakes.under(path)}
      errorAt={(under) => mistakes.at(`${path}.${under}`)}
      onOpen={() => setOpen(open === key ? null : key)}
      onMove={(step) => move(field, step)}
      onRemove={remove}
      onPatch={patch}
      onReplace={(next) => change((definition) => patchWhole(definition, key, next))}
    />
  );
}

/** As it is now, without what it had before. */
const patchWhole = (definition: FormEditor['now'], key: string, next: FormField): FormEditor['now'] => ({
  ...definition,
  sections: definition.sections.map((section) => ({
    ...section,
    fields: section.fields.map((field) => (field.key === key ? next : field)),
  })),
});

function SectionHead({ editor, index, error }: { editor: FormEditor; index: number; error: string | undefined }) {
  const { t } = useTranslation('forms');
  const { now, change } = editor;
  const section = now.sections[index];
  if (section === undefined) return null;
  const n = index + 1;
  const only = now.sections.length === 1;
  const stuck = holdsWhatStays(section);
  const removal = only ? t('editor.lastSection') : stuck ? t('editor.sectionStays') : t('editor.removeSection', { n });
  return (
    <>
      <div className={styles.sectionHead}>
        <h2>{t('editor.section', { n })}</h2>
        <CheckField
          label={t('editor.always')}
          value={section.always === true}
          onChange={(on) => change((definition) => setAlways(definition, index, on))}
        />
        <div className={styles.tools}>
          <IconButton
            label={t('editor.sectionUp', { n })}
            aria-disabled={index === 0}
            onClick={() => change((definition) => moveSection(definition, index, -1))}
          >
            <IconArrowUp size={18} aria-hidden />
          </IconButton>
          <IconButton
            label={t('editor.sectionDown', { n })}
            aria-disabled={n === now.sections.length}
            onClick={() => change((definition) => moveSection(definition, index, 1))}
          >
            <IconArrowDown size={18} aria-hidden />
          </IconButton>
          <IconButton
            label={removal}
            aria-disabled={only || stuck}
            onClick={() => !only && !stuck && change((definition) => removeSection(definition, index))}
          >
            <IconTrash size={18} aria-hidden />
          </IconButton>
        </div>
      </div>
      {error !== undefined && <div className={styles.error}>{error}</div>}
    </>
  );
}
