// In the lift: the pages are on the phone, and so is what today and tomorrow need of the company.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeReportedVisit, makeVisit } from '#modules/visits/testing.ts';
import { testApp, type TestApp } from '../harness/app.ts';
import { openBrowser, phone, type TestBrowser, whyNoBrowser } from '../harness/browser.ts';
import { axeSource, inspect, linesOf } from '../harness/inspect.ts';
import { signInOnPhone } from './handset.ts';
import { rowsOn } from './phone-store.ts';
import { expectWords, moveDate } from './stage.ts';

const missing = whyNoBrowser();
const why = missing === undefined ? '' : ` (${missing})`;

let app: TestApp;
let browser: TestBrowser;
let context: BrowserContext;
let address: string;
const ids = { today: '', known: '', stranger: '' };

beforeAll(async () => {
  if (missing !== undefined) return;
  app = await testApp('2026-11-23T02:00:00Z');
  const admin = await app.company();
  const unitId = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  const seller = await makePerson(app, admin, { name: '林志豪', unitId });
  const known = await makeCustomer(seller, { name: '恆盛投資', contacts: [{ name: '王小姐', phone: '0912345678' }] });
  await makeReportedVisit(seller, { customerId: known.id });
  const next = await makeCustomer(seller, { name: '永昌電子' });
  ids.today = (await makeVisit(seller, { customerId: next.id, time: '10:30' })).id;
  ids.known = known.id;
  // Of another day: nothing of it is needed today.
  ids.stranger = (await makeCustomer(admin, { name: '遠方貿易', ownerId: null, unitId: admin.rootUnitId })).id;

  address = await app.node.server.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  afterAll(() => browser.close());
  context = await browser.open({ ...phone, baseURL: address });
  context.setDefaultTimeout(20_000);
  await context.addInitScript({ content: axeSource });
  await context.addInitScript(moveDate, app.clock.now() - Date.now());
  const page = await context.newPage();
  await signInOnPhone(page, seller.userName);
  await readyForTheLift(page);
  await context.setOffline(true);
});

/** The pages are kept, and what the day needs has been brought. */
async function readyForTheLift(page: Page): Promise<void> {
  await vi.waitFor(async () => expect(await heldOn(page)).toContain(`/api/v1/customers/${ids.known}`), 30_000);
}

/** The addresses of all answers that the phone holds, read past the product. */
const heldOn = async (page: Page): Promise<string[]> =>
  (await rowsOn<{ url: string }>(page, 'held')).map(({ url }) => url);

/** Opened anew by its address, as after the browser was closed. */
async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

const screens = [
  { screen: 'today’s list', path: () => '/', words: '永昌電子' },
  { screen: 'tomorrow’s list', path: () => '/tomorrow', heading: '明日計劃' },
  { screen: 'a customer with contacts', path: () => `/customers/${ids.known}`, words: '王小姐' },
  { screen: 'a visit', path: () => `/visits/${ids.today}`, words: '永昌電子' },
  { screen: 'a report to be filled in', path: () => `/visits/${ids.today}/report`, words: '存好並簽退' },
  { screen: 'the next steps', path: () => '/next-steps', heading: '跟進' },
];

describe('O8 O11 T11 without a network', () => {
  test.skipIf(missing !== undefined).each(screens)(`$screen opens${why}`, async ({ path, words, heading }) => {
    const page = await open(path());
    if (words !== undefined) await expectWords(page, words);
    await page.getByRole('heading', { level: 1, ...(heading === undefined ? {} : { name: heading }) }).waitFor();
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0);
    expect(linesOf(await inspect(page, { targets: true }))).toEqual([]);
    await page.close();
  });

  test.skipIf(missing !== undefined)(`a page that is open is loaded again${why}`, async () => {
    const page = await open('/');
    await expectWords(page, '永昌電子');
    await page.reload();
    await expectWords(page, '永昌電子');
    await page.close();
  });

  test.skipIf(missing !== undefined)(`what the phone does not hold is said calmly, with a way on${why}`, async () => {
    const page = await open(`/customers/${ids.stranger}`);
    await page.getByRole('main').getByText('這支手機裡沒有').first().waitFor();
    await page.getByRole('navigation', { name: '常用頁面' }).getByRole('link', { name: '今日' }).click();
    await expectWords(page, '永昌電子');
    await page.close();
  });

  test.skipIf(missing !== undefined)(`the worker keeps no answer of the API${why}`, async () => {
    const page = await open('/');
    const kept = await page.evaluate(async () => {
      const addresses: string[] = [];
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) addresses.push(new URL(request.url).pathname);
      return addresses;
    });
    expect(kept).toContain('/index.html');
    expect(kept.filter((one) => one.startsWith('/api'))).toEqual([]);
    await page.close();
  });
});
