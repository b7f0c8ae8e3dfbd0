import { readPhone } from '#platform/shared/region/phone.ts';
import { regionOf } from '#platform/shared/region/regions.ts';
import type { CustomerToInsert, PhoneRow } from '#modules/customers/public.ts';
import { type Day } from '#platform/shared/day.ts';
import { instantAt } from '#platform/server/clock.ts';
import type { Person } from './scene.ts';
import type { Account, Contact } from './story.ts';

const taiwan = regionOf('taiwan');

/** A number as typed, with what the product makes of it. */
export function phoneRow(typed: string): PhoneRow {
  const { e164, extension, kind } = readPhone(typed, taiwan);
  return { typed, e164, extension, kind: kind ?? 'other' };
}

type Record = Pick<CustomerToInsert, 'id' | 'kind' | 'name'> &
  Omit<CustomerToInsert, 'unitId' | 'ownerId' | 'contacts'>;

interface NewAccount {
  record: Record;
  owner: Person;
  contacts?: readonly Contact[];
  created: { at: number; day: Day; by?: Person; file?: string };
  way: string;
  door?: { lat: number; lng: number };
  warmth: number;
  facts: { [key: string]: unknown };
  playsFrom?: Day;
}

/** A customer of somebody's, not yet seen. */
export function account(made: NewAccount): Account {
  const { owner, created } = made;
  const contacts = made.contacts ?? [];
  const record: CustomerToInsert = {
    ...made.record,
    unitId: owner.unitId,
    ownerId: owner.id,
    ownedFromDay: created.day,
    createdAt: instantAt(created.at),
    contacts: contacts.map((contact) => ({
      ...contact,
      phone: contact.phone === null ? null : { typed: contact.phone, e164: readPhone(contact.phone, taiwan).e164 },
    })),
  };
  return {
    id: record.id,
    kind: record.kind,
    name: record.name,
    owner,
    createdAt: created.at,
    createdDay: created.day,
    origin: { by: created.by ?? owner, file: created.file ?? null },
    record,
    contacts,
    way: made.way,
    door: made.door ?? null,
    warmth: made.warmth,
    facts: made.facts,
    playsFrom: made.playsFrom ?? null,
    lifecycle: record.lifecycle ?? 'prospect',
    intent: 0,
    talks: 0,
    seen: 0,
    lastVisitDay: null,
    lastVisitAt: null,
    lastCallAt: null,
    step: null,
    quietUntil: null,
    archived: null,
    version: 1,
  };
}
