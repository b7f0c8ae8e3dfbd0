import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientId, type TestApp, testApp } from '../../../test/harness/app.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import type { NextStepRow } from './contract.ts';
import { makeNextStep } from './testing.ts';

interface List {
  items: NextStepRow[];
  nextCursor: string | null;
  counts: { overdue: number; today: number; week: number };
}

let app: TestApp;
let seller: Client;
let lead: Client;
let stranger: Client;
let otherCompany: Client;
let admin: Client;
let team: string;

/** The clock stands on Monday 2026-11-23, 10:00 in Taipei. */
beforeAll(async () => {
  app = await testApp();
  const founder = await app.company();
  admin = founder;
  team = await makeUnit(admin, { parentId: founder.rootUnitId, name: '城中團隊' });
  const otherTeam = await makeUnit(admin, { parentId: founder.rootUnitId, name: '城北團隊' });
  seller = await makePerson(app, admin, { unitId: team, name: '林志豪' });
  lead = await makePerson(app, admin, { unitId: team, name: '陳組長', position: 'teamLead', leads: true });
  stranger = await makePerson(app, admin, { unitId: otherTeam, name: '別隊組長', position: 'teamLead', leads: true });
  otherCompany = await app.company('別家公司');
});

const openOf = async (client: Client, query = ''): Promise<List> =>
  (await client.get<List>(`/next-steps${query}`)).body;
const stepOnCustomer = async (client: Client, id: string) =>
  (await client.get<{ nextStep: { day: string; kind: string } | null }>(`/customers/${id}`)).body.nextStep;

describe('O12 next steps', () => {
  it('O12 a step stands on the customer and in the owner’s list, with the number to dial', async () => {
    const customer = await makeCustomer(seller, { phones: [{ typed: '02-2345-6789', kind: 'fixed' }] });
    const step = await makeNextStep(seller, { customerId: customer.id, day: '2026-11-26', kind: 'call', note: '報價' });
    expect(step).toMatchObject({
      customer: { id: customer.id },
      day: '2026-11-26',
      kind: 'call',
      phone: '+886223456789',
      state: 'open',
      daysOverdue: 0,
      can: { change: true },
    });
    expect(await stepOnCustomer(seller, customer.id)).toEqual({ day: '2026-11-26', kind: 'call' });
    expect((await openOf(seller, '?due=week')).items.map(({ id }) => id)).toContain(step.id);
    expect((await openOf(seller, '?due=today')).items.map(({ id }) => id)).not.toContain(step.id);
  });

  it('O12 one is open per customer and owner; the soonest of two owners stands on the customer', async () => {
    const customer = await makeCustomer(seller);
    const first = await makeNextStep(seller, { customerId: customer.id, day: '2026-11-25' });
    const second = await makeNextStep(seller, { customerId: customer.id, day: '2026-11-30', kind: 'visit' });
    const leads = await makeNextStep(lead, { customerId: customer.id, day: '2026-11-27', kind: 'mail' });
    const { items } = (await seller.get<{ items: NextStepRow[] }>(`/customers/${customer.id}/next-steps`)).body;
    expect(items.map(({ id, state, outcome }) => [id, state, outcome])).toEqual([
      [leads.id, 'open', null],
      [second.id, 'open', null],
      [first.id, 'done', 'replaced'],
    ]);
    expect(await stepOnCustomer(seller, customer.id)).toEqual({ day: '2026-11-27', kind: 'mail' });
  });

  it('O12 done with an outcome and a next one; taken back the same day, both return to what they were', async () => {
    const customer = await makeCustomer(seller);
    const step = await makeNextStep(seller, { customerId: customer.id, day: '2026-11-23' });
    const nextId = clientId(app);
    const done = await seller.send<NextStepRow>('POST', `/next-steps/${step.id}/completion`, {
      outcome: 'reached',
      note: '月底換供應商',
      next: { id: nextId, kind: 'visit', day: '2026-11-30' },
    });
    expect(done.status).toBe(201);
    expect(done.body).toMatchObject({ state: 'done', outcome: 'reached', can: { change: false, takeBack: true } });
    expect(await stepOnCustomer(seller, customer.id)).toEqual({ day: '2026-11-30', kind: 'visit' });
    const timeline = await seller.get<{ items: { kind: string; detail: unknown }[] }>(
      `/customers/${customer.id}/timeline`,
    );
    expect(timeline.body.items.find(({ kind }) => kind === 'followUp.done')).toMatchObject({
      kind: 'followUp.done',
      detail: { kind: 'call', outcome: 'reached', note: '月底換供應商' },
    });
    expect((await seller.send('POST', `/next-steps/${step.id}/completion`, { outcome: 'sent' })).status).toBe(409);

    const back = await seller.send<NextStepRow>('DELETE', `/next-steps/${step.id}/completion`);
    expect(back.body).toMatchObject({ state: 'open', outcome: null });
    expect(await stepOnCustomer(seller, customer.id)).toEqual({ day: '2026-11-23', kind: 'call' });
    const open = await openOf(seller, '?limit=200');
    expect(open.items.map(({ id }) => id)).not.toContain(nextId);
  });

  it('O12 dropped only for a reason, taken back only on the same day', async () => {
    const customer = await makeCustomer(seller);
    const step = await makeNextStep(seller, { customerId: customer.id, day: '2026-11-24' });
    const path = `/next-steps/${step.id}/dropping`;
    expect((await seller.send('POST', path, { reason: '  ' })).status).toBe(422);
    const dropped = await seller.send<NextStepRow>('POST', path, { reason: '簽了三年約', quietUntil: '2027-06-01' });
    expect(dropped.body).toMatchObject({ state: 'dropped', dropReason: '簽了三年約', quietUntil: '2027-06-01' });
    expect(await stepOnCustomer(seller, customer.id)).toBeNull();
    expect((await seller.send('DELETE', path)).body).toMatchObject({ state: 'open' });
    await seller.send('POST', path, { reason: '簽了三年約' });
    app.clock.advance({ hours: 20 });
    const late = await seller.send('DELETE', path);
    expect([late.status, late.body['code']]).toEqual([409, 'followUp.tooLate']);
    app.clock.advance({ hours: -20 });
  });

  it('O12 moved to another day; whoever writes on an old version gets both values', async () => {
    const customer = await makeCustomer(seller);
    const step = await makeNextStep(seller, { customerId: customer.id, day: '2026-11-24' });
    const path = `/next-steps/${step.id}`;
    const moved = await seller.send<NextStepRow>('PATCH', path, { day: '2026-11-25' }, { 'if-match': '1' });
    expect(moved.body).toMatchObject({ day: '2026-11-25', version: 2 });
    const late = await lead.send('PATCH', path, { day: '2026-11-28' }, { 'if-match': '1' });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'versionConflict', current: { day: '2026-11-25' }, submitted: { day: '2026-11-28' } },
    });
    expect((await seller.send('PATCH', path, { day: '2026-11-22' })).status).toBe(422);
  });

  it('O12 the list by parts: overdue, today, the week; paged without loss', async () => {
    const walker = await makePerson(app, admin, { unitId: team, name: '走路的人' });
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-30', '2026-12-09'])
      await makeNextStep(walker, { customerId: (await makeCustomer(walker)).id, day });
    app.clock.advance({ days: 1 });
    const list = await openOf(walker);
    expect(list.counts).toEqual({ overdue: 1, today: 1, week: 2 });
    expect(list.items.map(({ daysOverdue }) => daysOverdue)).toEqual([1, 0, 0, 0, 0]);
    expect((await openOf(walker, '?due=overdue')).items.map(({ day }) => day)).toEqual(['2026-11-23']);
    const first = await openOf(walker, '?limit=3');
    const rest = await openOf(walker, `?limit=3&cursor=${encodeURIComponent(first.nextCursor ?? '')}`);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(list.items.map(({ id }) => id));
    app.clock.advance({ days: -1 });
  });

  it('O12 who leads may read and set for his people; strangers find nothing, and nothing is written', async () => {
    const customer = await makeCustomer(seller);
    const step = await makeNextStep(lead, { customerId: customer.id, day: '2026-11-24', ownerId: seller.personId });
    expect((await openOf(lead, `?person=${seller.personId}&limit=200`)).items.map(({ id }) => id)).toContain(step.id);
    for (const client of [stranger, otherCompany]) {
      const answers = [
        await client.get(`/next-steps?person=${seller.personId}`),
        await client.get(`/customers/${customer.id}/next-steps`),
        await client.send('PATCH', `/next-steps/${step.id}`, { day: '2026-11-29' }),
        await client.send('POST', `/next-steps/${step.id}/completion`, { outcome: 'sent' }),
        await client.send('POST', `/next-steps/${step.id}/dropping`, { reason: '不關我事' }),
        await client.send('POST', '/next-steps', {
          id: clientId(app),
          customerId: customer.id,
          kind: 'call',
          day: '2026-11-29',
        }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    }
    const mine = await makeCustomer(stranger);
    const forSeller = { id: clientId(app), customerId: mine.id, kind: 'call', day: '2026-11-29' };
    expect((await stranger.send('POST', '/next-steps', { ...forSeller, ownerId: seller.personId })).status).toBe(404);
    expect((await openOf(seller, '?limit=200')).items.find(({ id }) => id === step.id)?.day).toBe('2026-11-24');
  });

  it('O12 bad input is named by its field', async () => {
    const customer = await makeCustomer(seller);
    const base = { id: clientId(app), customerId: customer.id, kind: 'call', day: '2026-11-24' };
    const fieldOf = async (body: object) => {
      const { status, body: problem } = await seller.send<{ errors?: { field: string }[] }>(
        'POST',
        '/next-steps',
        body,
      );
      return [status, problem.errors?.[0]?.field];
    };
    expect(await fieldOf({ ...base, kind: 'dance' })).toEqual([422, 'kind']);
    expect(await fieldOf({ ...base, day: '2026-02-30' })).toEqual([422, 'day']);
    expect(await fieldOf({ ...base, day: '2026-11-20' })).toEqual([422, 'day']);
    expect(await fieldOf({ ...base, note: 'a\u0000b' })).toEqual([422, 'note']);
    expect(await fieldOf({ ...base, note: 'x'.repeat(501) })).toEqual([422, 'note']);
    expect(await fieldOf({ ...base, extra: 1 })).toEqual([422, 'extra']);
    expect(await fieldOf({ ...base, contactId: clientId(app) })).toEqual([422, 'contactId']);
  });
});
