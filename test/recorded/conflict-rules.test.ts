import { beforeAll, expect, it } from 'vitest';
import type { ConflictRule } from '#platform/server/command/command.ts';
import { customerRoutes } from '../../src/modules/customers/public.ts';
import { makeCustomer } from '../../src/modules/customers/testing.ts';
import { followUpRoutes } from '../../src/modules/follow-up/public.ts';
import { makeNextStep } from '../../src/modules/follow-up/testing.ts';
import { makePerson, makeUnit } from '../../src/modules/org/testing.ts';
import { visitRoutes } from '../../src/modules/visits/public.ts';
import { makeVisit } from '../../src/modules/visits/testing.ts';
import { type Answer, type Client, clientId, testApp } from '../harness/app.ts';

/** What is to happen when two write the same thing, by hand. */
const rules: Record<string, ConflictRule> = {
  'customers.create': 'refuse',
  // Different fields are kept of both, the same field is refused with both values.
  'customers.change': 'merge',
  'customers.archive': 'last',
  'customers.restore': 'last',
  'customers.merge': 'refuse',
  'customers.addContact': 'refuse',
  'customers.changeContact': 'refuse',
  'customers.contactLeft': 'last',
  'customers.contactBack': 'last',
  'customers.addNote': 'merge',
  'customers.setTags': 'last',
  'customers.changeLifecycle': 'last',
  'customers.assign': 'last',
  'codes.set': 'last',
  'visits.plan': 'refuse',
  'visits.replan': 'refuse',
  'visits.checkIn': 'refuse',
  'visits.report': 'refuse',
  'visits.checkOut': 'refuse',
  'visits.cancel': 'refuse',
  'followUp.setNextStep': 'last',
  'followUp.changeNextStep': 'refuse',
  'followUp.completeNextStep': 'refuse',
  'followUp.takeBackCompletion': 'refuse',
  'followUp.dropNextStep': 'refuse',
  'followUp.takeBackDropping': 'refuse',
};

const app = await testApp();
const admin = await app.company();
let seller: Client;
let lead: Client;
let customerId: string;

beforeAll(async () => {
  const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  lead = await makePerson(app, admin, { name: '周主任', unitId: team, position: 'teamLead', leads: true });
  customerId = (await makeCustomer(seller)).id;
});

it('O8 every command of the field states its rule', () => {
  const routes = [...customerRoutes, ...visitRoutes, ...followUpRoutes];
  const stated = routes.flatMap((route) =>
    route.kind === 'write' ? [[route.endpoint.id, route.command.conflict]] : [],
  );
  expect(Object.fromEntries(stated)).toEqual(rules);
});

/** The second of two who do the same is told in words, and what stands. */
function expectTold(answer: Answer, code: string, current: unknown): void {
  expect(answer).toMatchObject({ status: 409, body: { code, current } });
  expect(String(answer.body['detail'])).toMatch(/[。]$/);
}

it('O8 a visit is begun, left and cancelled once', async () => {
  const visit = await makeVisit(seller, { customerId });
  const at = { occurredAt: '2026-11-23T01:30:00Z' };
  const twice = async (path: string, body: object): Promise<Answer> => {
    expect((await seller.send('POST', path, body)).status).toBe(201);
    return seller.send('POST', path, body);
  };
  expectTold(await twice(`/visits/${visit.id}/check-in`, at), 'visits.cannot.checkIn', { state: 'checkedIn' });
  expectTold(await twice(`/visits/${visit.id}/check-out`, at), 'visits.cannot.checkOut', { state: 'checkedOut' });
  const other = await makeVisit(seller, { customerId, day: '2026-11-24' });
  const plan = { id: clientId(app), customerId, day: '2026-11-24' };
  expectTold(await seller.send('POST', '/visits', plan), 'visits.alreadyPlanned', { id: other.id });
  const cancelled = await twice(`/visits/${other.id}/cancellation`, { reason: '改天' });
  expectTold(cancelled, 'visits.cannot.cancel', { state: 'cancelled' });
});

it('O8 a next step ends once, and who moves what was moved is told both', async () => {
  const step = await makeNextStep(seller, { customerId, day: '2026-11-25' });
  const path = `/next-steps/${step.id}`;
  await lead.send('PATCH', path, { day: '2026-11-26' }, { 'if-match': '1' });
  const moved = await seller.send('PATCH', path, { day: '2026-11-27' }, { 'if-match': '1' });
  expectTold(moved, 'versionConflict', { day: '2026-11-26', version: 2 });
  expect(moved.body['submitted']).toEqual({ day: '2026-11-27' });
  expect((await lead.send('POST', `${path}/completion`, { outcome: 'reached' })).status).toBe(201);
  expectTold(await seller.send('POST', `${path}/completion`, { outcome: 'sent' }), 'followUp.ended', { state: 'done' });
  expectTold(await seller.send('POST', `${path}/dropping`, { reason: '不跟' }), 'followUp.ended', { state: 'done' });
});
