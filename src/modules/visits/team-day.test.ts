import type { AddressInfo } from 'node:net';
import { beforeAll, expect, it } from 'vitest';
import { type Client, clientOn, testApp } from '../../../test/harness/app.ts';
import type { AppNode } from '#app/server/node.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import type { TeamDay } from './contract-team-day.ts';
import { makeReportedVisit, makeVisit, officeAnswers } from './testing.ts';

const app = await testApp();
const admin = await app.company();

let team: string;
let seller: Client;
let mate: Client;
let lead: Client;
let otherLead: Client;

beforeAll(async () => {
  const area = await makeUnit(admin, { name: '北區', kind: 'area', parentId: admin.rootUnitId });
  team = await makeUnit(admin, { name: '城中團隊', parentId: area });
  const otherTeam = await makeUnit(admin, { name: '城南團隊', parentId: area });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  mate = await makePerson(app, admin, { name: '陳美玲', unitId: team, position: 'salesRep' });
  lead = await makePerson(app, admin, { name: '周經理', unitId: team, position: 'accountManager', leads: true });
  otherLead = await makePerson(app, admin, { name: '外隊主管', unitId: otherTeam, leads: true });
});

const dayOf = async (client: Client, query = ''): Promise<TeamDay> =>
  (await client.get<TeamDay>(`/team-day${query}`)).body;

it('S7 shows the lead the day of his team: lanes from visits, figures from the ledger, joint and planned ones', async () => {
  const customers = [await makeCustomer(seller), await makeCustomer(seller), await makeCustomer(seller)];
  const [first, second, third] = customers.map(({ id }) => id);
  await makeReportedVisit(seller, { customerId: first ?? '', companionIds: [lead.personId] });
  await makeReportedVisit(seller, { customerId: second ?? '', at: '2026-11-23T00:40:00Z', outcome: 'refused' });
  await makeVisit(seller, { customerId: third ?? '', time: '15:00' });
  const day = await dayOf(lead);
  expect(day).toMatchObject({
    day: '2026-11-23',
    unit: { id: team, name: '城中團隊' },
    now: 600,
    totals: { visits: 2, talks: 1, cards: 1, intents: 1, planned: 3 },
    more: false,
  });
  expect(day.people.map(({ person }) => person.name)).toEqual(['林志豪', '陳美玲', '周經理']);
  const [his, hers, leads] = day.people;
  expect(his).toMatchObject({ visits: 2, planned: 3, now: { state: 'left', since: 585 } });
  expect(
    his?.lane.map(({ start, end, planned, outcome, intent, joint }) => [start, end, planned, outcome, intent, joint]),
  ).toEqual([
    [570, 585, null, 'talked', 3, true],
    [520, 535, null, 'refused', null, false],
    [null, null, 900, null, null, false],
  ]);
  expect(hers).toMatchObject({ visits: 0, lane: [], now: null });
  // The companion has it in her lane, and no visit of her own for it.
  expect(leads).toMatchObject({ visits: 0, planned: 0, lane: [{ joint: true, with: [{ name: '林志豪' }] }] });
});

it("S7 keeps a team's day from sellers, other leads and other companies", async () => {
  const foreigner = await app.company('另一家');
  expect((await seller.get('/team-day')).status).toBe(403);
  for (const client of [otherLead, foreigner]) expect((await client.get(`/team-day?unit=${team}`)).status).toBe(404);
  expect((await dayOf(otherLead)).people.map(({ person }) => person.name)).toEqual(['外隊主管']);
  expect((await dayOf(admin, `?unit=${team}`)).totals.visits).toBe(2);
});

it('names what needs the lead while the day runs', async () => {
  const { id: customerId } = await makeCustomer(mate);
  await makeVisit(mate, { customerId });
  expect((await dayOf(lead)).needs).toEqual([]);
  app.clock.set('2026-11-23T03:30:00Z');
  expect((await dayOf(lead)).needs).toMatchObject([{ kind: 'noVisitYet', person: { name: '陳美玲' }, count: 1 }]);
  expect((await dayOf(lead, '?day=2026-11-20')).needs).toEqual([]);
  app.clock.set('2026-11-23T02:00:00Z');
});

const listening = async (node: AppNode): Promise<string> => {
  await node.server.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(node.server.server.address() as AddressInfo).port}`;
};

it('tells a lead who listens on one node of a visit reported on another, within two seconds', async () => {
  const second = await app.secondNode();
  const address = await listening(second);
  const strangers = await hear(`${address}/api/v1/live`, otherLead.cookie);
  const heard = await hear(`${address}/api/v1/live`, lead.cookie);
  const { id: customerId } = await makeCustomer(seller);
  const visit = await makeVisit(seller, { customerId });
  await seller.send('POST', `/visits/${visit.id}/check-in`, { occurredAt: '2026-11-23T02:00:00Z' });
  const sent = performance.now();
  const answer = await seller.send('PUT', `/visits/${visit.id}/report`, {
    form: 'office',
    version: 1,
    answers: officeAnswers(),
    outcome: 'talked',
    occurredAt: '2026-11-23T02:00:00Z',
  });
  expect(answer.status).toBe(200);
  await expect.poll(() => kindsOf(heard, visit.id), { timeout: 2_000, interval: 20 }).toContain('visits.reported');
  expect(performance.now() - sent).toBeLessThan(2_000);
  expect(new Set(kindsOf(heard, visit.id))).toEqual(new Set(['visits.planned', 'visits.checkedIn', 'visits.reported']));
  expect(strangers.join('')).not.toContain(visit.id);
  const onSecond = clientOn(second, lead.cookie, lead);
  expect((await dayOf(onSecond)).people[0]?.lane.find(({ id }) => id === visit.id)).toMatchObject({ intent: 3 });
});

/** The kinds of events about one visit that were heard. */
function kindsOf(heard: readonly string[], visitId: string): (string | undefined)[] {
  const told = heard.join('').matchAll(/"kind":"([\w.]+)","subjectKind":"visit","subjectId":"([\w-]+)"/g);
  return [...told].filter(([, , id]) => id === visitId).map(([, kind]) => kind);
}

/** Reads a stream of events as a browser does, until the node closes; what has arrived so far is in the array. */
async function hear(url: string, cookie: string): Promise<string[]> {
  const answer = await fetch(url, { headers: { cookie } });
  const heard: string[] = [];
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('no stream');
  const { value } = await reader.read();
  expect(value).toContain('listening');
  void (async () => {
    for (;;) {
      const { value: more, done } = await reader.read();
      if (done) return;
      heard.push(more);
    }
  })().catch(() => {});
  return heard;
}
