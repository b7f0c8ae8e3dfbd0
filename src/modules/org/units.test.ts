import { expect, it } from 'vitest';
import { type Client, clientId, testApp } from '../../../test/harness/app.ts';
import { addPerson, makePerson, makeUnit } from './testing.ts';

interface Unit {
  id: string;
  name: string;
  parentId: string | null;
  version: number;
  headCount: number;
  leads: { name: string }[];
  outlet: { address: string } | null;
}

const app = await testApp();
const admin = await app.company();
const stranger = await app.company('另一家', 'mainland');
const north = await makeUnit(admin, { name: '北區', kind: 'area', parentId: admin.rootUnitId });
const south = await makeUnit(admin, { name: '南區', kind: 'area', parentId: admin.rootUnitId });
const team = await makeUnit(admin, { name: '甲隊', parentId: north });
const strangersTeam = await makeUnit(stranger, { name: '別家的隊', parentId: stranger.rootUnitId });

const tree = async (client: Client = admin, day = '') =>
  (await client.get<{ items: Unit[]; can: { change: boolean } }>(`/units${day === '' ? '' : `?day=${day}`}`)).body;
const unit = async (id: string, day = '') => (await tree(admin, day)).items.find((one) => one.id === id);

it('S7 shows everybody of the company its tree with leads and heads, and nobody of another', async () => {
  await addPerson(admin, { name: '林組長', unitId: team, position: 'teamLead', leads: true });
  const seller = await makePerson(app, admin, { name: '陳大同', unitId: team });
  const { items, can } = await tree(seller);
  expect(items.map((one) => one.name)).toEqual(expect.arrayContaining(['城中文具', '北區', '南區', '甲隊']));
  expect(items.find((one) => one.id === team)).toMatchObject({
    parentId: north,
    headCount: 2,
    leads: [{ name: '林組長' }],
  });
  expect(items.some((one) => one.id === strangersTeam)).toBe(false);
  expect(can.change).toBe(false);
  expect((await seller.send('PATCH', `/units/${team}`, { name: '乙隊' }, { 'if-match': '1' })).status).toBe(403);
});

it('S7 keeps last March: a move from a day on leaves the tree of earlier days', async () => {
  const moved = await admin.send('POST', `/units/${team}/moves`, { parentId: south, fromDay: '2027-03-01' });
  expect(moved.status).toBe(201);
  expect(await unit(team, '2027-02-28')).toMatchObject({ parentId: north });
  expect(await unit(team, '2027-03-01')).toMatchObject({ parentId: south });
});

it('refuses a circle, another company, and the root', async () => {
  const circle = await admin.send('POST', `/units/${north}/moves`, { parentId: team, fromDay: '2026-11-24' });
  expect(circle).toMatchObject({ status: 422, body: { code: 'org.circle' } });
  const elsewhere = await admin.send('POST', `/units/${team}/moves`, {
    parentId: strangersTeam,
    fromDay: '2026-11-24',
  });
  expect(elsewhere.status).toBe(404);
  const theirs = await admin.send('POST', `/units/${strangersTeam}/closing`, { day: '2026-11-24' });
  expect(theirs.status).toBe(404);
  const root = await admin.send('POST', `/units/${admin.rootUnitId}/moves`, { parentId: team, fromDay: '2026-11-24' });
  expect(root).toMatchObject({ status: 422, body: { code: 'org.rootStays' } });
});

it('answers two writers of one unit with both values', async () => {
  const version = (await unit(south))?.version ?? 0;
  const first = await admin.send('PATCH', `/units/${south}`, { name: '南部' }, { 'if-match': `"${version}"` });
  expect(first).toMatchObject({ status: 200, body: { version: version + 1 } });
  const second = await admin.send('PATCH', `/units/${south}`, { name: '南方' }, { 'if-match': `"${version}"` });
  expect(second).toMatchObject({
    status: 409,
    body: { code: 'versionConflict', current: { name: '南部', version: version + 1 }, submitted: { name: '南方' } },
  });
  expect((await admin.send('PATCH', `/units/${south}`, { name: '南方' })).body).toMatchObject({ code: 'ifMatch' });
});

it('gives an outlet its hours and refuses hours that end before they begin', async () => {
  const outlet = {
    address: '台北市信義區',
    timeZone: 'Asia/Taipei',
    opens: '09:00',
    closes: '15:30',
    calendarId: null,
  };
  const version = (await unit(team))?.version ?? 0;
  const headers = { 'if-match': String(version) };
  const wrong = await admin.send('PATCH', `/units/${team}`, { outlet: { ...outlet, closes: '08:00' } }, headers);
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'outlet.closes', code: 'org.hours' }] } });
  expect((await admin.send('PATCH', `/units/${team}`, { outlet }, headers)).status).toBe(200);
  expect((await unit(team))?.outlet).toEqual(outlet);
});

it('S7 takes the time zone of the nearest outlet above', async () => {
  const overseas = await makeUnit(admin, {
    name: '東京據點',
    kind: 'outlet',
    parentId: admin.rootUnitId,
    outlet: { timeZone: 'Asia/Tokyo' },
  });
  const below = await makeUnit(admin, { name: '東京隊', parentId: overseas });
  const seller = await makePerson(app, admin, { name: '黃小姐', unitId: below });
  expect((await seller.get('/me')).body).toMatchObject({ timeZone: 'Asia/Tokyo' });
});

it('closes a unit only when nobody is posted to it and nothing hangs below', async () => {
  const area = await makeUnit(admin, { name: '東區', kind: 'area', parentId: admin.rootUnitId });
  const small = await makeUnit(admin, { name: '小隊', parentId: area });
  const personId = await addPerson(admin, { name: '吳先生', unitId: small });
  expect((await admin.send('POST', `/units/${area}/closing`, { day: '2026-12-01' })).body).toMatchObject({
    code: 'org.unitsRemain',
  });
  expect((await admin.send('POST', `/units/${small}/closing`, { day: '2026-12-01' })).body).toMatchObject({
    code: 'org.peopleRemain',
    detail: expect.stringContaining('吳先生'),
  });
  const move = { id: clientId(app), unitId: team, position: 'accountManager', fromDay: '2026-12-01' };
  expect((await admin.send('POST', `/people/${personId}/postings`, move)).status).toBe(201);
  expect((await admin.send('POST', `/units/${small}/closing`, { day: '2026-12-01' })).status).toBe(201);
  expect(await unit(small, '2026-11-30')).toBeDefined();
  expect(await unit(small, '2026-12-01')).toBeUndefined();
  expect((await admin.send('POST', `/units/${area}/closing`, { day: '2026-12-01' })).status).toBe(201);
});
