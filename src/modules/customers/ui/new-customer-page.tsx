import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { useMe } from '#platform/web/session.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Section, Stack } from '#ui/card.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { toastDone } from '#ui/toast.tsx';
import { FirstContact, FirstFields, MoreFields } from './customer-fields.tsx';
import { type Entered, fieldsOf, isAmount, isCount, nothingEntered } from './form-state.ts';
import { type ChosenPerson, PersonField } from './person-field.tsx';
import { refreshCustomers } from './use-customer.ts';

const formId = 'customer';

/** A new customer: what one knows at the door, more when there is time. */
export function NewCustomerPage() {
  const { t } = useTranslation(['customers', 'common']);
  const { person, capabilities } = useMe();
  const [entered, setEntered] = useState<Entered>(nothingEntered);
  const [owner, setOwner] = useState<ChosenPerson | null>(person);
  const [asked, setAsked] = useState(false);
  const { busy, error, create } = useCreate();
  const change = (part: Partial<Entered>): void => setEntered((now) => ({ ...now, ...part }));
  const ready = entered.name.trim() !== '' && isCount(entered.employees) && isAmount(entered.capital);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (ready && !busy) create(entered, owner);
  };
  return (
    <Page
      title={t('form.newTitle')}
      back={{ link: { to: '/customers' }, label: t('list.title') }}
      width="reading"
      task
      footer={
        <>
          <ButtonLink to="/customers">{t('common:action.cancel')}</ButtonLink>
          <Button kind="primary" submit form={formId} busy={busy}>
            {t('form.create')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Stack gap="large">
          <ProblemAlert error={error} kept />
          <FirstFields entered={entered} onChange={change} error={error} asked={asked} />
          <Section title={t('field.contacts')}>
            <FirstContact entered={entered} onChange={change} />
          </Section>
          {capabilities.includes('customers.assign') && (
            <PersonField label={t('form.assignTo')} value={owner} onChange={setOwner} optional />
          )}
          <MoreFields entered={entered} onChange={change} error={error} asked={asked} />
        </Stack>
      </form>
    </Page>
  );
}

function useCreate() {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const { company, person } = useMe();
  // One id for one form: sent twice over a bad line, it is still one customer.
  const [ids] = useState(() => ({ id: newId(Date.now()), contact: newId(Date.now()) }));
  const create = $api.useMutation('post', '/api/v1/customers', {
    onSuccess: async ({ id }, { body }) => {
      await refreshCustomers();
      toastDone(t('form.created', { name: body.name }));
      await navigate({ to: '/customers/$id', params: { id }, replace: true });
    },
  });
  return {
    busy: create.isPending,
    error: create.error,
    create: (entered: Entered, owner: ChosenPerson | null) => {
      const { contactName, contactPart, contactTitle } = entered;
      const contact = { id: ids.contact, name: contactName.trim(), part: contactPart, title: contactTitle.trim() };
      create.mutate({
        body: {
          id: ids.id,
          ...fieldsOf(entered, company.currency),
          ...(contact.name === '' ? {} : { contacts: [contact] }),
          ...(owner?.id === person.id ? {} : { ownerId: owner?.id ?? null }),
        },
      });
    },
  };
}
