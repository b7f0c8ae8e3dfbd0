// While a seller is without a network the world goes on: somebody changes the same field, a customer is given away or merged into another,
// and at last he himself is shut out. The phone says what happened, and nothing that was written is lost.
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import type { Customer } from '#modules/customers/contract.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson } from '#modules/org/testing.ts';
import { type Client, password } from '../harness/app.ts';
import { whyNoBrowser } from '../harness/browser.ts';
import { type Field, openField, signInOnPhone } from './handset.ts';
import { addNotes, entriesOn, openCustomer, stillPending } from './phone-day.ts';
import { expectWords } from './stage.ts';

const missing = whyNoBrowser();
const why = missing === undefined ? '' : ` (${missing})`;

let field: Field;
let colleague: Client & { userName: string };
let changed: Customer;
let apart: Customer;
let given: Customer;
let double: Customer;
let survivor: Customer;

beforeAll(async () => {
  if (missing !== undefined) return;
  field = await openField(1);
  colleague = await makePerson(field.app, field.admin, { name: '陳雅婷', unitId: field.unitId });
  changed = await makeCustomer(field.seller, { name: '同改商行', shortName: '舊名' });
  apart = await makeCustomer(field.seller, { name: '各改商行', shortName: '舊名' });
  given = await makeCustomer(field.seller, { name: '轉走商行', shortName: '舊名' });
  double = await makeCustomer(field.seller, { name: '重複商行' });
  survivor = await makeCustomer(field.seller, { name: '留下商行' });
});

async function changeShortName(page: Page, customer: string, to: string): Promise<void> {
  await openCustomer(page, customer);
  await page.getByRole('link', { name: '修改', exact: true }).click();
  const box = page.getByRole('textbox', { name: '簡稱' });
  await box
    .or(page.getByRole('button', { name: '更多欄位' }))
    .first()
    .waitFor();
  if (!(await box.isVisible())) await page.getByRole('button', { name: '更多欄位' }).click();
  await box.fill(to);
  await page.getByRole('button', { name: '儲存' }).click();
  await page.getByRole('heading', { name: customer, level: 1 }).waitFor();
}

async function beginVisit(page: Page, customer: string): Promise<void> {
  await openCustomer(page, customer);
  await page.getByRole('button', { name: '現在拜訪' }).click();
  await page.getByRole('link', { name: '寫報告' }).waitFor();
}

async function writeInTheLift(page: Page): Promise<void> {
  await changeShortName(page, '同改商行', '我的簡稱');
  await changeShortName(page, '各改商行', '我的簡稱');
  await changeShortName(page, '轉走商行', '我的簡稱');
  await openCustomer(page, '轉走商行');
  await addNotes(page, ['轉走前記的一句']);
  await beginVisit(page, '轉走商行');
  await openCustomer(page, '重複商行');
  await addNotes(page, ['併走前記的一句']);
}

/** What the others do at their desks. */
async function goOnWithout(): Promise<void> {
  const { lead } = field;
  const must = async (answer: Promise<{ status: number; body: unknown }>): Promise<void> => {
    const { status, body } = await answer;
    expect(status, JSON.stringify(body)).toBeLessThan(300);
  };
  const onTop = (customer: Customer) => ({ 'if-match': String(customer.version) });
  await must(lead.send('PATCH', `/customers/${changed.id}`, { shortName: '主管的簡稱' }, onTop(changed)));
  await must(lead.send('PATCH', `/customers/${apart.id}`, { website: 'https://apart.test' }, onTop(apart)));
  await must(
    lead.send('POST', '/customers/assignments', {
      customerIds: [given.id],
      personId: colleague.personId,
      reason: '換人',
    }),
  );
  await must(lead.send('POST', `/customers/${double.id}/merging`, { intoId: survivor.id, reason: '同一家' }));
}

async function backInTheStreet(context: BrowserContext, page: Page): Promise<void> {
  field.proxy.dead(false);
  await context.setOffline(false);
  await expect.poll(() => stillPending(page), { timeout: 60_000 }).toBe(0);
}

describe('O8 what happened meanwhile', () => {
  test.skipIf(missing !== undefined)(
    `the phone says it and keeps what was written${why}`,
    { timeout: 300_000 },
    async () => {
      const { proxy, lead, admin, seller } = field;
      const { context, page } = await field.switchOn();
      onTestFailed(async () => {
        await page
          .screenshot({ path: path.join(tmpdir(), 'kejing-meanwhile.png'), fullPage: true })
          .catch(() => undefined);
      });
      await signInOnPhone(page, seller.userName);
      for (const { name } of [changed, apart, given, double, survivor]) await openCustomer(page, name);
      proxy.dead(true);
      await context.setOffline(true);
      await writeInTheLift(page);
      await goOnWithout();
      await backInTheStreet(context, page);

      const refused = (await entriesOn(page)).filter(({ state }) => state === 'refused');
      expect(refused.map(({ command, params, problem }) => [command, params['id'], problem?.code])).toEqual([
        ['customers.change', changed.id, 'versionConflict'],
        ['customers.change', given.id, 'customers.notYours'],
      ]);
      await page.goto('/outbox');
      const conflict = page.getByRole('listitem').filter({ hasText: '同改商行' });
      await conflict.getByText('我的簡稱').waitFor();
      await conflict.getByText('主管的簡稱').waitFor();
      const gone = page.getByRole('listitem').filter({ hasText: '轉走商行' });
      await gone.getByText(/可能轉給了同事/).waitFor();
      await gone.getByText('我的簡稱').waitFor();
      await gone.getByRole('button', { name: '複製內容' }).waitFor();
      await conflict.getByRole('button', { name: '用我的' }).click();
      await conflict.waitFor({ state: 'detached' });
      await expectStands(lead);
      await shutOut(context, page, admin);
    },
  );
});

async function expectStands(lead: Client): Promise<void> {
  const read = async (id: string): Promise<Customer> => (await lead.get<Customer>(`/customers/${id}`)).body;
  expect(await read(changed.id)).toMatchObject({ shortName: '我的簡稱' });
  expect(await read(apart.id)).toMatchObject({ shortName: '我的簡稱', website: 'https://apart.test' });
  const told = async (id: string): Promise<string> =>
    JSON.stringify((await lead.get(`/customers/${id}/timeline`)).body);
  expect(await told(given.id)).toContain('轉走前記的一句');
  expect(await told(survivor.id)).toContain('併走前記的一句');
  const visits = await lead.get<{ items: { state: string }[] }>(`/customers/${given.id}/visits`);
  expect(visits.body.items.map(({ state }) => state)).toEqual(['checkedIn']);
}

/** His account is closed while he writes; opened again, what he wrote is sent. */
async function shutOut(context: BrowserContext, page: Page, admin: Client): Promise<void> {
  const { seller, proxy, lead } = field;
  await openCustomer(page, '留下商行');
  proxy.dead(true);
  await context.setOffline(true);
  await addNotes(page, ['離開前記的一句']);
  const closed = await admin.send('DELETE', `/people/${seller.personId}/account`);
  expect(closed.status, JSON.stringify(closed.body)).toBeLessThan(300);
  proxy.dead(false);
  await context.setOffline(false);
  await page.waitForURL((url) => url.pathname === '/sign-in', { timeout: 30_000 });
  await expectWords(page, /還有 2 筆沒送出/);
  const opened = await admin.send('POST', `/people/${seller.personId}/account`, {
    userName: seller.userName,
    password,
  });
  expect(opened.status, JSON.stringify(opened.body)).toBeLessThan(300);
  await signInOnPhone(page, seller.userName);
  await expect.poll(() => stillPending(page), { timeout: 30_000 }).toBe(0);
  expect(JSON.stringify((await lead.get(`/customers/${survivor.id}/timeline`)).body)).toContain('離開前記的一句');
}
