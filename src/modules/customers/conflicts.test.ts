import { expect, it } from 'vitest';
import { type Client, testApp } from '../../../test/harness/app.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import type { Customer } from './contract.ts';
import { makeCustomer } from './testing.ts';

const app = await testApp();
const admin = await app.company();
const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
const seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
const lead = await makePerson(app, admin, { name: '周主任', unitId: team, position: 'teamLead', leads: true });

const change = (client: Client, id: string, body: object, version: number) =>
  client.send<{ version: number }>('PATCH', `/customers/${id}`, body, { 'if-match': String(version) });
const read = async (id: string): Promise<Customer> => (await seller.get<Customer>(`/customers/${id}`)).body;

it('O8 keeps both changes where two people changed different fields of what they looked at', async () => {
  const { id } = await makeCustomer(seller, { name: '大安文具' });
  expect((await change(lead, id, { website: 'https://daan.example' }, 1)).body.version).toBe(2);
  await lead.send('POST', `/customers/${id}/lifecycle`, { to: 'active' });
  expect((await change(seller, id, { phones: [{ typed: '02-2700-1234' }], employees: 30 }, 1)).body.version).toBe(4);
  expect(await read(id)).toMatchObject({
    website: 'https://daan.example',
    lifecycle: 'active',
    employees: 30,
    phones: [{ typed: '02-2700-1234' }],
  });
});

it('O8 tells both values where somebody changed the same field meanwhile, and writes none of the others', async () => {
  const { id } = await makeCustomer(seller, { name: '大同文具' });
  await change(lead, id, { website: 'https://lead.example', employees: 10 }, 1);
  await change(lead, id, { employees: 12 }, 2);
  const mine = { website: 'https://seller.example', shortName: '大同' };
  expect(await change(seller, id, mine, 1)).toMatchObject({
    status: 409,
    body: {
      code: 'versionConflict',
      current: { website: 'https://lead.example', shortName: null, version: 3 },
      submitted: mine,
    },
  });
  expect((await read(id)).shortName).toBeNull();
  // What both wrote alike is no conflict; what was looked at since is not either.
  expect((await change(seller, id, { website: 'https://lead.example', shortName: '大同' }, 1)).status).toBe(200);
  expect((await change(seller, id, mine, 4)).status).toBe(200);
});

it('refuses a version that has never been', async () => {
  const { id } = await makeCustomer(seller);
  expect((await change(seller, id, { shortName: '未來' }, 9)).status).toBe(409);
});
