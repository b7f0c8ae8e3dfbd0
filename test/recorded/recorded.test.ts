import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makePerson, makeUnit } from '../../src/modules/org/testing.ts';
import { type Answer, type Client, testApp } from '../harness/app.ts';

/** A request as a phone sent it: never changed once recorded. */
interface Recorded {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

const folder = path.join(import.meta.dirname, 'v1');
const recorded = readdirSync(folder)
  .toSorted()
  .map((name) => [name, JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Recorded] as const);

const app = await testApp('2026-11-23T00:30:00Z');
const admin = await app.company();
let seller: Client;
let stranger: Client;

beforeAll(async () => {
  const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  const other = await makeUnit(admin, { name: '城南團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  stranger = await makePerson(app, admin, { name: '外隊業務', unitId: other, position: 'salesRep' });
  // Three days after it was written.
  app.clock.set('2026-11-26T02:00:00Z');
});

const replay = (client: Client, request: Recorded): Promise<Answer> =>
  client.send(request.method, request.path.replace('/api/v1', ''), request.body, request.headers);

const counted = ['customer', 'contact', 'customer_note', 'visit', 'visit_check_in', 'visit_report', 'visit_check_out'];
const rows = async (): Promise<Record<string, number>> => {
  const tables = [...counted, 'visit_cancellation', 'follow_up', 'ledger_entry', 'timeline_entry', 'idempotency'];
  const parts = tables.map((table) => `select '${table}' as name, count(*)::int as rows from ${table}`);
  const found = await app.sql<{ name: string; rows: number }>(parts.join(' union all '));
  return Object.fromEntries(found.map((row) => [row.name, row.rows]));
};

const byName = (part: string): Recorded => {
  const [, request] = recorded.find(([name]) => name.endsWith(`-${part}.json`)) ?? [];
  if (request === undefined) throw new Error(`nothing is recorded as ${part}`);
  return request;
};
const idIn = (part: string): string => String(byName(part).body['id']);

describe('O8 the outbox of an app of version 1, three days late', () => {
  const answers = new Map<string, Answer>();

  it('O8 is accepted whole, in the order it was written', async () => {
    for (const [name, request] of recorded) {
      const answer = await replay(seller, request);
      expect(answer.status, `${name}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
      answers.set(name, answer);
    }
    expect(await rows()).toMatchObject({
      customer: 1,
      contact: 1,
      customer_note: 1,
      visit: 3,
      visit_check_in: 2,
      visit_report: 2,
      visit_check_out: 1,
      visit_cancellation: 1,
      follow_up: 2,
      idempotency: recorded.length,
    });
  });

  it('O8 is done once, however often it comes, and gets the same answers', async () => {
    const before = await rows();
    app.clock.advance({ minutes: 5 });
    for (const [name, request] of recorded) {
      const again = await replay(seller, request);
      expect([again.status, again.body], name).toEqual([answers.get(name)?.status, answers.get(name)?.body]);
    }
    expect(await rows()).toEqual(before);
    const other = await replay(seller, {
      ...byName('customers.addNote'),
      body: { id: idIn('customers.addNote'), text: '別的' },
    });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.otherBody' } });
  });

  it('O8 loses nothing of what was written', async () => {
    const customer = (await seller.get(`/customers/${idIn('customers.create')}`)).body;
    expect(customer).toMatchObject({
      name: '恆盛投資顧問',
      shortName: '恆盛',
      phones: [{ typed: '02-2700-1234' }],
      addresses: [{ typed: '台北市信義路五段7號' }],
      contacts: [{ name: '王小姐', title: '總務', phone: { typed: '0912-345-678' } }],
      lastVisitAt: '2026-11-23T07:01:00.000Z',
      lastCallAt: '2026-11-23T07:04:00.000Z',
    });
    const { items } = (
      await seller.get<{ items: { kind: string; businessDay: string; detail: object }[] }>(
        `/customers/${idIn('customers.create')}/timeline`,
      )
    ).body;
    const told = (kind: string) => items.filter((item) => item.kind === kind);
    expect(told('customers.noted')).toMatchObject([{ detail: { text: '大樓十點後才讓人上樓' } }]);
    expect(told('followUp.done')).toMatchObject([{ businessDay: '2026-11-23', detail: { note: '下週給報價' } }]);
    expect(told('followUp.dropped')).toMatchObject([{ businessDay: '2026-11-23', detail: { reason: '已和別家簽約' } }]);
    expect((await seller.get(`/visits/${idIn('visits.plan')}`)).body).toMatchObject({
      state: 'checkedOut',
      day: '2026-11-23',
      answers: byName('visits.report').body['answers'],
      checkIn: { occurredAt: '2026-11-23T01:06:00.000Z', doubts: ['late'] },
      checkOut: { occurredAt: '2026-11-23T01:21:00.000Z' },
    });
    expect((await seller.get(`/visits/${idIn('visits.plan-ahead')}`)).body).toMatchObject({
      state: 'cancelled',
      plannedDay: '2026-11-24',
      plannedTime: '10:30',
      cancellation: { reason: '客戶改期' },
    });
  });

  it('O8 takes a report that names no instant as made when it was written, and books it on that day', async () => {
    expect((await seller.get(`/visits/${idIn('visits.plan-at-the-door')}`)).body).toMatchObject({
      day: '2026-11-23',
      checkIn: { occurredAt: '2026-11-23T07:01:00.000Z', doubts: ['implied', 'late'] },
      report: { sentence: '櫃檯說出去開會' },
    });
    const days = await app.sql('select distinct business_day::text as day, late from ledger_entry');
    expect(days).toEqual([{ day: '2026-11-23', late: true }]);
  });

  it('O8 knows a retry by what was sent, whatever it was lifted to', async () => {
    const report = byName('visits.report-without-check-in');
    const path = `/visits/${idIn('visits.plan-at-the-door')}`;
    const { version } = (await seller.get<{ version: number }>(path)).body;
    const { 'Kejing-Written-At': _at, ...headers } = report.headers;
    const own = { 'Idempotency-Key': '019aaf22-0001-7b00-8b00-000000000000', 'If-Match': String(version) };
    const undated = { ...report, headers: { ...headers, ...own } };
    const first = await replay(seller, undated);
    app.clock.advance({ minutes: 5 });
    expect([first.status, (await replay(seller, undated)).body]).toEqual([200, first.body]);
  });

  it('O8 is nobody else’s to send: a stranger’s phone finds nothing there', async () => {
    const before = await rows();
    for (const part of [
      'customers.addContact',
      'customers.addNote',
      'visits.checkIn',
      'visits.report',
      'followUp.dropNextStep',
    ])
      expect((await replay(stranger, byName(part))).status, part).toBe(404);
    expect(await rows()).toEqual(before);
  });
});

describe('O8 an app of a version that this server does not know yet', () => {
  it('O8 is told to come again: nothing is written, and its key is not used up', async () => {
    const report = byName('visits.report');
    const headers = { ...report.headers, 'Idempotency-Key': '019aaf21-0001-7b00-8b00-000000000000' };
    const { intent: _left, ...answers } = report.body['answers'] as Record<string, unknown>;
    const newer = {
      ...report,
      headers: { ...headers, 'Kejing-Command': 'visits.report@3' },
      body: { ...report.body, answers, mood: 'rain' },
    };
    const before = await rows();
    expect(await replay(seller, newer)).toMatchObject({ status: 409, body: { code: 'contract.newer' } });
    expect(await rows()).toEqual(before);
    const path = `/visits/${idIn('visits.plan')}`;
    const { version } = (await seller.get<{ version: number }>(path)).body;
    const known = {
      ...report,
      headers: { ...headers, 'Kejing-Command': 'visits.report@2', 'If-Match': String(version) },
      body: {
        ...report.body,
        occurredAt: '2026-11-23T01:20:00.000Z',
        outcome: 'busy',
        answers: { sentence: '改口說很忙' },
      },
    };
    expect((await replay(seller, known)).body).toMatchObject({ report: { outcome: 'busy', sentence: '改口說很忙' } });
  });

  it.each([
    ['another command', { 'Kejing-Command': 'visits.cancel@1' }],
    ['no version', { 'Kejing-Command': 'visits.report' }],
    ['version nought', { 'Kejing-Command': 'visits.report@0' }],
    ['two commands', { 'Kejing-Command': 'visits.report@1, visits.report@2' }],
    ['an instant that is none', { 'Kejing-Written-At': 'yesterday' }],
  ])('O8 is refused in words when it names %s', async (_, headers) => {
    const { 'Idempotency-Key': _key, ...rest } = byName('visits.report').headers;
    const answer = await replay(seller, { ...byName('visits.report'), headers: { ...rest, ...headers } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'contract.command' } });
    expect(answer.body['detail']).not.toBe('');
  });

  it('O8 is refused for a malformed name also where the body is a file', async () => {
    const answer = await admin.send('POST', '/imports', undefined, { 'Kejing-Command': 'imports upload' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'contract.command' } });
  });
});
