import { beforeAll, expect, it } from 'vitest';
import { type Client, testApp } from '../../../test/harness/app.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import type { Visit } from '#modules/visits/contract.ts';
import { makeReportedVisit, makeVisit, officeAnswers } from '#modules/visits/testing.ts';
import type { Form, FormDefinition, FormField } from './contract.ts';
import { asWritten } from './rules-definition.ts';
import { officeForm } from './shipped/office.ts';

const app = await testApp();
const admin = await app.company();
const stranger = await app.company('另一家');
let seller: Client;

beforeAll(async () => {
  const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
});

const publish = (client: Client, definition: unknown, version: number, code = 'office') =>
  client.send<Form & { code: string; current?: unknown; errors?: unknown }>(
    'PUT',
    `/forms/${code}`,
    { definition },
    { 'if-match': String(version) },
  );
const withFields = (change: (field: FormField) => FormField[], form: FormDefinition = officeForm): FormDefinition => ({
  ...form,
  sections: form.sections.map((section) => ({ ...section, fields: section.fields.flatMap(change) })),
});
const present = async (client: Client, code = 'office') => (await client.get<Form>(`/forms/${code}`)).body;

const busy: FormField = {
  key: 'busyHours',
  type: 'text',
  labels: { 'zh-Hant': '忙的時段', 'zh-Hans': '忙的时段', en: 'Busy hours' },
};
/** Head count is called otherwise, the size is no longer asked, the busy hours are. */
const second = withFields((field) => {
  if (field.key === 'officeSize') return [];
  if (field.key === 'supplies') return [field, busy];
  if (field.key !== 'headCount') return [field];
  return [{ ...field, labels: { 'zh-Hant': '上班人數', 'zh-Hans': '上班人数', en: 'People at work' } }];
});

it('O8 publishes a new version: old reports keep their form and its words, a report still on its way lands on the version it names', async () => {
  const customer = await makeCustomer(seller, {});
  const old = await makeReportedVisit(seller, {
    customerId: customer.id,
    answers: officeAnswers({ officeSize: { value: 'to100', basis: 'observed' } }),
  });
  const queued = await makeVisit(seller, { customerId: customer.id });
  app.clock.advance({ minutes: 5 });

  const answer = await publish(admin, second, 1);
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200, body: { code: 'office', version: 2 } });
  expect(asWritten((await present(seller)).definition)).toEqual(asWritten(second));

  const read = (await seller.get<Visit>(`/visits/${old.id}`)).body;
  expect(read.form).toEqual({ code: 'office', version: 1 });
  expect(read.summary.map(({ label, text }) => `${label} ${text}`)).toEqual(
    expect.arrayContaining(['辦公人數 45 人', '辦公室大小（坪） 30–100']),
  );

  const report = (version: number, answers: Record<string, unknown>) =>
    seller.send<Visit>('PUT', `/visits/${queued.id}/report`, {
      form: 'office',
      version,
      answers,
      outcome: 'talked',
      occurredAt: '2026-11-23T02:00:00Z',
    });
  const size = { officeSize: { value: 'to300', basis: 'told' } };
  expect((await report(2, officeAnswers(size))).body).toMatchObject({
    errors: [{ field: 'answers.officeSize', code: 'field.unknown' }],
  });
  const landed = await report(1, officeAnswers(size));
  expect(landed, JSON.stringify(landed.body)).toMatchObject({
    status: 200,
    body: { form: { code: 'office', version: 1 }, report: { headCount: 45, intent: 3 } },
  });

  const next = await makeVisit(seller, { customerId: customer.id });
  expect(next.form).toEqual({ code: 'office', version: 2 });
  const told = await seller.send<Visit>('PUT', `/visits/${next.id}/report`, {
    form: 'office',
    version: 2,
    answers: officeAnswers({ busyHours: '十點前' }),
    outcome: 'talked',
    occurredAt: '2026-11-23T02:00:00Z',
  });
  expect(told.body.summary).toEqual(
    expect.arrayContaining([
      { key: 'headCount', label: '上班人數', text: '45 人', basis: 'asked' },
      { key: 'busyHours', label: '忙的時段', text: '十點前', basis: null },
    ]),
  );
});

it('leaves the forms of another company as they are, and tells nobody else of the versions', async () => {
  expect(await present(stranger)).toMatchObject({ version: 1, definition: { labels: officeForm.labels } });
  expect((await stranger.get<{ items: unknown[] }>('/forms/office/versions')).body.items).toHaveLength(1);
  expect((await publish(seller, second, 2)).status).toBe(403);
  expect((await seller.get('/forms/office/versions')).status).toBe(403);
  expect((await publish(admin, second, 1, 'castle')).status).toBe(404);
  expect((await admin.get('/forms/castle/versions')).status).toBe(404);
});

it('lists the versions, goes back to one by publishing it anew, and keeps in the audit what each changed', async () => {
  const before = await admin.get<{ items: { version: number; retiredAt: string | null }[] }>('/forms/office/versions');
  expect(before.body.items.map(({ version, retiredAt }) => [version, retiredAt !== null])).toEqual([
    [2, false],
    [1, true],
  ]);
  const first = (await admin.get<Form>('/forms/office?version=1')).body.definition;
  expect((await publish(admin, asWritten(first), 2)).body.version).toBe(3);
  expect(asWritten((await present(admin)).definition)).toEqual(asWritten(officeForm));
  const { items } = (await admin.get<{ items: { code: string; version: number; activeFrom: string }[] }>('/forms'))
    .body;
  expect(items.find(({ code }) => code === 'office')).toMatchObject({
    version: 3,
    activeFrom: new Date(app.clock.now()).toISOString(),
  });

  const audit = await app.sql<{ changes: Record<string, { from: unknown; to: unknown }> }>(
    `select changes from audit_entry where company_id = $1 and command = 'forms.publish-form' order by changes->'version'->>'to'`,
    [admin.companyId],
  );
  expect(audit.map(({ changes }) => Object.keys(changes).toSorted())).toEqual([
    ['fields.busyHours', 'fields.headCount', 'fields.officeSize', 'version'],
    ['fields.busyHours', 'fields.headCount', 'fields.officeSize', 'version'],
  ]);
  expect(audit[0]?.changes['fields.busyHours']).toMatchObject({ from: null, to: { key: 'busyHours' } });
  const events = await app.sql<{ payload: unknown }>(
    `select payload from domain_event where company_id = $1 and kind = 'forms.published' order by payload->>'version'`,
    [admin.companyId],
  );
  expect(events.map(({ payload }) => payload)).toEqual([
    { code: 'office', version: 2 },
    { code: 'office', version: 3 },
  ]);
});

it('publishes nothing where nothing is changed, however it is put', async () => {
  const read = await present(admin, 'shop');
  // As it was read: with the choices that a list filled in, and a switch that is off.
  const again = withFields((field) => [{ ...field, required: field.required ?? false }], read.definition);
  expect((await publish(admin, again, 1, 'shop')).body.version).toBe(1);
});

it('answers both versions to who changed an older one, and wants to know which he changed', async () => {
  const mine = { ...officeForm, labels: { ...officeForm.labels, en: 'Mine' } };
  expect(await publish(admin, mine, 2)).toMatchObject({
    status: 409,
    body: {
      code: 'versionConflict',
      current: { version: 3, definition: { labels: officeForm.labels } },
      submitted: { definition: { labels: { en: 'Mine' } } },
    },
  });
  const unsaid = await admin.send('PUT', '/forms/office', { definition: mine });
  expect(unsaid).toMatchObject({ status: 422, body: { code: 'ifMatch' } });
});

it('lets one of two who publish at once win, and tells the other', async () => {
  const call = (en: string) => publish(admin, { ...officeForm, labels: { ...officeForm.labels, en } }, 3);
  const answers = await Promise.all([call('One'), call('Two')]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'versionConflict' });
});

it('refuses a form that would break what visits count by, naming the place', async () => {
  const { version } = await present(admin);
  const errorsOf = async (definition: FormDefinition) =>
    ((await publish(admin, definition, version)).body.errors as { field: string; code: string }[]).map(
      ({ field, code }) => `${field} ${code}`,
    );
  const asText = { key: 'officeSize', type: 'text', labels: busy.labels } as const;
  expect(await errorsOf(withFields((field) => (field.key === 'officeSize' ? [asText] : [field])))).toEqual([
    'definition.sections.1.fields.1.type forms.typeChanged',
  ]);
  // Off the form for two versions, but old reports still speak of it.
  const asNumber: FormField = { ...busy, type: 'number' };
  expect(await errorsOf(withFields((field) => (field.key === 'brands' ? [field, asNumber] : [field])))).toEqual([
    'definition.sections.1.fields.4.type forms.typeChanged',
  ]);
  expect(await errorsOf(withFields((field) => (field.key === 'intent' ? [] : [field])))).toEqual([
    'definition.sections forms.keepIntent',
  ]);
  const fromNowhere: FormField = { key: 'colour', type: 'choice', labels: busy.labels, optionsFrom: 'colours' };
  expect(await errorsOf(withFields((field) => (field.key === 'brands' ? [field, fromNowhere] : [field])))).toEqual([
    'definition.sections.1.fields.4.optionsFrom forms.unknownList',
  ]);
});

it('takes choices from a list of the company, offers what is retired no more and still reads it in old reports', async () => {
  const label = { 'zh-Hant': '光纖', 'zh-Hans': '光纤', en: 'Fibre' };
  await admin.send('PUT', '/codes/product/fibre', { labels: label });
  const { version, definition } = await present(admin);
  const wants: FormField = {
    key: 'wants',
    type: 'choice',
    labels: busy.labels,
    optionsFrom: 'product',
    required: true,
  };
  const asking = withFields((field) => (field.key === 'brands' ? [field, wants] : [field]), asWritten(definition));
  const published = (await publish(admin, asking, version)).body;
  const offered = (form: Form) =>
    form.definition.sections.flatMap(({ fields }) => fields).find(({ key }) => key === 'wants')?.options ?? [];
  expect(offered(published)).toContainEqual({ code: 'fibre', labels: label });

  await admin.send('PUT', '/codes/product/fibre', { labels: label, retired: true });
  expect(offered(await present(admin))).toContainEqual({ code: 'fibre', labels: label, retired: true });
});
