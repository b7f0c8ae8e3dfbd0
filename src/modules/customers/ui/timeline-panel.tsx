import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Row, Section, Stack } from '#ui/card.tsx';
import { TextAreaField } from '#ui/fields.tsx';
import { ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { toastDone } from '#ui/toast.tsx';
import { useSentence } from './sentence.ts';
import { refreshCustomers } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

/** Everything that happened with the customer, newest first, and a line to add to it. */
export function TimelinePanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  return (
    <Section title={t('detail.timeline')}>
      <Stack>
        {customer.can.update && <NoteForm id={customer.id} />}
        <Entries customer={customer} />
      </Stack>
    </Section>
  );
}

function NoteForm({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const [text, setText] = useState('');
  const add = $api.useMutation('post', '/api/v1/customers/{id}/notes', {
    onSuccess: async () => {
      setText('');
      await refreshCustomers();
      toastDone(t('detail.noteSaved'));
    },
  });
  const submit = (): void => {
    if (text.trim() !== '' && !add.isPending)
      add.mutate({ params: { path: { id } }, body: { id: newId(Date.now()), text: text.trim() } });
  };
  return (
    <Stack gap="small">
      <ProblemAlert error={add.error} kept />
      <TextAreaField
        label={t('detail.note')}
        placeholder={t('detail.notePlaceholder')}
        maxLength={2_000}
        rows={1}
        value={text}
        onChange={setText}
      />
      {text.trim() !== '' && (
        <Row>
          <Button kind="primary" busy={add.isPending} onClick={submit}>
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
