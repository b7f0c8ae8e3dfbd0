import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/harness/app.ts';
import { importList, settled, upload } from '#modules/imports/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeCustomer } from './testing.ts';
import type { Customer } from './contract.ts';

interface Row {
  line: number;
  verdict: string;
  label: string;
  subjectId: string | null;
  reasons: { field: string | null; code: string; message: string }[];
  notes: { field: string | null; code: string }[];
  candidates: { id: string | null; name: string | null; unit: string }[];
}

let app: TestApp;
let admin: Client & { rootUnitId: string };
beforeAll(async () => {
  app = await testApp();
  admin = await app.company();
});

const rowsOf = async (client: Client, id: string): Promise<Row[]> =>
  (await client.get<{ items: Row[] }>(`/imports/${id}/rows?limit=200`)).body.items;
const customer = async (client: Client, id: string | null): Promise<Customer> =>
  (await client.get<Customer>(`/customers/${id}`)).body;

const list = `\uFEFF公司代號,公司名稱,公司簡稱,統編,產業別,住址,總機電話,成立日期,實收資本額,電子郵件信箱,董事長,總經理,發言人,發言人職稱\r
9001,臺灣好紙股份有限公司,好紙,04595257,01,台北市中山北路2段113號,(02)2531-7099,19501229,"73,561,817,420",a@paper.example;b@paper.example,林嘉&#21234;,林嘉&#21234;,葉毓君,永續長\r
9002,　明亮　文具有限公司 ,－,3244509,文具批發,高雄市三民區建國路1號5樓,無,民國85年1月2日,500萬,hunya.example,王大明,－,,\r
`;

describe('O16 a list of customers', () => {
  it('O16 is read with its quirks: entities, ROC days, lost zeros, several addresses, nothing written as －', async () => {
    const done = await importList(admin, { content: list });
    expect(done).toMatchObject({ state: 'done', rows: 2, total: 2, problem: null });
    expect(done.counts).toEqual({ created: 2, changed: 0, unchanged: 0, refused: 0, doubtful: 0 });
    expect(done.table).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
    const [first, second] = await rowsOf(admin, done.id);
    const one = await customer(admin, first?.subjectId ?? '');
    expect(one).toMatchObject({
      name: '臺灣好紙股份有限公司',
      shortName: '好紙',
      taxNumber: '04595257',
      industry: '01',
      foundedDay: '1950-12-29',
      capitalMinor: 7_356_181_742_000,
      email: 'a@paper.example',
      kind: 'firm',
      lifecycle: 'prospect',
      phones: [{ typed: '(02)2531-7099', e164: '+886225317099', kind: 'fixed' }],
    });
    expect(one.contacts.map(({ name, title, part }) => ({ name, title, part }))).toEqual([
      { name: '林嘉勲', title: '董事長、總經理', part: 'decisionMaker' },
      { name: '葉毓君', title: '永續長', part: 'other' },
    ]);
    const two = await customer(admin, second?.subjectId ?? '');
    expect(two).toMatchObject({
      name: '明亮 文具有限公司',
      shortName: null,
      taxNumber: '03244509',
      foundedDay: '1996-01-02',
      capitalMinor: 500_000_000,
      email: null,
      phones: [],
    });
    expect(second?.notes.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'taxNumber imports.note.taxZerosRestored',
      'email imports.note.leftOut.notAnEmail',
      'foundedDay imports.note.rocDay',
    ]);
  });

  it('O16 comes a second time without changing anything, and a third time with what is new', async () => {
    app.clock.advance({ minutes: 5 });
    const again = await importList(admin, { content: list });
    expect(again.counts).toEqual({ created: 0, changed: 0, unchanged: 2, refused: 0, doubtful: 0 });
    const mended = list
      .replace('hunya.example', 'ming@hunya.example')
      .replace('高雄市三民區建國路1號5樓', '高雄市三民區九如路2號');
    app.clock.advance({ minutes: 5 });
    const third = await importList(admin, { content: mended });
    expect(third.counts).toEqual({ created: 0, changed: 1, unchanged: 1, refused: 0, doubtful: 0 });
    const changed = (await rowsOf(admin, third.id)).find(({ verdict }) => verdict === 'changed');
    const { addresses, email, version } = await customer(admin, changed?.subjectId ?? '');
    expect(email).toBe('ming@hunya.example');
    expect(addresses.map(({ typed }) => typed)).toEqual(['高雄市三民區九如路2號', '高雄市三民區建國路1號5樓']);
    expect(version).toBe(2);
    expect((await admin.get<{ items: unknown[] }>('/customers?q=九如路')).body.items).toHaveLength(1);
    const timeline = await admin.get<{ items: { kind: string }[] }>(`/customers/${changed?.subjectId}/timeline`);
    expect(timeline.body.items.map(({ kind }) => kind)).toEqual(['customers.changed', 'customers.imported']);
  });

  it('O16 a rehearsal says the same as the run and writes nothing', async () => {
    const other = await app.company('乙公司');
    const taken = await upload(other, { content: list });
    const before = await app.sql('select count(*) from customer');
    await other.send('POST', `/imports/${taken.body.id}/rehearsal`);
    const rehearsed = await settled(other, taken.body.id);
    expect(rehearsed).toMatchObject({ state: 'rehearsed', rows: 2, counts: { created: 2 } });
    expect(await app.sql('select count(*) from customer')).toEqual(before);
    await other.send('POST', `/imports/${taken.body.id}/run`);
    const done = await settled(other, taken.body.id);
    expect(done.counts).toEqual(rehearsed.counts);
  });
});

describe('O16 duplicates', () => {
  let boss: Client & { rootUnitId: string };
  beforeAll(async () => {
    boss = await app.company('丙公司');
    await makeCustomer(boss, {
      name: '大同文具股份有限公司',
      phones: [{ typed: '02-2733-8000' }],
      addresses: [{ typed: '台北市大安區敦化南路二段207號30樓' }],
    });
    await makeCustomer(boss, { name: '統一企業', taxNumber: '11913502', phones: [{ typed: '02-2531-7099' }] });
  });

  // Name, tax number, phone, address, then what becomes of it.
  it.each([
    ['same phone, name in another form', '大同文具(股)公司,,(02)27338000,', 'unchanged', []],
    ['same address, written otherwise', '大同文具股份有限公司,,,臺北市大安區敦化南路2段207號30F', 'unchanged', []],
    ['same phone, other name', '三和商行,,02-2733-8000,', 'doubtful', ['imports.reason.samePhone']],
    ['same name, other address', '大同文具,,,高雄市前金區中正路5號', 'doubtful', ['imports.reason.sameName']],
    ['same tax number, other name', '統一超商,11913502,,', 'changed', []],
    ['same phone, but two tax numbers', '另一家,04595257,02-2531-7099,', 'created', []],
    ['wrong check digit', '錯號公司,11913503,,', 'refused', ['imports.reason.taxNumberChecksum']],
    ['no name', ',,02-2999-9999,', 'refused', ['imports.reason.missing']],
  ])('O16 %s', async (_title, row, verdict, reasons) => {
    const taken = await upload(boss, { content: `名稱,統一編號,電話,地址\n${row}\n` });
    await boss.send('POST', `/imports/${taken.body.id}/rehearsal`);
    await settled(boss, taken.body.id);
    const [only] = await rowsOf(boss, taken.body.id);
    expect(only?.verdict).toBe(verdict);
    expect(only?.reasons.map(({ code }) => code)).toEqual(reasons);
  });

  it('O16 within the file: repeated numbers and names are refused or doubted with the line they repeat', async () => {
    const content = `名稱,統一編號,電話,地址
甲店,04140854,02-2345-6789,台北市信義路1號
丙店,84149961,02-2345-6789,台北市信義路3號
甲店,04140854,02-2345-6789,台北市信義路1號
甲店,,02-2345-6789,台北市信義路1號
乙店,,02-2345-6789,台北市信義路2號
甲店,,,台中市中港路9號
`;
    const taken = await upload(boss, { content });
    await boss.send('POST', `/imports/${taken.body.id}/rehearsal`);
    const rehearsed = await settled(boss, taken.body.id);
    const told = (rows: Row[]) => rows.map(({ verdict, reasons }) => `${verdict} ${reasons[0]?.code ?? ''}`.trim());
    const expected = [
      'created',
      'created',
      'refused imports.reason.sameAsLine',
      'refused imports.reason.sameAsLine',
      'doubtful imports.reason.alikeLine',
      'doubtful imports.reason.alikeLine',
    ];
    expect(told(await rowsOf(boss, taken.body.id))).toEqual(expected);
    expect((await rowsOf(boss, taken.body.id))[2]?.reasons[0]?.message).toContain('第 2 行');
    await boss.send('POST', `/imports/${taken.body.id}/run`);
    const done = await settled(boss, taken.body.id);
    expect(done.counts).toEqual(rehearsed.counts);
    expect(done.counts).toEqual({ created: 2, changed: 0, unchanged: 0, refused: 2, doubtful: 2 });
    const csv = await boss.get<string>(`/imports/${taken.body.id}/refused.csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    const refused = parse(String(csv.body), { bom: true }) as string[][];
    expect(refused.map((cells) => cells[0])).toEqual(['行號', '4', '5', '6', '7']);
    expect(refused[3]?.slice(3)).toEqual(['乙店', '', '02-2345-6789', '台北市信義路2號']);
    const xlsx = await boss.get<string>(`/imports/${taken.body.id}/refused.xlsx`);
    expect(xlsx.status).toBe(200);
    await boss.send('PUT', `/imports/${taken.body.id}/mapping`, { options: { doubtful: 'create' } });
    await boss.send('POST', `/imports/${taken.body.id}/run`);
    const decided = await settled(boss, taken.body.id);
    expect(decided.counts).toEqual({ created: 2, changed: 0, unchanged: 2, refused: 2, doubtful: 0 });
  });
});

describe('O16 who may import what', () => {
  it('O16 a stranger’s customer is told by its team alone, never changed; another company’s is not there', async () => {
    const boss = await app.company('丁公司');
    const [north, south] = [
      await makeUnit(boss, { name: '北隊', parentId: boss.rootUnitId }),
      await makeUnit(boss, { name: '南隊', parentId: boss.rootUnitId }),
    ];
    const lead = await makePerson(app, boss, { name: '北隊長', unitId: north, position: 'teamLead', leads: true });
    const seller = await makePerson(app, boss, { name: '南業務', unitId: south, position: 'salesRep' });
    const theirs = await makeCustomer(seller, { name: '南區機密客戶', taxNumber: '04595257' });
    await makeCustomer(admin, { name: '甲公司的客戶', taxNumber: '11913502' });
    const content = `名稱,統一編號,電子郵件,負責人員,單位
南區機密客戶,04595257,new@mail.example,,
甲公司的客戶,11913502,,,
給南隊的,,,,南隊
給南業務的,,,南業務,
給不存在的人,,,沒有這人,
自己的,,,北隊長,北隊
`;
    const done = await importList(lead, { content });
    const rows = await rowsOf(lead, done.id);
    expect(rows.map(({ verdict, reasons }) => `${verdict} ${reasons[0]?.code ?? ''}`.trim())).toEqual([
      'doubtful imports.reason.elsewhere',
      'created',
      'refused imports.reason.beyondYourUnits',
      'refused imports.reason.beyondYourUnits',
      'refused imports.reason.unknownName',
      'created',
    ]);
    expect(rows[0]?.candidates).toEqual([{ id: null, name: null, unit: '南隊' }]);
    expect(JSON.stringify(rows[0])).not.toContain(theirs.id);
    expect(await customer(seller, theirs.id)).toMatchObject({ email: null, version: 1 });
    expect((await customer(lead, rows[5]?.subjectId ?? '')).owner?.name).toBe('北隊長');
    expect((await customer(lead, rows[1]?.subjectId ?? '')).unit.name).toBe('北隊');
    const options = { ownerId: seller.personId };
    const given = await lead.send('PUT', `/imports/${done.id}/mapping`, { options });
    expect(given.status).toBe(404);
    expect((await seller.get('/imports')).status).toBe(403);
    expect((await boss.get(`/imports/${done.id}`)).status).toBe(404);
    expect((await boss.send('POST', `/imports/${done.id}/run`)).status).toBe(404);
    const people = await upload(lead, { kind: 'people', content: '姓名\n某人\n' });
    expect(people.status).toBe(403);
  });
});

const real = '../shared/data/tw/t187ap03_L.csv';

describe.skipIf(!existsSync(real))('O16 the statutory list of Taiwan (needs ../shared/data)', () => {
  it('O16 992 rows become 992 customers with the figures of the file itself; a second run changes nothing', async () => {
    const boss = await app.company('戊公司');
    const content = readFileSync(real);
    const raw = parse<Record<string, string>>(content, { bom: true, columns: true });
    const done = await importList(boss, { content, fileName: 't187ap03_L.csv' });
    expect(done.counts).toEqual({ created: 992, changed: 0, unchanged: 0, refused: 0, doubtful: 0 });
    const columns = Object.fromEntries(done.mapping.map(({ field, column }) => [field, done.table.headers[column]]));
    expect(columns).toEqual({
      externalId: '公司代號',
      name: '公司名稱',
      shortName: '公司簡稱',
      industry: '產業別',
      address: '住址',
      taxNumber: '營利事業統一編號',
      chairman: '董事長',
      generalManager: '總經理',
      spokesperson: '發言人',
      spokespersonTitle: '發言人職稱',
      deputySpokesperson: '代理發言人',
      phone: '總機電話',
      foundedDay: '成立日期',
      capital: '實收資本額',
      fax: '傳真機號碼',
      email: '電子郵件信箱',
      website: '網址',
    });
    const stored = await app.sql<Record<string, string | number>>(
      `select c.external_id as code, c.name, c.tax_number as tax, c.industry, c.founded_day::text as day,
              c.capital_minor::text as capital,
              (select typed from customer_phone h where h.company_id = c.company_id and h.customer_id = c.id order by place limit 1) as phone
         from customer c where c.company_id = $1`,
      [boss.companyId],
    );
    const trim = (text = '') => text.replace(/[\s\u3000]+/g, ' ').trim();
    const expected = raw.map((row) => ({
      code: row['公司代號'],
      name: trim(row['公司名稱']),
      tax: /^0+$/.test(row['營利事業統一編號'] ?? '') ? null : row['營利事業統一編號'],
      industry: trim(row['產業別']),
      day: row['成立日期']?.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'),
      capital: `${row['實收資本額']}00`,
      phone: trim(row['總機電話']),
    }));
    const byCode = (a: { code?: unknown }, b: { code?: unknown }) => String(a.code).localeCompare(String(b.code));
    expect(stored.toSorted(byCode)).toEqual(expected.toSorted(byCode));
    const [figures] = await app.sql<Record<string, number>>(
      `select count(distinct tax_number)::int as taxes, count(*) filter (where tax_number like '0%')::int as zeros,
              (select count(*)::int from contact where company_id = $1 and name like '%&#%') as entities,
              (select count(*)::int from customer_phone where company_id = $1 and kind <> 'fax' and e164 is not null) as dialable
         from customer where company_id = $1`,
      [boss.companyId],
    );
    // 985 distinct numbers in the file, one of them eight zeros, of which eight firms from abroad have it; 123 begin with a zero.
    expect(figures).toMatchObject({ taxes: 984, zeros: 115, entities: 0 });
    expect(figures?.['dialable']).toBeGreaterThan(880);
    const found = await boss.get<{ items: { name: string }[] }>('/customers?q=' + encodeURIComponent('台泥'));
    expect(found.body.items.map(({ name }) => name)).toContain('臺灣水泥股份有限公司');
    const again = await importList(boss, { content, fileName: 't187ap03_L.csv' });
    expect(again.counts).toEqual({ created: 0, changed: 0, unchanged: 992, refused: 0, doubtful: 0 });
  });
});
