import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { Busy } from '#ui/busy.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card, Section } from '#ui/card.tsx';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { useFormat } from '#platform/web/format.ts';
import type { NextStepRow } from '../contract.ts';
import { partOf } from '../rules.ts';
import { NextStepLine } from './next-step-line.tsx';
import styles from './steps.module.css';

const parts = ['overdue', 'today', 'week', 'later'] as const;

/** One's own next steps by when they fall due; what is late stands first and cannot be overlooked. */
export default function NextStepsPage() {
  const { t } = useTranslation(['followUp', 'common']);
  const format = useFormat();
  const [later, setLater] = useState(false);
  const read = $api.useQuery('get', '/api/v1/next-steps', { params: { query: { limit: 200 } } });
  if (read.data === undefined)
    return (
      <Page title={t('list.title')}>
        {read.error === null ? <Busy /> : <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      </Page>
    );
  const { items, counts } = read.data;
  const today = format.today();
  const byPart = Map.groupBy(items, (step) => partOf(step.day, today));
  const shown = parts.filter((part) => (part === 'later' ? later : true) && byPart.has(part));
  const hidden = later ? 0 : (byPart.get('later')?.length ?? 0);
  return (
    <Page title={t('list.title')} subtitle={t('list.counts', counts)} width="reading">
      {items.length === 0 && (
        <EmptyState
          title={t('list.emptyTitle')}
          text={t('list.emptyText')}
          action={<ButtonLink to="/customers">{t('list.findCustomers')}</ButtonLink>}
        />
      )}
      {shown.map((part) => (
        <Section key={part} title={t(`list.${part}`)} note={String(byPart.get(part)?.length ?? 0)}>
          <StepList steps={byPart.get(part) ?? []} />
        </Section>
      ))}
      {hidden > 0 && (
        <div className={styles.later}>
          <Button onClick={() => setLater(true)}>
            {t('list.showLater')} ({hidden})
          </Button>
        </div>
      )}
    </Page>
  );
}

function StepList({ steps }: { steps: readonly NextStepRow[] }) {
  return (
    <Card flush>
      <ul className={styles.list}>
        {steps.map((step) => (
          <NextStepLine key={step.id} step={step} />
        ))}
      </ul>
    </Card>
  );
}
