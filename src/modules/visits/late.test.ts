import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientId, testApp } from '../../../test/harness/app.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeVisit, officeAnswers } from './testing.ts';

const app = await testApp();
const admin = await app.company();
const monday = '2026-11-23T02:00:00Z';
const thursday = '2026-11-26T02:00:00Z';

let seller: Client;
let heir: Client;
let stranger: Client;
let lead: Client;
let team: string;

beforeAll(async () => {
  team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  const other = await makeUnit(admin, { name: '城南團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  heir = await makePerson(app, admin, { name: '陳美玲', unitId: team, position: 'salesRep' });
  lead = await makePerson(app, admin, { name: '周主任', unitId: team, position: 'teamLead', leads: true });
  stranger = await makePerson(app, admin, { name: '外隊業務', unitId: other, position: 'salesRep' });
});

const report = (occurredAt: string, more: object = {}) => ({
  form: 'office',
  version: 1,
  answers: officeAnswers(),
  outcome: 'talked',
  occurredAt,
  ...more,
});
const writtenAt = (at: string) => ({ 'kejing-written-at': at });
const give = (customerId: string, personId: string) =>
  lead.send('POST', '/customers/assignments', { customerIds: [customerId], personId });
const begun = (customerId: string, day: string) => ({ id: clientId(app), customerId, day, unplanned: true });
const daysOf = (visitId: string) =>
  app.sql(
    `select measure, to_char(business_day, 'YYYY-MM-DD') as day, late from ledger_entry where source_id = $1 order by line`,
    [visitId],
  );

/** A customer of the seller on Monday, whom somebody else looks after from Tuesday on. */
async function givenAway(): Promise<string> {
  app.clock.set(monday);
  const { id } = await makeCustomer(seller);
  app.clock.set('2026-11-24T02:00:00Z');
  expect((await give(id, heir.personId)).status).toBe(201);
  app.clock.set(thursday);
  return id;
}

describe('O8 a phone three days offline', () => {
  it('O8 books a visit on its true day, late, with its doubts', async () => {
    app.clock.set(monday);
    const { id: customerId } = await makeCustomer(seller);
    app.clock.set(thursday);
    const visit = await makeVisit(seller, { customerId, day: '2026-11-23', unplanned: true });
    const path = `/visits/${visit.id}`;
    const at = '2026-11-23T03:00:00.000Z';
    const inside = await seller.send('POST', `${path}/check-in`, { occurredAt: at });
    expect(inside.body).toMatchObject({
      day: '2026-11-23',
      checkIn: { occurredAt: at, doubts: ['noPosition', 'late'] },
    });
    expect((await seller.send('PUT', `${path}/report`, report('2026-11-23T03:20:00Z'))).status).toBe(200);
    const left = await seller.send('POST', `${path}/check-out`, { occurredAt: '2026-11-23T03:21:00.000Z' });
    expect(left.body).toMatchObject({ state: 'checkedOut', checkOut: { occurredAt: '2026-11-23T03:21:00.000Z' } });
    const booked = { day: '2026-11-23', late: true };
    const measures = ['visits', 'talks', 'cards', 'intents'].map((measure) => ({ measure, ...booked }));
    expect(await daysOf(visit.id)).toEqual(measures);
    const { items } = (
      await seller.get<{ items: { kind: string; businessDay: string; late: boolean }[] }>(
        `/customers/${customerId}/timeline`,
      )
    ).body;
    expect(items.find(({ kind }) => kind === 'visits.reported')).toMatchObject({
      businessDay: '2026-11-23',
      late: true,
    });
  });

  it('O8 takes what was planned and agreed for days that are over by now, as of when it was written', async () => {
    app.clock.set(monday);
    const { id: customerId } = await makeCustomer(seller);
    app.clock.set(thursday);
    const plan = { id: clientId(app), customerId, day: '2026-11-24' };
    expect(await seller.send('POST', '/visits', plan)).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'visits.dayOver' }] },
    });
    expect((await seller.send('POST', '/visits', plan, writtenAt('2026-11-25T02:00:00Z'))).status).toBe(422);
    expect((await seller.send('POST', '/visits', plan, writtenAt(monday))).body).toMatchObject({
      plannedDay: '2026-11-24',
    });
    const step = { id: clientId(app), customerId, kind: 'call', day: '2026-11-25' };
    expect((await seller.send('POST', '/next-steps', step)).body).toMatchObject({ code: 'followUp.dayPast' });
    expect(await seller.send('POST', '/next-steps', step, writtenAt(monday))).toMatchObject({
      status: 201,
      body: { daysOverdue: 1 },
    });
  });

  it('O8 believes nothing that is older than 45 days', async () => {
    app.clock.set(monday);
    const { id: customerId } = await makeCustomer(seller);
    const old = await seller.send(
      'POST',
      '/visits',
      begun(customerId, '2026-10-08'),
      writtenAt('2020-01-01T00:00:00Z'),
    );
    expect(old).toMatchObject({ status: 422, body: { errors: [{ code: 'visits.dayTooFar' }] } });
    const note = { id: clientId(app), text: '很久以前', occurredAt: '2026-10-01T02:00:00Z' };
    expect(await seller.send('POST', `/customers/${customerId}/notes`, note)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'occurredAt', code: 'field.occurredAt' }] },
    });
  });
});

describe('O8 a customer given to somebody else meanwhile', () => {
  it('O8 takes from who looked after it on the day: a visit with its report and next step, and a note', async () => {
    const customerId = await givenAway();
    expect((await seller.get(`/customers/${customerId}`)).status).toBe(404);
    const visit = begun(customerId, '2026-11-23');
    expect(await seller.send('POST', '/visits', visit)).toMatchObject({ status: 201, body: { day: '2026-11-23' } });
    const path = `/visits/${visit.id}`;
    expect((await seller.send('POST', `${path}/check-in`, { occurredAt: '2026-11-23T06:00:00Z' })).status).toBe(201);
    const told = report('2026-11-23T06:20:00Z', { nextStep: { kind: 'call', day: '2026-11-25', note: '說好報價' } });
    expect((await seller.send('PUT', `${path}/report`, told)).status).toBe(200);
    expect((await daysOf(visit.id))[0]).toEqual({ measure: 'visits', day: '2026-11-23', late: true });
    const note = { id: clientId(app), text: '櫃檯姓王', occurredAt: '2026-11-23T06:30:00.000Z' };
    expect((await seller.send('POST', `/customers/${customerId}/notes`, note)).status).toBe(201);
    const { items } = (await heir.get<{ items: object[] }>(`/customers/${customerId}/timeline`)).body;
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'customers.noted',
        occurredAt: note.occurredAt,
        businessDay: '2026-11-23',
        late: true,
        detail: { text: '櫃檯姓王' },
      }),
    );
    const steps = (await heir.get<{ items: object[] }>(`/customers/${customerId}/next-steps`)).body.items;
    expect(steps).toMatchObject([{ note: '說好報價', owner: { name: '林志豪' } }]);
  });

  it('O8 tells who made a visit nothing of whom others met there since', async () => {
    const customerId = await givenAway();
    await heir.send('POST', `/customers/${customerId}/contacts`, { id: clientId(app), name: '新窗口' });
    const visit = begun(customerId, '2026-11-23');
    expect((await seller.send('POST', '/visits', visit)).body['contacts']).toEqual([]);
    expect((await seller.get(`/visits/${visit.id}`)).body['contacts']).toEqual([]);
    expect((await heir.get(`/visits/${visit.id}`)).body['contacts']).toMatchObject([{ name: '新窗口' }]);
  });

  it('O8 takes a visit of the day of the hand-over, and none of a later day', async () => {
    const customerId = await givenAway();
    expect((await seller.send('POST', '/visits', begun(customerId, '2026-11-24'))).status).toBe(201);
    expect((await seller.send('POST', '/visits', begun(customerId, '2026-11-25'))).body).toMatchObject({
      status: 404,
      code: 'customers.notYours',
    });
  });

  it('O8 says of everything else that it is somebody else’s by now', async () => {
    const customerId = await givenAway();
    const path = `/customers/${customerId}`;
    const id = clientId(app);
    const answers = [
      await seller.send('POST', `${path}/contacts`, { id, name: '李小姐' }),
      await seller.send('PATCH', path, { website: 'https://a.example' }, { 'if-match': '1' }),
      await seller.send('PUT', `${path}/tags`, { tags: [] }),
      await seller.send('POST', '/next-steps', { id, customerId, kind: 'call', day: '2026-11-27' }),
      await seller.send('POST', '/visits', { id, customerId, day: '2026-11-27' }),
      await seller.send('POST', '/visits', { id, customerId, day: '2026-11-26' }),
      await seller.send('POST', `${path}/notes`, { id, text: '今天才聽說' }),
    ];
    for (const { status, body } of answers)
      expect([status, body['code'], body['detail']]).toEqual([
        404,
        'customers.notYours',
        expect.stringContaining('同事'),
      ]);
  });

  it('O8 hides it from a stranger, whatever day he names, and keeps that he tried', async () => {
    const customerId = await givenAway();
    const tries = [
      await stranger.send('POST', '/visits', begun(customerId, '2026-11-23')),
      await stranger.send('POST', `/customers/${customerId}/notes`, {
        id: clientId(app),
        text: '打聽',
        occurredAt: '2026-11-23T06:30:00Z',
      }),
    ];
    for (const { status, body } of tries) {
      expect([status, body['code']]).toEqual([404, 'customers.unknown']);
      const kept = await app.sql('select kind, person_id from security_event where request_id = $1', [
        body['requestId'],
      ]);
      expect(kept).toEqual([{ kind: 'denied.notFound', person_id: stranger.personId }]);
    }
    expect(await app.sql('select id from visit where person_id = $1', [stranger.personId])).toEqual([]);
  });

  it('O8 takes a visit to a customer that was archived after it', async () => {
    app.clock.set(monday);
    const { id: customerId } = await makeCustomer(seller);
    app.clock.set('2026-11-25T02:00:00Z');
    await lead.send('POST', `/customers/${customerId}/archiving`, { reason: '歇業' });
    app.clock.set(thursday);
    expect((await seller.send('POST', '/visits', begun(customerId, '2026-11-23'))).status).toBe(201);
    expect(await seller.send('POST', '/visits', begun(customerId, '2026-11-26'))).toMatchObject({
      status: 409,
      body: { code: 'customers.archived' },
    });
  });
});
