import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useSubmit } from '#platform/web/offline/use-submit.ts';
import { useCan, useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Card, Section, Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { setNextStep } from './commands.ts';
import { NextStepEditor } from './next-step-editor.tsx';
import { NextStepLine } from './next-step-line.tsx';
import { emptyStep, type StepDraft, stepOf } from './step-draft.ts';
import styles from './steps.module.css';

interface Whom {
  id: string;
  name: string;
}

/** The next steps on a customer's page: the open ones, a way to set one, and what became of earlier ones. */
export function CustomerNextSteps({ customer }: { customer: Whom }) {
  const { t } = useTranslation('followUp');
  const mayWrite = useCan('customers.write');
  const { person } = useMe();
  const [setting, setSetting] = useState(false);
  const [past, setPast] = useState(false);
  const read = $api.useQuery('get', '/api/v1/customers/{id}/next-steps', { params: { path: { id: customer.id } } });
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
      {setting && <SetStepDialog customer={customer} onClose={() => setSetting(false)} />}
    </Section>
  );
}

/** Sets the next step with a customer. */
function SetStepDialog({ customer, onClose }: { customer: Whom; onClose: () => void }) {
  const { t } = useTranslation(['followUp', 'common']);
  const [draft, setDraft] = useState<StepDraft>(emptyStep);
  const { send, busy, problem } = useSubmit(setNextStep);
  const save = async (wanted: NonNullable<ReturnType<typeof stepOf>>): Promise<void> => {
    const given = {
      params: {},
      body: { ...wanted, customerId: customer.id },
      makes: [wanted.id],
      needs: [customer.id],
      about: { title: customer.name, screen: `/customers/${customer.id}` },
    };
    const { state } = await send(given, t('customer.saved'));
    if (state !== 'refused') onClose();
  };
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
            busy={busy}
            whyNot={step === undefined ? t('editor.incomplete') : undefined}
            onClick={() => step !== undefined && void save(step)}
          >
            {t('editor.save')}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={problem} kept />
        <NextStepEditor value={draft} onChange={setDraft} />
      </Stack>
    </Dialog>
  );
}
