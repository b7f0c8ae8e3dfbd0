import { expect, it } from 'vitest';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeVisit } from '#modules/visits/testing.ts';
import { testApp } from '../../../test/harness/app.ts';

interface Filling {
  items: { path: string; answer: unknown }[];
}

const app = await testApp('2026-11-23T02:00:00Z');
const admin = await app.company();
const unitId = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
const seller = await makePerson(app, admin, { name: '林志豪', unitId });
const stranger = await makePerson(app, admin, { name: '陳雅婷', unitId });

const pathsFor = async (client: typeof seller): Promise<string[]> =>
  (await client.get<Filling>('/phone')).body.items.map(({ path }) => path);

it('O8 fills a phone with the customers of the day and what hangs on them, and with nobody else’s', async () => {
  const { id } = await makeCustomer(seller, { name: '恆盛投資' });
  await makeVisit(seller, { customerId: id, time: '10:30' });
  const page = `/api/v1/customers/${id}`;
  expect(await pathsFor(seller)).toEqual(
    expect.arrayContaining([
      ...[page, `${page}/next-steps`, `${page}/visits`, `${page}/timeline?limit=30`],
      ...['/api/v1/plans/2026-11-23', '/api/v1/codes/lifecycleReason'],
    ]),
  );
  expect((await pathsFor(stranger)).filter((path) => path.includes(id))).toEqual([]);
});

it('O8 sends the number of a firm to a phone, and never that of a person', async () => {
  const firm = await makeCustomer(seller, { name: '永豐辦公', kind: 'firm', taxNumber: '04595257' });
  const home = await makeCustomer(seller, { name: '林家', kind: 'household', taxNumber: '10458575' });
  await makeVisit(seller, { customerId: firm.id, time: '11:30' });
  await makeVisit(seller, { customerId: home.id, time: '13:30' });
  const filling = JSON.stringify((await seller.get('/phone')).body);
  expect(filling).toContain('林家');
  expect(filling).toContain('04595257');
  expect(filling).not.toContain('10458575');
});
