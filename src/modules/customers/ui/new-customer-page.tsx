import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '#platform/web/offline/store.ts';
import { useDraft } from '#platform/web/offline/use-draft.ts';
import { useRefused } from '#platform/web/offline/use-refused.ts';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Row, Section, Stack } from '#ui/card.tsx';
import { Notice, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { createCustomer } from './commands.ts';
import { FirstContact, FirstFields, MoreFields } from './customer-fields.tsx';
import { type Entered, isComplete, withoutIdentity } from './form-state.ts';
import { blank, type Draft, writtenBefore } from './new-customer.ts';
import { PersonField } from './person-field.tsx';
import { useCreate } from './use-create.ts';

const formId = 'customer';

/** A new customer: what one knows at the door, more when there is time. */
export function NewCustomerPage() {
  const { t } = useTranslation('customers');
  const me = useMe();
  const { ready, kept, keep, drop } = useDraft<Draft>('customer.new');
  const refused = useRefused(createCustomer);
  const [anew, setAnew] = useState(0);
  if (!ready || !refused.ready)
    return (
      <Page title={t('form.newTitle')} back={{ link: { to: '/customers' }, label: t('list.title') }} width="reading">
        <Busy />
      </Page>
    );
  const { entry } = refused;
  const draft = entry === undefined ? kept : writtenBefore(entry, me);
  const restart = (): void => {
    drop();
    setAnew(anew + 1);
  };
  return (
    <NewCustomerForm
      key={`${anew} ${entry?.id}`}
      start={draft ?? blank(me.person)}
      entry={entry}
      onRestart={entry === undefined && kept !== undefined ? restart : undefined}
      onChange={entry === undefined ? keep : undefined}
      onEnd={entry === undefined ? drop : undefined}
    />
  );
}

interface FormProps {
  start: Draft;
  /** What it mends. */
  entry: Entry | undefined;
  /** Something was found half written. */
  onRestart: (() => void) | undefined;
  onChange: ((draft: Draft) => void) | undefined;
  onEnd: (() => void) | undefined;
}

function NewCustomerForm({ start, entry, onRestart, onChange, onEnd }: FormProps) {
  const { t } = useTranslation(['customers', 'common']);
  const { capabilities } = useMe();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(start);
  const [asked, setAsked] = useState(false);
  const { busy, error, create } = useCreate(entry, onEnd);
  const { entered, owner } = draft;
  const set = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    onChange?.({ ...next, entered: withoutIdentity(next.entered) });
  };
  const change = (part: Partial<Entered>): void => set({ entered: { ...entered, ...part } });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (isComplete(entered) && !busy) void create(draft);
  };
  const cancel = (): void => {
    onEnd?.();
    void navigate({ to: entry === undefined ? '/customers' : '/outbox' });
  };
  return (
    <Page
      title={t('form.newTitle')}
      back={{ link: { to: '/customers' }, label: t('list.title') }}
      width="reading"
      task
      footer={
        <>
          <Button onClick={cancel}>{t('common:action.cancel')}</Button>
          <Button kind="primary" submit form={formId} busy={busy}>
            {t('form.create')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Stack gap="large">
          {onRestart !== undefined && <FoundDraft onRestart={onRestart} />}
          <ProblemAlert error={error} kept />
          <FirstFields entered={entered} onChange={change} error={error} asked={asked} except={draft.id} />
          <Section title={t('field.contacts')}>
            <FirstContact entered={entered} onChange={change} />
          </Section>
          {capabilities.includes('customers.assign') && (
            <PersonField
              label={t('form.assignTo')}
              value={owner}
              onChange={(person) => set({ owner: person })}
              optional
            />
          )}
          <MoreFields entered={entered} onChange={change} error={error} asked={asked} />
        </Stack>
      </form>
    </Page>
  );
}

function FoundDraft({ onRestart }: { onRestart: () => void }) {
  const { t } = useTranslation('customers');
  return (
    <Notice>
      <Stack gap="small">
        <p>{t('form.draftFound')}</p>
        <Row>
          <Button size="small" onClick={onRestart}>
            {t('form.draftDrop')}
          </Button>
        </Row>
      </Stack>
    </Notice>
  );
}
