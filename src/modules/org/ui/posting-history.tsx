import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { refresh } from '#platform/web/queries.ts';
import { Button } from '#ui/button.tsx';
import { Row } from '#ui/card.tsx';
import { DayField } from '#ui/day-field.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { Tag } from '#ui/tag.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { toastDone } from '#ui/toast.tsx';
import { FormDialog } from './form-dialog.tsx';
import { type Person, useDayReader, usePositionLabel } from './reading.ts';

type Posting = Person['postings'][number];

/** Where somebody works, is about to, and worked, newest first. */
export function PostingHistory({ person }: { person: Person }) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const position = usePositionLabel();
  const [ending, setEnding] = useState<Posting | null>(null);
  const today = format.today();
  const stateOf = ({ fromDay, toDay }: Posting) => {
    if (fromDay > today) return 'open';
    return toDay !== null && toDay <= today ? 'done' : 'current';
  };
  if (person.postings.length === 0) return <EmptyState title={t('posting.emptyTitle')} text={t('posting.emptyText')} />;
  return (
    <>
      <Timeline
        label={t('posting.history')}
        entries={person.postings.map((posting) => ({
          id: posting.id,
          state: stateOf(posting),
          title: posting.unit.name,
          note: position(posting.position),
          time:
            posting.toDay === null
              ? t('posting.since', { from: format.day(posting.fromDay) })
              : t('posting.span', { from: format.day(posting.fromDay), to: format.day(posting.toDay) }),
          detail: (
            <Row>
              {posting.leads && <Tag>{t('person.leads')}</Tag>}
              {!posting.main && <Tag tone="none">{t('posting.besideTag')}</Tag>}
              {person.can.change && (posting.toDay === null || posting.toDay > today) && (
                <Button kind="quiet" size="small" onClick={() => setEnding(posting)}>
                  {t('posting.end')}
                </Button>
              )}
            </Row>
          ),
        }))}
      />
      {ending !== null && <EndPostingDialog posting={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function EndPostingDialog({ posting, onClose }: { posting: Posting; onClose: () => void }) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const reader = useDayReader();
  const position = usePositionLabel();
  const [day, setDay] = useState(format.today());
  const end = $api.useMutation('post', '/api/v1/postings/{id}/end', {
    onSuccess: async () => {
      await refresh('/api/v1/people', '/api/v1/units');
      toastDone(t('posting.ended'));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('posting.endTitle', { unit: posting.unit.name, position: position(posting.position) })}
      verb={t('posting.end')}
      danger
      busy={end.isPending}
      error={end.error}
      onSubmit={() => end.mutate({ params: { path: { id: posting.id } }, body: { day } })}
      onClose={onClose}
    >
      <DayField
        {...reader}
        label={t('posting.endDay')}
        value={day}
        onChange={(next) => next !== null && setDay(next)}
      />
    </FormDialog>
  );
}
