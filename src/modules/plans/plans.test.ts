import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Client, type TestApp, testApp } from '../../../test/harness/app.ts';
import { newId } from '#platform/shared/id.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makeNextStep } from '#modules/follow-up/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeReportedVisit } from '#modules/visits/testing.ts';
import type { Plan, PlanRow } from './contract.ts';

let app: TestApp;
let admin: Client;
let team: string;
let lead: Client;
let otherLead: Client;
let otherCompany: Client;
const monday = '2026-11-23T02:00:00Z';
const tuesday = '2026-11-24';

/** Founded a week before; then the clock stands on Monday 2026-11-23, 10:00 in Taipei. */
beforeAll(async () => {
  app = await testApp('2026-11-16T02:00:00Z');
  const founder = await app.company();
  admin = founder;
  team = await makeUnit(admin, { parentId: founder.rootUnitId, name: '城中團隊' });
  const otherTeam = await makeUnit(admin, { parentId: founder.rootUnitId, name: '城北團隊' });
  lead = await makePerson(app, admin, { unitId: team, name: '陳組長', position: 'teamLead', leads: true });
  otherLead = await makePerson(app, admin, { unitId: otherTeam, name: '別隊組長', position: 'teamLead', leads: true });
  otherCompany = await app.company('別家公司');
  app.clock.set(monday);
});

const newSeller = (name: string) => makePerson(app, admin, { unitId: team, name });
const planOf = async (client: Client, day = 'next', person?: string): Promise<Plan> =>
  (await client.get<Plan>(`/plans/${day}${person === undefined ? '' : `?person=${person}`}`)).body;
const reasons = (plan: Plan) => plan.lines.map(({ customer, reason }) => [customer.name, reason.code]);

interface Save {
  visitAim?: number;
  customers?: string[];
  ifMatch?: number;
  day?: string;
}
/** Keeps the plan as it stands, or with other customers and another aim. */
async function save(client: Client, { visitAim, customers, ifMatch, day = tuesday }: Save = {}): Promise<Answer<Plan>> {
  const plan = await planOf(client, day);
  const ids = customers ?? plan.lines.map(({ customer }) => customer.id);
  return client.send<Plan>(
    'PUT',
    `/plans/${day}`,
    {
      id: plan.id ?? newId(Date.now()),
      visitAim: visitAim ?? plan.visitAim,
      lines: ids.map((customerId) => ({ customerId })),
    },
    plan.id === null ? {} : { 'if-match': String(ifMatch ?? plan.version) },
  );
}

/** A seller with one customer for each reason, all told from tomorrow's list. */
async function sellerWithReasons() {
  app.clock.set('2026-11-17T02:00:00Z');
  const seller = await newSeller('林志豪');
  const late = await makeCustomer(seller, { name: '逾期商行', phones: [{ typed: '02-2345-6789' }] });
  const late2 = await makeCustomer(seller, { name: '更逾期商行' });
  const due = await makeCustomer(seller, { name: '到期商行' });
  const older = await makeCustomer(seller, { name: '早分派商行' });
  await makeNextStep(seller, { customerId: late.id, day: '2026-11-21', kind: 'call', note: '問影印紙' });
  await makeNextStep(seller, { customerId: late2.id, day: '2026-11-19', kind: 'visit' });
  await makeNextStep(seller, { customerId: due.id, day: tuesday, kind: 'visit' });
  app.clock.set('2026-11-20T02:00:00Z');
  const fresh = await makeCustomer(seller, { name: '新分派商行' });
  const later = await makeCustomer(seller, { name: '以後再談商行' });
  await makeNextStep(seller, { customerId: later.id, day: '2026-12-20' });
  const dropped = await makeCustomer(seller, { name: '不再跟商行' });
  const step = await makeNextStep(seller, { customerId: dropped.id, day: '2026-11-25' });
  await seller.send('POST', `/next-steps/${step.id}/dropping`, { reason: '簽了三年約' });
  app.clock.set(monday);
  return { seller, late, late2, due, older, fresh, later, dropped };
}

describe('O11 tomorrow’s list', () => {
  it('O11 is proposed with a reason on every line, late steps first, then due, then never seen', async () => {
    const { seller, late } = await sellerWithReasons();
    const plan = await planOf(seller);
    expect(plan).toMatchObject({
      day: tuesday,
      state: 'proposed',
      id: null,
      visitAim: 8,
      left: 0,
      can: { edit: true },
    });
    expect(plan.lines.map(({ customer, way, reason }) => [customer.name, way, reason.code, reason.params])).toEqual([
      ['更逾期商行', 'visit', 'overdueNextStep', { days: 5, kind: 'visit' }],
      ['逾期商行', 'call', 'overdueNextStep', { days: 3, kind: 'call' }],
      ['到期商行', 'visit', 'dueNextStep', { kind: 'visit' }],
      ['新分派商行', 'visit', 'neverSeen', { days: 4 }],
      ['早分派商行', 'visit', 'neverSeen', { days: 7 }],
    ]);
    expect(plan.lines[1]).toMatchObject({
      customer: { id: late.id },
      phone: '+886223456789',
      followUp: { kind: 'call', note: '問影印紙' },
    });
    expect(
      await app.sql('select count(*)::int as count from day_plan where person_id = $1', [seller.personId]),
    ).toEqual([{ count: 0 }]);
  });

  it('O11 is kept in the seller’s order, keeps its reasons, takes added and removed customers, and sets his aim', async () => {
    const { seller, late, due, fresh, later } = await sellerWithReasons();
    const saved = await save(seller, { visitAim: 3, customers: [fresh.id, late.id, later.id] });
    expect([saved.status, saved.body.state, saved.body.version]).toEqual([200, 'open', 1]);
    expect(reasons(saved.body)).toEqual([
      ['新分派商行', 'neverSeen'],
      ['逾期商行', 'overdueNextStep'],
      ['以後再談商行', 'neverSeen'],
    ]);
    const again = await save(seller, { customers: [due.id, fresh.id] });
    expect(reasons(again.body)).toEqual([
      ['到期商行', 'dueNextStep'],
      ['新分派商行', 'neverSeen'],
    ]);
    const back = await save(seller, { customers: [due.id, late.id, fresh.id] });
    expect(reasons(back.body)[1]).toEqual(['逾期商行', 'overdueNextStep']);
    const board = (
      await seller.get<{ measures: { code: string; tomorrow: { aim: object } }[] }>('/board')
    ).body.measures.find(({ code }) => code === 'visits');
    expect(board?.tomorrow.aim).toEqual({ amount: 3, by: 'own' });
  });

  it('O11 an agreed visit stands on the list with its time, and is not planned twice', async () => {
    const seller = await newSeller('有約的人');
    const customer = await makeCustomer(seller, { name: '約好商行' });
    const visitId = newId(Date.now());
    await seller.send('POST', '/visits', { id: visitId, customerId: customer.id, day: tuesday, time: '10:30' });
    expect((await planOf(seller)).lines).toMatchObject([
      { customer: { name: '約好商行' }, reason: { code: 'planned' }, plannedTime: '10:30', visitId },
    ]);
    const { body: plan } = await save(seller);
    await seller.send('POST', `/plans/${tuesday}/submission`);
    expect((await lead.send('POST', `/plans/${plan.id}/confirmation`, {})).status).toBe(201);
    const visits = (await seller.get<{ items: { id: string }[] }>(`/visits?day=${tuesday}`)).body.items;
    expect(visits.map(({ id }) => id)).toEqual([visitId]);
    await lead.send('DELETE', `/plans/${plan.id}/confirmation`);
    const kept = (await seller.get<{ items: { state: string }[] }>(`/visits?day=${tuesday}`)).body.items;
    expect(kept.map(({ state }) => state)).toEqual(['planned']);
  });

  it('O11 two who write at once: the second gets both values', async () => {
    const { seller, fresh, due } = await sellerWithReasons();
    await save(seller, { customers: [fresh.id] });
    await save(seller, { customers: [due.id] });
    const late = await save(seller, { customers: [fresh.id, due.id], ifMatch: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'versionConflict', current: { version: 2 } } });
  });

  it('O11 bad lists are refused: twice the same, one he does not see, a day that is over, too many', async () => {
    const { seller, fresh } = await sellerWithReasons();
    const foreign = await makeCustomer(otherLead);
    const put = async (day: string, lines: unknown, visitAim: unknown = 5) =>
      (await seller.send('PUT', `/plans/${day}`, { id: newId(Date.now()), visitAim, lines })).status;
    const line = { customerId: fresh.id };
    expect(await put(tuesday, [line, line])).toBe(422);
    expect(await put(tuesday, [{ customerId: foreign.id }])).toBe(404);
    expect(await put('2026-11-20', [line])).toBe(409);
    expect(await put('2026-13-20', [line])).toBe(422);
    expect(await put(tuesday, [line], -1)).toBe(422);
    expect(
      await put(
        tuesday,
        Array.from({ length: 101 }, () => line),
      ),
    ).toBe(422);
    expect(await put(tuesday, [{ ...line, plannedTime: '25:00' }])).toBe(422);
    expect((await planOf(seller)).state).toBe('proposed');
  });
});

describe('O11 the lead confirms', () => {
  it('O11 handed in, confirmed with another aim and a word; visits are planned, the aim is the lead’s', async () => {
    const { seller, late } = await sellerWithReasons();
    const { body: plan } = await save(seller, { visitAim: 4 });
    const confirmation = `/plans/${plan.id}/confirmation`;
    expect((await lead.send('POST', confirmation, {})).body['code']).toBe('plans.notSubmitted');
    const submitted = await seller.send<Plan>('POST', `/plans/${tuesday}/submission`);
    expect([submitted.status, submitted.body.state]).toEqual([201, 'submitted']);
    const seen = await planOf(lead, tuesday, seller.personId);
    expect(seen.can).toEqual({ edit: false, confirm: true });

    const confirmed = await lead.send<Plan>('POST', confirmation, { visitAim: 6, note: '城中先走' });
    expect(confirmed.body).toMatchObject({
      state: 'confirmed',
      visitAim: 6,
      note: '城中先走',
      confirmedBy: { name: '陳組長' },
    });
    const visits = (
      await seller.get<{ items: { customer: { id: string }; state: string; plannedDay: string }[] }>(
        `/visits?day=${tuesday}`,
      )
    ).body.items;
    expect(visits).toHaveLength(4);
    expect(visits.every(({ state, plannedDay }) => state === 'planned' && plannedDay === tuesday)).toBe(true);
    expect(visits.map(({ customer }) => customer.id)).not.toContain(late.id);
    const board = (
      await seller.get<{ measures: { code: string; tomorrow: { aim: object } }[] }>('/board')
    ).body.measures.find(({ code }) => code === 'visits');
    expect(board?.tomorrow.aim).toEqual({ amount: 6, by: 'lead' });

    const edited = await save(seller, { customers: [] });
    expect([edited.status, (edited.body as unknown as { code: string }).code]).toEqual([409, 'plans.confirmed']);
    expect((await lead.send('POST', confirmation, {})).status).toBe(409);
  });

  it('O11 a confirmation taken back withdraws its visits, and the list can be changed again', async () => {
    const { seller, fresh } = await sellerWithReasons();
    const { body: plan } = await save(seller);
    await seller.send('POST', `/plans/${tuesday}/submission`);
    await lead.send('POST', `/plans/${plan.id}/confirmation`, {});
    const back = await lead.send<Plan>('DELETE', `/plans/${plan.id}/confirmation`);
    expect(back.body).toMatchObject({ state: 'submitted', confirmedBy: null });
    const states = (await seller.get<{ items: { state: string }[] }>(`/visits?day=${tuesday}`)).body.items;
    expect(states.every(({ state }) => state === 'cancelled')).toBe(true);
    expect((await save(seller, { customers: [fresh.id] })).status).toBe(200);
    expect((await seller.send<Plan>('DELETE', `/plans/${tuesday}/submission`)).body.state).toBe('open');
  });

  it('O11 a stranger’s plan is not found: other team’s lead, another seller, another company; nothing is written', async () => {
    const { seller } = await sellerWithReasons();
    const colleague = await newSeller('同隊同事');
    const { body: plan } = await save(seller);
    await seller.send('POST', `/plans/${tuesday}/submission`);
    for (const client of [otherLead, otherCompany]) {
      expect((await client.get(`/plans/${tuesday}?person=${seller.personId}`)).status).toBe(404);
      expect((await client.send('POST', `/plans/${plan.id}/confirmation`, {})).status).toBe(404);
      expect((await client.send('DELETE', `/plans/${plan.id}/confirmation`)).status).toBe(404);
      expect((await client.get(`/plans?day=${tuesday}&unit=${team}`)).status).toBe(404);
    }
    expect((await colleague.get(`/plans/${tuesday}?person=${seller.personId}`)).status).toBe(404);
    expect((await colleague.send('POST', `/plans/${plan.id}/confirmation`, {})).status).toBe(403);
    expect((await seller.send('POST', `/plans/${plan.id}/confirmation`, {})).status).toBe(403);
    expect((await planOf(seller)).state).toBe('submitted');
  });

  it('O11 the lead sees who has handed in, whose is confirmed, who has none; and planned against done', async () => {
    const { seller, fresh, due } = await sellerWithReasons();
    const idle = await newSeller('還沒排的人');
    const { body: plan } = await save(seller, { customers: [fresh.id, due.id] });
    await seller.send('POST', `/plans/${tuesday}/submission`);
    const rowOf = async (person: Client): Promise<PlanRow | undefined> =>
      (await lead.get<{ items: PlanRow[] }>(`/plans?day=${tuesday}`)).body.items.find(
        (row) => row.person.id === person.personId,
      );
    expect(await rowOf(seller)).toMatchObject({ state: 'submitted', visits: 2, calls: 0, overdue: 2 });
    expect(await rowOf(idle)).toMatchObject({ state: null, id: null, visits: 0 });
    expect(await rowOf(otherLead)).toBeUndefined();
    await lead.send('POST', `/plans/${plan.id}/confirmation`, {});

    app.clock.set('2026-11-24T03:00:00Z');
    const { items } = (
      await seller.get<{ items: { id: string; customer: { id: string } }[] }>(`/visits?day=${tuesday}`)
    ).body;
    const planned = items.find(({ customer }) => customer.id === fresh.id)?.id;
    const at = '2026-11-24T02:00:00.000Z';
    const nobody = { form: 'office', version: 1, answers: {}, outcome: 'nobody', occurredAt: at };
    expect((await seller.send('PUT', `/visits/${planned}/report`, nobody)).status).toBe(200);
    const beside = { day: tuesday, unplanned: true, at, outcome: 'nobody' };
    await makeReportedVisit(seller, { ...beside, customerId: (await makeCustomer(seller)).id });
    expect(await rowOf(seller)).toMatchObject({ state: 'confirmed', visits: 2, done: 1, beside: 1 });
    const today = await planOf(seller, tuesday);
    expect(today.lines.map(({ customer, done }) => [customer.id, done])).toEqual([
      [fresh.id, true],
      [due.id, false],
    ]);
    app.clock.set(monday);
  });

  it('O11 what today’s list may still settle comes after what only tomorrow can', async () => {
    const seller = await newSeller('兩天的人');
    const today = await makeCustomer(seller, { name: '今天商行' });
    await makeNextStep(seller, { customerId: today.id, day: '2026-11-23', kind: 'visit' });
    await save(seller, { day: '2026-11-23' });
    const due = await makeCustomer(seller, { name: '明天商行' });
    await makeNextStep(seller, { customerId: due.id, day: tuesday, kind: 'visit' });
    expect(reasons(await planOf(seller))).toEqual([
      ['明天商行', 'dueNextStep'],
      ['今天商行', 'overdueNextStep'],
    ]);
  });

  it('O11 Friday’s tomorrow is Monday', async () => {
    app.clock.set('2026-11-27T02:00:00Z');
    const seller = await newSeller('星期五的人');
    expect((await planOf(seller)).day).toBe('2026-11-30');
    expect((await lead.get<{ day: string }>('/plans')).body.day).toBe('2026-11-30');
    app.clock.set(monday);
  });
});
