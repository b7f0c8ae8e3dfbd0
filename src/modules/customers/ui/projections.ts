import { businessDay } from '#platform/shared/day.ts';
import { bodyOf } from '#platform/web/offline/command.ts';
import type { Beside, Projection, Projections, ProjectionTable } from '#platform/web/offline/projections.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import type { Contact, Customer, CustomerRow } from '../contract.ts';
import * as commands from './commands.ts';
import { heldBy, matches, rowOf } from './held-customer.ts';
import { likenessOf } from './likeness.ts';
import { instantOf, type Me, newContact, newCustomer, numberOf } from './project-new.ts';

// How a customer looks once what was written on this phone is done. An answer that knows of it already stays as it is.

const one = '/api/v1/customers/{id}';
const list = '/api/v1/customers';
const timeline = '/api/v1/customers/{id}/timeline';

const who = (beside: Beside): Promise<Me | undefined> => beside.held('/api/v1/me');
const todayOf = (entry: Entry, me: Me): string => businessDay(instantOf(entry), me.timeZone);

/** The record's version once this is done: as answered, else one on from what was looked at; never back. */
const versionAfter = (now: number, { answerVersion, ifMatch }: Entry): number =>
  Math.max(now, answerVersion ?? (ifMatch === null ? 0 : ifMatch + 1));

/** A change of one customer, on its page and on its line in every list. */
const ofCustomer = (change: (customer: Customer, entry: Entry, me: Me) => Customer): Projections => ({
  [one]: async (answer, beside) => {
    if (answer === undefined || answer.id !== beside.entry.params['id']) return answer;
    const me = await who(beside);
    return me === undefined ? answer : change(answer, beside.entry, me);
  },
});

const onRows =
  (change: (row: CustomerRow, entry: Entry) => CustomerRow): Projection<typeof list> =>
  (answer, { entry }) =>
    answer && {
      ...answer,
      items: answer.items.map((row) => (row.id === entry.params['id'] ? change(row, entry) : row)),
    };

interface Happened {
  kind: string;
  sourceKind: string;
  sourceId: string;
  detail: Record<string, unknown>;
}

/** One line on top of a customer's first page of the timeline; the server names it by the same source. */
const inTimeline =
  (
    customerOf: (entry: Entry) => string | undefined,
    happened: (entry: Entry) => Happened,
  ): Projection<typeof timeline> =>
  async (answer, beside) => {
    const { read, entry } = beside;
    if (answer === undefined || read.params['id'] !== customerOf(entry) || read.query.has('cursor')) return answer;
    const line = happened(entry);
    const known = answer.items.some(({ kind, sourceId }) => kind === line.kind && sourceId === line.sourceId);
    const me = known ? undefined : await who(beside);
    if (me === undefined) return answer;
    const at = occurredAt(entry);
    const day = businessDay(at, me.timeZone);
    const told = { occurredAt: at, recordedAt: instantOf(entry), businessDay: day, late: false };
    return { ...answer, items: [{ id: entry.id, ...line, ...told, person: me.person }, ...answer.items] };
  };

const occurredAt = (entry: Entry): string => {
  const body = entry.body;
  const told = typeof body === 'object' && body !== null && 'occurredAt' in body ? body.occurredAt : undefined;
  return typeof told === 'string' ? told : instantOf(entry);
};

const madeId = (entry: Entry): string => bodyOf(commands.createCustomer, entry).id;
const theCustomer = (entry: Entry): string | undefined => entry.params['id'];

const createdLine = inTimeline(madeId, (entry) => ({
  ...{ kind: 'customers.created', sourceKind: 'customer', sourceId: madeId(entry), detail: {} },
}));

/** A list of what hangs on a customer that nobody else knows yet: empty, instead of missing. */
const noneYet =
  <P extends '/api/v1/customers/{id}/next-steps' | '/api/v1/customers/{id}/visits'>(): Projection<P> =>
  (answer, { read, entry }) =>
    answer ?? (read.params['id'] === madeId(entry) ? ({ items: [] } as never) : undefined);

const create: Projections = {
  [one]: async (answer, beside) => {
    if (answer !== undefined || beside.read.params['id'] !== madeId(beside.entry)) return answer;
    const me = await who(beside);
    return me && newCustomer(beside.entry, me);
  },
  [list]: async (answer, beside) => {
    const { read, entry } = beside;
    const known = answer?.items.some(({ id }) => id === madeId(entry)) ?? true;
    const me = known || read.query.has('cursor') ? undefined : await who(beside);
    if (answer === undefined || me === undefined) return answer;
    const made = newCustomer(entry, me);
    if (!matches(heldBy(made), read.query, todayOf(entry, me))) return answer;
    return { ...answer, items: [rowOf(made), ...answer.items] };
  },
  '/api/v1/customers/alike': async (answer, beside) => {
    const me = await who(beside);
    if (answer === undefined || me === undefined) return answer;
    const like = likenessOf(heldBy(newCustomer(beside.entry, me)), beside.read.query);
    if (like === undefined || answer.items.some(({ customer }) => customer?.id === madeId(beside.entry))) return answer;
    return { items: [like, ...answer.items] };
  },
  [timeline]: (answer, beside) => {
    const made = beside.read.params['id'] === madeId(beside.entry);
    return createdLine(answer ?? (made ? { items: [], nextCursor: null } : undefined), beside);
  },
  '/api/v1/customers/{id}/next-steps': noneYet(),
  '/api/v1/customers/{id}/visits': noneYet(),
};

function changed(customer: Customer, entry: Entry): Customer {
  const { phones, addresses, ...fields } = bodyOf(commands.changeCustomer, entry);
  const emptied = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, value === '' ? null : value]),
  );
  return {
    ...customer,
    ...emptied,
    ...(phones && {
      phones: phones.map(({ typed, kind }) => {
        const before = customer.phones.find((phone) => phone.typed === typed);
        const number = { typed, extension: null, kind: kind ?? 'other', ...numberOf(typed) };
        return before === undefined ? { e164: null, ...number } : { ...before, kind: kind ?? before.kind };
      }),
    }),
    ...(addresses && {
      addresses: addresses.map(({ typed, kind = 'office', lat = null, lng = null }) => ({ typed, kind, lat, lng })),
    }),
    version: versionAfter(customer.version, entry),
  };
}

const change: Projections = {
  ...ofCustomer(changed),
  [list]: onRows((row, entry) => {
    const { name, shortName, kind, industry } = bodyOf(commands.changeCustomer, entry);
    return {
      ...row,
      ...(name === undefined ? {} : { name }),
      ...(shortName === undefined ? {} : { shortName: shortName === '' ? null : shortName }),
      ...(kind === undefined ? {} : { kind }),
      ...(industry === undefined ? {} : { industry }),
    };
  }),
};

/** Those who left stand last. */
const inContactOrder = (contacts: readonly Contact[]): Contact[] => [
  ...contacts.filter(({ leftDay }) => leftDay === null),
  ...contacts.filter(({ leftDay }) => leftDay !== null),
];

const contactAdded: Projections = {
  ...ofCustomer((customer, entry) => {
    const contact = newContact(bodyOf(commands.addContact, entry));
    if (customer.contacts.some(({ id }) => id === contact.id)) return customer;
    return { ...customer, contacts: inContactOrder([...customer.contacts, contact]) };
  }),
  [timeline]: inTimeline(theCustomer, (entry) => {
    const { id, name, part, title } = newContact(bodyOf(commands.addContact, entry));
    return { kind: 'customers.contactAdded', sourceKind: 'contact', sourceId: id, detail: { name, part, title } };
  }),
};

/** A change of one contact. */
const ofContact = (change: (contact: Contact, entry: Entry, me: Me) => Contact): Projections =>
  ofCustomer((customer, entry, me) => ({
    ...customer,
    contacts: inContactOrder(
      customer.contacts.map((contact) =>
        contact.id === entry.params['contactId'] ? change(contact, entry, me) : contact,
      ),
    ),
  }));

const contactChanged = ofContact((contact, entry) => {
  const { name, part, title, phone, email } = bodyOf(commands.changeContact, entry);
  const orNull = (text: string | null): string | null => (text === '' ? null : text);
  return {
    ...contact,
    ...(name === undefined ? {} : { name }),
    ...(part === undefined ? {} : { part }),
    ...(title === undefined ? {} : { title: orNull(title) }),
    ...(email === undefined ? {} : { email: orNull(email) }),
    ...(phone === undefined ? {} : { phone: numberOf(phone, contact.phone) }),
    version: versionAfter(contact.version, entry),
  };
});

/** `last` decides here, so that the version only moves when something changes. */
const leaving = (dayOf: (entry: Entry, me: Me) => string | null): Projections =>
  ofContact((contact, entry, me) => {
    const leftDay = dayOf(entry, me);
    const version = Math.max(contact.version, entry.answerVersion ?? 0);
    if (leftDay === contact.leftDay) return { ...contact, version };
    return { ...contact, leftDay, version: Math.max(version, entry.answerVersion ?? contact.version + 1) };
  });

const lifecycleChanged: Projections = {
  ...ofCustomer((customer, entry, me) => {
    const { to, reason } = bodyOf(commands.changeLifecycle, entry);
    const version = Math.max(customer.version, entry.answerVersion ?? 0);
    if (customer.lifecycle === to) return { ...customer, version };
    const state = { lifecycle: to, reason: reason ?? null, at: instantOf(entry), by: me.person.name };
    return {
      ...customer,
      lifecycle: to,
      lifecycleHistory: [state, ...customer.lifecycleHistory],
      version: Math.max(version, entry.answerVersion ?? customer.version + 1),
    };
  }),
  [list]: onRows((row, entry) => ({ ...row, lifecycle: bodyOf(commands.changeLifecycle, entry).to })),
};

const tagsIn = (entry: Entry): string[] => [...new Set(bodyOf(commands.setTags, entry).tags)].toSorted();

export const customerProjections: ProjectionTable = {
  'customers.create': create,
  'customers.change': change,
  'customers.addContact': contactAdded,
  'customers.changeContact': contactChanged,
  'customers.contactLeft': leaving((entry, me) => bodyOf(commands.contactLeft, entry).day ?? todayOf(entry, me)),
  'customers.contactBack': leaving(() => null),
  'customers.addNote': {
    [timeline]: inTimeline(theCustomer, (entry) => {
      const { id, text } = bodyOf(commands.addNote, entry);
      return { kind: 'customers.noted', sourceKind: 'customerNote', sourceId: id, detail: { text } };
    }),
    ...ofCustomer((customer, entry) => {
      const at = occurredAt(entry);
      return at > customer.lastActivityAt ? { ...customer, lastActivityAt: at } : customer;
    }),
  },
  'customers.setTags': {
    ...ofCustomer((customer, entry) => ({ ...customer, tags: tagsIn(entry) })),
    [list]: onRows((row, entry) => ({ ...row, tags: tagsIn(entry) })),
  },
  'customers.changeLifecycle': lifecycleChanged,
};
