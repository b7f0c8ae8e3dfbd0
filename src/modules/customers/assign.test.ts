import { expect, it } from 'vitest';
import { type Client, testApp } from '../../../test/harness/app.ts';
import { addPerson, makePerson, makeUnit } from '../org/testing.ts';
import type { Customer } from './contract.ts';
import { makeCustomer } from './testing.ts';

const app = await testApp();
const admin = await app.company();
const south = await makeUnit(admin, { name: '城南團隊', parentId: admin.rootUnitId });
const north = await makeUnit(admin, { name: '城北團隊', parentId: admin.rootUnitId });
const lead = await makePerson(app, admin, { name: '周主任', unitId: south, position: 'teamLead', leads: true });
const seller = await makePerson(app, admin, { name: '林志豪', unitId: south });
const colleague = await makePerson(app, admin, { name: '陳美玲', unitId: south });
const stranger = await addPerson(admin, { name: '王小明', unitId: north });

type Assigned = { assigned: number; before: { customerId: string; personId: string | null; unitId: string }[] };
const assign = (body: object, client: Client = lead) => client.send<Assigned>('POST', '/customers/assignments', body);
const read = async (id: string): Promise<Customer> => (await admin.get<Customer>(`/customers/${id}`)).body;

it('O16 gives many customers to a person at once, tells each timeline, and takes it back', async () => {
  const mine = [await makeCustomer(seller), await makeCustomer(seller), await makeCustomer(colleague)];
  const customerIds = mine.map(({ id }) => id);
  const given = await assign({ customerIds, personId: colleague.personId, reason: '調整責任區' });
  expect(given).toMatchObject({ status: 201, body: { assigned: 2 } });
  for (const id of customerIds) expect((await read(id)).owner?.name).toBe('陳美玲');
  const [first = ''] = customerIds;
  expect((await seller.get(`/customers/${first}`)).status).toBe(404);
  expect((await colleague.get(`/customers/${first}`)).status).toBe(200);
  const timeline = await colleague.get<{ items: object[] }>(`/customers/${first}/timeline`);
  expect(timeline.body.items).toContainEqual(
    expect.objectContaining({
      kind: 'customers.assigned',
      detail: { role: 'owner', name: '陳美玲', from: '林志豪', reason: '調整責任區' },
    }),
  );
  const back = given.body.before.map(({ customerId }) => customerId);
  expect((await assign({ customerIds: back, personId: seller.personId })).body.assigned).toBe(2);
  expect((await read(first)).owner?.name).toBe('林志豪');
  expect((await read(first)).assignments.filter(({ toDay }) => toDay === null)).toMatchObject([
    { person: { name: '林志豪' }, role: 'owner' },
  ]);
});

it('moves customers to the unit of whom they are given to, from the day that is named', async () => {
  const customer = await makeCustomer(lead, { name: '搬家公司' });
  app.clock.advance({ hours: 24 * 3 });
  const given = { customerIds: [customer.id], personId: stranger, fromDay: '2026-11-25' };
  expect((await assign(given, admin)).status).toBe(201);
  expect(await read(customer.id)).toMatchObject({
    unit: { name: '城北團隊' },
    assignments: [
      { person: { name: '王小明' }, fromDay: '2026-11-25', toDay: null },
      { person: { name: '周主任' }, fromDay: '2026-11-23', toDay: '2026-11-25' },
    ],
  });
  expect((await lead.get(`/customers/${customer.id}`)).status).toBe(404);
});

it('leaves customers without an owner, and puts them back where they were', async () => {
  const customer = await makeCustomer(lead, { ownerId: null });
  expect(customer).toMatchObject({ owner: null, unit: { name: '城南團隊' } });
  const given = await assign({ customerIds: [customer.id], personId: stranger }, admin);
  const [before] = given.body.before;
  expect(before).toEqual({ customerId: customer.id, personId: null, unitId: south });
  await assign({ customerIds: [customer.id], personId: null, unitId: south }, admin);
  expect(await read(customer.id)).toMatchObject({ owner: null, unit: { name: '城南團隊' } });
});

it('gives all or none, and only within the units one leads', async () => {
  const customer = await makeCustomer(seller);
  const away = await makeCustomer(admin, { unitId: north });
  const refused = [
    await assign({ customerIds: [customer.id, away.id], personId: colleague.personId }),
    await assign({ customerIds: [customer.id], personId: stranger }),
    await assign({ customerIds: [customer.id], personId: null, unitId: north }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
  const ahead = await assign({ customerIds: [customer.id], personId: colleague.personId, fromDay: '2027-01-01' });
  expect(ahead).toMatchObject({ status: 422, body: { errors: [{ field: 'fromDay' }] } });
  expect((await assign({ customerIds: [], personId: colleague.personId })).status).toBe(422);
  expect((await read(customer.id)).owner?.name).toBe('林志豪');
});

it('lets a seller write down for himself only', async () => {
  const body = { id: '01a20621-ad00-76b8-b2ec-fb28428d53b9', kind: 'firm', name: '別人的' };
  const refused = await seller.send('POST', '/customers', { ...body, ownerId: colleague.personId });
  expect(refused).toMatchObject({ status: 403, body: { code: 'customers.notYoursToAssign' } });
  expect((await seller.send('POST', '/customers', { ...body, unitId: north })).status).toBe(404);
  expect((await seller.send('POST', '/customers', body)).status).toBe(201);
  expect((await seller.send('POST', '/customers', body)).status).toBe(409);
});
