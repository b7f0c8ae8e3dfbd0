import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, clientId, testApp } from '../../../test/harness/app.ts';
import { makeNextStep } from '#modules/follow-up/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeReportedVisit, makeVisit, officeAnswers } from '#modules/visits/testing.ts';
import type { Customer } from './contract.ts';
import { makeCustomer } from './testing.ts';

const app = await testApp();
const admin = await app.company();

let seller: Client;
let mate: Client;
let lead: Client;
let otherLead: Client;
let gone: Customer;
let kept: Customer;

beforeAll(async () => {
  const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  const other = await makeUnit(admin, { name: '城南團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  mate = await makePerson(app, admin, { name: '陳美玲', unitId: team, position: 'salesRep' });
  lead = await makePerson(app, admin, { name: '周主任', unitId: team, position: 'teamLead', leads: true });
  otherLead = await makePerson(app, admin, { name: '外隊主管', unitId: other, position: 'teamLead', leads: true });
});

beforeEach(async () => {
  app.clock.set('2026-11-23T02:00:00Z');
  gone = await makeCustomer(seller, {
    name: '恆盛投資顧問',
    shortName: '恆盛',
    phones: [{ typed: '02-2700-1234' }, { typed: '02-2700-9999' }],
    addresses: [{ typed: '台北市信義路五段7號' }, { typed: '台北市松高路9號' }],
    contacts: [{ name: '王小姐', phone: '0912-345-678' }, { name: '李總務' }],
    tags: ['key'],
  });
  kept = await makeCustomer(seller, {
    name: '恆盛投資顧問股份有限公司',
    phones: [{ typed: '(02)27001234' }],
    addresses: [{ typed: '台北市信義路五段7號' }],
    contacts: [{ name: '王小姐' }],
  });
});

const merge = (client: Client, id: string, intoId: string) =>
  client.send('POST', `/customers/${id}/merging`, { intoId, reason: '同一家' });
const merged = async (): Promise<void> => {
  const answer = await merge(lead, gone.id, kept.id);
  expect(answer).toMatchObject({ status: 201, body: { id: kept.id } });
};
const read = async (id: string, client = seller): Promise<Customer> =>
  (await client.get<Customer>(`/customers/${id}`)).body;
const kindsOf = async (id: string): Promise<string[]> =>
  (await seller.get<{ items: { kind: string }[] }>(`/customers/${id}/timeline?limit=200`)).body.items.map(
    ({ kind }) => kind,
  );

it('O8 moves what was not there already, and fills what stood empty', async () => {
  await merged();
  const one = await read(kept.id);
  expect(one).toMatchObject({ id: kept.id, name: '恆盛投資顧問股份有限公司', shortName: '恆盛', tags: ['key'] });
  expect(one.phones.map(({ typed }) => typed)).toEqual(['(02)27001234', '02-2700-9999']);
  expect(one.addresses.map(({ typed }) => typed)).toEqual(['台北市信義路五段7號', '台北市松高路9號']);
  expect(one.contacts.map(({ name }) => name).toSorted()).toEqual(['李總務', '王小姐']);
  expect((await seller.get<{ items: Customer[] }>('/customers?q=27009999')).body.items.map(({ id }) => id)).toEqual([
    kept.id,
  ]);
});

it('O8 shows the one that is gone in no list, and leads its id to the one that stays', async () => {
  await merged();
  for (const query of ['', '&archived=true', '&q=恆盛投資']) {
    const { items } = (await seller.get<{ items: Customer[] }>(`/customers?limit=200${query}`)).body;
    expect(
      items.map(({ id }) => id),
      query,
    ).not.toContain(gone.id);
  }
  expect(await read(gone.id)).toEqual(await read(kept.id));
  expect((await app.sql('select archive_reason, archived_by from customer where id = $1', [gone.id]))[0]).toEqual({
    archive_reason: '同一家',
    archived_by: lead.personId,
  });
});

it('O8 takes visits, next steps, lists and the timeline along', async () => {
  const visit = await makeReportedVisit(seller, { customerId: gone.id });
  const step = await makeNextStep(seller, { customerId: gone.id, day: '2026-11-25' });
  const list = { id: clientId(app), visitAim: 3, lines: [{ customerId: gone.id }, { customerId: kept.id }] };
  expect((await seller.send('PUT', '/plans/2026-11-24', list)).status).toBe(200);
  await merged();
  const visits = await seller.get<{ items: { id: string }[] }>(`/customers/${kept.id}/visits`);
  expect(visits.body.items.map(({ id }) => id)).toEqual([visit.id]);
  const steps = await seller.get<{ items: { id: string }[] }>(`/customers/${gone.id}/next-steps`);
  expect(steps.body.items.map(({ id }) => id)).toEqual([step.id]);
  expect(await read(kept.id)).toMatchObject({
    nextStep: { day: '2026-11-25' },
    lastVisitAt: '2026-11-23T01:30:00.000Z',
  });
  const plan = await seller.get<{ lines: { customer: { id: string } }[] }>('/plans/2026-11-24');
  expect(plan.body.lines.map(({ customer }) => customer.id)).toEqual([kept.id]);
  expect(await kindsOf(kept.id)).toEqual(expect.arrayContaining(['visits.reported', 'customers.mergedIn']));
  expect(await kindsOf(gone.id)).toEqual(await kindsOf(kept.id));
});

it('O8 keeps the sooner of two open next steps of one person', async () => {
  const later = await makeNextStep(seller, { customerId: kept.id, day: '2026-11-27' });
  const sooner = await makeNextStep(seller, { customerId: gone.id, day: '2026-11-25' });
  await merged();
  const { items } = (
    await seller.get<{ items: { id: string; state: string; outcome: string | null }[] }>(
      `/customers/${kept.id}/next-steps`,
    )
  ).body;
  expect(items.map(({ id, state, outcome }) => [id, state, outcome])).toEqual([
    [sooner.id, 'open', null],
    [later.id, 'done', 'replaced'],
  ]);
});

describe('what a phone still had queued for the one that is gone', () => {
  it('O8 lands on the one that stays', async () => {
    const visit = await makeVisit(seller, { customerId: gone.id });
    const met = gone.contacts.find(({ name }) => name === '王小姐');
    await merged();
    const id = clientId(app);
    const path = `/customers/${gone.id}`;
    const answers = officeAnswers({ met: [{ contactId: met?.id, name: '王小姐' }] });
    const said = { form: 'office', version: 1, answers, outcome: 'talked', occurredAt: '2026-11-23T01:00:00Z' };
    const sent = [
      await seller.send('POST', `${path}/notes`, { id, text: '要回電' }),
      await seller.send('POST', `${path}/contacts`, { id, name: '張會計' }),
      await seller.send('PATCH', `${path}/contacts/${met?.id}`, { title: '總機' }, { 'if-match': '1' }),
      await seller.send('POST', '/visits', { id, customerId: gone.id, day: '2026-11-24' }),
      await seller.send('PUT', `/visits/${visit.id}/report`, said),
      await seller.send('POST', '/next-steps', {
        id,
        customerId: gone.id,
        contactId: met?.id,
        kind: 'call',
        day: '2026-11-25',
      }),
      await seller.send('PUT', `${path}/tags`, { tags: ['key', 'paysLate'] }),
    ];
    expect(sent.map(({ status, body }) => (status < 300 ? 'done' : JSON.stringify(body)))).toEqual(
      sent.map(() => 'done'),
    );
    const one = await read(kept.id);
    expect(one.contacts.map(({ name, title }) => [name, title])).toEqual(
      expect.arrayContaining([
        ['張會計', null],
        ['王小姐', '總機'],
      ]),
    );
    expect(one).toMatchObject({ nextStep: { day: '2026-11-25' }, tags: ['key', 'paysLate'] });
    const visits = (await seller.get<{ items: { day: string }[] }>(`/customers/${kept.id}/visits`)).body.items;
    expect(visits.map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-23']);
    expect(await kindsOf(kept.id)).toEqual(expect.arrayContaining(['customers.noted', 'visits.reported']));
  });

  it('O8 lands over a chain of merges, whose middle is asked for too', async () => {
    const last = await makeCustomer(seller);
    await merged();
    expect((await merge(lead, kept.id, last.id)).status).toBe(201);
    await seller.send('POST', `/customers/${gone.id}/notes`, { id: clientId(app), text: '第一筆' });
    await seller.send('POST', `/customers/${kept.id}/notes`, { id: clientId(app), text: '第二筆' });
    expect((await read(gone.id)).id).toBe(last.id);
    expect((await kindsOf(last.id)).filter((kind) => kind === 'customers.noted')).toHaveLength(2);
  });

  it('O8 comes from its former owner for the days on which it was his', async () => {
    const his = await makeCustomer(mate);
    expect((await merge(lead, his.id, kept.id)).status).toBe(201);
    app.clock.set('2026-11-26T02:00:00Z');
    const visit = { customerId: his.id, unplanned: true };
    expect((await mate.send('POST', '/visits', { id: clientId(app), day: '2026-11-23', ...visit })).status).toBe(201);
    expect(await mate.send('POST', '/visits', { id: clientId(app), day: '2026-11-25', ...visit })).toMatchObject({
      status: 404,
      body: { code: 'customers.notYours' },
    });
  });

  it('O8 never overwrites the one that stays with what was read of the other', async () => {
    await merged();
    const answer = await seller.send('PATCH', `/customers/${gone.id}`, { name: '恆盛' }, { 'if-match': '1' });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'versionConflict', current: { name: '恆盛投資顧問股份有限公司' }, submitted: { name: '恆盛' } },
    });
    expect((await lead.send('POST', `/customers/${gone.id}/archiving`, { reason: '重複' })).body).toMatchObject({
      code: 'customers.merged',
      current: { id: kept.id },
    });
  });
});

it('O8 writes down whatever moved, so that it can be taken back', async () => {
  const visit = await makeReportedVisit(seller, { customerId: gone.id });
  await merged();
  const entries = await app.sql<{ changes: Record<string, { from: unknown; to: unknown }> }>(
    `select changes from audit_entry where command = 'customers.merge-customer' and subject_id = $1 order by id`,
    [kept.id],
  );
  const changes = Object.assign({}, ...entries.map((entry) => entry.changes)) as Record<string, { to: unknown }>;
  expect(changes).toMatchObject({
    merged: { to: gone.id },
    visits: { to: [visit.id] },
    shortName: { to: '恆盛' },
    tags: { to: ['key'] },
  });
  for (const part of ['contacts', 'phones', 'addresses', 'assignments'])
    expect(changes[part]?.to, part).toHaveLength(1);
});

describe('refuses', () => {
  it('O8 whoever does not lead both, and tells a stranger nothing', async () => {
    const away = await makeCustomer(otherLead);
    expect((await merge(seller, gone.id, kept.id)).status).toBe(403);
    for (const [client, id, intoId] of [
      [lead, gone.id, away.id],
      [lead, away.id, kept.id],
      [otherLead, away.id, kept.id],
    ] as const) {
      const { status, body } = await merge(client, id, intoId);
      expect([status, body['code']]).toEqual([404, 'customers.unknown']);
      expect(await app.sql('select kind from security_event where request_id = $1', [body['requestId']])).toEqual([
        { kind: 'denied.notFound' },
      ]);
    }
    expect((await read(gone.id)).archivedAt).toBeNull();
  });

  it('a customer merged into itself, twice, or into one that is put away', async () => {
    expect(await merge(lead, gone.id, gone.id)).toMatchObject({ status: 422, body: { errors: [{ field: 'intoId' }] } });
    const closed = await makeCustomer(seller);
    await lead.send('POST', `/customers/${closed.id}/archiving`, { reason: '歇業' });
    expect((await merge(lead, gone.id, closed.id)).body).toMatchObject({ code: 'customers.archived' });
    await merged();
    expect(await merge(lead, gone.id, kept.id)).toMatchObject({ status: 409, body: { code: 'customers.merged' } });
    expect(await merge(lead, kept.id, gone.id)).toMatchObject({ status: 422 });
  });
});
