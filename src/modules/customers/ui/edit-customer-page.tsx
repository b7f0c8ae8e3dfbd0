import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { toProblem } from '#platform/web/problem.ts';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { toastDone } from '#ui/toast.tsx';
import { type Side, VersionConflict } from '#ui/version-conflict.tsx';
import { useConflictFields } from './conflict-fields.ts';
import { FirstFields, MoreFields } from './customer-fields.tsx';
import { changedFields, type Entered, enteredOf, type Fields, fieldsOf, isAmount, isCount } from './form-state.ts';
import { refreshCustomers, useCustomer } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

/** Changes a customer's record; whoever saved meanwhile is met field by field. */
export function EditCustomerPage({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const { data, error, refetch } = useCustomer(id);
  if (data !== undefined) return <EditForm customer={data} />;
  return (
    <Page title={t('nav.edit')} back={{ link: { to: '/customers' }, label: t('list.title') }} width="reading">
      {error == null ? <Busy /> : <ErrorState error={error} onRetry={() => void refetch()} />}
    </Page>
  );
}

const formId = 'customer';

function EditForm({ customer: read }: { customer: Customer }) {
  const { t } = useTranslation(['customers', 'common']);
  const { currency } = useMe().company;
  // The form stays on what it was opened with: what arrives meanwhile is met when saving.
  const [customer] = useState(read);
  const [before] = useState(() => enteredOf(customer, currency));
  const [entered, setEntered] = useState(before);
  const [asked, setAsked] = useState(false);
  const { busy, error, conflict, save, forget } = useSave(customer);
  const change = (part: Partial<Entered>): void => setEntered((now) => ({ ...now, ...part }));
  const ready = entered.name.trim() !== '' && isCount(entered.employees) && isAmount(entered.capital);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (ready && !busy) save(changedFields(fieldsOf(before, currency), fieldsOf(entered, currency)), customer.version);
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
  onSave: (change: Partial<Fields>, version: number) => void;
  onClose: () => void;
}

function Conflict({ conflict, busy, onSave, onClose }: ConflictProps) {
  const { current, submitted } = conflict;
  const fields = useConflictFields(submitted, current);
  const resolve = (choice: Readonly<Record<string, Side>>): void =>
    onSave(
      Object.fromEntries(Object.entries(submitted).filter(([field]) => choice[field] !== 'theirs')),
      current.version,
    );
  return <VersionConflict fields={fields} busy={busy} onResolve={resolve} onClose={onClose} />;
}

function useSave({ id }: Customer) {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const change = $api.useMutation('patch', '/api/v1/customers/{id}', {
    onSuccess: async () => {
      await refreshCustomers();
      toastDone(t('form.saved'));
      await navigate({ to: '/customers/$id', params: { id }, replace: true });
    },
  });
  const problem = change.error == null ? undefined : toProblem(change.error);
  return {
    busy: change.isPending,
    error: change.error,
    conflict: problem?.code === 'versionConflict' ? (problem as unknown as ConflictFound) : undefined,
    forget: change.reset,
    save: (body: Partial<Fields>, version: number) =>
      change.mutate({ params: { path: { id } }, headers: { 'if-match': String(version) }, body }),
  };
}
