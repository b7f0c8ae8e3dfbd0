import { IconPencil, IconPhone, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { AnchorButton, Button, IconButton } from '#ui/button.tsx';
import { Card, Section } from '#ui/card.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { Tag } from '#ui/tag.tsx';
import { toastUndo } from '#ui/toast.tsx';
import { telLink } from '../rules.ts';
import { ContactDialog } from './contact-dialog.tsx';
import styles from './customer.module.css';
import { refreshCustomers } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

type Contact = Customer['contacts'][number];

/** The people at the customer, each with the part played in our work; those who left stay, marked. */
export function ContactsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  const [open, setOpen] = useState<Contact | 'new' | undefined>();
  const { contacts, can } = customer;
  return (
    <Section
      title={t('detail.contacts')}
      actions={
        can.update && (
          <Button size="small" icon={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
            {t('detail.addContact')}
          </Button>
        )
      }
    >
      {contacts.length === 0 ? (
        <p className={styles.quiet}>{t('detail.noContacts')}</p>
      ) : (
        <Card flush>
          <ul className={styles.lines}>
            {contacts.map((contact) => (
              <ContactLine key={contact.id} customer={customer} contact={contact} onEdit={() => setOpen(contact)} />
            ))}
          </ul>
        </Card>
      )}
      {open !== undefined && (
        <ContactDialog
          customerId={customer.id}
          contact={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  );
}

interface LineProps {
  customer: Customer;
  contact: Contact;
  onEdit: () => void;
}

function ContactLine({ customer, contact, onEdit }: LineProps) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const { phone, leftDay } = contact;
  const { error, leave, comeBack } = useLeaving(customer.id, contact);
  return (
    <li className={styles.line} data-gone={leftDay !== null || undefined}>
      <div className={styles.lineText}>
        <span>
          <b>{contact.name}</b>{' '}
          <Tag tone={contact.part === 'decisionMaker' ? 'info' : 'none'}>{t(`part.${contact.part}`)}</Tag>
        </span>
        <small>
          {[contact.title, phone?.typed, contact.email].filter((part) => part != null && part !== '').join(' · ')}
          {leftDay !== null && ` ${t('detail.left', { day: format.day(leftDay, 'monthDay') })}`}
        </small>
        <ProblemAlert error={error} />
      </div>
      {customer.can.update && (
        <>
          <Button size="small" kind="quiet" onClick={leftDay === null ? leave : comeBack}>
            {leftDay === null ? t('contact.leave') : t('contact.back')}
          </Button>
          <IconButton label={t('contact.edit', { name: contact.name })} onClick={onEdit}>
            <IconPencil size={18} aria-hidden />
          </IconButton>
        </>
      )}
      {phone?.e164 != null && leftDay === null && (
        <AnchorButton
          className={styles.round}
          href={telLink(phone.e164, null)}
          aria-label={`${t('detail.call')} ${contact.name} ${phone.typed}`}
          icon={<IconPhone size={20} aria-hidden />}
        />
      )}
    </li>
  );
}

function useLeaving(customerId: string, contact: Contact) {
  const { t } = useTranslation(['customers', 'common']);
  const params = { path: { id: customerId, contactId: contact.id } };
  const back = $api.useMutation('delete', '/api/v1/customers/{id}/contacts/{contactId}/leaving', {
    onSuccess: refreshCustomers,
  });
  const left = $api.useMutation('post', '/api/v1/customers/{id}/contacts/{contactId}/leaving', {
    onSuccess: async () => {
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
