import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '#platform/web/answer.ts';
import type { Beside, Projection } from '#platform/web/offline/projections.ts';
import { type GetPath, keepOnPhone, readOf } from '#platform/web/offline/reads.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import type { Customer } from '../contract.ts';
import { rowOf } from './held-customer.ts';
import { customerProjections } from './projections.ts';

keepOnPhone(
  '/api/v1/customers',
  '/api/v1/customers/alike',
  '/api/v1/customers/{id}',
  '/api/v1/customers/{id}/timeline',
  '/api/v1/customers/{id}/next-steps',
  '/api/v1/customers/{id}/visits',
);

const me = {
  person: { id: 'lin', name: '林志豪' },
  company: { id: 'co', name: '恆盛', code: 'hs', region: 'taiwan', timeZone: 'Asia/Taipei', currency: 'TWD' },
  unit: { id: 'team', name: '松山組' },
  language: 'zh-Hant',
  dateStyle: 'gregorian',
  timeZone: 'Asia/Taipei',
  today: '2026-11-23',
  capabilities: ['customers.read', 'customers.write'],
  leadsUnits: [],
  passwordIsTemporary: false,
} satisfies Answer<'get', '/api/v1/me'>;

const entryOf = (command: string, given: Partial<Entry> = {}): Entry => ({
  ...{ place: 1, id: `entry of ${command}`, command, version: 1, method: 'POST', url: '', params: {}, body: null },
  ...{ ifMatch: null, basedOn: null, photo: false, stale: [], about: {}, makes: [], changes: [], needs: [] },
  // Still the day before in London, already the 24th in Taipei.
  ...{ writtenAt: Date.parse('2026-11-23T17:30:00.000Z'), state: 'pending', attempts: 0, triedAt: null, sentAt: null },
  ...{ answerVersion: null, problem: null },
  ...given,
});

const firm = entryOf('customers.create', {
  body: {
    ...{ id: 'new', kind: 'firm', name: '日日鮮股份有限公司', taxNumber: '04595257' },
    phones: [{ typed: '02-2753-1234' }, { typed: '+886 912 345 678', kind: 'mobile' }],
    addresses: [{ typed: '台北市松山區民生東路五段 1 號' }],
    contacts: [{ id: 'chen', name: '陳小姐', part: 'purchasing', title: '' }],
  },
  makes: ['new', 'chen'],
});

/** What an entry makes of an answer, as asked for by its address. */
async function shownAt(url: string, answer: unknown, entry: Entry): Promise<unknown> {
  const read = readOf(new URL(url, 'http://phone.test'));
  if (read === undefined) throw new Error(`no read ${url}`);
  const held = ((path: GetPath) => Promise.resolve(path === '/api/v1/me' ? me : undefined)) as Beside['held'];
  const projection = customerProjections[entry.command]?.[read.path] as Projection<GetPath> | undefined;
  return projection === undefined ? answer : projection(answer as never, { read, entry, held });
}

const made = async (): Promise<Customer> => (await shownAt('/api/v1/customers/new', undefined, firm)) as Customer;
const noTimeline = { items: [], nextCursor: null };

describe('O8 a customer that only this phone knows', () => {
  it('has its page, with the writer as owner and the day of the writing', async () => {
    const customer = await made();
    expect(customer).toMatchObject({
      ...{ id: 'new', name: '日日鮮股份有限公司', taxNumber: '04595257', lifecycle: 'prospect', version: 1 },
      ...{ owner: me.person, unit: me.unit, can: { update: true, assign: false } },
      contacts: [
        { id: 'chen', name: '陳小姐', part: 'purchasing', title: null, phone: null, leftDay: null, version: 1 },
      ],
      addresses: [{ typed: '台北市松山區民生東路五段 1 號', kind: 'office', lat: null, lng: null }],
    });
    expect(customer.assignments).toMatchObject([{ person: me.person, role: 'owner', fromDay: '2026-11-24' }]);
    expect(customer.phones.map(({ e164 }) => e164)).toEqual([null, '+886912345678']);
  });

  it('has nothing yet where nothing can be', async () => {
    expect(await shownAt('/api/v1/customers/new/visits', undefined, firm)).toEqual({ items: [] });
    expect(await shownAt('/api/v1/customers/new/next-steps', undefined, firm)).toEqual({ items: [] });
    expect(await shownAt('/api/v1/customers/other/visits', undefined, firm)).toBeUndefined();
    expect(await shownAt('/api/v1/customers/new/timeline', undefined, firm)).toMatchObject({
      items: [{ kind: 'customers.created', sourceId: 'new', businessDay: '2026-11-24', person: me.person }],
    });
  });

  it('leaves the page of another as it is', async () => {
    expect(await shownAt('/api/v1/customers/other', undefined, firm)).toBeUndefined();
  });

  const empty = { items: [], nextCursor: null };
  it.each([
    ['?sort=recent&limit=50', 1],
    ['?q=日日鮮', 1],
    ['?q=27531234', 1],
    ['?q=陳小姐 民生東路', 1],
    ['?q=別家', 0],
    ['?owner=lin', 1],
    ['?owner=none', 0],
    ['?lifecycle=lost', 0],
    ['?archived=true', 0],
    ['?cursor=next', 0],
  ])('stands in the list %s %i times', async (query, times) => {
    const { items } = (await shownAt(`/api/v1/customers${query}`, empty, firm)) as typeof empty;
    expect(items).toHaveLength(times);
  });

  it('warns of being written down twice', async () => {
    const asked = '/api/v1/customers/alike?name=日日鮮';
    expect(await shownAt(asked, { items: [] }, firm)).toMatchObject({
      items: [{ by: 'name', customer: { id: 'new' } }],
    });
    expect(await shownAt(`${asked}&except=new`, { items: [] }, firm)).toEqual({ items: [] });
  });

  it('keeps the number of a person to itself', async () => {
    const household = { ...firm, body: { ...(firm.body as object), kind: 'household', taxNumber: 'A123456789' } };
    expect(await shownAt('/api/v1/customers/new', undefined, household)).toMatchObject({ taxNumber: null });
  });
});

const params = { id: 'new' };
const chen = { id: 'new', contactId: 'chen' };
const entries: readonly Entry[] = [
  entryOf('customers.change', {
    params,
    ifMatch: 1,
    body: { name: '日日鮮', phones: [{ typed: '02-2753-9999' }], website: '' },
  }),
  entryOf('customers.addContact', { params, body: { id: 'wang', name: '王先生', phone: '+886 2 2753 1234' } }),
  entryOf('customers.changeContact', { params: chen, ifMatch: 1, body: { title: '採購', phone: '02-1' } }),
  entryOf('customers.contactLeft', { params: chen, body: { day: '2026-11-23' } }),
  entryOf('customers.contactBack', { params: chen }),
  entryOf('customers.addNote', {
    params,
    body: { id: 'note', text: '週五再來', occurredAt: '2026-11-23T02:00:00.000Z' },
  }),
  entryOf('customers.setTags', { params, body: { tags: ['vip', 'a', 'vip'] } }),
  entryOf('customers.changeLifecycle', { params, body: { to: 'lost', reason: '搬走' } }),
];

describe('O8 a change that waits is shown as done', () => {
  const changed: Readonly<Record<string, unknown>> = {
    'customers.change': { name: '日日鮮', website: null, version: 2, phones: [{ typed: '02-2753-9999', e164: null }] },
    'customers.addContact': {
      contacts: [{ id: 'chen' }, { id: 'wang', phone: { e164: '+886227531234' }, version: 1 }],
    },
    'customers.changeContact': {
      contacts: [{ title: '採購', phone: { typed: '02-1', e164: null }, version: 2 }],
      version: 1,
    },
    'customers.contactLeft': { contacts: [{ leftDay: '2026-11-23', version: 2 }] },
    'customers.contactBack': { contacts: [{ leftDay: null, version: 1 }] },
    'customers.addNote': { lastActivityAt: '2026-11-23T17:30:00.000Z' },
    'customers.setTags': { tags: ['a', 'vip'], version: 1 },
    'customers.changeLifecycle': {
      lifecycle: 'lost',
      version: 2,
      lifecycleHistory: [{ lifecycle: 'lost', reason: '搬走' }, {}],
    },
  };
  it.each(entries.map((entry) => [entry.command, entry] as const))('%s', async (command, entry) => {
    expect(await shownAt('/api/v1/customers/new', await made(), entry)).toMatchObject(changed[command] as object);
  });

  it('writes what was told into the timeline, once', async () => {
    const [note] = entries.filter(({ command }) => command === 'customers.addNote');
    const url = '/api/v1/customers/new/timeline?limit=30';
    const told = (await shownAt(url, noTimeline, note as Entry)) as Answer<'get', '/api/v1/customers/{id}/timeline'>;
    expect(told.items).toMatchObject([
      {
        kind: 'customers.noted',
        detail: { text: '週五再來' },
        occurredAt: '2026-11-23T02:00:00.000Z',
        businessDay: '2026-11-23',
      },
    ]);
    const known = { ...told, items: told.items.map((line) => ({ ...line, id: 'as the server named it' })) };
    expect(await shownAt(url, known, note as Entry)).toEqual(known);
    expect(await shownAt(url, undefined, note as Entry)).toBeUndefined();
  });

  it('takes the version from the answer, and never goes back behind what the server shows', async () => {
    const [change] = entries;
    const at = async (version: number, answerVersion: number | null) =>
      (
        (await shownAt(
          '/api/v1/customers/new',
          { ...(await made()), version },
          { ...(change as Entry), answerVersion },
        )) as Customer
      ).version;
    expect(await at(1, 5)).toBe(5);
    expect(await at(7, 5)).toBe(7);
    expect(await at(1, null)).toBe(2);
  });

  it('twice is once, in any order of what was written', async () => {
    const anyOrder = fc.shuffledSubarray([firm, ...entries]);
    const lists = { items: [rowOf(await made())], nextCursor: null };
    const reads: [string, unknown][] = [
      ['/api/v1/customers/new', await made()],
      ['/api/v1/customers?sort=recent&limit=50', lists],
      ['/api/v1/customers?sort=name', { items: [], nextCursor: null }],
      ['/api/v1/customers/new/timeline?limit=30', noTimeline],
      ['/api/v1/customers/new/visits', undefined],
    ];
    await fc.assert(
      fc.asyncProperty(anyOrder, fc.constantFrom(...reads), async (chosen, [url, first]) => {
        let once = first;
        for (const entry of chosen) {
          once = await shownAt(url, once, entry);
          expect(await shownAt(url, once, entry)).toEqual(once);
        }
      }),
    );
  });
});
