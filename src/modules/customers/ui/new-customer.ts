import { newId } from '#platform/shared/id.ts';
import { phoneNow } from '#platform/web/offline/clock.ts';
import { bodyOf } from '#platform/web/offline/command.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import type { Me } from '#platform/web/session.ts';
import { createCustomer } from './commands.ts';
import { type Entered, enteredAgain, type Fields, noAddress, noPhone, nothingEntered } from './form-state.ts';
import type { ChosenPerson } from './person-field.tsx';

/** What is being written down, with its ids: sent twice, after a killed browser too, it is still one customer. */
export interface Draft {
  id: string;
  contactId: string;
  entered: Entered;
  owner: ChosenPerson | null;
}

/** An empty form. */
export const blank = (owner: ChosenPerson): Draft => ({
  ...{ id: newId(phoneNow()), contactId: newId(phoneNow()) },
  ...{ entered: nothingEntered, owner },
});

/** How it was written before the server refused it. */
export function writtenBefore(entry: Entry, { company, person }: Me): Draft {
  const { id, ownerId, contacts, tags: _tags, unitId: _unit, ...fields } = bodyOf(createCustomer, entry);
  const contact = contacts?.[0];
  const begun = enteredAgain(fields as Partial<Fields>, nothingEntered, company.currency);
  return {
    id,
    contactId: contact?.id ?? newId(phoneNow()),
    entered: {
      ...begun,
      ...(begun.phones.length === 0 ? { phones: [noPhone] } : {}),
      ...(begun.addresses.length === 0 ? { addresses: [noAddress] } : {}),
      contactName: contact?.name ?? '',
      contactPart: contact?.part ?? 'other',
      contactTitle: contact?.title ?? '',
    },
    owner: ownerId === undefined ? person : ownerId === null ? null : { id: ownerId, name: '…' },
  };
}
