// A day of which nothing reaches the server until the evening: at the door, the report, the browser killed half-way through it, and whom next.
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { makeCustomer } from '#modules/customers/testing.ts';
import type { NextStepRow } from '#modules/follow-up/contract.ts';
import type { Visit, VisitRow } from '#modules/visits/contract.ts';
import { makeReportedVisit, makeVisit } from '#modules/visits/testing.ts';
import { whyNoBrowser } from '../harness/browser.ts';
import { report, sentence } from './chapters-day.ts';
import { type Field, openField, signInOnPhone } from './handset.ts';
import { stillPending } from './phone-day.ts';
import { expectWords } from './stage.ts';

const missing = whyNoBrowser();
const why = missing === undefined ? '' : ` (${missing})`;
const kept = '已存在手機，連線後自動送出';

let field: Field;
let planned: Visit;
let second: { id: string };

beforeAll(async () => {
  if (missing !== undefined) return;
  field = await openField(1);
  const { seller } = field;
  const address = { typed: '台北市松江路 100 號', lat: 25.05, lng: 121.533 };
  const first = await makeCustomer(seller, { name: '恆盛投資', addresses: [address] });
  second = await makeCustomer(seller, { name: '永昌電子' });
  await makeReportedVisit(seller, { customerId: second.id });
  planned = await makeVisit(seller, { customerId: first.id, time: '10:30' });
  await makeVisit(seller, { customerId: second.id, time: '14:00' });
});

/** No bars from here on. */
async function intoTheBasement(context: BrowserContext): Promise<void> {
  field.proxy.dead(true);
  await context.setOffline(true);
}

async function switchOn(): Promise<{ context: BrowserContext; page: Page }> {
  const on = await field.switchOn();
  await on.context.grantPermissions(['geolocation']);
  // Eleven hundred metres north of the customer's door.
  await on.context.setGeolocation({ latitude: 25.06, longitude: 121.533, accuracy: 20 });
  return on;
}

const next = (page: Page) => page.getByRole('region', { name: /下一站/ });

/** What was just written stands on the first screen, with whom next, and with the customer. */
async function everythingShows(page: Page): Promise<void> {
  const route = page.getByRole('list', { name: '今天的路線' });
  await route.getByText(`談了 · 45 人 · 意向 3 · ${sentence}`).waitFor();
  await next(page).getByText('永昌電子').waitFor();
  await page.goto('/next-steps');
  await page.getByRole('listitem').filter({ hasText: '恆盛投資' }).getByText('再訪').waitFor();
  await page.goto(`/customers/${planned.customer.id}`);
  await page.getByRole('link', { name: /意向 3/ }).waitFor();
}

describe('O2 O4 O8 a day in the field', () => {
  test.skipIf(missing !== undefined)(
    `checks in, reports after the browser was killed, leaves and goes on, and the server has it in the evening${why}`,
    { timeout: 300_000 },
    async () => {
      let { context, page } = await switchOn();
      onTestFailed(() => page.screenshot({ path: path.join(tmpdir(), 'kejing-field-day.png') }).then(() => undefined));
      await signInOnPhone(page, field.seller.userName);
      const held = () => page.evaluate(keptIn, ['held', `/api/v1/customers/${second.id}`] as const);
      await expect.poll(held, { timeout: 30_000 }).toContain('永昌電子');
      // In the evening it was put away in order; a browser that is killed may forget who had just signed in.
      await context.close();
      ({ context, page } = await switchOn());
      await page.goto('/');
      await next(page).getByText('恆盛投資').waitFor();
      await intoTheBasement(context);

      await next(page).getByText('恆盛投資').waitFor();
      await next(page).getByRole('button', { name: '簽到' }).click();
      await expectWords(page, kept);
      await page.getByRole('list', { name: '今天的路線' }).getByText('恆盛投資').click();
      await page.getByText('離門 1112 m').waitFor();
      await page.getByRole('link', { name: '寫報告' }).click();
      await page.getByRole('button', { name: '別人' }).click();
      await page.getByLabel(/^辦公人數/).fill('30');
      await page.getByRole('button', { name: '目錄已留' }).click();
      const draft = () => page.evaluate(keptIn, ['drafts', `report.${planned.id}`] as const);
      await expect.poll(draft, { timeout: 10_000 }).toContain('leafletLeft');
      await field.kill();

      ({ context, page } = await switchOn());
      await context.setOffline(true);
      await page.goto(`/visits/${planned.id}/report`);
      await page.getByLabel(/^辦公人數/).waitFor();
      expect(await page.getByLabel(/^辦公人數/).inputValue()).toBe('30');
      expect(await page.getByRole('button', { name: '目錄已留' }).getAttribute('aria-pressed')).toBe('true');
      await report({ page, phone: true, look: async () => undefined }, kept);
      await everythingShows(page);
      await page.goto('/');
      await page.reload();
      await next(page).getByText('永昌電子').waitFor();

      // The form begins with what this morning's report knew.
      await next(page).getByRole('button', { name: '簽到' }).click();
      await page.getByRole('link', { name: '寫報告' }).click();
      await page.getByLabel(/^辦公人數/).waitFor();
      expect(await page.getByLabel(/^辦公人數/).inputValue()).toBe('45');
      await page.getByRole('group', { name: '結果' }).getByRole('button', { name: '沒人' }).click();
      await page.getByRole('button', { name: '存好並簽退' }).click();
      await page.getByRole('link', { name: '看計劃' }).first().waitFor();
      expect(await stillPending(page)).toBe(6);

      field.proxy.dead(false);
      await context.setOffline(false);
      await expect.poll(() => stillPending(page), { timeout: 60_000 }).toBe(0);
      await serverKnows();
    },
  );
});

async function serverKnows(): Promise<void> {
  const { seller } = field;
  const { body } = await seller.get<{ items: VisitRow[] }>('/visits?day=2026-11-23');
  const [, made, again] = body.items;
  expect(made).toMatchObject({
    id: planned.id,
    state: 'checkedOut',
    checkIn: { distance: 1112, doubts: ['far'] },
    report: { outcome: 'talked', headCount: 45, intent: 3, sentence },
  });
  expect(again).toMatchObject({ state: 'checkedOut', report: { outcome: 'nobody' } });
  const steps = await seller.get<{ items: NextStepRow[] }>(`/customers/${planned.customer.id}/next-steps`);
  expect(steps.body.items).toMatchObject([{ kind: 'visit', day: '2026-11-26', state: 'open' }]);
  const report = await seller.get<Visit>(`/visits/${planned.id}`);
  expect(report.body.answers['exchanged']).toEqual(['leafletLeft', 'cardReceived']);
}

/** What the phone keeps under a key, as text; read past the product. */
async function keptIn([table, key]: readonly [string, string]): Promise<string> {
  const name = (await indexedDB.databases()).find((database) => database.name?.startsWith('kejing.store.'))?.name;
  if (name === undefined) return '';
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const found = await new Promise<unknown>((resolve, reject) => {
    const getting = database.transaction(table).objectStore(table).get(key);
    getting.onsuccess = () => resolve(getting.result);
    getting.onerror = () => reject(getting.error);
  });
  database.close();
  return JSON.stringify(found ?? '');
}
