import { describe, expect, it } from 'vitest';
import type { Customer } from '../contract.ts';
import { heldBy, inOrder, matches, rowOf } from './held-customer.ts';
import { likenessOf } from './likeness.ts';

const customer: Customer = {
  ...{
    id: 'c1',
    kind: 'firm',
    name: '臺灣水泥股份有限公司',
    shortName: '台泥',
    taxNumber: '11913502',
    industry: 'cement',
  },
  ...{ source: 'walkIn', lifecycle: 'active', employees: null, website: null, email: null, foundedDay: null },
  ...{ capitalMinor: null, unit: { id: 'team', name: '中山組' }, owner: { id: 'lin', name: '林志豪' } },
  ...{ nextStep: { day: '2026-11-20', kind: 'call' }, lastVisitAt: null, lastCallAt: null },
  ...{ lastActivityAt: '2026-11-01T00:00:00.000Z', createdAt: '2026-01-01T00:00:00.000Z', archivedAt: null },
  ...{ archiveReason: null, tags: ['vip'], assignments: [], lifecycleHistory: [], version: 3 },
  phones: [{ typed: '(02) 2531-7099', e164: '+886225317099', extension: null, kind: 'fixed' }],
  addresses: [{ typed: '台北市中山區中山北路二段 113 號', kind: 'office', lat: null, lng: null }],
  contacts: [
    {
      id: 'k1',
      name: '王小姐',
      part: 'user',
      title: null,
      phone: { typed: '0912-345-678', e164: null },
      email: null,
      leftDay: null,
      version: 1,
    },
    {
      id: 'k2',
      name: '趙先生',
      part: 'user',
      title: null,
      phone: null,
      email: null,
      leftDay: '2026-01-01',
      version: 1,
    },
  ],
  holdings: [{ id: 'h1', product: 'fibre', tariff: null, quantity: 1, fromDay: null, toDay: null, contractEnd: null }],
  can: { update: true, assign: false },
};
const today = '2026-11-23';
const finds = (query: string, known = heldBy(customer)): boolean => matches(known, new URLSearchParams(query), today);

describe('O8 the list of what a phone holds', () => {
  it.each([
    ['q=台灣水泥', true],
    ['q=臺灣 水泥', true],
    ['q=台泥 中山北路2段', true],
    ['q=中山北路二段113號', true],
    ['q=25317099', true],
    ['q=0225317099', true],
    ['q=0912345678', true],
    ['q=王小姐', true],
    ['q=11913502', true],
    ['q=趙先生', false],
    ['q=台泥 高雄', false],
    ['q=99', false],
    ['', true],
    ['sort=name&limit=50', true],
    ['kind=shop', false],
    ['lifecycle=active', true],
    ['owner=lin&tag=vip', true],
    ['owner=none', false],
    ['unit=team', true],
    ['unit=elsewhere', false],
    ['industry=cement&source=walkIn&product=fibre', true],
    ['product=tv', false],
    ['hasNextStep=false', false],
    ['overdue=true', true],
    ['archived=true', false],
  ])('%s: %s', (query, found) => {
    expect(finds(query)).toBe(found);
  });

  it('finds one that it knows by its line alone', () => {
    const line = { row: rowOf(customer), detail: undefined };
    expect(
      ['q=水泥', 'q=25317099', 'owner=lin', 'q=王小姐', 'source=walkIn'].map((query) => finds(query, line)),
    ).toEqual([...[true, true, true], ...[false, false]]);
  });

  it('shows what was put away only where that is asked for', () => {
    const away = heldBy({ ...customer, archivedAt: '2026-11-02T00:00:00.000Z' });
    expect([finds('', away), finds('archived=true', away)]).toEqual([false, true]);
  });

  it('stands in the order that is asked for', () => {
    const none = heldBy({
      ...customer,
      id: 'c2',
      name: '亞泥',
      nextStep: null,
      lastActivityAt: '2026-11-09T00:00:00.000Z',
    });
    const order = (sort: string) =>
      inOrder([heldBy(customer), none], new URLSearchParams({ sort })).map(({ row }) => row.id);
    expect([order('recent'), order('nextStep')]).toEqual([
      ['c2', 'c1'],
      ['c1', 'c2'],
    ]);
  });
});

describe('O8 likeness among the customers of a phone', () => {
  const like = (query: string) => likenessOf(heldBy(customer), new URLSearchParams(query))?.by;
  it.each([
    ['name=台灣水泥（股）公司', 'name'],
    ['phone=02-25317099', 'phone'],
    ['phone=%2B886225317099', 'phone'],
    ['phone=0912345678', 'phone'],
    ['taxNumber=1191 3502', 'taxNumber'],
    ['name=亞洲水泥&phone=0225317099', 'phone'],
    ['name=亞洲水泥', undefined],
    ['phone=7099', undefined],
    ['', undefined],
    ['name=台灣水泥&except=c1', undefined],
  ])('%s: %s', (query, by) => {
    expect(like(query)).toBe(by);
  });
});
