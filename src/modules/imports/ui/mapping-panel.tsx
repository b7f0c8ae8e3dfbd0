import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#ui/button.tsx';
import { Card, Section, Stack } from '#ui/card.tsx';
import { SelectField } from '#ui/choice-fields.tsx';
import { Notice } from '#ui/notice.tsx';
import styles from './imports.module.css';
import type { ImportActions, ImportDetail } from './use-import.ts';

interface PanelProps {
  detail: ImportDetail;
  actions: ImportActions;
}

type Field = ImportDetail['fields'][number];

/** Which column holds which field: proposed by the words of the header, chosen by a person where that is wrong. */
export function MappingPanel({ detail, actions }: PanelProps) {
  const { t } = useTranslation('imports');
  const [all, setAll] = useState(false);
  const mapped = new Map(detail.mapping.map(({ field, column, confidence }) => [field, { column, confidence }]));
  const first = detail.fields.filter(({ key, required }) => required || mapped.has(key));
  const rest = detail.fields.filter(({ key, required }) => !required && !mapped.has(key));
  const choose = (field: string, column: number | null): void => {
    const others = detail.mapping.filter((one) => one.field !== field).map((one) => [one.field, one.column]);
    const mapping = Object.fromEntries(column === null ? others : [...others, [field, column]]) as Record<
      string,
      number
    >;
    actions.change.mutate({ ...actions.ask, body: { mapping } });
  };
  const used = new Set(detail.mapping.map(({ column }) => column));
  const unused = detail.table.headers.filter((header, column) => header !== '' && !used.has(column));
  const labelOf = (key: string): string => detail.fields.find((field) => field.key === key)?.label ?? key;
  const one = (field: Field) => (
    <FieldColumn
      key={field.key}
      field={field}
      detail={detail}
      mapped={mapped.get(field.key)}
      onChoose={(column) => choose(field.key, column)}
    />
  );
  return (
    <Section title={t('mapping.title')}>
      <Card>
        <Stack>
          <p className={styles.quietText}>{t('mapping.text')}</p>
          {detail.missing.length > 0 && (
            <Notice tone="warn">
              {t('mapping.missing', { names: detail.missing.map(labelOf).join(t('mapping.between')) })}
            </Notice>
          )}
          <div className={styles.fields}>{first.map(one)}</div>
          {rest.length > 0 && (
            <div>
              <Button kind="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? t('mapping.less') : t('mapping.more')}
              </Button>
            </div>
          )}
          {all && <div className={styles.fields}>{rest.map(one)}</div>}
          {unused.length > 0 && (
            <p className={styles.quietText}>{t('mapping.unused', { names: unused.join(t('mapping.between')) })}</p>
          )}
        </Stack>
      </Card>
    </Section>
  );
}

/** Below this the words only resemble each other. */
const plain = 0.9;

interface FieldProps {
  field: Field;
  detail: ImportDetail;
  mapped: { column: number; confidence: number } | undefined;
  onChoose: (column: number | null) => void;
}

function FieldColumn({ field, detail, mapped, onChoose }: FieldProps) {
  const { t } = useTranslation('imports');
  const { headers, sample } = detail.table;
  const example =
    mapped === undefined
      ? ''
      : (sample.map((cells) => cells[mapped.column] ?? '').find((cell) => cell.trim() !== '') ?? '');
  const words = [
    ...(mapped !== undefined && mapped.confidence < plain ? [t('mapping.guess')] : []),
    ...(example === '' ? [] : [t('mapping.example', { text: example.slice(0, 40) })]),
  ];
  return (
    <SelectField
      label={field.required ? `${field.label} · ${t('mapping.required')}` : field.label}
      description={words.length === 0 ? undefined : words.join(' · ')}
      options={headers.map((header, column) => ({
        value: String(column),
        label: header === '' ? `#${column + 1}` : header,
      }))}
      emptyLabel={t('mapping.none')}
      value={mapped === undefined ? '' : String(mapped.column)}
      onChange={(column) => onChoose(column === '' ? null : Number(column))}
    />
  );
}
