import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Section, Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { EmptyState, ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { type CodeList, codeLists } from '../rules.ts';
import { CodeDialog } from './code-dialog.tsx';
import { CodeRows } from './code-rows.tsx';
import { type CodeRow, useSetCode } from './use-set-code.ts';

/** The company's own lists: what filters, forms and reasons offer. */
export function CodesPage() {
  const { t } = useTranslation('customers');
  const asked: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const list = codeLists.find((name) => name === asked['list']) ?? codeLists[0];
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('codes.title')}
      subtitle={t('codes.subtitle')}
      width="reading"
      actions={
        <Button kind="primary" onClick={() => setAdding(true)}>
          {t('codes.add')}
        </Button>
      }
    >
      <Stack>
        <ChipChoice<CodeList>
          label={t('codes.choose')}
          labelHidden
          required
          choices={codeLists.map((value) => ({ value, label: t(`codes.list.${value}`) }))}
          value={list}
          onChange={(next) => void navigate({ to: '/codes', search: { list: next } as never, replace: true })}
        />
        <ListShown key={list} list={list} adding={adding} onAdding={setAdding} />
      </Stack>
    </Page>
  );
}

interface ListShownProps {
  list: CodeList;
  adding: boolean;
  onAdding: (adding: boolean) => void;
}

function ListShown({ list, adding, onAdding }: ListShownProps) {
  const { t } = useTranslation('customers');
  const read = $api.useQuery('get', '/api/v1/codes/{list}', { params: { path: { list } } });
  const [changing, setChanging] = useState<CodeRow | null>(null);
  const { set, move, busy, error } = useSetCode(list);
  if (read.data === undefined)
    return read.error === null ? <Busy /> : <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
  const rows = read.data.items;
  const used = rows.filter(({ retired }) => !retired);
  const retired = rows.filter((row) => row.retired);
  return (
    <>
      <ProblemAlert error={error} />
      <Section title={t(`codes.list.${list}`)} note={t(`codes.note.${list}`)}>
        {rows.length === 0 ? (
          <EmptyState title={t('codes.emptyTitle')} text={t('codes.emptyText')} />
        ) : (
          <CodeRows
            rows={used}
            busy={busy}
            onChange={setChanging}
            onMove={(code, step) => move(used, code, step)}
            onRetire={(row) => set(row, { retired: true })}
          />
        )}
      </Section>
      {retired.length > 0 && (
        <Section title={t('codes.retiredTitle')} note={t('codes.retiredNote')}>
          <CodeRows rows={retired} busy={busy} onChange={setChanging} onBack={(row) => set(row, { retired: false })} />
        </Section>
      )}
      {(adding || changing !== null) && (
        <CodeDialog
          list={list}
          rows={rows}
          row={changing}
          onClose={() => {
            onAdding(false);
            setChanging(null);
          }}
        />
      )}
    </>
  );
}
