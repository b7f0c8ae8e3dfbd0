import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import { useMending } from '#platform/web/offline/use-mending.ts';
import { useMe } from '#platform/web/session.ts';
import { toastDone } from '#ui/toast.tsx';
import { mayBeIdentityNumber } from '../rules-identity.ts';
import { createCustomer } from './commands.ts';
import { fieldsOf, withoutIdentity } from './form-state.ts';
import type { Draft } from './new-customer.ts';
import { refreshCustomers } from './use-customer.ts';

/** Writes a new customer down, or mends one that was refused, and goes to its page. */
export function useCreate(entry: Entry | undefined, onDone: (() => void) | undefined) {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const { company, person } = useMe();
  const queued = useMending(createCustomer, entry);
  const online = $api.useMutation('post', '/api/v1/customers');

  const bodyFrom = ({ id, contactId, entered, owner }: Draft) => {
    const { contactName, contactPart, contactTitle } = entered;
    const contact = { id: contactId, name: contactName.trim(), part: contactPart, title: contactTitle.trim() };
    return {
      id,
      ...fieldsOf(entry === undefined ? entered : withoutIdentity(entered), company.currency),
      ...(contact.name === '' ? {} : { contacts: [contact] }),
      ...(owner?.id === person.id ? {} : { ownerId: owner?.id ?? null }),
    };
  };
  type Body = ReturnType<typeof bodyFrom>;

  /** What may be an identity number is not put into the phone's list: it is sent now or stays in the form. */
  const sendNow = async (body: Body): Promise<boolean> => {
    const done = await online.mutateAsync({ body }).then(
      () => true,
      () => false,
    );
    if (!done) return false;
    toastDone(t('form.created', { name: body.name }));
    await refreshCustomers();
    return true;
  };
  const keep = async (body: Body): Promise<boolean> => {
    const makes = [body.id, ...(body.contacts ?? []).map(({ id }) => id)];
    const about = { title: body.name, screen: '/customers/new' };
    const became = await queued.send({ params: {}, body, about, makes }, t('form.created', { name: body.name }));
    return became.state !== 'refused';
  };
  return {
    busy: queued.busy || online.isPending,
    error: online.error ?? queued.problem,
    create: async (draft: Draft): Promise<void> => {
      const body = bodyFrom(draft);
      online.reset();
      if (!(await (mayBeIdentityNumber(body.kind) && body.taxNumber !== null ? sendNow(body) : keep(body)))) return;
      onDone?.();
      await navigate({ to: '/customers/$id', params: { id: body.id }, replace: true });
    },
  };
}
