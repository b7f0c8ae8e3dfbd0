import { beforeAll, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/harness/app.ts';
import { importList, upload } from '#modules/imports/testing.ts';
import { addPerson, makePerson, makeUnit } from './testing.ts';

interface Row {
  verdict: string;
  label: string;
  subjectId: string | null;
  reasons: { field: string | null; code: string }[];
  notes: { field: string | null; code: string }[];
}

let app: TestApp;
let admin: Client & { rootUnitId: string };
let team: string;
beforeAll(async () => {
  app = await testApp();
  admin = await app.company();
  const north = await makeUnit(admin, { name: '台北營業部', kind: 'branch', parentId: admin.rootUnitId });
  team = await makeUnit(admin, { name: '一隊', parentId: north });
  const south = await makeUnit(admin, { name: '高雄營業部', kind: 'branch', parentId: admin.rootUnitId });
  await makeUnit(admin, { name: '一隊', parentId: south });
});

const rowsOf = async (id: string): Promise<Row[]> =>
  (await admin.get<{ items: Row[] }>(`/imports/${id}/rows`)).body.items;

const list = `員編,姓名,部門,職稱,主管,手機,信箱,到職日
A01,林志豪,台北營業部/一隊,客户经理,,0912-345-678,lin@mail.example,114/03/05
A02,陳美玲,高雄營業部＞一隊,Team lead,是,912345679,,2024-01-02
,黃建國,台北營業部,業務員,否,,huang@mail.example,
A04,不知何處,一隊,銷售人員,,,,
A05,沒有單位,,銷售人員,,,,
A06,怪職務,台北營業部,國王,,,,
A01,同號的人,台北營業部,銷售人員,,,,
A08,日期不明,台北營業部,銷售人員,,,,03/04/2020
`;

it('S7 a list of people: units by path, positions in three languages, ROC days, phones with their zero', async () => {
  const done = await importList(admin, { kind: 'people', content: list });
  expect(done.counts).toEqual({ created: 3, changed: 0, unchanged: 0, refused: 5, doubtful: 0 });
  const rows = await rowsOf(done.id);
  expect(
    rows.map(({ verdict, reasons }) => [verdict, ...reasons.map(({ field, code }) => `${field} ${code}`)]),
  ).toEqual([
    ['created'],
    ['created'],
    ['created'],
    ['refused', 'unit imports.reason.severalNames'],
    ['refused', 'unit imports.reason.missing'],
    ['refused', 'position imports.reason.unknownWord'],
    ['refused', 'null imports.reason.sameAsLine'],
    ['refused', 'fromDay imports.reason.ambiguousDay'],
  ]);
  const person = await admin.get<Record<string, unknown>>(`/people/${rows[0]?.subjectId}`);
  expect(person.body).toMatchObject({
    name: '林志豪',
    phone: '0912-345-678',
    email: 'lin@mail.example',
    unit: { name: '一隊' },
    position: 'accountManager',
    employments: [{ number: 'A01', fromDay: '2025-03-05', kind: 'regular' }],
  });
  const lead = await admin.get<Record<string, unknown>>(`/people/${rows[1]?.subjectId}`);
  expect(lead.body).toMatchObject({ position: 'teamLead', leads: true });
});

it('S7 a second run changes nothing; a third mends phones, and leaves postings to the person’s page', async () => {
  const again = await importList(admin, { kind: 'people', content: list });
  expect(again.counts).toEqual({ created: 0, changed: 0, unchanged: 3, refused: 5, doubtful: 0 });
  const moved = list
    .replace('0912-345-678', '0987-654-321')
    .replace('A01,林志豪,台北營業部/一隊', 'A01,林志豪,高雄營業部');
  const third = await importList(admin, { kind: 'people', content: moved });
  expect(third.counts).toMatchObject({ changed: 1, unchanged: 2 });
  const [first] = await rowsOf(third.id);
  expect(first?.notes.map(({ code }) => code)).toEqual([
    'imports.note.rocDay',
    'imports.note.changed',
    'imports.note.postingKept',
  ]);
  expect((await admin.get<Record<string, unknown>>(`/people/${first?.subjectId}`)).body).toMatchObject({
    phone: '0987-654-321',
    unit: { name: '一隊' },
  });
});

it('S7 the same name elsewhere is doubtful; somebody else’s number too', async () => {
  await addPerson(admin, { name: '王小明', unitId: team, number: 'B01' });
  const content = '員編,姓名,部門,職稱\n,王小明,高雄營業部,銷售人員\nB01,李四,台北營業部,銷售人員\n';
  const done = await importList(admin, { kind: 'people', content });
  expect((await rowsOf(done.id)).map(({ verdict, reasons }) => `${verdict} ${reasons[0]?.code}`)).toEqual([
    'doubtful imports.reason.sameName',
    'doubtful imports.reason.otherPersonsNumber',
  ]);
});

it('S7 only who manages people may import them', async () => {
  const lead = await makePerson(app, admin, { name: '隊長', unitId: team, position: 'teamLead', leads: true });
  expect((await upload(lead, { kind: 'people', content: list })).status).toBe(403);
  const kinds = await lead.get<{ items: { kind: string }[] }>('/imports/kinds');
  expect(kinds.body.items.map(({ kind }) => kind)).toEqual(['customers']);
});
