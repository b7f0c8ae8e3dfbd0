import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientId, type Client, testApp } from '../../../test/harness/app.ts';
import { makePerson, makeUnit } from './testing.ts';
import { nextWorkingDayOf } from './public.ts';
import { isWorkingDay, nextWorkingDay } from './rules.ts';

interface Report {
  days: number;
  holidays: number;
  makeUpDays: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  firstDay: string;
}

const app = await testApp();
const admin = await app.company();
const stranger = await app.company('另一家', 'mainland');

async function upload(content: string | Uint8Array<ArrayBuffer>, query = '', client: Client = admin) {
  const form = new FormData();
  form.append('file', new Blob([content]), 'list.json');
  const request = new Request('http://localhost', { method: 'POST', body: form });
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  return client.send<Report & { code: string }>(
    'POST',
    `/calendars/import${query}`,
    Buffer.from(await request.arrayBuffer()),
    headers,
  );
}

const calendars = async (client: Client = admin) =>
  (await client.get<{ items: { id: string; name: string; main: boolean; years: number[] }[] }>('/calendars')).body
    .items;
const mainCalendar = async (client: Client = admin) => (await calendars(client)).find((one) => one.main)?.id ?? '';

/** Taiwan's shape: every day of the span, make-up Saturday and a lunar new year's week included. */
const taiwan = JSON.stringify([
  { date: '20270204', week: '四', isHoliday: false, description: '' },
  { date: '20270205', week: '五', isHoliday: true, description: '農曆除夕' },
  { date: '20270206', week: '六', isHoliday: true, description: '春節' },
  { date: '20270207', week: '日', isHoliday: true, description: '' },
  { date: '20270208', week: '一', isHoliday: true, description: '春節' },
  { date: '20270213', week: '六', isHoliday: false, description: '補行上班' },
]);

describe('the rule', () => {
  const exceptions = new Map([
    ['2027-02-05', false],
    ['2027-02-08', false],
    ['2027-02-13', true],
  ]);
  it.each([
    ['2027-02-04', true, 'an ordinary Thursday'],
    ['2027-02-05', false, 'a holiday on a Friday'],
    ['2027-02-07', false, 'a Sunday'],
    ['2027-02-13', true, 'a make-up Saturday'],
  ])('%s works: %s (%s)', (day, works) => expect(isWorkingDay(exceptions, day)).toBe(works));

  it('finds the next working day over a holiday that joins a weekend', () => {
    expect(nextWorkingDay(exceptions, '2027-02-04')).toBe('2027-02-09');
    expect(nextWorkingDay(new Map(), '2026-11-27')).toBe('2026-11-30');
  });
});

it('gives every company a calendar with weekends off', async () => {
  const [first] = await calendars();
  expect(first).toMatchObject({ main: true, years: [] });
  const year = await admin.get<{ workingDays: number }>(`/calendars/${first?.id}?year=2026`);
  expect(year.body.workingDays).toBe(261);
});

it('looks first, writes when told, and a second import of the same list changes nothing', async () => {
  const looked = await upload(taiwan);
  expect(looked).toMatchObject({
    status: 200,
    body: { written: false, days: 6, holidays: 2, makeUpDays: 1, added: 4, changed: 0, removed: 0, unchanged: 2 },
  });
  expect((await calendars())[0]?.years).toEqual([]);
  expect((await upload(taiwan, '?write=true')).body).toMatchObject({ written: true, added: 4 });
  expect((await calendars())[0]?.years).toEqual([2027]);
  const audits = await app.sql('select id from audit_entry where command = $1', ['org.import-calendar']);
  expect((await upload(taiwan, '?write=true')).body).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 6 });
  expect(await app.sql('select id from audit_entry where command = $1', ['org.import-calendar'])).toEqual(audits);
  const changed = taiwan.replace('"isHoliday":true,"description":"農曆除夕"', '"isHoliday":false,"description":""');
  expect((await upload(changed, '?write=true')).body).toMatchObject({ removed: 1, unchanged: 5 });
  await upload(taiwan, '?write=true');
});

it('reads the mainland shape, which begins in the year before, and statutory CSV', async () => {
  const mainland = JSON.stringify({
    year: 2029,
    days: [
      { name: '元旦', date: '2028-12-30', isOffDay: true },
      { name: '元旦', date: '2029-01-01', isOffDay: true },
      { name: '元旦', date: '2029-01-06', isOffDay: false },
    ],
  });
  const answer = await upload(mainland, '', stranger);
  expect(answer.body).toMatchObject({ firstDay: '2028-12-30', days: 3, holidays: 1, makeUpDays: 1, added: 3 });
  const csv = '\uFEFF西元日期,星期,是否放假,備註\r\n20270101,五,2,開國紀念日\r\n20270104,一,0,\r\n';
  expect((await upload(csv)).body).toMatchObject({ days: 2, holidays: 1, added: 1 });
});

it('refuses what is no list in plain words, and writes nothing', async () => {
  const before = await app.sql('select count(*) from working_calendar_day');
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const cases: [string | Uint8Array<ArrayBuffer>, number, string][] = [
    ['', 422, 'sheets.empty'],
    ['{"days":', 422, 'org.calendarFile'],
    ['[]', 422, 'org.calendarFile'],
    ['[{"date":"20271301","isHoliday":true}]', 422, 'org.calendarLine'],
    ['客戶,電話\n甲,1', 422, 'org.calendarFile'],
    [Uint8Array.from(png), 422, 'sheets.notATable'],
    [' '.repeat(3 * 2 ** 20), 413, 'tooLarge'],
    [JSON.stringify([{ date: '20270101', isHoliday: 'yes' }]), 422, 'org.calendarFile'],
  ];
  for (const [content, status, code] of cases)
    expect(await upload(content, '?write=true'), code).toMatchObject({ status, body: { code } });
  const form = await admin.send('POST', '/calendars/import', { days: [] });
  expect(form).toMatchObject({ status: 422, body: { code: 'org.fileMissing' } });
  const theirs = await upload(taiwan, `?write=true&calendarId=${await mainCalendar(stranger)}`);
  expect(theirs).toMatchObject({ status: 404 });
  expect(await app.sql('select count(*) from working_calendar_day')).toEqual(before);
});

it('sets a typhoon day by hand and gives it back', async () => {
  const id = await mainCalendar();
  const put = (works: boolean | null, name = '') =>
    admin.send('PUT', `/calendars/${id}/days/2026-11-24`, { works, name });
  expect((await put(false, '颱風假')).body).toEqual({ day: '2026-11-24', works: false, name: '颱風假' });
  const year = await admin.get<{ days: unknown[] }>(`/calendars/${id}?year=2026`);
  expect(year.body.days).toEqual([{ day: '2026-11-24', works: false, name: '颱風假' }]);
  expect((await put(null)).body).toEqual({ day: '2026-11-24', works: true, name: '' });
});

it("takes tomorrow from the calendar of the person's own outlet", async () => {
  await upload(taiwan, '?write=true');
  const own = clientId(app);
  await admin.send('POST', '/calendars', { id: own, name: '賣場', region: 'taiwan' });
  await admin.send('PUT', `/calendars/${own}/days/2027-02-06`, { works: true, name: '週六營業' });
  const shop = await makeUnit(admin, { name: '賣場', parentId: admin.rootUnitId, outlet: { calendarId: own } });
  const team = await makeUnit(admin, { name: '賣場隊', parentId: shop });
  const office = await makeUnit(admin, { name: '內勤', parentId: admin.rootUnitId });
  const seller = await makePerson(app, admin, { unitId: team });
  const clerk = await makePerson(app, admin, { unitId: office, name: '內勤人' });
  const actor = { companyId: admin.companyId } as never;
  const ctx = { db: app.node.app.database.db, clock: app.clock, actor };
  expect(await nextWorkingDayOf(ctx, seller.personId, '2027-02-05')).toBe('2027-02-06');
  expect(await nextWorkingDayOf(ctx, clerk.personId, '2027-02-05')).toBe('2027-02-09');
});

const data = path.resolve(import.meta.dirname, '../../../../shared/data/calendar');

describe.skipIf(!existsSync(data))('published calendars (in ../shared/data/calendar)', () => {
  const known = async (client: Client, year: number) => {
    const id = await mainCalendar(client);
    const { body } = await client.get<{ days: { day: string; works: boolean }[] }>(`/calendars/${id}?year=${year}`);
    return new Map(body.days.map(({ day, works }) => [day, works]));
  };
  const file = (name: string) => Uint8Array.from(readFileSync(path.join(data, name)));

  it('S7 knows Taiwan 2024: lunar new year, the make-up Saturday, Double Tenth', async () => {
    const answer = await upload(file('tw-2024.json'), '?write=true');
    // 366 days, of which 12 weekdays are off and one Saturday is worked.
    expect(answer.body).toMatchObject({ days: 366, holidays: 12, makeUpDays: 1 });
    const days = await known(admin, 2024);
    expect(nextWorkingDay(days, '2024-02-07')).toBe('2024-02-15');
    expect(isWorkingDay(days, '2024-02-17')).toBe(true);
    expect(isWorkingDay(days, '2024-02-24')).toBe(false);
    expect(isWorkingDay(days, '2024-10-10')).toBe(false);
    expect((await upload(file('tw-2024.json'), '?write=true')).body).toMatchObject({ unchanged: 366 });
  });

  it('S7 knows mainland 2024 and 2019: National Day with its make-up days, a list that begins in the year before', async () => {
    await upload(file('cn-2024.json'), '?write=true', stranger);
    const days = await known(stranger, 2024);
    expect(nextWorkingDay(days, '2024-09-30')).toBe('2024-10-08');
    expect(isWorkingDay(days, '2024-09-29')).toBe(true);
    expect(isWorkingDay(days, '2024-10-12')).toBe(true);
    const earlier = await upload(file('cn-2019.json'), '?write=true', stranger);
    expect(earlier.body.firstDay).toBe('2018-12-29');
    expect(isWorkingDay(await known(stranger, 2018), '2018-12-29')).toBe(true);
  });
});
