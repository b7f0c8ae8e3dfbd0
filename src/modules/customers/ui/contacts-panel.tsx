import { IconPencil, IconPhone, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { useRefused } from '#platform/web/offline/use-refused.ts';
import { AnchorButton, Button, IconButton } from '#ui/button.tsx';
import { Card, Section } from '#ui/card.tsx';
import { Tag } from '#ui/tag.tsx';
import { telLink } from '../rules.ts';
import { addContact, changeContact } from './commands.ts';
import { ContactDialog } from './contact-dialog.tsx';
import styles from './customer.module.css';
import type { Customer } from './use-customers.ts';

type Contact = Customer['contacts'][number];

/** The people at the customer, each with the part played in our work; those who left stay, marked. */
export function ContactsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  const [open, setOpen] = useState<Contact | 'new' | undefined>();
  const { contacts, can } = customer;
  const { entry } = useRefused(addContact, changeContact);
  const [mended, setMended] = useState(false);
  const mending = entry === undefined || mended || entry.params['id'] !== customer.id ? undefined : entry;
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
      {mending !== undefined && (
        <ContactDialog
          customer={customer}
          contact={contacts.find(({ id }) => id === mending.params['contactId'])}
          entry={mending}
          onClose={() => setMended(true)}
        />
      )}
      {open !== undefined && (
        <ContactDialog
          customer={customer}
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
      </div>
      {customer.can.update && (
        <IconButton label={t('contact.edit', { name: contact.name })} onClick={onEdit}>
          <IconPencil size={18} aria-hidden />
        </IconButton>
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
