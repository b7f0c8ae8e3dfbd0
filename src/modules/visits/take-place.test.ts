import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, clientId, testApp } from '../../../test/harness/app.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import type { Visit, VisitRow } from './contract.ts';
import { makeVisit, officeAnswers } from './testing.ts';

const app = await testApp();
const admin = await app.company();
const day = '2026-11-23';
const nine = '2026-11-23T01:00:00.000Z';
const ten = '2026-11-23T02:00:00.000Z';

let seller: Client;
let mate: Client;
let lead: Client;
let customerId: string;

beforeAll(async () => {
  const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  mate = await makePerson(app, admin, { name: '陳美玲', unitId: team, position: 'salesRep' });
  lead = await makePerson(app, admin, { name: '王經理', unitId: team, position: 'teamLead', leads: true });
});

beforeEach(async () => {
  app.clock.set(ten);
  customerId = (await makeCustomer(seller)).id;
});

const dayOf = async (client: Client) => (await client.get<{ items: VisitRow[] }>(`/visits?day=${day}`)).body.items;
const atCustomer = async (client: Client) =>
  (await dayOf(client)).filter((visit) => visit.customer.id === customerId).map(({ id }) => id);
const begin = (client: Client, more: object = {}) => {
  const id = clientId(app);
  return { id, answer: client.send<Visit>('POST', '/visits', { id, customerId, day, unplanned: true, ...more }) };
};

describe('O8 a visit begun without a network where one stood planned', () => {
  it('O8 takes the plan’s place, with its time, its company and its photos, and all that waits behind it lands', async () => {
    const plan = await makeVisit(seller, { customerId, time: '10:30', companionIds: [mate.personId] });
    const { id, answer } = begin(seller);
    expect(await answer).toMatchObject({
      status: 201,
      body: { id, plannedDay: day, plannedTime: '10:30', companions: [{ name: '陳美玲' }], state: 'planned' },
    });
    const path = `/visits/${id}`;
    expect((await seller.send('POST', `${path}/check-in`, { occurredAt: nine })).status).toBe(201);
    const told = { form: 'office', version: 1, answers: officeAnswers(), outcome: 'talked', occurredAt: nine };
    expect((await seller.send('PUT', `${path}/report`, told)).status).toBe(200);
    expect((await seller.send('POST', `${path}/check-out`, { occurredAt: ten })).status).toBe(201);
    expect(await atCustomer(seller)).toEqual([id]);
    const { items } = (await seller.get<{ items: VisitRow[] }>(`/customers/${customerId}/visits`)).body;
    expect(items.map((visit) => visit.id)).toEqual([id]);
    expect((await seller.get<Visit>(`/visits/${plan.id}`)).body).toMatchObject({
      state: 'cancelled',
      cancellation: { reason: 'replaced', replacedBy: id },
    });
    const noted = await app.sql(
      `select changes from audit_entry where subject_id = $1 and changes -> 'replacedBy' ->> 'to' = $2`,
      [plan.id, id],
    );
    expect(noted).toHaveLength(1);
  });

  it('O8 counts once as planned and once as done', async () => {
    const before = await figures();
    await makeVisit(seller, { customerId });
    const { id, answer } = begin(seller);
    await answer;
    await seller.send('POST', `/visits/${id}/check-in`, { occurredAt: nine });
    await seller.send('POST', `/visits/${id}/check-out`, { occurredAt: ten });
    const after = await figures();
    expect([after.planned - before.planned, after.visits - before.visits]).toEqual([1, 1]);
  });

  it('O8 is the one that a confirmed list names, and stays when the confirmation is taken back', async () => {
    const id = clientId(app);
    const plan = await makeVisit(seller, { customerId });
    const planId = clientId(app);
    await app.sql(
      `insert into day_plan (company_id, id, person_id, unit_id, day, visit_aim)
        select company_id, $1, person_id, unit_id, day, 1 from visit where id = $2`,
      [planId, plan.id],
    );
    await app.sql(
      `insert into day_plan_line (company_id, plan_id, customer_id, place, way, reason_code, reason_params, visit_id, visit_made,
          added_by, added_at)
        select company_id, $1, customer_id, 0, 'visit', 'agreed', '{}', id, true, person_id, created_at from visit where id = $2`,
      [planId, plan.id],
    );
    await seller.send('POST', '/visits', { id, customerId, day, unplanned: true });
    expect(await app.sql('select visit_id, visit_made from day_plan_line where plan_id = $1', [planId])).toEqual([
      { visit_id: id, visit_made: false },
    ]);
  });

  it('O8 stands beside one that has begun, and beside a colleague’s', async () => {
    const plan = await makeVisit(seller, { customerId });
    await seller.send('POST', `/visits/${plan.id}/check-in`, { occurredAt: nine });
    const { id, answer } = begin(seller);
    expect((await answer).body).toMatchObject({ plannedDay: null });
    expect(new Set(await atCustomer(seller))).toEqual(new Set([plan.id, id]));
  });

  it('O8 is done once, however often it is sent', async () => {
    const plan = await makeVisit(seller, { customerId });
    const id = clientId(app);
    const key = { 'idempotency-key': clientId(app) };
    for (let time = 0; time < 3; time += 1)
      expect((await seller.send('POST', '/visits', { id, customerId, day, unplanned: true }, key)).status).toBe(201);
    expect(await app.sql('select visit_id from visit_cancellation where replaced_by = $1', [id])).toEqual([
      { visit_id: plan.id },
    ]);
  });

  it('O8 a plan written down before the other was made takes its place too; one written in its sight is refused', async () => {
    const plan = await makeVisit(seller, { customerId, time: '14:00' });
    const again = { id: clientId(app), customerId, day };
    expect(await seller.send('POST', '/visits', again)).toMatchObject({
      status: 409,
      body: { code: 'visits.alreadyPlanned', current: { id: plan.id } },
    });
    const before = { 'kejing-written-at': '2026-11-23T00:30:00Z' };
    expect((await seller.send('POST', '/visits', again, before)).body).toMatchObject({ plannedTime: '14:00' });
    expect(await atCustomer(seller)).toEqual([again.id]);
  });
});

async function figures(): Promise<{ planned: number; visits: number }> {
  const { body } = await lead.get<{ totals: { planned: number; visits: number } }>(`/team-day?day=${day}`);
  return body.totals;
}
