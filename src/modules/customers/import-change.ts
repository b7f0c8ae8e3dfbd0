// What a row adds to or changes in a customer that is known: nothing is taken away, an empty cell says nothing.
import type { Remark } from '#modules/imports/public.ts';
import type { KnownCustomer } from './import-known.ts';
import { type ListedContact, type ListedCustomer, samePhone } from './import-read.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import type { PhoneRow } from './to-insert.ts';

export const headFields = [
  'name',
  'externalId',
  'taxNumber',
  'kind',
  'shortName',
  'industry',
  'source',
  'website',
  'email',
  'foundedDay',
  'capitalMinor',
  'employees',
] as const;
export type HeadField = (typeof headFields)[number];

export interface ContactChange {
  id: string;
  title: string | null;
  phone: ListedContact['phone'];
  email: string | null;
}

export interface CustomerUpdate {
  customer: KnownCustomer;
  heads: Partial<Record<HeadField, string | number>>;
  phones: PhoneRow[];
  /** Becomes the first; the others stay behind it. */
  address: string | null;
  newContacts: ListedContact[];
  contacts: ContactChange[];
  tags: string[];
}

/** Field of the import for a field of the customer, where they are called differently. */
const fieldOf = (field: HeadField): string => (field === 'capitalMinor' ? 'capital' : field);

/** Who was known by the very name and a phone or address keeps the form of it; only a number may rename. */
export function updateOf(listed: ListedCustomer, customer: KnownCustomer, byNumber: boolean): CustomerUpdate {
  const heads: CustomerUpdate['heads'] = {};
  for (const field of headFields) {
    const value = listed[field];
    if (field === 'name' && !byNumber) continue;
    if (value !== undefined && value !== customer[field]) heads[field] = value;
  }
  const known = (contact: ListedContact) => customer.contacts.find((one) => one.name_folded === foldName(contact.name));
  return {
    customer,
    heads,
    phones: listed.phones.filter((phone) => !customer.phones.some((other) => samePhone(phone, other))),
    address: isNewAddress(listed, customer) ? (listed.address ?? null) : null,
    newContacts: listed.contacts.filter((contact) => known(contact) === undefined),
    contacts: listed.contacts.flatMap((contact) => {
      const one = known(contact);
      if (one === undefined) return [];
      const title = contact.title !== null && contact.title !== one.title ? contact.title : null;
      const phone = contact.phone !== null && contact.phone.typed !== one.phone ? contact.phone : null;
      const email = contact.email !== null && contact.email !== one.email ? contact.email : null;
      return title === null && phone === null && email === null ? [] : [{ id: one.id, title, phone, email }];
    }),
    tags: listed.tags.filter((tag) => !customer.tags.includes(tag)),
  };
}

const isNewAddress = (listed: ListedCustomer, customer: KnownCustomer): boolean =>
  listed.address !== undefined && !customer.addresses.some(({ folded }) => folded === listed.addressFolded);

/** What is changed, field by field, as the row tells it. */
export function notesOf(update: CustomerUpdate): Remark[] {
  const { heads, phones, address, newContacts, contacts, tags } = update;
  const short = (value: unknown): string => String(value ?? '').slice(0, 80);
  const changed = Object.entries(heads).map(([field, to]): Remark => {
    const from = update.customer[field as HeadField];
    const params = { from: short(from), to: short(to) };
    return {
      field: fieldOf(field as HeadField),
      code: from === null ? 'imports.note.filled' : 'imports.note.changed',
      params,
    };
  });
  const added = (field: string, texts: readonly string[]): Remark[] =>
    texts.length === 0 ? [] : [{ field, code: 'imports.note.added', params: { to: short(texts.join('、')) } }];
  return [
    ...changed,
    ...added(
      'phone',
      phones.map(({ typed }) => typed),
    ),
    ...added('address', address === null ? [] : [address]),
    ...added(
      'contactName',
      newContacts.map(({ name }) => name),
    ),
    ...(contacts.length === 0 ? [] : [{ field: 'contactName', code: 'imports.note.contactChanged' }]),
    ...added('tags', tags),
  ];
}
