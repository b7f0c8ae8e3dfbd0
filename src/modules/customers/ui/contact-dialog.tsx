import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { useFormat } from '#platform/web/format.ts';
import { phoneNow } from '#platform/web/offline/clock.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import { useDraft } from '#platform/web/offline/use-draft.ts';
import { useMending } from '#platform/web/offline/use-mending.ts';
import { useSubmit } from '#platform/web/offline/use-submit.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/fields.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { toastUndo } from '#ui/toast.tsx';
import { type ContactPart, contactParts } from '../rules.ts';
import { addContact, changeContact, contactBack, contactLeft } from './commands.ts';
import type { Customer } from './use-customers.ts';

type Contact = Customer['contacts'][number];

interface ContactDialogProps {
  customer: Pick<Customer, 'id' | 'name'>;
  /** Undefined for a new one. */
  contact: Contact | undefined;
  /** What was refused and is mended here. */
  entry?: Entry | undefined;
  onClose: () => void;
}

interface Entered {
  name: string;
  part: ContactPart;
  title: string;
  phone: string;
  email: string;
}

/** With its id: sent twice, after a killed browser too, it is still one contact. */
interface Draft {
  id: string;
  entered: Entered;
}

function begun(contact: Contact | undefined, entry: Entry | undefined): Draft {
  const sent = entry === undefined ? undefined : (entry.body as Partial<Entered> & { id?: string });
  return {
    id: contact?.id ?? sent?.id ?? newId(phoneNow()),
    entered: {
      name: sent?.name ?? contact?.name ?? '',
      part: sent?.part ?? contact?.part ?? 'other',
      title: sent?.title ?? contact?.title ?? '',
      phone: sent?.phone ?? contact?.phone?.typed ?? '',
      email: sent?.email ?? contact?.email ?? '',
    },
  };
}

/** A contact written down or changed. */
export function ContactDialog(props: ContactDialogProps) {
  const { customer, contact, entry } = props;
  const { ready, kept, keep, drop } = useDraft<Draft>(`contact.${customer.id}.${contact?.id ?? 'new'}`);
  const [first] = useState(() => begun(contact, entry));
  if (!ready) return null;
  if (entry !== undefined) return <ContactForm {...props} start={first} />;
  return <ContactForm {...props} start={kept ?? first} onChange={keep} onEnd={drop} />;
}

interface ContactFormProps extends ContactDialogProps {
  start: Draft;
  onChange?: (draft: Draft) => void;
  /** Sent, or thrown away by the word for it; what is closed otherwise is there when it is opened again. */
  onEnd?: () => void;
}

function ContactForm({ customer, contact, entry, start, onChange, onEnd, onClose }: ContactFormProps) {
  const { t } = useTranslation(['customers', 'common']);
  const formId = useId();
  const [entered, setEntered] = useState(start.entered);
  const [asked, setAsked] = useState(false);
  const end = (): void => {
    onEnd?.();
    onClose();
  };
  const { busy, error, save } = useSaveContact(customer, contact, entry);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (entered.name.trim() === '' || busy) return;
    void save({ id: start.id, entered }).then((kept) => kept && end());
  };
  const set = (change: Partial<Entered>): void => {
    const next = { ...entered, ...change };
    setEntered(next);
    onChange?.({ id: start.id, entered: next });
  };
  return (
    <Dialog
      title={contact === undefined ? t('contact.newTitle') : t('contact.editTitle', { name: contact.name })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={end}>{t('common:action.cancel')}</Button>
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
          {contact !== undefined && <Leaving customer={customer} contact={contact} onClose={end} />}
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

const aboutOf = ({ id, name }: Pick<Customer, 'id' | 'name'>) => ({ title: name, screen: `/customers/${id}` });

function useSaveContact(customer: Pick<Customer, 'id' | 'name'>, contact: Contact | undefined, entry?: Entry) {
  const { t } = useTranslation('customers');
  const add = useMending(addContact, contact === undefined ? entry : undefined);
  const change = useMending(changeContact, contact === undefined ? undefined : entry);
  const used = contact === undefined ? add : change;
  const about = aboutOf(customer);
  const needs = [customer.id];
  return {
    busy: used.busy,
    error: used.problem,
    /** True when it is with the server, or safely on this phone. */
    save: async ({ id, entered }: Draft): Promise<boolean> => {
      const params = { id: customer.id };
      const became =
        contact === undefined
          ? await add.send({ params, body: { id, ...entered }, about, makes: [id], needs }, t('contact.saved'))
          : await change.send(
              {
                ...{ params: { ...params, contactId: id }, body: entered, ifMatch: contact.version },
                ...{ about, changes: [id], needs },
              },
              t('contact.saved'),
            );
      return became.state !== 'refused';
    },
  };
}

interface LeavingProps {
  customer: Pick<Customer, 'id' | 'name'>;
  contact: Contact;
  onClose: () => void;
}

function Leaving({ customer, contact, onClose }: LeavingProps) {
  const { t } = useTranslation('customers');
  const { busy, error, leave, comeBack } = useLeaving(customer, contact, onClose);
  return (
    <>
      <ProblemAlert error={error} />
      <div>
        <Button busy={busy} onClick={() => void (contact.leftDay === null ? leave() : comeBack())}>
          {contact.leftDay === null ? t('contact.leave') : t('contact.back')}
        </Button>
      </div>
    </>
  );
}

/** Marks that a contact is no longer there, with a way back. */
function useLeaving(customer: LeavingProps['customer'], contact: Contact, onClose: () => void) {
  const { t } = useTranslation(['customers', 'common']);
  const { today } = useFormat();
  const left = useSubmit(contactLeft);
  const back = useSubmit(contactBack);
  const params = { id: customer.id, contactId: contact.id };
  const ties = { about: aboutOf(customer), changes: [contact.id], needs: [customer.id] };
  const comeBack = async (): Promise<void> => {
    const became = await back.send({ params, body: undefined, ...ties });
    if (became.state !== 'refused') onClose();
  };
  return {
    busy: left.busy || back.busy,
    error: left.problem ?? back.problem,
    comeBack,
    leave: async (): Promise<void> => {
      // The day is told: sent later, it is still this one.
      const became = await left.send({ params, body: { day: today() }, ...ties });
      if (became.state === 'refused') return;
      onClose();
      toastUndo(t('contact.leftDone', { name: contact.name }), t('common:action.undo'), () => void comeBack());
    },
  };
}
