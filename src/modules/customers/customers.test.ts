import { expect, it } from 'vitest';
import { type Client, clientId, testApp } from '../../../test/harness/app.ts';
import { makePerson, makeUnit } from '../org/testing.ts';
import { makeCustomer } from './testing.ts';

interface Row {
  id: string;
  name: string;
}
interface Page {
  items: Row[];
  nextCursor: string | null;
}

const app = await testApp();
const admin = await app.company();
const south = await makeUnit(admin, { name: '城南團隊', parentId: admin.rootUnitId });
const north = await makeUnit(admin, { name: '城北團隊', parentId: admin.rootUnitId });
const lead = await makePerson(app, admin, { name: '周主任', unitId: south, position: 'teamLead', leads: true });
const seller = await makePerson(app, admin, { name: '林志豪', unitId: south });
const colleague = await makePerson(app, admin, { name: '陳美玲', unitId: south });
const stranger = await makePerson(app, admin, { name: '王小明', unitId: north });
const northLead = await makePerson(app, admin, { name: '黃主任', unitId: north, position: 'teamLead', leads: true });
const clerk = await makePerson(app, admin, { name: '李出納', unitId: admin.rootUnitId, position: 'departmentStaff' });
const elsewhere = await app.company('另一家', 'mainland');

const own = await makeCustomer(seller, {
  name: '永豐辦公用品股份有限公司',
  taxNumber: '04595257',
  phones: [{ typed: '(02) 2531-7099 #12' }, { typed: '0912345678' }],
  addresses: [{ typed: '台北市中山區南京東路二段1號3樓' }],
  contacts: [{ name: '曾小姐', part: 'generalAffairs', phone: '0933-111-222' }],
  tags: ['key'],
});
await makeCustomer(stranger, { name: '永豐銀行北區分行' });
await makeCustomer(elsewhere, { name: '永豐深圳有限公司' });

const namesFor = async (client: Client, query = ''): Promise<string[]> =>
  (await client.get<Page>(`/customers${query}`)).body.items.map(({ name }) => name);

it('O16 keeps what was typed and what it means, with contacts, phones, addresses and who looks after it since when', async () => {
  const { body } = await seller.get(`/customers/${own.id}`);
  expect(body).toMatchObject({
    name: '永豐辦公用品股份有限公司',
    taxNumber: '04595257',
    lifecycle: 'prospect',
    owner: { id: seller.personId, name: '林志豪' },
    unit: { id: south },
    phones: [
      { typed: '(02) 2531-7099 #12', e164: '+886225317099', extension: '12', kind: 'fixed' },
      { typed: '0912345678', e164: '+886912345678', kind: 'mobile' },
    ],
    contacts: [{ name: '曾小姐', part: 'generalAffairs', phone: { e164: '+886933111222' } }],
    assignments: [{ person: { name: '林志豪' }, role: 'owner', fromDay: '2026-11-23', toDay: null }],
    can: { update: true, assign: false },
  });
  expect((await lead.get(`/customers/${own.id}`)).body).toMatchObject({ can: { update: true, assign: true } });
});

it.each([
  ['the owner', seller, true],
  ['his lead', lead, true],
  ['the administrator', admin, true],
  ['a colleague of the same team', colleague, false],
  ["another team's seller", stranger, false],
  ["another team's lead", northLead, false],
  ['another company', elsewhere, false],
] as const)('S7 shows a customer through every door to %s: %#', async (_who, client, visible) => {
  const status = visible ? 200 : 404;
  expect((await client.get(`/customers/${own.id}`)).status).toBe(status);
  expect((await client.get(`/customers/${own.id}/timeline`)).status).toBe(status);
  expect((await namesFor(client, '?limit=200')).includes(own.name)).toBe(visible);
  expect((await namesFor(client, `?q=${encodeURIComponent('辦公')}`)).includes(own.name)).toBe(visible);
  const counted = await client.get<{ count: number }>(`/customers/count?q=${encodeURIComponent('辦公')}`);
  expect(counted.body.count).toBe(visible ? 1 : 0);
});

it('S7 shuts the whole field to a department', async () => {
  expect((await clerk.get('/customers')).status).toBe(403);
  expect((await clerk.get(`/customers/${own.id}`)).status).toBe(403);
});

it('S7 lets no stranger write, and changes nothing', async () => {
  const before = await app.sql('select * from customer order by id');
  const contact = own.contacts[0]?.id;
  const tries = [
    stranger.send('PATCH', `/customers/${own.id}`, { name: '我的了' }, { 'if-match': '1' }),
    stranger.send('POST', `/customers/${own.id}/archiving`, { reason: '試試' }),
    stranger.send('POST', `/customers/${own.id}/notes`, { id: clientId(app), text: '試試' }),
    stranger.send('PUT', `/customers/${own.id}/tags`, { tags: [] }),
    stranger.send('POST', `/customers/${own.id}/lifecycle`, { to: 'active' }),
    stranger.send('POST', `/customers/${own.id}/contacts`, { id: clientId(app), name: '某人' }),
    stranger.send('PATCH', `/customers/${own.id}/contacts/${contact}`, { name: '某人' }, { 'if-match': '1' }),
    northLead.send('POST', '/customers/assignments', { customerIds: [own.id], personId: stranger.personId }),
  ];
  for (const answer of await Promise.all(tries)) expect(answer.status).toBe(404);
  const taking = { customerIds: [own.id], personId: seller.personId };
  expect((await seller.send('POST', '/customers/assignments', taking)).status).toBe(403);
  expect(await app.sql('select * from customer order by id')).toEqual(before);
});

it('shows a customer to whoever serves it beside the owner, and no longer when that ends', async () => {
  const shared = { customerIds: [own.id], personId: colleague.personId, role: 'server' };
  expect((await lead.send('POST', '/customers/assignments', { ...shared, share: 0.5 })).status).toBe(201);
  expect(await namesFor(colleague)).toEqual([own.name]);
  expect((await colleague.get(`/customers/${own.id}`)).status).toBe(200);
  expect(await namesFor(colleague, '?q=yfbg')).toEqual([own.name]);
  expect((await lead.send('POST', '/customers/assignments', { ...shared, share: 0 })).status).toBe(201);
  expect(await namesFor(colleague)).toEqual([]);
});

it.each([
  '辦公',
  '办公',
  'bg',
  'bangong',
  '永豐',
  '25317099',
  '0225317099',
  '曾',
  'zeng',
  '0933111222',
  '南京東路',
  '04595257',
])('O16 finds a customer by %s', async (word) => {
  expect(await namesFor(seller, `?q=${encodeURIComponent(word)}`)).toContain(own.name);
});

it('finds by what stands now, not by what stood before', async () => {
  const customer = await makeCustomer(seller, { name: '蜀光設計', phones: [{ typed: '02-2222-3333' }] });
  const change = { name: '天光設計', phones: [{ typed: '02-7777-8888' }] };
  await seller.send('PATCH', `/customers/${customer.id}`, change, { 'if-match': '1' });
  expect(await namesFor(seller, `?q=${encodeURIComponent('蜀光')}`)).toEqual([]);
  expect(await namesFor(seller, '?q=22223333')).toEqual([]);
  expect(await namesFor(seller, `?q=${encodeURIComponent('天光')}`)).toEqual(['天光設計']);
  expect(await namesFor(seller, '?q=77778888')).toEqual(['天光設計']);
  expect(await namesFor(seller, `?q=${encodeURIComponent('…！')}`)).toEqual([]);
});

it('O16 refuses the same tax number: names the other where it may be seen, else its team alone', async () => {
  const again = { kind: 'firm', name: '永豐二號', taxNumber: '0459 5257' };
  const seen = await seller.send('POST', '/customers', { id: clientId(app), ...again });
  expect(seen).toMatchObject({ status: 409, body: { code: 'customers.sameTaxNumber' } });
  expect(seen.body['detail']).toContain(own.name);
  const unseen = await stranger.send('POST', '/customers', { id: clientId(app), ...again });
  expect(unseen).toMatchObject({ status: 409, body: { code: 'customers.sameTaxNumberElsewhere' } });
  expect(unseen.body['detail']).toContain('城南團隊');
  expect(JSON.stringify(unseen.body)).not.toContain(own.name);
  expect(JSON.stringify(unseen.body)).not.toContain(own.id);
  const elsewhereToo = await elsewhere.send('POST', '/customers', { id: clientId(app), kind: 'firm', name: '甲' });
  expect(elsewhereToo.status).toBe(201);
});

it('O16 tells of likely duplicates by phone and name while one types, without showing strangers', async () => {
  const alike = (client: Client, query: string) => client.get<{ items: unknown[] }>(`/customers/alike?${query}`);
  expect((await alike(seller, 'phone=0912-345-678')).body.items).toEqual([
    { by: 'phone', customer: { id: own.id, name: own.name }, unit: { id: south, name: '城南團隊' } },
  ]);
  const name = encodeURIComponent('永豐辦公用品(股)公司');
  expect((await alike(stranger, `name=${name}`)).body.items).toEqual([
    { by: 'name', customer: null, unit: { id: south, name: '城南團隊' } },
  ]);
  expect((await alike(seller, `name=${name}&except=${own.id}`)).body.items).toEqual([]);
});

it('answers a change of another version with both values', async () => {
  const customer = await makeCustomer(seller, { name: '恆盛投資' });
  const path = `/customers/${customer.id}`;
  expect((await seller.send('PATCH', path, { name: '恆盛顧問' }, { 'if-match': '1' })).body).toMatchObject({
    version: 2,
  });
  const late = await lead.send('PATCH', path, { name: '恆盛集團', employees: 12 }, { 'if-match': '1' });
  expect(late).toMatchObject({
    status: 409,
    body: {
      code: 'versionConflict',
      current: { name: '恆盛顧問', employees: null, version: 2 },
      submitted: { name: '恆盛集團', employees: 12 },
    },
  });
  expect((await lead.send('PATCH', path, { name: '恆盛集團' })).status).toBe(422);
  const audit = await app.sql<{ changes: unknown }>(
    `select changes from audit_entry where subject_id = $1 and command = 'customers.change-customer'`,
    [customer.id],
  );
  expect(audit).toEqual([{ changes: { name: { from: '恆盛投資', to: '恆盛顧問' } } }]);
});

it('puts a customer away with the reason and takes it back', async () => {
  const customer = await makeCustomer(seller, { name: '歇業書局', taxNumber: '22099131' });
  const path = `/customers/${customer.id}/archiving`;
  expect((await seller.send('POST', path, { reason: ' ' })).status).toBe(422);
  expect((await seller.send('POST', path, { reason: '已歇業' })).status).toBe(201);
  expect(await namesFor(seller)).not.toContain('歇業書局');
  expect(await namesFor(seller, `?q=${encodeURIComponent('歇業')}`)).toEqual([]);
  expect(await namesFor(seller, '?archived=true')).toEqual(['歇業書局']);
  const late = await seller.send('PATCH', `/customers/${customer.id}`, { name: '改名' }, { 'if-match': '2' });
  expect(late).toMatchObject({ status: 409, body: { code: 'customers.archived' } });
  const heir = await makeCustomer(seller, { name: '新書局', taxNumber: '22099131' });
  expect(await seller.send('DELETE', path)).toMatchObject({ status: 409, body: { code: 'customers.sameTaxNumber' } });
  await seller.send('PATCH', `/customers/${heir.id}`, { taxNumber: null }, { 'if-match': '1' });
  expect((await seller.send('DELETE', path)).status).toBe(200);
  expect(await namesFor(seller)).toContain('歇業書局');
});

it('moves a customer along its life and keeps every state with its reason', async () => {
  const customer = await makeCustomer(seller, { name: '好味道餐館' });
  const move = (body: object) => seller.send('POST', `/customers/${customer.id}/lifecycle`, body);
  app.clock.advance({ minutes: 1 });
  expect((await move({ to: 'dormant', reason: '久未往來' })).body).toMatchObject({
    code: 'customers.lifecycle.prospect',
  });
  expect((await move({ to: 'active' })).status).toBe(201);
  app.clock.advance({ minutes: 1 });
  expect((await move({ to: 'lost' })).body).toMatchObject({ errors: [{ field: 'reason' }] });
  expect((await move({ to: 'lost', reason: '價格' })).status).toBe(201);
  const { body } = await seller.get<{ lifecycleHistory: unknown[] }>(`/customers/${customer.id}`);
  expect(body.lifecycleHistory).toMatchObject([
    { lifecycle: 'lost', reason: '價格', by: '林志豪' },
    { lifecycle: 'active' },
    { lifecycle: 'prospect' },
  ]);
});

it('tells in the timeline what happened, newest first, to whoever sees the customer', async () => {
  const customer = await makeCustomer(seller, { name: '錦江建設' });
  const path = `/customers/${customer.id}`;
  app.clock.advance({ minutes: 1 });
  await seller.send('POST', `${path}/notes`, { id: clientId(app), text: '月底換供應商' });
  app.clock.advance({ minutes: 1 });
  await lead.send('PUT', `${path}/tags`, { tags: ['key'] });
  const { body } = await lead.get<{ items: { kind: string; person: { name: string }; detail: object }[] }>(
    `${path}/timeline`,
  );
  expect(body.items.map(({ kind, person, detail }) => [kind, person.name, detail])).toEqual([
    ['customers.tagged', '周主任', { added: ['key'], removed: [] }],
    ['customers.noted', '林志豪', { text: '月底換供應商' }],
    ['customers.created', '林志豪', {}],
  ]);
});

it('marks a contact who left, finds him no more, and lets him come back', async () => {
  const customer = await makeCustomer(seller, {
    name: '國際大廈',
    contacts: [{ name: '鄧總務', part: 'generalAffairs' }],
  });
  const path = `/customers/${customer.id}/contacts/${customer.contacts[0]?.id}`;
  const search = `?q=${encodeURIComponent('鄧總務')}`;
  expect((await seller.send('POST', `${path}/leaving`, {})).body).toMatchObject({ leftDay: '2026-11-23', version: 2 });
  expect(await namesFor(seller, search)).toEqual([]);
  expect((await seller.send('DELETE', `${path}/leaving`)).body).toMatchObject({ leftDay: null, version: 3 });
  expect(await namesFor(seller, search)).toEqual(['國際大廈']);
  const stale = await seller.send('PATCH', path, { title: '主任' }, { 'if-match': '1' });
  expect(stale).toMatchObject({
    status: 409,
    body: { current: { name: '鄧總務', version: 3 }, submitted: { title: '主任' } },
  });
  expect((await seller.send('PATCH', path, { title: '主任' }, { 'if-match': '3' })).body).toMatchObject({
    title: '主任',
  });
});

it('gives a new company its lists in three languages, which the administrator alone changes', async () => {
  const { body } = await seller.get<{ items: { code: string; labels: Record<string, string> }[] }>('/codes/source');
  expect(body.items[0]).toMatchObject({
    code: 'canvass',
    labels: { 'zh-Hant': '掃樓', 'zh-Hans': '扫楼', en: 'Canvass' },
  });
  const labels = { 'zh-Hant': '貴賓', 'zh-Hans': '贵宾', en: 'VIP' };
  expect((await seller.send('PUT', '/codes/tag/vip', { labels })).status).toBe(403);
  expect((await admin.send('PUT', '/codes/tag/vip', { labels })).body).toMatchObject({ code: 'vip', version: 1 });
  const path = `/customers/${own.id}/tags`;
  expect((await seller.send('PUT', path, { tags: ['key', 'vip'] })).status).toBe(200);
  await admin.send('PUT', '/codes/tag/vip', { labels, retired: true });
  expect((await seller.send('PUT', path, { tags: ['vip', 'paysLate'] })).status).toBe(200);
  const other = await makeCustomer(seller);
  expect((await seller.send('PUT', `/customers/${other.id}/tags`, { tags: ['vip'] })).status).toBe(422);
  expect((await seller.get('/codes/nothing')).status).toBe(422);
});
