import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#platform/shared/id.ts';
import { type Client, testApp } from '../../../test/harness/app.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import type { Visit, VisitRow } from './contract.ts';
import { makeReportedVisit, makeVisit, officeAnswers } from './testing.ts';

const app = await testApp();
const admin = await app.company();
const nine = '2026-11-23T01:00:00.000Z';

let seller: Client;
let mate: Client;
let lead: Client;
let otherLead: Client;
let otherSeller: Client;
let foreigner: Client;
let customerId: string;

beforeAll(async () => {
  const [team, otherTeam] = [
    await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId }),
    await makeUnit(admin, { name: '城南團隊', parentId: admin.rootUnitId }),
  ];
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  mate = await makePerson(app, admin, { name: '陳美玲', unitId: team, position: 'salesRep' });
  lead = await makePerson(app, admin, { name: '王經理', unitId: team, position: 'accountManager', leads: true });
  otherLead = await makePerson(app, admin, { name: '外隊主管', unitId: otherTeam, leads: true });
  otherSeller = await makePerson(app, admin, { name: '外隊業務', unitId: otherTeam, position: 'salesRep' });
  foreigner = await app.company('另一家');
});

beforeEach(async () => {
  app.clock.set('2026-11-23T02:00:00Z');
  const customer = await makeCustomer(seller, { contacts: [{ name: '王小姐', part: 'gatekeeper' }] });
  customerId = customer.id;
});

const path = (visit: { id: string }) => `/visits/${visit.id}`;
const report = (more: Record<string, unknown> = {}) => ({
  form: 'office',
  version: 1,
  answers: officeAnswers(),
  outcome: 'talked',
  occurredAt: '2026-11-23T02:00:00Z',
  ...more,
});
it('O8 plans, checks in, reports on the office form, sets the next step and checks out', async () => {
  const visit = await makeVisit(seller, { customerId, time: '10:30' });
  expect(visit).toMatchObject({ state: 'planned', kind: 'first', plannedTime: '10:30', form: { code: 'office' } });
  expect(visit.can).toEqual({ replan: true, checkIn: true, report: true, checkOut: false, cancel: true });

  const inside = await seller.send<Visit>('POST', `${path(visit)}/check-in`, {
    occurredAt: nine,
    position: { lat: 25.03, lng: 121.56, accuracy: 15 },
  });
  expect(inside).toMatchObject({
    status: 201,
    body: { state: 'checkedIn', checkIn: { occurredAt: nine, doubts: ['late'] } },
  });

  const [contact] = inside.body.contacts;
  const met = [{ contactId: contact?.id, name: contact?.name }];
  const told = await seller.send<Visit>(
    'PUT',
    `${path(visit)}/report`,
    report({ answers: officeAnswers({ met }), nextStep: { kind: 'visit', day: '2026-11-26' } }),
  );
  expect(told.status, JSON.stringify(told.body)).toBe(200);
  expect(told.body).toMatchObject({ state: 'reported', report: { outcome: 'talked', intent: 3, headCount: 45 } });
  expect(told.body.summary).toContainEqual({ key: 'headCount', label: '辦公人數', text: '45 人', basis: 'asked' });

  const left = await seller.send<Visit>('POST', `${path(visit)}/check-out`, { occurredAt: '2026-11-23T01:20:00Z' });
  expect(left.body).toMatchObject({ state: 'checkedOut', checkOut: { occurredAt: '2026-11-23T01:20:00.000Z' } });
  const customer = await seller.get(`/customers/${customerId}`);
  expect(customer.body).toMatchObject({ nextStep: { day: '2026-11-26', kind: 'visit' }, lastVisitAt: nine });
});

it('S7 shows a visit to whoever made it, leads there or sees the customer; strangers find nothing', async () => {
  const visit = await makeReportedVisit(seller, { customerId });
  for (const client of [seller, lead, admin]) {
    expect((await client.get(path(visit))).status).toBe(200);
    const day = await client.get<{ items: VisitRow[] }>(`/visits?day=2026-11-23&person=${seller.personId}`);
    expect(day.body.items.map(({ id }) => id)).toContain(visit.id);
  }
  for (const client of [mate, otherSeller, otherLead, foreigner]) {
    expect((await client.get(path(visit))).status).toBe(404);
    const denied = await client.send('PUT', `${path(visit)}/report`, report());
    expect([403, 404]).toContain(denied.status);
    expect((await client.get(`/visits?day=2026-11-23&person=${seller.personId}`)).status).toBe(404);
    expect((await client.get(`/visits/last-report?customer=${customerId}`)).status).toBe(404);
    expect((await client.get(`/customers/${customerId}/visits`)).status).toBe(404);
  }
});

it('S7 lets the lead look on: only who makes a visit checks in and reports', async () => {
  const visit = await makeVisit(seller, { customerId });
  expect((await lead.get<Visit>(path(visit))).body.can).toEqual({
    replan: false,
    checkIn: false,
    report: false,
    checkOut: false,
    cancel: false,
  });
  const denied = await lead.send('POST', `${path(visit)}/check-in`, { occurredAt: nine });
  expect(denied).toMatchObject({ status: 404, body: { code: 'visits.notYours' } });
  const stranger = await otherSeller.send('POST', `${path(visit)}/check-in`, { occurredAt: nine });
  expect(stranger).toMatchObject({ status: 404, body: { code: 'visits.unknown' } });
});

it('shows a joint visit to who walked along, and only that one', async () => {
  const joint = await makeVisit(seller, { customerId, companionIds: [mate.personId] });
  const alone = await makeVisit(seller, { customerId: (await makeCustomer(seller)).id });
  expect((await mate.get<Visit>(path(joint))).body.companions).toEqual([{ id: mate.personId, name: '陳美玲' }]);
  expect((await mate.get(path(alone))).status).toBe(404);
  const { body } = await mate.get<{ items: VisitRow[] }>('/visits?day=2026-11-23');
  expect(body.items.map(({ id }) => id)).toEqual([joint.id]);
});

it('takes a clock that runs ahead as now, and refuses an instant beyond belief', async () => {
  const visit = await makeVisit(seller, { customerId });
  const mistaken = await seller.send('POST', `${path(visit)}/check-in`, { occurredAt: '2027-11-23T02:00:00Z' });
  expect(mistaken).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'occurredAt', code: 'field.occurredAt' }] },
  });
  const ahead = await seller.send('POST', `${path(visit)}/check-in`, { occurredAt: '2026-11-23T20:00:00Z' });
  expect(ahead.body).toMatchObject({
    day: '2026-11-23',
    checkIn: { occurredAt: '2026-11-23T02:00:00.000Z', doubts: ['noPosition', 'clockAhead'] },
  });
});

it('implies a check-in, marked as such, where a report comes without one', async () => {
  const visit = await makeVisit(seller, { customerId });
  const told = await seller.send('PUT', `${path(visit)}/report`, report({ outcome: 'nobody', answers: {} }));
  expect(told.body).toMatchObject({ state: 'reported', checkIn: { doubts: ['implied'] }, report: { intent: null } });
});

describe('refuses', () => {
  it('O8 a talk without what the form requires, naming each field', async () => {
    const visit = await makeVisit(seller, { customerId });
    const { status, body } = await seller.send(
      'PUT',
      `${path(visit)}/report`,
      report({ answers: { headCount: { value: 0, basis: 'asked' }, colour: 'red' } }),
    );
    expect(status).toBe(422);
    const errors = body['errors'] as { field: string; message: string }[];
    expect(errors.map(({ field }) => field)).toEqual([
      'answers.colour',
      'answers.met',
      'answers.headCount.value',
      'answers.attitude',
      'answers.intent',
    ]);
    expect((await seller.get(path(visit))).body).toMatchObject({ state: 'planned' });
  });

  it('somebody met who is no contact of this customer', async () => {
    const elsewhere = await makeCustomer(seller, { contacts: [{ name: '李經理' }] });
    const contactId = (await makeVisit(seller, { customerId: elsewhere.id })).contacts[0]?.id;
    const visit = await makeVisit(seller, { customerId });
    const answers = officeAnswers({ met: [{ contactId, name: '李經理' }] });
    expect(await seller.send('PUT', `${path(visit)}/report`, report({ answers }))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'answers.met.0.contactId', code: 'visits.noSuchContact' }] },
    });
  });

  it('an unknown form, an unknown customer, a day that is over, the same plan twice', async () => {
    const visit = await makeVisit(seller, { customerId });
    expect((await seller.send('PUT', `${path(visit)}/report`, report({ version: 7 }))).body).toMatchObject({
      errors: [{ field: 'form' }],
    });
    const plan = (more: object) =>
      seller.send('POST', '/visits', { id: newId(Date.now()), customerId, day: '2026-11-23', ...more });
    expect(await plan({})).toMatchObject({
      status: 409,
      body: { code: 'visits.alreadyPlanned', current: { id: visit.id } },
    });
    expect(await plan({ day: '2026-11-22' })).toMatchObject({ status: 422 });
    expect(await plan({ day: '2099-01-01' })).toMatchObject({ status: 422 });
    expect(await plan({ customerId: newId(Date.now()), day: '2026-11-24' })).toMatchObject({ status: 404 });
    expect(await plan({ day: '2026-11-24', companionIds: [foreigner.personId] })).toMatchObject({ status: 404 });
    expect(
      (await otherSeller.send('POST', '/visits', { id: newId(Date.now()), customerId, day: '2026-11-24' })).status,
    ).toBe(404);
  });

  it('a second check-in, a check-out before it, and whatever comes after a cancellation', async () => {
    const visit = await makeVisit(seller, { customerId });
    expect(await seller.send('POST', `${path(visit)}/check-out`, { occurredAt: nine })).toMatchObject({
      status: 409,
      body: { code: 'visits.cannot.checkOut' },
    });
    await seller.send('POST', `${path(visit)}/check-in`, { occurredAt: nine });
    expect((await seller.send('POST', `${path(visit)}/check-in`, { occurredAt: nine })).status).toBe(409);
    expect((await seller.send('POST', `${path(visit)}/cancellation`, { reason: '改天' })).status).toBe(409);
    const second = await makeVisit(seller, { customerId, day: '2026-11-24' });
    const cancelled = await seller.send('POST', `${path(second)}/cancellation`, { reason: '客戶出國' });
    expect(cancelled.body).toMatchObject({ state: 'cancelled', cancellation: { reason: '客戶出國' } });
    expect((await seller.send('PUT', `${path(second)}/report`, report())).status).toBe(409);
    // The day is free again.
    expect((await makeVisit(seller, { customerId, day: '2026-11-24' })).state).toBe('planned');
  });
});

it('moves a planned visit against the version it was seen in', async () => {
  const visit = await makeVisit(seller, { customerId, time: '09:15' });
  const move = (version: number, body: object) =>
    seller.send<Visit>('PATCH', path(visit), body, { 'if-match': String(version) });
  expect((await move(visit.version, { day: '2026-11-24' })).body).toMatchObject({
    day: '2026-11-24',
    plannedTime: '09:15',
    version: 2,
  });
  expect(await move(visit.version, { time: null })).toMatchObject({
    status: 409,
    body: { current: { day: '2026-11-24' } },
  });
  expect((await move(2, { time: null, kind: 'delivery' })).body).toMatchObject({ plannedTime: null, kind: 'delivery' });
});

it('O8 begins the next report with the last one in which somebody talked', async () => {
  expect((await seller.get(`/visits/last-report?customer=${customerId}`)).body).toEqual({ report: null });
  await makeReportedVisit(seller, { customerId });
  app.clock.set('2026-11-24T02:00:00Z');
  await makeReportedVisit(seller, { customerId, day: '2026-11-24', at: '2026-11-24T01:00:00Z', outcome: 'nobody' });
  const { body } = await seller.get(`/visits/last-report?customer=${customerId}`);
  expect(body).toMatchObject({ report: { form: 'office', version: 1, day: '2026-11-23', answers: { intent: 3 } } });
  const visits = await seller.get<{ items: VisitRow[] }>(`/customers/${customerId}/visits`);
  expect(visits.body.items.map(({ kind, report: told }) => [kind, told?.outcome])).toEqual([
    ['return', 'nobody'],
    ['first', 'talked'],
  ]);
});
