// What was added for the phone without a network and for who makes its forms, measured where it could break: thumbs, English lengths, letters twice
// as large, and the desk.
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeReportedVisit, makeVisit } from '#modules/visits/testing.ts';
import type { CodeRow } from '#modules/customers/ui/use-set-code.ts';
import type { Form } from '#modules/forms/contract.ts';
import { newId } from '#platform/shared/id.ts';
import type { Language } from '#platform/shared/languages.ts';
import { putSmallPhoto } from '../doors/small-photo.ts';
import { type Client, password, testApp, type TestApp } from '../harness/app.ts';
import { desk, openBrowser, phone, whyNoBrowser } from '../harness/browser.ts';
import { axeSource, inspect, linesOf } from '../harness/inspect.ts';
import { type LaidEntry, layEntries } from './phone-store.ts';
import { moveDate } from './stage.ts';

const missing = whyNoBrowser();
const why = missing === undefined ? '' : ` (${missing})`;

interface Way {
  way: string;
  screen: BrowserContextOptions;
  language: Language;
  /** As a reader sets it in the browser, for all pages. */
  letters: 16 | 32;
}

const ways: Way[] = [
  { way: 'on the phone in English', screen: phone, language: 'en', letters: 16 },
  { way: 'on the phone in English, letters at 200 %', screen: phone, language: 'en', letters: 32 },
  { way: 'at the desk in Chinese', screen: desk, language: 'zh-Hant', letters: 16 },
];

describe.each(ways)('$way', ({ screen, language, letters }) => {
  let app: TestApp;
  let admin: Client;
  let seller: Client & { userName: string };
  let customer: { id: string; version: number };
  let open: (userName: string) => Promise<{ context: BrowserContext; page: Page }>;
  const complaints: string[] = [];

  beforeAll(async () => {
    if (missing !== undefined) return;
    app = await testApp();
    const company = await app.company();
    admin = company;
    const unitId = await makeUnit(company, { name: '城中團隊', parentId: company.rootUnitId });
    seller = await makePerson(app, company, { name: '林志豪', unitId });
    await makePerson(app, company, { name: '陳雅婷', unitId });
    const contacts = [{ name: '王小姐', phone: '0912345678' }];
    const { id } = await makeCustomer(seller, { name: '恆盛投資股份有限公司', contacts });
    customer = (await seller.get<{ id: string; version: number }>(`/customers/${id}`)).body;
    await makeReportedVisit(seller, { customerId: id });
    for (const one of [seller, admin]) await one.send('PATCH', '/me', { language });
    const baseURL = await app.node.server.listen({ host: '127.0.0.1', port: 0 });
    const browser = await openBrowser([`--blink-settings=defaultFontSize=${letters}`]);
    open = async (userName) => {
      const context = await browser.open({ ...screen, baseURL });
      context.setDefaultTimeout(20_000);
      await context.addInitScript({ content: axeSource });
      await context.addInitScript(moveDate, app.clock.now() - Date.now());
      await context.request.post('/api/v1/session', { data: { userName, password } });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${page.url()} threw ${error.message}`));
      return { context, page };
    };
    return () => browser.close();
  });

  const look = async (page: Page, name: string): Promise<void> => {
    // Enlarged, what is pressed grows; what is 44 px wide is measured where letters are as they come.
    const findings = await inspect(page, { targets: screen === phone && letters === 16 });
    complaints.push(...linesOf(findings).map((line) => `${name}: ${line}`));
  };
  const entry = (text: string, id = customer.id): LaidEntry => ({
    ...{ command: 'customers.addNote', method: 'POST', url: `/api/v1/customers/${id}/notes` },
    ...{ body: { id: newId(app.clock.now()), text }, title: '恆盛投資股份有限公司' },
  });
  const say = (zh: string, en: string): string => (language === 'en' ? en : zh);

  test.skipIf(missing !== undefined)(`O8 O4 the outbox, photos and companions fit${why}`, async () => {
    const visit = await makeVisit(seller, { customerId: customer.id, day: '2026-11-24', time: '10:30' });
    await putSmallPhoto(app, seller, { visitId: visit.id, photoId: newId(app.clock.now()) });
    const { context, page } = await open(seller.userName);
    await page.goto('/outbox');
    await page.getByText(say('都送出了', 'Everything is sent')).waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(`${letters}px`);
    await look(page, 'outbox, empty');

    await page.goto(`/visits/${visit.id}`);
    await page.getByRole('main').locator('img').waitFor();
    await look(page, 'visit with a photo');
    await page.goto(`/customers/${customer.id}`);
    await page.getByRole('button', { name: say('排拜訪', 'Plan a visit') }).click();
    await page.getByRole('dialog').getByRole('button', { name: '陳雅婷' }).click();
    await look(page, 'plan a visit, with a companion');

    await page.goto('/outbox');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await context.setOffline(true);
    await layEntries(page, [entry('電梯裡寫的一'), entry('電梯裡寫的二')]);
    await page.reload();
    await page.getByRole('main').getByRole('listitem').nth(1).waitFor();
    await look(page, 'outbox, waiting');
    await page.goto('/me');
    await page.getByRole('button', { name: say('登出', 'Sign out'), exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await look(page, 'sign out with something unsent');
    await context.close();

    expect(complaints).toEqual([]);
  });

  test.skipIf(missing !== undefined)(`O8 what the server refused fits${why}`, async () => {
    const { context, page } = await open(seller.userName);
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const change = { employees: 41 };
    await seller.send('PATCH', `/customers/${customer.id}`, change, { 'if-match': String(customer.version) });
    const url = `/api/v1/customers/${customer.id}`;
    await layEntries(page, [
      {
        ...{ command: 'customers.change', method: 'PATCH', url, title: '恆盛投資股份有限公司' },
        ...{ body: { employees: 45 }, ifMatch: customer.version, changes: [customer.id] },
      },
      entry('交接前寫的', newId(app.clock.now())),
    ]);
    await page.goto('/outbox');
    await page.getByRole('button', { name: say('用我的', 'Use mine') }).waitFor();
    await page.getByText('交接前寫的').waitFor();
    await look(page, 'outbox, refused');
    await context.close();

    expect(complaints).toEqual([]);
  });

  test.skipIf(missing !== undefined)(`O8 a form is changed and published, a list gets an entry${why}`, async () => {
    const { context, page } = await open('admin1');
    await page.goto('/forms');
    await look(page, 'forms');
    await page.getByRole('link', { name: say('辦公室拜訪', 'Office visit') }).click();
    const questions = page.getByRole('main').locator('button[aria-expanded]:not([aria-label])');
    await questions.nth(1).click();
    await look(page, 'form, a question open');
    const preview = page.getByRole('button', { name: say('預覽', 'Preview'), exact: true });
    if (await preview.isVisible()) {
      await preview.click();
      await look(page, 'form, preview');
      await page.getByRole('button', { name: say('編輯', 'Edit'), exact: true }).click();
    }
    await page.locator('[data-move="1"]:not([aria-disabled=true])').nth(2).click();
    await page.getByRole('button', { name: say('發布…', 'Publish…') }).click();
    await page.getByRole('dialog').waitFor();
    await look(page, 'form, publish');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('發布', 'Publish'), exact: true })
      .click();
    await page.getByText(say('已發布第 2 版', 'Version 2 is published')).waitFor();
    await look(page, 'form, published');
    expect((await admin.get<Form>('/forms/office')).body).toMatchObject({ version: 2 });

    await page.goto('/codes?list=tag');
    await look(page, 'codes');
    await page.getByRole('button', { name: say('新增一項', 'Add'), exact: true }).click();
    const fields = page.getByRole('dialog').getByRole('textbox');
    for (const at of [0, 1, 2]) await fields.nth(at).fill('Key account 2027');
    await look(page, 'codes, a new entry');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('儲存', 'Save') })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { items } = (await admin.get<{ items: CodeRow[] }>('/codes/tag')).body;
    expect(items.map(({ labels }) => labels.en)).toContain('Key account 2027');
    await context.close();

    expect(complaints).toEqual([]);
  });
});
