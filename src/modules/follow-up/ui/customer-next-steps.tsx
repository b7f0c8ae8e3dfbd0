import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { refresh } from '#platform/web/queries.ts';
import { useCan, useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Card, Section, Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { toastDone } from '#ui/toast.tsx';
import { NextStepEditor } from './next-step-editor.tsx';
import { NextStepLine } from './next-step-line.tsx';
import { emptyStep, type StepDraft, stepOf } from './step-draft.ts';
import styles from './steps.module.css';

/** The next steps on a customer's page: the open ones, a way to set one, and what became of earlier ones. */
export function CustomerNextSteps({ customerId }: { customerId: string }) {
  const { t } = useTranslation('followUp');
  const mayWrite = useCan('customers.write');
  const { person } = useMe();
  const [setting, setSetting] = useState(false);
  const [past, setPast] = useState(false);
  const read = $api.useQuery('get', '/api/v1/customers/{id}/next-steps', { params: { path: { id: customerId } } });
  if (read.data === undefined)
    return read.error === null ? <Busy /> : <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
  const open = read.data.items.filter((step) => step.state === 'open');
  const ended = read.data.items.filter((step) => step.state !== 'open');
  const own = open.some((step) => step.owner.id === person.id);
  return (
    <Section
      title={t('customer.title')}
      actions={
        mayWrite && !own ? (
          <Button size="small" onClick={() => setSetting(true)}>
            {t('customer.set')}
          </Button>
        ) : undefined
      }
    >
      {open.length === 0 ? (
        <p className={styles.weak}>
          <b>{t('customer.emptyTitle')}</b> {t('customer.emptyText')}
        </p>
      ) : (
        <Card flush>
          <ul className={styles.list}>
            {open.map((step) => (
              <NextStepLine key={step.id} step={step} withCustomer={false} />
            ))}
          </ul>
        </Card>
      )}
      {ended.length > 0 && (
        <details open={past} onToggle={(event) => setPast(event.currentTarget.open)}>
          <summary className={styles.past}>
            {t('customer.past')} {ended.length}
          </summary>
          <ul className={styles.list}>
            {ended.map((step) => (
              <NextStepLine key={step.id} step={step} withCustomer={false} />
            ))}
          </ul>
        </details>
      )}
      {setting && <SetStepDialog customerId={customerId} onClose={() => setSetting(false)} />}
    </Section>
  );
}

/** Sets the next step with a customer. */
function SetStepDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation(['followUp', 'common']);
  const [draft, setDraft] = useState<StepDraft>(emptyStep);
  const set = $api.useMutation('post', '/api/v1/next-steps', {
    onSuccess: async () => {
      await refresh('/api/v1/next-steps', '/api/v1/customers', '/api/v1/plans');
      toastDone(t('customer.saved'));
      onClose();
    },
  });
  const step = stepOf(draft);
  return (
    <Dialog
      title={t('customer.set')}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button
            kind="primary"
            busy={set.isPending}
            whyNot={step === undefined ? t('editor.incomplete') : undefined}
            onClick={() => step !== undefined && set.mutate({ body: { ...step, customerId } })}
          >
            {t('editor.save')}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={set.error} kept />
        <NextStepEditor value={draft} onChange={setDraft} />
      </Stack>
    </Dialog>
  );
}
