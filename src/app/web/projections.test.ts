// A day in a basement beside the same day on the server: what the phone shows of its unsent entries is what the server answers once it has
// them. Both begin with what /api/v1/phone gave.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, testApp } from '../../../test/harness/app.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makeNextStep } from '#modules/follow-up/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeReportedVisit, officeAnswers } from '#modules/visits/testing.ts';
import * as step from '#modules/follow-up/ui/commands.ts';
import * as visit from '#modules/visits/ui/commands.ts';
import { newId } from '#platform/shared/id.ts';
import { projectWith } from '#platform/web/offline/projections.ts';
import type { Entry } from '#platform/web/offline/store.ts';
import './phone.ts';
import { entryAt, Phone, type Told } from './testing.ts';

const app = await testApp('2026-11-20T02:00:00Z');
const today = '2026-11-23';

/** The screens tie what is done with a visit or a step to its customer. */
const customersOf = (subject = ''): string[] => {
  const known: Readonly<Record<string, string>> = {
    [first]: ids.office,
    [second]: ids.shop,
    [third]: ids.due,
    [fifth ?? '']: ids.called,
    [ids.call]: ids.called,
    [ids.drop]: ids.dropped,
    [next3 ?? '']: ids.office,
  };
  return Object.entries(known).flatMap(([id, customer]) => (id === subject ? [customer] : []));
};

const entryOf = (command: unknown, told: Told): Entry =>
  entryAt(app.clock.now(), command, {
    ...told,
    needs: [...(told.needs ?? []), ...customersOf(told.params?.['id'])],
  });

async function send(client: Client, entry: Entry) {
  const headers = {
    'idempotency-key': entry.id,
    'kejing-command': `${entry.command}@${entry.version}`,
    'kejing-written-at': new Date(entry.writtenAt).toISOString(),
    ...(entry.ifMatch === null ? {} : { 'if-match': String(entry.ifMatch) }),
  };
  const answer = await client.send(entry.method, entry.url.replace('/api/v1', ''), entry.body ?? undefined, headers);
  expect(answer.status, `${entry.command}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
}

let seller: Client;
let mate: Client;
const ids: Record<'office' | 'shop' | 'called' | 'dropped' | 'due' | 'call' | 'drop' | 'dueStep' | 'contact', string> =
  {} as never;

beforeAll(async () => {
  const admin = await app.company();
  const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  mate = await makePerson(app, admin, { name: '陳美玲', unitId: team, position: 'salesRep' });
  const door = { typed: '台北市松江路 100 號', kind: 'office', lat: 25.05, lng: 121.533 };
  const office = await makeCustomer(seller, {
    name: '恆盛投資股份有限公司',
    shortName: '恆盛投資',
    phones: [{ typed: '02-2500-1234' }],
    addresses: [door],
    contacts: [{ name: '王小姐', part: 'gatekeeper' }],
  });
  const shop = await makeCustomer(seller, { name: '永和商行', kind: 'shop' });
  const called = await makeCustomer(seller, { name: '蜀光設計' });
  const dropped = await makeCustomer(seller, { name: '不要了' });
  const due = await makeCustomer(seller, { name: '到期' });
  Object.assign(ids, { office: office.id, shop: shop.id, called: called.id, dropped: dropped.id, due: due.id });
  ids.contact = office.contacts[0]?.id ?? '';
  ids.call = (await makeNextStep(seller, { customerId: called.id, day: today })).id;
  ids.drop = (await makeNextStep(seller, { customerId: dropped.id, day: today, kind: 'mail' })).id;
  ids.dueStep = (await makeNextStep(seller, { customerId: due.id, day: today, kind: 'visit' })).id;
  await makeReportedVisit(seller, { customerId: due.id, day: '2026-11-20', at: '2026-11-20T01:00:00.000Z' });
  app.clock.set('2026-11-23T01:00:00Z');
  const lines = [office, shop, called, dropped, due].map(({ id }) => ({ customerId: id }));
  const kept = await seller.send('PUT', `/plans/${today}`, { id: newId(app.clock.now()), visitAim: 3, lines });
  if (kept.status !== 200) throw new Error(JSON.stringify(kept.body));
  projectWith(async () => (await import('./projections.ts')).projections);
});

async function filled(client: Client): Promise<Phone> {
  const phone = new Phone();
  const { status, body } = await client.get<{ items: { path: string; answer: unknown }[] }>('/phone');
  expect(status).toBe(200);
  for (const { path, answer } of body.items) phone.held.set(path, answer);
  // The shell asks it at every start.
  phone.held.set('/api/v1/me', (await client.get('/me')).body);
  return phone;
}

const first = newId(Date.parse('2026-11-23T01:00:00Z'));
const second = newId(Date.parse('2026-11-23T01:00:01Z'));
const third = newId(Date.parse('2026-11-23T01:00:02Z'));
const [fourth, fifth] = [3, 4].map((second) => newId(Date.parse(`2026-11-23T01:00:0${second}Z`)));
const [next1, next2, next3, next4] = [1, 2, 3, 4].map((n) => newId(Date.parse('2026-11-23T01:00:00Z') + n));

/** The day: an unplanned visit at the door and all that follows, a joint one that is moved and called off, calls, and a visit that settles what was due. */
function day(): (() => Entry)[] {
  const now = (): string => new Date(app.clock.now()).toISOString();
  const at = (id: string, more: Told = {}): Told => ({ params: { id }, ...more });
  const report = (more: Record<string, unknown>) => ({
    form: 'office',
    version: 1,
    outcome: 'talked',
    occurredAt: now(),
    answers: officeAnswers(),
    ...more,
  });
  const met = [{ contactId: ids.contact, name: '王小姐' }];
  return [
    () => entryOf(visit.planVisit, { body: { id: first, customerId: ids.office, day: today, unplanned: true } }),
    () =>
      entryOf(
        visit.checkInVisit,
        at(first, { body: { occurredAt: now(), position: { lat: 25.06, lng: 121.533, accuracy: 20 } } }),
      ),
    () =>
      entryOf(
        visit.reportVisit,
        at(first, {
          body: report({
            answers: officeAnswers({ met }),
            nextStep: { id: next1, kind: 'call', day: '2026-11-26' },
          }),
        }),
      ),
    () => entryOf(visit.checkOutVisit, at(first, { body: { occurredAt: now() } })),
    () =>
      entryOf(visit.reportVisit, at(first, { ifMatch: 4, body: report({ answers: officeAnswers({ intent: 4 }) }) })),
    () =>
      entryOf(visit.planVisit, {
        body: { id: second, customerId: ids.shop, day: today, time: '15:00', companionIds: [mate.personId] },
      }),
    () =>
      entryOf(
        visit.replanVisit,
        at(second, { ifMatch: 1, body: { day: '2026-11-24', time: '10:00', companionIds: [] } }),
      ),
    () => entryOf(visit.cancelVisit, at(second, { body: { reason: '客戶改期' } })),
    () =>
      entryOf(
        step.completeNextStep,
        at(ids.call, {
          body: { outcome: 'reached', note: '要報價', next: { id: next2, kind: 'visit', day: '2026-11-25', note: '' } },
        }),
      ),
    () => entryOf(step.dropNextStep, at(ids.drop, { body: { reason: '沒有需求', quietUntil: '2026-12-01' } })),
    () => entryOf(step.takeBackDropping, at(ids.drop)),
    () => entryOf(step.changeNextStep, at(ids.drop, { ifMatch: 3, body: { day: '2026-11-30' } })),
    () =>
      entryOf(step.setNextStep, {
        body: {
          id: next3,
          customerId: ids.office,
          kind: 'message',
          day: '2026-11-27',
          note: '樣品',
          contactId: ids.contact,
        },
      }),
    () => entryOf(step.completeNextStep, at(next3 ?? '', { body: { outcome: 'sent', note: '' } })),
    () => entryOf(step.takeBackCompletion, at(next3 ?? '')),
    () => entryOf(visit.planVisit, { body: { id: third, customerId: ids.due, day: today } }),
    () => entryOf(visit.reportVisit, at(third, { body: report({}) })),
    () => entryOf(step.setNextStep, { body: { id: next4, customerId: ids.shop, kind: 'call', day: today, note: '' } }),
    () =>
      entryOf(visit.planVisit, {
        body: { id: fourth, customerId: ids.called, day: today, time: '16:00', companionIds: [mate.personId] },
      }),
    // It comes in the place of the one before.
    () => entryOf(visit.planVisit, { body: { id: fifth, customerId: ids.called, day: today, unplanned: true } }),
    () => entryOf(visit.checkInVisit, at(fifth ?? '', { body: { occurredAt: now() } })),
  ];
}

const reads = (): string[] => [
  `/api/v1/visits?day=${today}`,
  '/api/v1/visits?day=2026-11-24',
  '/api/v1/next-steps?limit=200',
  `/api/v1/plans/${today}`,
  ...[first, second, third, fifth].map((id) => `/api/v1/visits/${id}`),
  ...[ids.office, ids.shop, ids.called, ids.dropped, ids.due].flatMap((id) => [
    `/api/v1/customers/${id}`,
    `/api/v1/customers/${id}/visits`,
    `/api/v1/customers/${id}/next-steps`,
    `/api/v1/visits/last-report?customer=${id}`,
  ]),
];

/** Of a day's list only what a command changes: its reasons are the server's to find. */
const compared = (url: string, answer: unknown): unknown => {
  if (!url.includes('/plans/')) return answer;
  const { lines } = answer as { lines: { customer: unknown; way: string; done: boolean }[] };
  return lines.filter(({ done }) => done).map(({ customer, way }) => ({ customer, way }));
};

describe('a phone without network', () => {
  let phone: Phone;
  beforeAll(async () => {
    phone = await filled(seller);
  });

  it('O8 holds after filling what the screens of the day ask for', async () => {
    for (const url of ['/api/v1/visits/companions', '/api/v1/forms', '/api/v1/forms/office?version=1', '/api/v1/board'])
      expect([...phone.held.keys()]).toContain(url);
    for (const url of reads().filter((one) => !/visits\/[0-9a-f]{8}-/.test(one)))
      expect([...phone.held.keys()]).toContain(url);
  });

  it('O8 O12 shows each entry at once as the server answers once it has it', async () => {
    for (const [index, write] of day().entries()) {
      app.clock.advance({ minutes: 5 });
      const entry = write();
      entry.place = index + 1;
      phone.entries.push(entry);
      const shown = new Map<string, unknown>();
      for (const url of reads()) shown.set(url, await phone.shows(url));
      await send(seller, entry);
      for (const url of reads()) {
        const { status, body } = await seller.get(url.replace('/api/v1', ''));
        if (status !== 200) continue;
        const mine = shown.get(url);
        expect(mine === undefined ? undefined : compared(url, mine), `${index} ${entry.command}: ${url}`).toEqual(
          compared(url, body),
        );
      }
    }
  });

  it('O8 changes nothing where the server knows of an entry already, whichever of them', async () => {
    const before = new Map<string, unknown>();
    for (const url of reads()) before.set(url, await phone.shows(url));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...reads()), fc.nat({ max: phone.entries.length }), async (url, count) => {
        const known = new Phone();
        for (const [held, answer] of phone.held) known.held.set(held, answer);
        const earlier = phone.entries.slice(0, count);
        for (const one of reads()) {
          const answer = await phone.shows(one, earlier);
          if (answer !== undefined) known.held.set(one, answer);
        }
        const twice = await known.shows(url, phone.entries);
        expect(withoutVersion(twice)).toEqual(withoutVersion(before.get(url)));
      }),
      { numRuns: 40 },
    );
  });
});

/** A version counts what was done; done over again upon what knows of it, a way back and forth counts on. */
const withoutVersion = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer ?? null, (key, value: unknown) => (key === 'version' ? 0 : value)));
