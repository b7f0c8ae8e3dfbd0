import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, testApp } from '../../../test/harness/app.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeReportedVisit, makeVisit, officeAnswers } from './testing.ts';

const app = await testApp();
const admin = await app.company();
const nine = '2026-11-23T01:00:00.000Z';

let seller: Client;
let customerId: string;

beforeAll(async () => {
  const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
});

beforeEach(async () => {
  app.clock.set('2026-11-23T02:00:00Z');
  customerId = (await makeCustomer(seller)).id;
});

const path = (visit: { id: string }) => `/visits/${visit.id}`;
const report = (more: Record<string, unknown> = {}) => ({
  form: 'office',
  version: 1,
  answers: officeAnswers(),
  outcome: 'talked',
  occurredAt: nine,
  ...more,
});
const ledgerOf = async (visitId: string) =>
  app.sql<{ measure: string; quantity: string; business_day: string; reversal: boolean; late: boolean }>(
    `select measure, quantity::int as quantity, to_char(business_day, 'YYYY-MM-DD') as business_day, reversal_of is not null as reversal, late
     from ledger_entry where source_kind = 'visit' and source_id = $1 order by source_version, line`,
    [visitId],
  );

describe('the ledger', () => {
  it('counts one visit when it is left unreported, and what the report adds afterwards', async () => {
    const visit = await makeVisit(seller, { customerId });
    await seller.send('POST', `${path(visit)}/check-in`, { occurredAt: nine });
    expect(await ledgerOf(visit.id)).toEqual([]);
    await seller.send('POST', `${path(visit)}/check-out`, { occurredAt: nine });
    expect((await ledgerOf(visit.id)).map(({ measure }) => measure)).toEqual(['visits']);
    await seller.send('PUT', `${path(visit)}/report`, report());
    expect((await ledgerOf(visit.id)).map(({ measure }) => measure)).toEqual(['visits', 'talks', 'cards', 'intents']);
  });

  it('corrects a changed report by reversals and new entries, on the day of the visit, and the timeline says so', async () => {
    const visit = await makeReportedVisit(seller, { customerId });
    app.clock.set('2026-11-24T02:00:00Z');
    const stale = await seller.send('PUT', `${path(visit)}/report`, report(), { 'if-match': '1' });
    expect(stale).toMatchObject({
      status: 409,
      body: {
        code: 'versionConflict',
        current: { outcome: 'talked', version: visit.version },
        submitted: { outcome: 'talked' },
      },
    });
    const answers = officeAnswers({ intent: 1 });
    const changed = await seller.send('PUT', `${path(visit)}/report`, report({ answers }), {
      'if-match': String(visit.version),
    });
    expect(changed.status).toBe(200);
    const entries = await ledgerOf(visit.id);
    expect(entries).toHaveLength(5);
    expect(entries[4]).toEqual({
      measure: 'intents',
      quantity: -1,
      business_day: '2026-11-23',
      reversal: true,
      late: true,
    });
    const back = await seller.send('PUT', `${path(visit)}/report`, report(), {
      'if-match': String(Number(changed.body['version'])),
    });
    expect(back.status).toBe(200);
    expect(
      (await ledgerOf(visit.id)).filter(({ measure }) => measure === 'intents').map(({ quantity }) => quantity),
    ).toEqual([1, -1, 1]);
    const timeline = await seller.get<{ items: { kind: string }[] }>(`/customers/${customerId}/timeline`);
    const told = timeline.body.items.map(({ kind }) => kind).filter((kind) => kind.startsWith('visits.'));
    expect(told).toHaveLength(3);
    expect(told).toContain('visits.reportChanged');
  });
});

it('keeps the true day of a visit that a phone brings days later, and says so', async () => {
  app.clock.set('2026-11-26T02:00:00Z');
  const visit = await makeVisit(seller, { customerId, day: '2026-11-23', unplanned: true });
  // 00:30 on the 24th in Taipei is still the 23rd in UTC.
  const inside = await seller.send('POST', `${path(visit)}/check-in`, { occurredAt: '2026-11-23T16:30:00Z' });
  expect(inside.body).toMatchObject({
    day: '2026-11-24',
    plannedDay: null,
    checkIn: { doubts: ['noPosition', 'late'] },
  });
  await seller.send('PUT', `${path(visit)}/report`, report());
  expect(await ledgerOf(visit.id)).toContainEqual({
    measure: 'visits',
    quantity: 1,
    business_day: '2026-11-24',
    reversal: false,
    late: true,
  });
});
