import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/harness/app.ts';
import { newId } from '#platform/shared/id.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import type { Board } from './contract.ts';

let app: TestApp;
let admin: Client;
let team: string;
let seller: Client;
let lead: Client;
let stranger: Client;
let otherCompany: Client;

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

const boardOf = async (client: Client, person?: string): Promise<Board> =>
  (await client.get<Board>(`/board${person === undefined ? '' : `?person=${person}`}`)).body;
const figure = (board: Board, code: string) => board.measures.find((measure) => measure.code === code);
const aim = (client: Client, person: string, measure: string, day: string, body: object) =>
  client.send('PUT', `/targets/${person}/${measure}/${day}`, body);

/** A visit made and reported as nobody in, at the clock's time. */
async function visit(client: Client): Promise<string> {
  const customer = await makeCustomer(client);
  const id = newId(app.clock.now());
  const { today } = (await client.get<{ today: string }>('/me')).body;
  const planned = await client.send('POST', '/visits', { id, customerId: customer.id, day: today, unplanned: true });
  expect(planned.status).toBe(201);
  const form = (await client.get<{ form: { code: string; version: number } }>(`/visits/${id}`)).body.form;
  const reported = await client.send('PUT', `/visits/${id}/report`, {
    form: form.code,
    version: form.version,
    answers: {},
    outcome: 'nobody',
    occurredAt: new Date(app.clock.now()).toISOString(),
  });
  expect(reported.status).toBe(200);
  return customer.id;
}

describe('T11 the goal table', () => {
  it('T11 shows today, the month and tomorrow for each measure, and a first aim before there is a pace', async () => {
    const board = await boardOf(seller);
    expect(board).toMatchObject({ today: '2026-11-23', tomorrow: '2026-11-24', monthStart: '2026-11-01' });
    expect(board.measures.map(({ code, label }) => [code, label])).toEqual([
      ['visits', '拜訪'],
      ['talks', '有效面談'],
      ['cards', '新名片'],
      ['intents', '意向'],
      ['customersWon', '成交客戶'],
    ]);
    expect(figure(board, 'visits')).toMatchObject({
      today: { done: 0, aim: { amount: 8, by: 'proposed' } },
      tomorrow: { aim: { amount: 8, by: 'proposed' } },
    });
    expect(figure(board, 'cards')?.today.aim).toEqual({ amount: null, by: 'none' });
  });

  it('T11 a figure opens to its entries, and their sum is the figure', async () => {
    const customers = [await visit(seller), await visit(seller)];
    const board = await boardOf(seller);
    expect(figure(board, 'visits')).toMatchObject({ today: { done: 2 }, month: { done: 2 } });
    const { items } = (
      await seller.get<{ items: { customer: { id: string; name: string }; quantity: number; sourceKind: string }[] }>(
        '/board/entries?measure=visits&from=2026-11-23&to=2026-11-23',
      )
    ).body;
    expect(items.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2);
    expect(items.map(({ customer }) => customer.id).toSorted()).toEqual(customers.toSorted());
    expect(items.every(({ sourceKind, customer }) => sourceKind === 'visit' && customer.name !== '')).toBe(true);
  });

  it('T11 one’s own aim, the lead’s beside it as a floor, and the month’s', async () => {
    const day = '2026-11-24';
    const own = await aim(seller, seller.personId, 'visits', day, { amount: 10 });
    expect(own).toMatchObject({ status: 200, body: { amount: 10, mandatory: false, grain: 'day', periodStart: day } });
    expect(figure(await boardOf(seller), 'visits')?.tomorrow.aim).toEqual({ amount: 10, by: 'own' });
    const leads = await aim(lead, seller.personId, 'visits', day, { amount: 12 });
    expect(leads.body).toMatchObject({ mandatory: true, setBy: { name: '陳組長' } });
    expect(figure(await boardOf(seller), 'visits')?.tomorrow.aim).toEqual({ amount: 12, by: 'lead' });
    await aim(seller, seller.personId, 'visits', day, { amount: 13 });
    expect(figure(await boardOf(lead, seller.personId), 'visits')?.tomorrow.aim).toEqual({ amount: 13, by: 'own' });
    await aim(seller, seller.personId, 'customersWon', day, { amount: 15, grain: 'month' });
    expect(figure(await boardOf(seller), 'customersWon')?.month).toEqual({ done: 0, aim: { amount: 15, by: 'own' } });
    const { items } = (
      await seller.get<{ items: { amount: number; mandatory: boolean; version: number }[] }>(
        '/targets?from=2026-11-24&to=2026-11-24',
      )
    ).body;
    expect(items.map(({ amount, mandatory, version }) => [amount, mandatory, version])).toEqual([
      [13, false, 2],
      [12, true, 1],
    ]);
  });

  it('T11 the aim proposed follows the mean of the working days since the first result', async () => {
    const walker = await makePerson(app, admin, { unitId: team, name: '走路的人' });
    // Thursday 3, Friday none, Saturday and Sunday no working days, Monday 2.
    app.clock.set('2026-11-26T02:00:00Z');
    for (let count = 0; count < 3; count += 1) await visit(walker);
    app.clock.set('2026-11-30T02:00:00Z');
    for (let count = 0; count < 2; count += 1) await visit(walker);
    app.clock.set('2026-12-01T02:00:00Z');
    expect(figure(await boardOf(walker), 'visits')?.today.aim).toEqual({ amount: 2, by: 'proposed' });
    app.clock.set('2026-11-23T02:00:00Z');
  });

  it('T11 Friday’s tomorrow is Monday; a make-up Saturday works, a holiday does not', async () => {
    const at = async (instant: string) => {
      app.clock.set(instant);
      return (await boardOf(seller)).tomorrow;
    };
    expect(await at('2026-11-27T02:00:00Z')).toBe('2026-11-30');
    await app.sql(
      `insert into working_calendar_day select company_id, id, d.day::date, d.works, d.name from working_calendar,
        (values ('2026-11-28', true, '補班'), ('2026-11-30', false, '放假')) as d (day, works, name)
        where company_id = $1 and main`,
      [admin.companyId],
    );
    expect(await at('2026-11-27T02:00:00Z')).toBe('2026-11-28');
    expect(await at('2026-11-28T02:00:00Z')).toBe('2026-12-01');
    app.clock.set('2026-11-23T02:00:00Z');
  });

  it('T11 strangers find no board, no entries, and set no aim', async () => {
    const before = await app.sql('select count(*)::int as count from target');
    for (const client of [stranger, otherCompany]) {
      const answers = [
        await client.get(`/board?person=${seller.personId}`),
        await client.get(`/board/entries?person=${seller.personId}&measure=visits&from=2026-11-01&to=2026-11-30`),
        await client.get(`/targets?person=${seller.personId}&from=2026-11-01&to=2026-11-30`),
        await aim(client, seller.personId, 'visits', '2026-11-24', { amount: 1 }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
    expect((await aim(seller, lead.personId, 'visits', '2026-11-24', { amount: 1 })).status).toBe(404);
    expect(await app.sql('select count(*)::int as count from target')).toEqual(before);
  });

  it('T11 bad input is refused and nothing is written', async () => {
    const put = async (measure: string, day: string, body: unknown) =>
      (await seller.send('PUT', `/targets/${seller.personId}/${measure}/${day}`, body)).status;
    expect(await put('visits', '2026-11-24', { amount: -1 })).toBe(422);
    expect(await put('visits', '2026-11-24', { amount: 'many' })).toBe(422);
    expect(await put('visits', '2026-11-24', { amount: 1, more: 1 })).toBe(422);
    expect(await put('visits', '2026-11-22', { amount: 1 })).toBe(422);
    expect(await put('visits', 'someday', { amount: 1 })).toBe(422);
    expect(await put('dances', '2026-11-24', { amount: 1 })).toBe(404);
  });
});
