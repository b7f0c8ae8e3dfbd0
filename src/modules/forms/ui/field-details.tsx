import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#ui/button.tsx';
import { Row, Stack } from '#ui/card.tsx';
import { CheckField, SelectField } from '#ui/choice-fields.tsx';
import { TextField } from '#ui/fields.tsx';
import type { FieldType, FormField } from '../contract.ts';
import { bounds, fieldTypes } from '../contract-definition.ts';
import { keptOf, longestText, optionCounts, properties } from '../rules-definition.ts';
import { type FieldPatch, fillField, newOption, nothingSaid, ofType, textsLacking } from './edit-definition.ts';
import styles from './editor.module.css';
import { LabelsFields } from './labels-fields.tsx';
import { OptionsEditor } from './options-editor.tsx';

/** A code list of the company by its name in the API. */
export interface ListChoice {
  value: string;
  label: string;
}

export interface FieldDetailsProps {
  field: FormField;
  /** It stands in a version already: its key and its kind are fixed. */
  published: boolean;
  lists: readonly ListChoice[];
  /** The sentence for a place below the field, e.g. `labels.en`. */
  errorAt: (under: string) => string | undefined;
  onPatch: (patch: FieldPatch, place?: string) => void;
  onReplace: (field: FormField) => void;
}

/** Everything that can be said of one question. */
export function FieldDetails(props: FieldDetailsProps) {
  const { field, errorAt, onPatch, onReplace } = props;
  const { t } = useTranslation('forms');
  const lacking = textsLacking(field);
  return (
    <Stack>
      <LabelsFields
        label={t('field.name')}
        value={field.labels}
        maxLength={bounds.label}
        errorOf={(language) => errorAt(`labels.${language}`)}
        onChange={(labels, language) => onPatch({ labels }, `labels.${language}`)}
      />
      <KindFields key={field.key} {...props} />
      <Switches {...props} />
      <Measures {...props} />
      <Source {...props} />
      {optionCounts[field.type] !== undefined && field.optionsFrom === undefined && (
        <OptionsEditor field={field} errorAt={errorAt} onChange={(options, place) => onPatch({ options }, place)} />
      )}
      {lacking > 0 && (
        <Row>
          <small>{t('field.missingTexts', { count: lacking })}</small>
          <Button size="small" onClick={() => onReplace(fillField(field))}>
            {t('field.fill')}
          </Button>
        </Row>
      )}
    </Stack>
  );
}

function KindFields({ field, published, errorAt, onPatch, onReplace }: FieldDetailsProps) {
  const { t } = useTranslation('forms');
  const [key, setKey] = useState(field.key);
  const types = fieldTypes.filter((type) => type === field.type || type !== 'contacts' || field.key === 'met');
  return (
    <div className={styles.pair}>
      <SelectField<FieldType>
        label={t('field.type')}
        options={types.map((value) => ({ value, label: t(`type.${value}`) }))}
        value={field.type}
        disabled={published}
        description={published ? t('field.typeStays') : undefined}
        error={errorAt('type')}
        onChange={(type) => type !== '' && onReplace(ofType(field, type))}
      />
      {/* Only a whole key is a key: half of one would be another question's for a moment. */}
      <div onBlur={() => key !== field.key && onPatch({ key })}>
        <TextField
          label={t('field.key')}
          value={key}
          disabled={published}
          maxLength={40}
          description={published ? undefined : t('field.keyHint')}
          error={errorAt('key')}
          onChange={setKey}
        />
      </div>
    </div>
  );
}

function Switches({ field, onPatch }: FieldDetailsProps) {
  const { t } = useTranslation('forms');
  const mayBasis = properties[field.type].includes('factBasis');
  const set = (name: 'required' | 'prefillFromLast' | 'factBasis') => (on: boolean) =>
    onPatch({ [name]: on ? true : undefined });
  return (
    <div className={styles.switches}>
      <CheckField label={t('field.required')} value={field.required === true} onChange={set('required')} />
      <CheckField label={t('field.prefill')} value={field.prefillFromLast === true} onChange={set('prefillFromLast')} />
      {mayBasis && <CheckField label={t('field.basis')} value={field.factBasis === true} onChange={set('factBasis')} />}
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  value: number | undefined;
  most: number;
  error: string | undefined;
  onChange: (value: number | undefined) => void;
}

function NumberField({ label, value, most, error, onChange }: NumberFieldProps) {
  const read = (text: string): number | undefined => {
    const digits = text.replaceAll(/\D/g, '');
    return digits === '' ? undefined : Math.min(most, Number(digits));
  };
  return (
    <TextField
      label={label}
      optional
      inputMode="numeric"
      value={value === undefined ? '' : String(value)}
      error={error}
      onChange={(text) => onChange(read(text))}
    />
  );
}

/** Bounds, unit and hint, as far as the kind has them. */
function Measures({ field, errorAt, onPatch }: FieldDetailsProps) {
  const { t } = useTranslation('forms');
  const has = (name: 'min' | 'max' | 'unit' | 'hint'): boolean => properties[field.type].includes(name);
  return (
    <>
      {has('max') && (
        <div className={styles.pair}>
          {has('min') && (
            <NumberField
              label={t('field.min')}
              value={field.min}
              most={bounds.number}
              error={errorAt('min')}
              onChange={(min) => onPatch({ min }, 'min')}
            />
          )}
          <NumberField
            label={t(field.type === 'text' ? 'field.maxLength' : 'field.max')}
            value={field.max}
            most={field.type === 'text' ? longestText : bounds.number}
            error={errorAt('max')}
            onChange={(max) => onPatch({ max }, 'max')}
          />
        </div>
      )}
      {has('unit') && (
        <LabelsFields
          label={t('field.unit')}
          optional
          value={field.unit ?? nothingSaid}
          maxLength={bounds.unit}
          onChange={(unit, language) => onPatch({ unit }, `unit.${language}`)}
        />
      )}
      {has('hint') && (
        <LabelsFields
          label={t('field.hint')}
          optional
          value={field.hint ?? nothingSaid}
          maxLength={bounds.hint}
          errorOf={(language) => errorAt(`hint.${language}`)}
          onChange={(hint, language) => onPatch({ hint }, `hint.${language}`)}
        />
      )}
    </>
  );
}

/** Whether the choices are listed here or kept in one of the company's lists. */
function Source({ field, lists, errorAt, onPatch }: FieldDetailsProps) {
  const { t } = useTranslation('forms');
  if (!properties[field.type].includes('optionsFrom') || keptOf(field.key)?.codes !== undefined) return null;
  return (
    <SelectField<string>
      label={t('field.source')}
      emptyLabel={t('field.own')}
      options={lists.map(({ value, label }) => ({ value, label: `${t('field.list')} · ${label}` }))}
      value={field.optionsFrom ?? ''}
      description={field.optionsFrom === undefined ? undefined : t('field.listNote')}
      error={errorAt('optionsFrom')}
      onChange={(list) =>
        onPatch(
          list === ''
            ? { optionsFrom: undefined, options: field.options ?? [newOption([])] }
            : { optionsFrom: list, options: undefined },
        )
      }
    />
  );
}
