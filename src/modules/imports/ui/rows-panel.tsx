import { IconDownload } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Card, Section, Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { rowsOf, type Verdict, verdicts } from '../rules.ts';
import styles from './imports.module.css';
import { VerdictTag } from './state-tag.tsx';
import type { ImportDetail, ImportedRow } from './use-import.ts';

/** The screen of one imported thing, where its kind has one. */
export type SubjectLink = (kind: string, id: string) => LinkProps | undefined;

interface PanelProps {
  detail: ImportDetail;
  linkOf: SubjectLink;
}

/** What became of the rows: the figures, which add up, and under each the rows with their reasons. */
export function RowsPanel({ detail, linkOf }: PanelProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { counts } = detail;
  const [only, setOnly] = useState<Verdict | 'all'>(() =>
    counts.refused > 0 ? 'refused' : counts.doubtful > 0 ? 'doubtful' : 'all',
  );
  const choices = [
    { value: 'all' as const, label: `${t('rows.all')} ${format.number(rowsOf(counts))}` },
    ...verdicts.map((value) => ({ value, label: `${t(`verdict.${value}`)} ${format.number(counts[value])}` })),
  ];
  return (
    <Section title={t('rows.title')} actions={counts.refused + counts.doubtful > 0 && <Downloads id={detail.id} />}>
      <Stack>
        <ChipChoice
          label={t('rows.title')}
          labelHidden
          required
          choices={choices}
          value={only}
          onChange={(chosen) => setOnly(chosen ?? 'all')}
        />
        <Rows key={only} detail={detail} only={only} linkOf={linkOf} />
      </Stack>
    </Section>
  );
}

function Downloads({ id }: { id: string }) {
  const { t } = useTranslation('imports');
  const names = { csv: t('rows.downloadCsv'), xlsx: t('rows.downloadXlsx') };
  return (
    <div className={styles.downloads}>
      <small>{t('rows.download')}</small>
      {(['csv', 'xlsx'] as const).map((format) => (
        <a
          key={format}
          href={`/api/v1/imports/${id}/refused.${format}`}
          download
          aria-label={t('rows.downloadAs', { what: t('rows.download'), format: names[format] })}
        >
          <IconDownload size={18} aria-hidden />
          {names[format]}
        </a>
      ))}
    </div>
  );
}

function Rows({ detail, only, linkOf }: PanelProps & { only: Verdict | 'all' }) {
  const { t } = useTranslation(['imports', 'common']);
  const query = { limit: 50, ...(only === 'all' ? {} : { verdict: only }) };
  const rows = $api.useInfiniteQuery(
    'get',
    '/api/v1/imports/{id}/rows',
    { params: { path: { id: detail.id }, query } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor ?? undefined,
    },
  );
  if (rows.data === undefined)
    return rows.error == null ? <Busy /> : <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  const items = rows.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={t('rows.empty')} text={t('rows.emptyText')} />;
  return (
    <>
      <Card flush>
        <ul className={styles.list} style={{ gap: 0 }}>
          {items.map((row) => (
            <li key={row.place} className={styles.row}>
              <RowLine row={row} link={linkTo(detail, row, linkOf)} />
            </li>
          ))}
        </ul>
      </Card>
      {rows.hasNextPage && (
        <Button busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t('common:action.more')}
        </Button>
      )}
    </>
  );
}

/** What a rehearsal would create is not there yet. */
const linkTo = (detail: ImportDetail, row: ImportedRow, linkOf: SubjectLink): LinkProps | undefined =>
  row.subjectId === null || (row.verdict === 'created' && detail.state === 'rehearsed')
    ? undefined
    : linkOf(detail.kind, row.subjectId);

function RowLine({ row, link }: { row: ImportedRow; link: LinkProps | undefined }) {
  const { t } = useTranslation('imports');
  const name = row.label === '' ? '—' : row.label;
  const told = (remark: ImportedRow['reasons'][number]): string =>
    remark.label === null ? remark.message : t('rows.remark', { label: remark.label, message: remark.message });
  return (
    <>
      <span className={styles.who}>
        {link === undefined ? name : <Link {...link}>{name}</Link>} <small>{t('rows.line', { line: row.line })}</small>
      </span>
      <span className={styles.verdict}>
        <VerdictTag verdict={row.verdict} />
      </span>
      <ul className={styles.why}>
        {row.reasons.map((reason, index) => (
          <li key={index} className={styles.reason}>
            {told(reason)}
          </li>
        ))}
        {row.candidates.map(({ id, name: who, unit }, index) => (
          <li key={id ?? index}>
            {who === null ? t('rows.candidateHidden', { unit }) : t('rows.candidate', { name: who, unit })}
          </li>
        ))}
        {row.notes.map((note, index) => (
          <li key={index}>{told(note)}</li>
        ))}
      </ul>
    </>
  );
}
