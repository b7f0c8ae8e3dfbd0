import clsx from 'clsx';
import { useTranslation } from 'react-i18next';
import { Card, Section, Stack } from '#ui/card.tsx';
import { SelectField } from '#ui/choice-fields.tsx';
import { Notice } from '#ui/notice.tsx';
import styles from './imports.module.css';
import type { ImportActions, ImportDetail } from './use-import.ts';

const encodings = ['utf-8', 'big5', 'gb18030', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
const tab = '\t';
const headerLines = Array.from({ length: 20 }, (_, index) => String(index + 1));

interface PanelProps {
  detail: ImportDetail;
  actions: ImportActions;
}

/** How the file is read, and its first rows to see whether that is right. */
export function ReadingPanel({ detail, actions }: PanelProps) {
  const { t } = useTranslation('imports');
  const { table } = detail;
  const read = (body: { encoding?: string; delimiter?: string; sheet?: string; headerRow?: number }): void =>
    actions.read.mutate({ ...actions.ask, body });
  const delimiters = [
    { value: ',', label: t('reading.comma') },
    { value: ';', label: t('reading.semicolon') },
    { value: tab, label: t('reading.tab') },
    { value: '|', label: t('reading.bar') },
  ];
  const lines = [...new Set([...headerLines, String(table.headerRow)])];
  return (
    <Section title={t('reading.title')}>
      <Card>
        <Stack>
          {table.encodingDoubtful && <Notice tone="warn">{t('reading.encodingDoubtful')}</Notice>}
          <div className={styles.fields}>
            {table.kind === 'csv' && (
              <>
                <SelectField
                  label={t('reading.encoding')}
                  options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
                  value={encodings.find((value) => value === table.encoding) ?? 'utf-8'}
                  onChange={(encoding) => encoding !== '' && read({ encoding })}
                />
                <SelectField
                  label={t('reading.delimiter')}
                  options={delimiters}
                  value={table.delimiter ?? ','}
                  onChange={(delimiter) => delimiter !== '' && read({ delimiter })}
                />
              </>
            )}
            {table.sheets.length > 1 && (
              <SelectField
                label={t('reading.sheet')}
                options={table.sheets.map((value) => ({ value, label: value }))}
                value={table.sheet ?? ''}
                onChange={(sheet) => sheet !== '' && read({ sheet })}
              />
            )}
            <SelectField
              label={t('reading.headerRow')}
              options={lines.map((value) => ({ value, label: value }))}
              value={String(table.headerRow)}
              onChange={(line) => line !== '' && read({ headerRow: Number(line) })}
            />
          </div>
          <Sample detail={detail} />
        </Stack>
      </Card>
    </Section>
  );
}

function Sample({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports');
  const { headers, sample } = detail.table;
  const taken = new Set(detail.mapping.map(({ column }) => column));
  return (
    <Stack gap="small">
      <p className={styles.quietText}>{t('reading.sampleText', { count: sample.length })}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, so the keyboard must reach it */}
      <div className={styles.sample} role="region" aria-label={t('reading.sample')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {headers.map((header, column) => (
                <th key={column} scope="col" className={clsx(taken.has(column) && styles.taken)}>
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((cells, row) => (
              <tr key={row}>
                {headers.map((_header, column) => (
                  <td key={column}>{cells[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Stack>
  );
}
