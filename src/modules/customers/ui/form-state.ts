import { decimalFromMoney, moneyFromDecimal } from '#platform/shared/money.ts';
import type { Customer } from '../contract.ts';
import { mayBeIdentityNumber } from '../rules-identity.ts';
import type { AddressKind, ContactPart, CustomerField, CustomerKind, PhoneKind } from '../rules.ts';

export interface EnteredPhone {
  typed: string;
  /** Empty: as the number itself says. */
  kind: PhoneKind | '';
}

export interface EnteredAddress {
  typed: string;
  kind: AddressKind;
  lat: number | null;
  lng: number | null;
}

/** The form as it is typed: numbers and money are text until they are sent. */
export interface Entered {
  kind: CustomerKind;
  name: string;
  shortName: string;
  taxNumber: string;
  industry: string;
  source: string;
  employees: string;
  website: string;
  email: string;
  foundedDay: string | null;
  capital: string;
  phones: EnteredPhone[];
  addresses: EnteredAddress[];
  contactName: string;
  contactPart: ContactPart;
  contactTitle: string;
}

export const noPhone: EnteredPhone = { typed: '', kind: '' };
export const noAddress: EnteredAddress = { typed: '', kind: 'office', lat: null, lng: null };

export const nothingEntered: Entered = {
  kind: 'firm',
  name: '',
  shortName: '',
  taxNumber: '',
  industry: '',
  source: '',
  employees: '',
  website: '',
  email: '',
  foundedDay: null,
  capital: '',
  phones: [noPhone],
  addresses: [noAddress],
  contactName: '',
  contactPart: 'other',
  contactTitle: '',
};

const plainAmount = (minor: number | null, currency: string): string =>
  minor === null ? '' : decimalFromMoney({ minor, currency }).replace(/\.0+$/, '');

/** A customer as the form shows it. */
export const enteredOf = (customer: Customer, currency: string): Entered => ({
  ...nothingEntered,
  kind: customer.kind,
  name: customer.name,
  shortName: customer.shortName ?? '',
  taxNumber: customer.taxNumber ?? '',
  industry: customer.industry ?? '',
  source: customer.source ?? '',
  employees: customer.employees === null ? '' : String(customer.employees),
  website: customer.website ?? '',
  email: customer.email ?? '',
  foundedDay: customer.foundedDay,
  capital: plainAmount(customer.capitalMinor, currency),
  phones: customer.phones.map(({ typed, kind }) => ({ typed, kind })),
  addresses: customer.addresses.map(({ typed, kind, lat, lng }) => ({ typed, kind, lat, lng })),
});

const digits = (text: string): string => text.replaceAll(/[\s,，]/g, '');
/** Whether it can be read as a number; empty can. */
export const isCount = (text: string): boolean => /^\d{0,8}$/.test(digits(text));
export const isAmount = (text: string): boolean => /^(\d{1,13}(\.\d{1,2})?)?$/.test(digits(text));

/** Nothing is missing, nothing unreadable. */
export const isComplete = ({ name, employees, capital }: Entered): boolean =>
  name.trim() !== '' && isCount(employees) && isAmount(capital);

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What is sent: every field of the record, and phones and addresses that were really written. */
export function fieldsOf(entered: Entered, currency: string) {
  const capital = digits(entered.capital);
  return {
    kind: entered.kind,
    name: entered.name.trim(),
    shortName: orNull(entered.shortName),
    taxNumber: orNull(entered.taxNumber),
    industry: orNull(entered.industry),
    source: orNull(entered.source),
    employees: entered.employees.trim() === '' ? null : Number(digits(entered.employees)),
    website: orNull(entered.website),
    email: orNull(entered.email),
    foundedDay: entered.foundedDay,
    capitalMinor: capital === '' ? null : moneyFromDecimal(capital, currency).minor,
    phones: entered.phones
      .filter(({ typed }) => typed.trim() !== '')
      .map(({ typed, kind }) => ({ typed: typed.trim(), ...(kind === '' ? {} : { kind }) })),
    addresses: entered.addresses
      .filter(({ typed }) => typed.trim() !== '')
      .map((address) => ({ ...address, typed: address.typed.trim() })),
  };
}
export type Fields = ReturnType<typeof fieldsOf>;

/** A form that was sent, opened again over how it would be opened now. */
export function enteredAgain(sent: Partial<Fields>, base: Entered, currency: string): Entered {
  const { phones, addresses, capitalMinor, employees, foundedDay, ...texts } = sent;
  const given = Object.entries(texts).filter(([, value]) => value !== undefined);
  return {
    ...base,
    ...(Object.fromEntries(given.map(([field, value]) => [field, value ?? ''])) as Partial<Entered>),
    ...(foundedDay === undefined ? {} : { foundedDay }),
    ...(employees === undefined ? {} : { employees: employees === null ? '' : String(employees) }),
    ...(capitalMinor === undefined ? {} : { capital: plainAmount(capitalMinor, currency) }),
    ...(phones === undefined
      ? {}
      : { phones: phones.map(({ typed, kind }): EnteredPhone => ({ typed, kind: kind ?? '' })) }),
    ...(addresses === undefined ? {} : { addresses }),
  };
}

/** Without what may be a person's identity number: that is sent at once or not at all, and never kept on the phone. */
export const withoutIdentity = (entered: Entered): Entered =>
  mayBeIdentityNumber(entered.kind) ? { ...entered, taxNumber: '' } : entered;

/** Only what differs from how the form was opened, so that two people who change different fields do not meet. */
export function changedFields(before: Fields, after: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as CustomerField]),
    ),
  );
}
