import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/fields.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { toastDone, toastUndo } from '#ui/toast.tsx';
import { type ContactPart, contactParts } from '../rules.ts';
import { refreshCustomers } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

type Contact = Customer['contacts'][number];

interface ContactDialogProps {
  customerId: string;
  /** Undefined for a new one. */
  contact: Contact | undefined;
  onClose: () => void;
}

interface Entered {
  name: string;
  part: ContactPart;
  title: string;
  phone: string;
  email: string;
}

/** A contact written down or changed. */
export function ContactDialog({ customerId, contact, onClose }: ContactDialogProps) {
  const { t } = useTranslation(['customers', 'common']);
  const formId = useId();
  const [entered, setEntered] = useState<Entered>({
    name: contact?.name ?? '',
    part: contact?.part ?? 'other',
    title: contact?.title ?? '',
    phone: contact?.phone?.typed ?? '',
    email: contact?.email ?? '',
  });
  const [asked, setAsked] = useState(false);
  const { busy, error, save } = useSaveContact(customerId, contact, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (entered.name.trim() !== '' && !busy) save(entered);
  };
  const set = (change: Partial<Entered>): void => setEntered({ ...entered, ...change });
  return (
    <Dialog
      title={contact === undefined ? t('contact.newTitle') : t('contact.editTitle', { name: contact.name })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="primary" submit form={formId} busy={busy}>
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Stack>
          <ProblemAlert error={error} kept />
          <ContactFields entered={entered} onChange={set} error={error} missing={asked && entered.name.trim() === ''} />
          {contact !== undefined && <Leaving customerId={customerId} contact={contact} onClose={onClose} />}
        </Stack>
      </form>
    </Dialog>
  );
}

interface ContactFieldsProps {
  entered: Entered;
  onChange: (change: Partial<Entered>) => void;
  error: unknown;
  /** Sent without a name. */
  missing: boolean;
}

function ContactFields({ entered, onChange, error, missing }: ContactFieldsProps) {
  const { t } = useTranslation(['customers', 'common']);
  return (
    <>
      <TextField
        label={t('contact.name')}
        value={entered.name}
        maxLength={80}
        onChange={(name) => onChange({ name })}
        error={missing ? t('common:field.required', { label: t('contact.name') }) : fieldProblem(error, 'name')}
      />
      <ChipChoice
        label={t('contact.part')}
        choices={contactParts.map((value) => ({ value, label: t(`part.${value}`) }))}
        value={entered.part}
        required
        onChange={(part) => onChange({ part: part ?? 'other' })}
      />
      <TextField
        label={t('contact.title')}
        optional
        value={entered.title}
        maxLength={80}
        onChange={(title) => onChange({ title })}
      />
      <TextField
        label={t('contact.phone')}
        optional
        type="tel"
        inputMode="tel"
        value={entered.phone}
        maxLength={60}
        onChange={(phone) => onChange({ phone })}
        error={fieldProblem(error, 'phone')}
      />
      <TextField
        label={t('contact.email')}
        optional
        type="email"
        inputMode="email"
        value={entered.email}
        maxLength={254}
        onChange={(email) => onChange({ email })}
        error={fieldProblem(error, 'email')}
      />
    </>
  );
}

function useSaveContact(customerId: string, contact: Contact | undefined, onClose: () => void) {
  const { t } = useTranslation('customers');
  const onSuccess = async (): Promise<void> => {
    onClose();
    await refreshCustomers();
    toastDone(t('contact.saved'));
  };
  const add = $api.useMutation('post', '/api/v1/customers/{id}/contacts', { onSuccess });
  const change = $api.useMutation('patch', '/api/v1/customers/{id}/contacts/{contactId}', { onSuccess });
  const [id] = useState(() => newId(Date.now()));
  return {
    busy: add.isPending || change.isPending,
    error: add.error ?? change.error,
    save: (body: Entered) => {
      if (contact === undefined) add.mutate({ params: { path: { id: customerId } }, body: { id, ...body } });
      else
        change.mutate({
          params: { path: { id: customerId, contactId: contact.id } },
          headers: { 'if-match': String(contact.version) },
          body,
        });
    },
  };
}

function Leaving({ customerId, contact, onClose }: ContactDialogProps & { contact: Contact }) {
  const { t } = useTranslation('customers');
  const { error, leave, comeBack } = useLeaving(customerId, contact, onClose);
  return (
    <>
      <ProblemAlert error={error} />
      <div>
        <Button onClick={contact.leftDay === null ? leave : comeBack}>
          {contact.leftDay === null ? t('contact.leave') : t('contact.back')}
        </Button>
      </div>
    </>
  );
}

/** Marks that a contact is no longer there, with a way back. */
function useLeaving(customerId: string, contact: Contact, onClose: () => void) {
  const { t } = useTranslation(['customers', 'common']);
  const params = { path: { id: customerId, contactId: contact.id } };
  const back = $api.useMutation('delete', '/api/v1/customers/{id}/contacts/{contactId}/leaving', {
    onSuccess: async () => {
      onClose();
      await refreshCustomers();
    },
  });
  const left = $api.useMutation('post', '/api/v1/customers/{id}/contacts/{contactId}/leaving', {
    onSuccess: async () => {
      onClose();
      await refreshCustomers();
      toastUndo(t('contact.leftDone', { name: contact.name }), t('common:action.undo'), () => back.mutate({ params }));
    },
  });
  return {
    error: left.error ?? back.error,
    leave: () => left.mutate({ params, body: {} }),
    comeBack: () => back.mutate({ params }),
  };
}
