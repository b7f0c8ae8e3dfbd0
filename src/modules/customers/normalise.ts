import type { z } from 'zod';
import { readPhone } from '#platform/shared/region/phone.ts';
import type { Region } from '#platform/shared/region/regions.ts';
import { readTaxNumber } from '#platform/shared/region/tax-number.ts';
import { Refused, refuse } from '#platform/shared/result.ts';
import type { ContactInput, phoneInput } from './contract-shapes.ts';
import type { ContactRow, PhoneRow } from './to-insert.ts';

/** Numbers as typed, with what the region makes of them; one that is not understood is kept as typed. */
export function phonesFrom(phones: readonly z.output<typeof phoneInput>[], region: Region): PhoneRow[] {
  return phones.map(({ typed, kind }) => {
    const phone = readPhone(typed, region);
    return { typed, e164: phone.e164, extension: phone.extension, kind: kind ?? phone.kind ?? 'other' };
  });
}

export function contactPhone(typed: string | null, region: Region): ContactRow['phone'] {
  return typed === null || typed === '' ? null : { typed, e164: readPhone(typed, region).e164 };
}

export const contactFrom = (contact: ContactInput, region: Region): ContactRow => ({
  ...contact,
  title: orNull(contact.title),
  email: orNull(contact.email),
  phone: contactPhone(contact.phone, region),
});

/** The number without spaces, zeros put back; null where none was given. @throws Refused for one that cannot be. */
export function taxNumberFrom(typed: string | null | undefined, region: Region): string | null {
  if (typed == null) return null;
  const number = readTaxNumber(typed, region);
  if (number.ok) return number.value;
  if (number.reason === 'empty' || number.reason === 'placeholder') return null;
  const code = number.reason === 'checksum' ? 'customers.taxNumberChecksum' : 'customers.taxNumberFormat';
  throw new Refused(refuse('invalid', 'fields', { fields: [{ field: 'taxNumber', code }] }));
}

/** An emptied field is no value. */
export const orNull = (value: string | null | undefined): string | null =>
  value === undefined || value === '' ? null : value;
