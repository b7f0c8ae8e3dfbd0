import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { bodyOf } from '#platform/web/offline/command.ts';
import { discard } from '#platform/web/offline/outbox.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import { useMending } from '#platform/web/offline/use-mending.ts';
import { useRefused } from '#platform/web/offline/use-refused.ts';
import { toProblem } from '#platform/web/problem.ts';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { toastDone } from '#ui/toast.tsx';
import { type Side, VersionConflict } from '#ui/version-conflict.tsx';
import { mayBeIdentityNumber } from '../rules-identity.ts';
import { changeCustomer } from './commands.ts';
import { useConflictFields } from './conflict-fields.ts';
import { FirstFields, MoreFields } from './customer-fields.tsx';
import {
  changedFields,
  type Entered,
  enteredAgain,
  enteredOf,
  type Fields,
  fieldsOf,
  isComplete,
} from './form-state.ts';
import { refreshCustomers, useCustomer } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

/** Changes a customer's record; whoever saved meanwhile is met field by field. */
export function EditCustomerPage({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const { data, error, refetch } = useCustomer(id);
  const { ready, entry } = useRefused(changeCustomer);
  const mended = entry?.params['id'] === id ? entry : undefined;
  if (data !== undefined && ready) return <EditForm key={mended?.id} customer={data} entry={mended} />;
  return (
    <Page title={t('nav.edit')} back={{ link: { to: '/customers' }, label: t('list.title') }} width="reading">
      {error == null ? <Busy /> : <ErrorState error={error} onRetry={() => void refetch()} />}
    </Page>
  );
}

const formId = 'customer';

function EditForm({ customer: read, entry }: { customer: Customer; entry: Entry | undefined }) {
  const { t } = useTranslation(['customers', 'common']);
  const { currency } = useMe().company;
  // The form stays on what it was opened with: what arrives meanwhile is met when saving.
  const [customer] = useState(read);
  const [before] = useState(() => enteredOf(customer, currency));
  const [entered, setEntered] = useState(() => (entry === undefined ? before : sentBefore(entry, before, currency)));
  const [asked, setAsked] = useState(false);
  const { busy, error, conflict, save, forget } = useSave(customer, entry);
  const change = (part: Partial<Entered>): void => setEntered((now) => ({ ...now, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (!isComplete(entered) || busy) return;
    void save(changedFields(fieldsOf(before, currency), fieldsOf(entered, currency)), customer.version);
  };
  const back = { link: { to: '/customers/$id', params: { id: customer.id } }, label: customer.name } as const;
  return (
    <Page
      title={t('form.editTitle', { name: customer.name })}
      back={back}
      width="reading"
      task
      footer={
        <>
          <ButtonLink {...back.link}>{t('common:action.cancel')}</ButtonLink>
          <Button kind="primary" submit form={formId} busy={busy}>
            {t('form.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Stack gap="large">
          <ProblemAlert error={conflict === undefined ? error : null} kept />
          <FirstFields
            entered={entered}
            onChange={change}
            error={error}
            asked={asked}
            except={customer.id}
            before={before}
          />
          <MoreFields entered={entered} onChange={change} error={error} asked={asked} />
        </Stack>
      </form>
      {conflict !== undefined && <Conflict conflict={conflict} busy={busy} onSave={save} onClose={forget} />}
    </Page>
  );
}

interface ConflictFound {
  current: Partial<Customer> & { version: number };
  submitted: Partial<Fields>;
}

interface ConflictProps {
  conflict: ConflictFound;
  busy: boolean;
  onSave: (change: Partial<Fields>, version: number) => Promise<void>;
  onClose: () => void;
}

function Conflict({ conflict, busy, onSave, onClose }: ConflictProps) {
  const { current, submitted } = conflict;
  const fields = useConflictFields(submitted, current);
  const resolve = (choice: Readonly<Record<string, Side>>): void =>
    void onSave(
      Object.fromEntries(Object.entries(submitted).filter(([field]) => choice[field] !== 'theirs')),
      current.version,
    );
  return <VersionConflict fields={fields} busy={busy} onResolve={resolve} onClose={onClose} />;
}

/** The form as it was sent before, over the record as it stands now. */
const sentBefore = (entry: Entry, now: Entered, currency: string): Entered =>
  enteredAgain(bodyOf(changeCustomer, entry) as Partial<Fields>, now, currency);

function useSave({ id, name, kind }: Customer, entry: Entry | undefined) {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const queued = useMending(changeCustomer, entry);
  const online = $api.useMutation('patch', '/api/v1/customers/{id}');
  const [forgotten, setForgotten] = useState<unknown>(entry?.problem);
  const error = online.error ?? queued.problem;
  const problem = error == null ? undefined : toProblem(error);

  /** What may be an identity number is not put into the phone's list. */
  const sendNow = async (body: Partial<Fields>, version: number): Promise<boolean> => {
    const given = { params: { path: { id } }, headers: { 'if-match': String(version) }, body };
    const done = await online.mutateAsync(given).then(
      () => true,
      () => false,
    );
    if (done) await refreshCustomers();
    if (done) toastDone(t('form.saved'));
    return done;
  };
  const keep = async (body: Partial<Fields>, ifMatch: number): Promise<boolean> => {
    const about = { title: body.name ?? name, screen: `/customers/${id}/edit` };
    const became = await queued.send({ params: { id }, body, ifMatch, about, changes: [id] }, t('form.saved'));
    return became.state !== 'refused';
  };
  return {
    busy: queued.busy || online.isPending,
    error,
    conflict:
      problem?.code === 'versionConflict' && problem !== forgotten ? (problem as unknown as ConflictFound) : undefined,
    forget: () => setForgotten(problem),
    save: async (body: Partial<Fields>, version: number): Promise<void> => {
      const identity = body.taxNumber != null && mayBeIdentityNumber(body.kind ?? kind);
      const nothing = Object.keys(body).length === 0;
      online.reset();
      if (nothing && entry !== undefined) await discard(entry);
      else if (!nothing && !(await (identity ? sendNow(body, version) : keep(body, version)))) return;
      if (identity && entry !== undefined) await discard(entry);
      await navigate({ to: '/customers/$id', params: { id }, replace: true });
    },
  };
}
