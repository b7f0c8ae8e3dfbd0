import { expect, it } from 'vitest';
import { type Client, clientId, clientOn, password, testApp } from '../../../test/harness/app.ts';
import { addPerson, makePerson, makeUnit } from './testing.ts';

interface Row {
  id: string;
  name: string;
  phone: string | null;
}
interface Record_ {
  version: number;
  state: string;
  phone: string | null;
  unit: { name: string } | null;
  employments: { toDay: string | null; leaveReason: string | null }[];
  postings: { id: string; unit: { name: string }; leads: boolean; fromDay: string; toDay: string | null }[];
  can: { change: boolean; seeContact: boolean; seeHistory: boolean };
}

const app = await testApp();
const admin = await app.company();
const stranger = await app.company('另一家', 'mainland');
const area = await makeUnit(admin, { name: '北區', kind: 'area', parentId: admin.rootUnitId });
const teamA = await makeUnit(admin, { name: '甲隊', parentId: area });
const teamB = await makeUnit(admin, { name: '乙隊', parentId: area });
const other = await makeUnit(admin, { name: '外隊', parentId: admin.rootUnitId });
const strangersTeam = await makeUnit(stranger, { parentId: stranger.rootUnitId });
const areaLead = await makePerson(app, admin, { name: '區主管', unitId: area, position: 'areaManager', leads: true });
const seller = await makePerson(app, admin, { name: '陳大同', unitId: teamA, phone: '0912-345-678', number: 'A001' });
const colleague = await makePerson(app, admin, { name: '林小美', unitId: teamA, phone: '02-2531-7099' });
const far = await makePerson(app, admin, { name: '王遠方', unitId: other, phone: '0933-000-111' });
const theirs = await makePerson(app, stranger, { name: '别家人', unitId: strangersTeam, userName: '别家人' });

const person = async (id: string, client: Client = admin) => (await client.get<Record_>(`/people/${id}`)).body;
const names = async (query: string, client: Client = admin) =>
  (await client.get<{ items: Row[] }>(`/people?${query}`)).body.items.map((row) => row.name);

it('S7 gives the directory to everybody, and phones to colleagues of the unit, its leads and administrators', async () => {
  const rows = (await seller.get<{ items: Row[] }>('/people')).body.items;
  expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(['區主管', '陳大同', '林小美', '王遠方']));
  expect(rows.some((row) => row.name === '别家人')).toBe(false);
  const phoneOf = (id: string) => rows.find((row) => row.id === id)?.phone;
  expect(phoneOf(colleague.personId)).toBe('02-2531-7099');
  expect(phoneOf(far.personId)).toBeNull();
  expect(await person(seller.personId, areaLead)).toMatchObject({
    phone: '0912-345-678',
    can: { change: false, seeContact: true, seeHistory: true },
  });
  expect(await person(far.personId, areaLead)).toMatchObject({
    phone: null,
    employments: [],
    can: { seeContact: false, seeHistory: false },
  });
  expect(await person(far.personId)).toMatchObject({ phone: '0933-000-111', can: { change: true } });
});

it('does not know people of another company', async () => {
  expect((await admin.get(`/people/${theirs.personId}`)).status).toBe(404);
  const leaving = { day: '2026-11-23', reason: '離職' };
  expect((await admin.send('POST', `/people/${theirs.personId}/leaving`, leaving)).status).toBe(404);
  expect((await admin.send('POST', `/people/${theirs.personId}/account/password`, { password })).status).toBe(404);
  expect((await theirs.get('/me')).status).toBe(200);
});

it('finds by part of a name, by unit with what is below it, and by position, page by page', async () => {
  expect(await names(`q=${encodeURIComponent('大同')}`)).toEqual(['陳大同']);
  expect(await names(`q=${encodeURIComponent('100%')}`)).toEqual([]);
  expect(await names(`unitId=${area}`)).toEqual(expect.arrayContaining(['區主管', '陳大同', '林小美']));
  expect(await names(`unitId=${area}`)).not.toContain('王遠方');
  expect(await names(`unitId=${area}&below=false`)).toEqual(['區主管']);
  expect(await names('position=areaManager')).toEqual(['區主管']);
  expect(await names(`unitId=${strangersTeam}`)).toEqual([]);
  const all = await names('limit=200');
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const next: { body: { items: Row[]; nextCursor: string | null } } = await admin.get(
      `/people?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    seen.push(...next.body.items.map((row) => row.name));
    cursor = next.body.nextCursor;
  }
  expect(seen).toEqual(all);
});

it('answers two writers of one person with both values', async () => {
  const { version } = await person(far.personId);
  const change = (email: string) =>
    admin.send('PATCH', `/people/${far.personId}`, { email }, { 'if-match': String(version) });
  expect((await change('far@example.com')).status).toBe(200);
  expect(await change('near@example.com')).toMatchObject({
    status: 409,
    body: {
      code: 'versionConflict',
      current: { email: 'far@example.com', version: version + 1 },
      submitted: { email: 'near@example.com' },
    },
  });
});

it('S7 moves a person from a day on; who leads sees the subtree, on every node at once', async () => {
  const second = await app.secondNode();
  const lead = await makePerson(app, admin, { name: '新主管', unitId: teamA });
  const elsewhere = clientOn(second, lead.cookie, lead);
  expect((await elsewhere.get<{ leadsUnits: unknown[] }>('/me')).body.leadsUnits).toEqual([]);
  expect(await person(seller.personId, elsewhere)).toMatchObject({ can: { seeHistory: false } });
  const posting = { id: clientId(app), unitId: area, position: 'areaManager', leads: true, fromDay: '2026-11-23' };
  expect((await admin.send('POST', `/people/${lead.personId}/postings`, posting)).status).toBe(201);
  await expect
    .poll(async () => (await elsewhere.get<{ leadsUnits: { name: string }[] }>('/me')).body.leadsUnits)
    .toEqual([{ id: area, name: '北區' }]);
  expect(await person(seller.personId, elsewhere)).toMatchObject({ can: { seeHistory: true } });
  expect(await person(far.personId, elsewhere)).toMatchObject({ can: { seeHistory: false } });
});

it('keeps the postings before a move, and refuses one before the person was employed', async () => {
  const id = await addPerson(admin, { name: '周轉調', unitId: teamA, fromDay: '2026-11-23' });
  const move = (fromDay: string) =>
    admin.send('POST', `/people/${id}/postings`, {
      id: clientId(app),
      unitId: teamB,
      position: 'accountManager',
      fromDay,
    });
  expect((await move('2026-11-01')).body).toMatchObject({ code: 'org.notEmployedThen' });
  expect((await move('2026-12-01')).status).toBe(201);
  const { postings } = await person(id);
  expect(postings.map(({ unit, fromDay, toDay }) => [unit.name, fromDay, toDay])).toEqual([
    ['乙隊', '2026-12-01', null],
    ['甲隊', '2026-11-23', '2026-12-01'],
  ]);
  expect((await move('2026-11-25')).body).toMatchObject({ code: 'org.laterPosting' });
});

it('S7 lets a leaver in no more: sessions end on every node, the user name is refused, the past stays', async () => {
  const second = await app.secondNode();
  const leaver = await makePerson(app, admin, { name: '趙離開', unitId: teamB, userName: '趙離開' });
  const elsewhere = clientOn(second, leaver.cookie, leaver);
  expect((await elsewhere.get('/me')).status).toBe(200);
  const answer = await admin.send('POST', `/people/${leaver.personId}/leaving`, { day: '2026-11-23', reason: '轉職' });
  expect(answer.status).toBe(201);
  await expect.poll(async () => (await elsewhere.get('/me')).status).toBe(401);
  await expect(app.signIn('趙離開')).rejects.toThrow('401');
  expect(await person(leaver.personId)).toMatchObject({
    state: 'left',
    unit: { name: '乙隊' },
    employments: [{ toDay: '2026-11-23', leaveReason: '轉職' }],
  });
  expect(await names('state=left')).toEqual(['趙離開']);
  expect(await names('')).not.toContain('趙離開');
  const again = await admin.send('POST', `/people/${leaver.personId}/leaving`, { day: '2026-11-23', reason: '轉職' });
  expect(again).toMatchObject({ status: 409, body: { code: 'org.notEmployed' } });
});

it('S7 lets somebody who will leave in until that day, and back under the same person when he returns', async () => {
  const leaver = await makePerson(app, admin, { name: '錢再來', unitId: teamB, userName: '錢再來' });
  await admin.send('POST', `/people/${leaver.personId}/leaving`, { day: '2026-11-25', reason: '約滿' });
  expect((await leaver.get('/me')).status).toBe(200);
  app.clock.set('2026-11-24T16:00:30Z');
  expect((await leaver.get('/me')).status).toBe(401);
  await expect(app.signIn('錢再來')).rejects.toThrow('401');
  const back = { id: clientId(app), kind: 'contract', fromDay: '2026-11-25' };
  expect((await admin.send('POST', `/people/${leaver.personId}/employments`, back)).status).toBe(201);
  expect((await admin.send('POST', `/people/${leaver.personId}/employments`, back)).status).toBe(409);
  const account = { userName: '錢再來', password: 'quite another secret' };
  expect((await admin.send('POST', `/people/${leaver.personId}/account`, account)).status).toBe(201);
  expect((await app.signIn('錢再來', undefined, account.password)).personId).toBe(leaver.personId);
  expect((await person(leaver.personId)).employments).toHaveLength(2);
  app.clock.set('2026-11-23T02:00:00Z');
});

it('refuses to leave a company without an administrator', async () => {
  const answer = await admin.send('POST', `/people/${admin.personId}/leaving`, { day: '2026-11-23', reason: '退休' });
  expect(answer).toMatchObject({ status: 409, body: { code: 'org.lastAdministrator' } });
  expect((await admin.get('/me')).status).toBe(200);
});

it('refuses a number that somebody employed carries', async () => {
  const answer = await admin.send('POST', '/people', {
    id: clientId(app),
    name: '同號人',
    employment: { kind: 'regular', number: 'A001', fromDay: '2026-11-23' },
  });
  expect(answer).toMatchObject({
    status: 409,
    body: { code: 'org.numberTaken', errors: [{ field: 'employment.number' }] },
  });
});
