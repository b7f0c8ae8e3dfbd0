import { beforeAll, expect, it } from 'vitest';
import { type Client, testApp } from '../../../test/harness/app.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeCustomer } from './testing.ts';

const app = await testApp();
const admin = await app.company();
let seller: Client;

beforeAll(async () => {
  const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  await makeCustomer(await app.company('另一家'), { name: '成交書局' });
});

it('T11 books a customer to its owner when it is won, once, and takes a slip back on its day', async () => {
  app.clock.set('2026-11-23T02:00:00Z');
  const customer = await makeCustomer(seller, { name: '成交書局' });
  const move = (body: object, headers = {}) =>
    seller.send('POST', `/customers/${customer.id}/lifecycle`, body, { ...headers });
  const booked = () =>
    app.sql(
      `select person_id, quantity::int, to_char(business_day, 'YYYY-MM-DD') as day, reversal_of is not null as reversed
        from ledger_entry where measure = 'customersWon' and customer_id = $1 order by posted_at, id`,
      [customer.id],
    );
  const won = { person_id: seller.personId, quantity: 1, day: '2026-11-23', reversed: false };
  const key = { 'idempotency-key': 'won-once-0001' };
  app.clock.advance({ minutes: 1 });
  for (let time = 0; time < 2; time += 1) expect((await move({ to: 'active' }, key)).status).toBe(201);
  expect(await booked()).toEqual([won]);
  app.clock.advance({ minutes: 1 });
  expect((await move({ to: 'prospect' })).status).toBe(201);
  const back = { ...won, quantity: -1, reversed: true };
  expect(await booked()).toEqual([won, back]);
  app.clock.advance({ minutes: 1 });
  await move({ to: 'active' });
  app.clock.advance({ minutes: 1 });
  await move({ to: 'dormant', reason: '久未往來' });
  app.clock.advance({ minutes: 1 });
  await move({ to: 'active' });
  expect(await booked()).toEqual([won, back, won]);
  app.clock.set('2026-11-24T02:00:00Z');
  expect(await move({ to: 'prospect' })).toMatchObject({ status: 409, body: { code: 'customers.lifecycle.active' } });
  await move({ to: 'lost', reason: '價格' });
  app.clock.set('2026-11-26T02:00:00Z');
  await move({ to: 'active' }, { 'kejing-written-at': '2026-11-25T02:00:00Z' });
  expect(await booked()).toEqual([won, back, won, { ...won, day: '2026-11-25' }]);
});
