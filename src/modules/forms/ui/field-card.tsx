import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '#platform/web/language.ts';
import { IconButton } from '#ui/button.tsx';
import { Tag } from '#ui/tag.tsx';
import { stays } from '../rules-definition.ts';
import styles from './editor.module.css';
import { FieldDetails, type FieldDetailsProps } from './field-details.tsx';

interface FieldCardProps extends Omit<FieldDetailsProps, 'onPatch' | 'onReplace'> {
  open: boolean;
  /** It has just been moved this way: the hand stays on it. */
  movedBy: 1 | -1 | 0;
  first: boolean;
  last: boolean;
  /** How many places in it must be mended. */
  errors: number;
  onOpen: () => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
  onPatch: FieldDetailsProps['onPatch'];
  onReplace: FieldDetailsProps['onReplace'];
}

/** One question of the form under work: what it is in a line, and opened, all that can be said of it. */
export function FieldCard(props: FieldCardProps) {
  const { open, movedBy } = props;
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (movedBy !== 0) card.current?.querySelector<HTMLElement>(`[data-move='${movedBy}']`)?.focus();
  }, [movedBy]);
  return (
    <li ref={card} className={styles.card} data-open={open || undefined}>
      <Head {...props} />
      {open && (
        <div className={styles.details}>
          <FieldDetails {...props} />
        </div>
      )}
    </li>
  );
}

/** What the question is, in a line. */
function useNotes(field: FieldCardProps['field'], lists: FieldCardProps['lists']): string {
  const { t } = useTranslation('forms');
  const list = lists.find(({ value }) => value === field.optionsFrom)?.label ?? field.optionsFrom;
  return [
    t(`type.${field.type}`),
    field.required ? t('editor.required') : '',
    field.prefillFromLast ? t('editor.prefill') : '',
    field.factBasis ? t('editor.factBasis') : '',
    list === undefined ? '' : t('editor.fromList', { list }),
  ]
    .filter((note) => note !== '')
    .join(' · ');
}

function Head({ field, lists, open, first, last, errors, onOpen, onMove, onRemove }: FieldCardProps) {
  const { t } = useTranslation('forms');
  const written = field.labels[currentLanguage()] || field.labels['zh-Hant'];
  const label = written === '' ? t('editor.newField') : written;
  const mustStay = stays(field.key);
  const notes = useNotes(field, lists);
  const byKey = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || (step !== 1 && step !== -1)) return;
    event.preventDefault();
    if (!(step === 1 ? last : first)) onMove(step);
  };
  return (
    <div className={styles.cardHead}>
      <button type="button" className={styles.name} aria-expanded={open} onClick={onOpen} onKeyDown={byKey}>
        <span>
          {label} {errors > 0 && <Tag tone="bad">{t('editor.toMend', { count: errors })}</Tag>}
        </span>
        <small>{notes}</small>
      </button>
      <div className={styles.tools}>
        <IconButton
          data-move="-1"
          label={t('editor.up', { label })}
          aria-disabled={first}
          onKeyDown={byKey}
          onClick={() => !first && onMove(-1)}
        >
          <IconArrowUp size={18} aria-hidden />
        </IconButton>
        <IconButton
          data-move="1"
          label={t('editor.down', { label })}
          aria-disabled={last}
          onKeyDown={byKey}
          onClick={() => !last && onMove(1)}
        >
          <IconArrowDown size={18} aria-hidden />
        </IconButton>
        <IconButton
          className={styles.wideOnly}
          label={t(open ? 'editor.close' : 'editor.open', { label })}
          aria-expanded={open}
          onClick={onOpen}
        >
          <IconPencil size={18} aria-hidden />
        </IconButton>
        <IconButton
          label={t(mustStay ? 'editor.stays' : 'editor.remove', { label })}
          aria-disabled={mustStay}
          onClick={() => !mustStay && onRemove()}
        >
          <IconTrash size={18} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
