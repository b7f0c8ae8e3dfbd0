import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { phoneInstant, phoneNow } from '#platform/web/offline/clock.ts';
import { useDraft } from '#platform/web/offline/use-draft.ts';
import { useSubmit } from '#platform/web/offline/use-submit.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Row, Section, Stack } from '#ui/card.tsx';
import { TextAreaField } from '#ui/fields.tsx';
import { ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { addNote } from './commands.ts';
import { useSentence } from './sentence.ts';
import type { Customer } from './use-customers.ts';

/** Everything that happened with the customer, newest first, and a line to add to it. */
export function TimelinePanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  return (
    <Section title={t('detail.timeline')}>
      <Stack>
        {customer.can.update && <NoteForm customer={customer} />}
        <Entries customer={customer} />
      </Stack>
    </Section>
  );
}

/** With its id: sent twice, after a killed browser too, it is still one note. */
interface Draft {
  id: string;
  text: string;
}

function NoteForm({ customer }: { customer: Customer }) {
  const { ready, kept, keep, drop } = useDraft<Draft>(`note.${customer.id}`);
  if (!ready) return null;
  return <NoteField customer={customer} start={kept} keep={keep} drop={drop} />;
}

interface NoteFieldProps {
  customer: Customer;
  start: Draft | undefined;
  keep: (draft: Draft) => void;
  drop: () => void;
}

const emptyNote = (): Draft => ({ id: newId(phoneNow()), text: '' });

function NoteField({ customer, start, keep, drop }: NoteFieldProps) {
  const { t } = useTranslation('customers');
  const [note, setNote] = useState(start ?? emptyNote);
  const { busy, problem, send } = useSubmit(addNote);
  const { id, name } = customer;
  const change = (text: string): void => {
    const next = { ...note, text };
    setNote(next);
    if (text === '') drop();
    else keep(next);
  };
  const submit = async (): Promise<void> => {
    if (note.text.trim() === '' || busy) return;
    const body = { id: note.id, text: note.text.trim(), occurredAt: phoneInstant() };
    const about = { title: name, screen: `/customers/${id}` };
    const became = await send({ params: { id }, body, about, makes: [note.id], needs: [id] }, t('detail.noteSaved'));
    if (became.state === 'refused') return;
    drop();
    setNote(emptyNote());
  };
  return (
    <Stack gap="small">
      <ProblemAlert error={problem} kept />
      <TextAreaField
        label={t('detail.note')}
        placeholder={t('detail.notePlaceholder')}
        maxLength={2_000}
        rows={1}
        value={note.text}
        onChange={change}
      />
      {note.text.trim() !== '' && (
        <Row>
          <Button kind="primary" busy={busy} onClick={() => void submit()}>
            {t('detail.addNote')}
          </Button>
        </Row>
      )}
    </Stack>
  );
}

const results = ['visits.reported', 'followUp.done', 'customers.noted'];

function Entries({ customer }: { customer: Customer }) {
  const { t } = useTranslation(['customers', 'common']);
  const format = useFormat();
  const sentence = useSentence();
  const pages = $api.useInfiniteQuery(
    'get',
    '/api/v1/customers/{id}/timeline',
    { params: { path: { id: customer.id }, query: { limit: 30 } } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    },
  );
  if (pages.data === undefined)
    return pages.error == null ? <Busy /> : <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const entries = pages.data.pages.flatMap(({ items }) => items);
  if (entries.length === 0) return <p>{t('detail.timelineEmpty')}</p>;
  return (
    <>
      <Timeline
        label={t('detail.timelineOf', { name: customer.name })}
        entries={entries.map((entry) => {
          const { reason } = entry.detail;
          const late = entry.late ? t('detail.late', { at: format.instant(entry.recordedAt, 'monthDayTime') }) : '';
          const more = [typeof reason === 'string' ? reason : '', late].filter((part) => part !== '').join(' · ');
          return {
            id: entry.id,
            state: results.includes(entry.kind) ? 'done' : 'none',
            title: sentence(entry),
            note: entry.person.name,
            time: <time dateTime={entry.occurredAt}>{format.instant(entry.occurredAt, 'monthDayTime')}</time>,
            ...(more === '' ? {} : { detail: more }),
          };
        })}
      />
      {pages.hasNextPage && (
        <Row>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('common:action.more')}
          </Button>
        </Row>
      )}
    </>
  );
}
