import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '#ui/button.tsx';
import type { FormField, FormOption } from '../contract.ts';
import { bounds } from '../contract-definition.ts';
import { keptOf, optionCounts } from '../rules-definition.ts';
import { moved, newOption, nothingSaid } from './edit-definition.ts';
import styles from './editor.module.css';
import { LabelsFields } from './labels-fields.tsx';

interface OptionsEditorProps {
  field: FormField;
  errorAt: (under: string) => string | undefined;
  onChange: (options: FormOption[], place?: string) => void;
}

const titles = { scale: 'field.steps', quantityByBrand: 'field.brands' } as const;

/** The choices of a question: their texts, their order. */
export function OptionsEditor({ field, errorAt, onChange }: OptionsEditorProps) {
  const { t } = useTranslation('forms');
  const options = field.options ?? [];
  const kept = keptOf(field.key);
  const most = kept?.steps ?? optionCounts[field.type]?.most ?? bounds.options;
  const error = errorAt('options');
  const set = (at: number, patch: Partial<FormOption>, place: string): void =>
    onChange(
      options.map((option, index) => (index === at ? { ...option, ...patch } : option)),
      place,
    );
  return (
    <fieldset className={styles.options}>
      <legend>
        {t(field.type === 'scale' || field.type === 'quantityByBrand' ? titles[field.type] : 'field.options')}
      </legend>
      {kept?.steps !== undefined && <small>{t('field.stepsStay')}</small>}
      {options.length === 0 && <small>{t('field.noOptions')}</small>}
      <ol>
        {options.map((option, at) => (
          <OptionRow
            key={option.code}
            option={option}
            at={at}
            field={field}
            stays={kept?.steps !== undefined || kept?.codes?.includes(option.code) === true}
            errorAt={errorAt}
            onSet={(patch, part) => set(at, patch, `${field.key}.${option.code}.${part}`)}
            onMove={(step) => onChange(moved(options, at, step))}
            onRemove={() => onChange(options.toSpliced(at, 1))}
          />
        ))}
      </ol>
      {error !== undefined && <div className={styles.error}>{error}</div>}
      {options.length < most && (
        <Button
          size="small"
          icon={<IconPlus size={18} aria-hidden />}
          onClick={() => onChange([...options, newOption(options)])}
        >
          {t('field.addOption')}
        </Button>
      )}
    </fieldset>
  );
}

interface OptionRowProps {
  option: FormOption;
  at: number;
  field: FormField;
  stays: boolean;
  errorAt: (under: string) => string | undefined;
  onSet: (patch: Partial<FormOption>, part: string) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
}

function OptionRow({ option, at, field, stays, errorAt, onSet, onMove, onRemove }: OptionRowProps) {
  const { t } = useTranslation('forms');
  const n = at + 1;
  const path = `options.${at}`;
  return (
    <li className={styles.option}>
      <div className={styles.grow}>
        <LabelsFields
          compact
          label={t('field.optionN', { n })}
          value={option.labels}
          maxLength={bounds.label}
          errorOf={(language) => errorAt(`${path}.labels.${language}`)}
          onChange={(labels, language) => onSet({ labels }, language)}
        />
        {field.type === 'quantityByBrand' && (
          <LabelsFields
            compact
            optional
            label={t('field.unit')}
            value={option.unit ?? nothingSaid}
            maxLength={bounds.unit}
            onChange={(unit, language) => onSet({ unit }, `unit.${language}`)}
          />
        )}
        {errorAt(`${path}.code`) !== undefined && <div className={styles.error}>{errorAt(`${path}.code`)}</div>}
      </div>
      <div className={styles.tools}>
        <IconButton label={t('field.optionUp', { n })} aria-disabled={at === 0} onClick={() => onMove(-1)}>
          <IconArrowUp size={18} aria-hidden />
        </IconButton>
        <IconButton
          label={t('field.optionDown', { n })}
          aria-disabled={n === field.options?.length}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={18} aria-hidden />
        </IconButton>
        <IconButton
          label={
            stays ? t(field.type === 'scale' ? 'field.stepsStay' : 'field.optionStays') : t('field.removeOption', { n })
          }
          aria-disabled={stays}
          onClick={() => !stays && onRemove()}
        >
          <IconTrash size={18} aria-hidden />
        </IconButton>
      </div>
    </li>
  );
}
