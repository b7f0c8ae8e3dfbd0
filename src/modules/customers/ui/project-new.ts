import { businessDay } from '#platform/shared/day.ts';
import type { Answer } from '#platform/web/answer.ts';
import { bodyOf } from '#platform/web/offline/command.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import type { Contact, Customer } from '../contract.ts';
import { withoutIdentityNumber } from '../rules-identity.ts';
import { createCustomer } from './commands.ts';

export type Me = Answer<'get', '/api/v1/me'>;

export const instantOf = ({ writtenAt }: Pick<Entry, 'writtenAt'>): string => new Date(writtenAt).toISOString();

/** What the server will make of a number is not known here; one that is written in full can be dialled. */
const dialled = (typed: string): string | null => {
  const bare = typed.normalize('NFKC').replaceAll(/[\s()-]/g, '');
  return /^\+\d{8,15}$/.test(bare) ? bare : null;
};

const orNull = (text: string | null | undefined): string | null => (text == null || text === '' ? null : text);

/** A number as typed; as the server understood it where it stood there before. */
export function numberOf(typed: string | null | undefined, before: Contact['phone'] = null): Contact['phone'] {
  if (typed == null || typed === '') return null;
  return before?.typed === typed ? before : { typed, e164: dialled(typed) };
}

interface NewContact {
  id: string;
  name: string;
  part?: Contact['part'] | undefined;
  title?: string | null | undefined;
  phone?: string | null | undefined;
  email?: string | null | undefined;
}

export const newContact = ({ id, name, part, title, phone, email }: NewContact): Contact => ({
  ...{ id, name, part: part ?? 'other', title: orNull(title), email: orNull(email) },
  ...{ phone: numberOf(phone), leftDay: null, version: 1 },
});

/** A name the phone cannot know: given to a colleague, which is done with a network. */
const unnamed = '…';

function ownerOf(ownerId: string | null | undefined, me: Me): Customer['owner'] {
  if (ownerId === undefined || ownerId === me.person.id) return me.person;
  return ownerId === null ? null : { id: ownerId, name: unnamed };
}

/** The page of a customer that only this phone knows yet, as the server will show it. */
export function newCustomer(entry: Entry, me: Me): Customer {
  const body = bodyOf(createCustomer, entry);
  const at = instantOf(entry);
  const owner = ownerOf(body.ownerId, me);
  const assigned = { fromDay: businessDay(at, me.timeZone), toDay: null, reason: null, assignedAt: at };
  return withoutIdentityNumber<Customer>({
    ...{ id: body.id, kind: body.kind, name: body.name, lifecycle: 'prospect' },
    ...{ shortName: orNull(body.shortName), taxNumber: orNull(body.taxNumber), industry: orNull(body.industry) },
    ...{ source: orNull(body.source), website: orNull(body.website), email: orNull(body.email) },
    ...{
      employees: body.employees ?? null,
      foundedDay: body.foundedDay ?? null,
      capitalMinor: body.capitalMinor ?? null,
    },
    ...{ unit: me.unit ?? { id: me.company.id, name: '' }, owner, nextStep: null },
    ...{
      lastVisitAt: null,
      lastCallAt: null,
      lastActivityAt: at,
      createdAt: at,
      archivedAt: null,
      archiveReason: null,
    },
    tags: (body.tags ?? []).toSorted(),
    phones: (body.phones ?? []).map(({ typed, kind }) => ({
      ...{ typed, kind: kind ?? 'other' },
      ...{ e164: dialled(typed), extension: null },
    })),
    addresses: (body.addresses ?? []).map(({ typed, kind, lat, lng }) => ({
      ...{ typed, kind: kind ?? 'office' },
      ...{ lat: lat ?? null, lng: lng ?? null },
    })),
    contacts: (body.contacts ?? []).map(newContact),
    assignments:
      owner === null
        ? []
        : [{ id: entry.id, person: owner, role: 'owner', share: 1, ...assigned, assignedBy: me.person.name }],
    holdings: [],
    lifecycleHistory: [{ lifecycle: 'prospect', reason: null, at, by: me.person.name }],
    version: entry.answerVersion ?? 1,
    can: { update: true, assign: me.capabilities.includes('customers.assign') && me.leadsUnits.length > 0 },
  });
}
