import { expect, it } from 'vitest';
import { testApp } from '../../../test/harness/app.ts';
import type { Form } from './contract.ts';

const app = await testApp();
const admin = await app.company();
const other = await app.company('另一家');

it('O8 gives a new company the office, shop and household forms', async () => {
  const { body } = await admin.get<{ items: Form[] }>('/forms');
  expect(body.items.map(({ code, version }) => [code, version])).toEqual([
    ['household', 1],
    ['office', 1],
    ['shop', 1],
  ]);
});

it('keeps an old version for old reports while the present one is used for new ones', async () => {
  await app.sql(
    `insert into form (company_id, id, kind, code, version, definition, active_from)
     select company_id, gen_random_uuid(), kind, code, 2, jsonb_set(definition, '{labels,en}', '"Second"'), active_from
     from form where company_id = $1 and code = 'office'`,
    [admin.companyId],
  );
  expect((await admin.get('/forms/office')).body).toMatchObject({
    version: 2,
    definition: { labels: { en: 'Second' } },
  });
  expect((await admin.get('/forms/office?version=1')).body).toMatchObject({ version: 1 });
  const { body } = await admin.get<{ items: Form[] }>('/forms');
  expect(body.items.filter(({ code }) => code === 'office').map(({ version }) => version)).toEqual([2]);
  expect((await other.get('/forms/office')).body).toMatchObject({ version: 1 });
});

it("fills a choice from the company's own list", async () => {
  await app.sql(
    `insert into code (company_id, list, code, label_hant, label_hans, label_en)
     values ($1, 'product', 'fibre300', '光纖 300M', '光纤 300M', 'Fibre 300M')`,
    [admin.companyId],
  );
  const { body } = await admin.get<Form>('/forms/shop');
  const wants = body.definition.sections.flatMap(({ fields }) => fields).find(({ key }) => key === 'wants');
  expect(wants?.options).toContainEqual({
    code: 'fibre300',
    labels: { 'zh-Hant': '光纖 300M', 'zh-Hans': '光纤 300M', en: 'Fibre 300M' },
  });
});

it('answers an unknown form with 404 and a senseless version with 422', async () => {
  expect((await admin.get('/forms/castle')).status).toBe(404);
  expect((await admin.get('/forms/office?version=9')).status).toBe(404);
  expect((await admin.get('/forms/office?version=x')).status).toBe(422);
});
