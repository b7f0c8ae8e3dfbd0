// The outbox in a real browser before a real server: each entry once, none held up by another, all of them seen, and a phone that keeps
// nothing once its person has signed out.
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeVisit } from '#modules/visits/testing.ts';
import { newId } from '#platform/shared/id.ts';
import { type Client, password, testApp, type TestApp } from '../harness/app.ts';
import { openBrowser, phone, type TestBrowser, whyNoBrowser } from '../harness/browser.ts';
import { axeSource, inspect, linesOf } from '../harness/inspect.ts';
import { everythingKept, type LaidEntry, layEntries } from './phone-store.ts';
import { expectWords, moveDate } from './stage.ts';

const missing = whyNoBrowser();
const why = missing === undefined ? '' : ` (${missing})`;
const journey = test.skipIf(missing !== undefined);

let app: TestApp;
let browser: TestBrowser;
let address: string;
let admin: Client & { rootUnitId: string };
let seller: Client & { userName: string };
let colleague: Client & { userName: string };
let customerId: string;

beforeAll(async () => {
  if (missing !== undefined) return;
  app = await testApp('2026-11-23T02:00:00Z');
  admin = await app.company();
  const unitId = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId });
  colleague = await makePerson(app, admin, { name: '陳雅婷', unitId });
  customerId = (await makeCustomer(seller, { name: '恆盛投資', contacts: [{ name: '王小姐', phone: '0912345678' }] }))
    .id;
  await makeVisit(seller, { customerId, time: '10:30' });
  address = await app.node.server.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  return () => browser.close();
});

async function openContext(): Promise<BrowserContext> {
  const context = await browser.open({ ...phone, baseURL: address });
  context.setDefaultTimeout(20_000);
  await context.addInitScript({ content: axeSource });
  await context.addInitScript(moveDate, app.clock.now() - Date.now());
  return context;
}

async function signIn(page: Page, userName: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: '使用者名稱' }).fill(userName);
  await page.getByLabel('密碼', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登入' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

async function signedIn(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openContext();
  const page = await context.newPage();
  await signIn(page, seller.userName);
  return { context, page };
}

const note = (text: string, of = customerId): LaidEntry => ({
  command: 'customers.addNote',
  method: 'POST',
  url: `/api/v1/customers/${of}/notes`,
  body: { id: newId(app.clock.now()), text },
  title: '恆盛投資',
});

const notesLike = (start: string) =>
  app.sql<{ text: string }>(
    `select detail ->> 'text' as text from timeline_entry where kind = 'customers.noted' and detail ->> 'text' like $1`,
    [`${start}%`],
  );
const countOf = async (start: string): Promise<number> => (await notesLike(start)).length;
const waitForNotes = (start: string, count: number): Promise<void> =>
  vi.waitFor(async () => expect(await countOf(start)).toBe(count), { timeout: 30_000, interval: 200 });

const main = (page: Page) => page.getByRole('main');

describe('O8 sending', () => {
  journey(`a command whose answer was lost is done once${why}`, async () => {
    const { context, page } = await signedIn();
    let lost = 0;
    await context.route('**/notes', async (route) => {
      if (lost >= 2) return route.continue();
      lost += 1;
      // It reaches the server; only the answer does not come back.
      await route.fetch();
      await route.abort('connectionreset');
    });
    await layEntries(page, [note('答案掉了')]);
    await page.goto('/outbox');
    await expectWords(page, '都送出了', 30_000);
    expect(lost).toBe(2);
    expect(await countOf('答案掉了')).toBe(1);
    await context.close();
  });

  journey(`two tabs send each entry once, in order, and the second takes over from a closed one${why}`, async () => {
    const { context, page } = await signedIn();
    const asked: string[] = [];
    let hold = true;
    await context.route('**/notes', async (route) => {
      asked.push(String((route.request().postDataJSON() as { text: string }).text));
      if (hold) await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue().catch(() => undefined);
    });
    const texts = Array.from({ length: 12 }, (_, index) => `兩頁 ${String(index).padStart(2, '0')}`);
    await layEntries(
      page,
      texts.map((text) => note(text)),
    );
    const second = await context.newPage();
    await Promise.all([page.goto('/outbox'), second.goto('/outbox')]);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(3), 20_000);
    await page.close();
    hold = false;
    await waitForNotes('兩頁', texts.length);
    await expectWords(second, '都送出了', 30_000);
    // What the closed tab had under way may have been asked a second time; the others were not.
    expect([...new Set(asked)]).toEqual(texts);
    expect(asked.length).toBeLessThanOrEqual(texts.length + 1);
    await context.close();
  });

  journey(`one that the server cannot take does not hold up the others${why}`, async () => {
    const { context, page } = await signedIn();
    await context.route('**/notes', (route) =>
      (route.request().postDataJSON() as { text: string }).text === '卡住的'
        ? route.fulfill({ status: 500 })
        : route.continue(),
    );
    await layEntries(page, [note('卡住的'), note('後面的一'), note('後面的二')]);
    await page.goto('/outbox');
    await waitForNotes('後面的', 2);
    await expectWords(page, /^試過 \d+ 次/);
    expect(linesOf(await inspect(page, { targets: true }))).toEqual([]);
    await context.unroute('**/notes');
    await page.getByRole('button', { name: '現在送出' }).click();
    await waitForNotes('卡住的', 1);
    await context.close();
  });

  journey(`without a network it waits, says so, and goes by itself once there is one${why}`, async () => {
    const { context, page } = await signedIn();
    await context.setOffline(true);
    await layEntries(page, [note('電梯裡寫的')]);
    await page.goto('/outbox');
    await expectWords(page, '恆盛投資：備註');
    await expectWords(page, '等網路，連線後自動送出');
    await expectWords(page, '1 筆待送');
    expect(linesOf(await inspect(page, { targets: true }))).toEqual([]);
    await context.setOffline(false);
    await waitForNotes('電梯裡寫的', 1);
    await expectWords(page, '都送出了');
    await page.getByText('今天已送出').click();
    await expectWords(page, '恆盛投資：備註');
    await context.close();
  });
});

describe('O8 what the server refused', () => {
  journey(`two people changed the same field: both values, and mine on demand${why}`, async () => {
    const { context, page } = await signedIn();
    const { id } = await makeCustomer(seller, { name: '永昌電子' });
    const [before] = await app.sql<{ version: number }>('select version from customer where id = $1', [id]);
    await admin.send(
      'PATCH',
      `/customers/${id}`,
      { website: 'theirs.example' },
      { 'if-match': String(before?.version) },
    );
    await layEntries(page, [
      {
        ...{ command: 'customers.change', method: 'PATCH', url: `/api/v1/customers/${id}`, title: '永昌電子' },
        ...{ body: { website: 'mine.example' }, ifMatch: Number(before?.version), changes: [id] },
      },
    ]);
    await page.goto('/outbox');
    await expectWords(page, 'mine.example');
    await expectWords(page, 'theirs.example');
    expect(linesOf(await inspect(page, { targets: true }))).toEqual([]);
    await page.getByRole('button', { name: '用我的' }).click();
    await expectWords(page, '都送出了');
    expect(await app.sql('select website from customer where id = $1', [id])).toEqual([{ website: 'mine.example' }]);
    await context.close();
  });

  journey(`of a customer who went to somebody else: said, kept, thrown away and taken back${why}`, async () => {
    const { context, page } = await signedIn();
    const { id } = await makeCustomer(admin, { name: '遠方貿易', ownerId: null, unitId: admin.rootUnitId });
    await layEntries(page, [{ ...note('交接前寫的', id), title: '遠方貿易' }]);
    await page.goto('/outbox');
    await expectWords(page, /可能轉給了同事/);
    await expectWords(page, '交接前寫的');
    // On every other screen too, with a way here.
    await page.goto('/');
    await page.getByText('伺服器沒有接受的有 1 筆').getByRole('link', { name: '看清單' }).click();
    await main(page).getByRole('button', { name: '丟掉' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '丟掉' }).click();
    await expectWords(page, '都送出了');
    await page.getByRole('button', { name: '復原' }).click();
    await expectWords(page, /可能轉給了同事/);
    await context.close();
  });
});

describe('O8 whose phone it is', () => {
  journey(`signing out without a network names what is unsent, then leaves nothing of the company${why}`, async () => {
    const { context, page } = await signedIn();
    const canaries = ['恆盛投資', '王小姐', '0912345678', '林志豪', '金絲雀'];
    await vi.waitFor(async () => expect(await everythingKept(page)).toContain('王小姐'), 20_000);
    await context.setOffline(true);
    await layEntries(page, [note('金絲雀備註')]);
    await page.goto('/me');
    const before = await everythingKept(page);
    for (const canary of canaries) expect(before).toContain(canary);

    await page.getByRole('button', { name: '登出', exact: true }).click();
    await expectWords(page, '還有 1 筆沒送出');
    await page.getByRole('dialog').getByText('恆盛投資：備註').waitFor();
    expect(linesOf(await inspect(page, { targets: true }))).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '丟掉並登出' }).click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    const after = await everythingKept(page);
    for (const canary of canaries) expect(after).not.toContain(canary);
    expect(await page.evaluate(() => Object.keys(localStorage).toSorted())).toEqual([
      'kejing.language',
      'kejing.signOutOwed',
    ]);

    // Opened anew, with and without a network, nobody is signed in.
    await page.goto('/');
    await page.waitForURL((url) => url.pathname === '/sign-in');
    const sessions = () => app.sql('select from auth_session');
    const open = (await sessions()).length;
    const first: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) first.push(`${request.method()} ${pathname}`);
    });
    await context.setOffline(false);
    await page.goto('/');
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await page.getByRole('textbox', { name: '使用者名稱' }).waitFor();
    await vi.waitFor(() => expect(first[0]).toBe('DELETE /api/v1/session'));
    await vi.waitFor(async () => expect(await sessions()).toHaveLength(open - 1));
    expect(await countOf('金絲雀')).toBe(0);
    await context.close();
  });

  journey(`a session that ended leaves what is unsent to its writer alone${why}`, async () => {
    const { context, page } = await signedIn();
    await vi.waitFor(async () => expect(await everythingKept(page)).toContain('王小姐'), 20_000);
    await context.setOffline(true);
    await layEntries(page, [note('等我回來')]);
    await app.sql('delete from auth_session');
    await app.node.app.signals.send('person', seller.personId);
    await context.setOffline(false);
    await page.goto('/');
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await expectWords(page, '這支手機上還有 1 筆沒送出');
    const locked = await everythingKept(page);
    expect(locked).toContain('等我回來');
    expect(locked).not.toContain('王小姐');

    await signIn(page, colleague.userName);
    await page.goto('/outbox');
    await expectWords(page, '都送出了');
    expect(await countOf('等我回來')).toBe(0);
    await page.goto('/me');
    await page.getByRole('button', { name: '登出', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await expectWords(page, '這支手機上還有 1 筆沒送出');

    await signIn(page, seller.userName);
    await waitForNotes('等我回來', 1);
    const [written] = await app.sql<{ person_id: string }>(
      `select person_id from timeline_entry where detail ->> 'text' = '等我回來'`,
    );
    expect(written?.person_id).toBe(seller.personId);
    await context.close();
  });

  journey(`who signs out in one tab is signed out in the other${why}`, async () => {
    const { context, page } = await signedIn();
    const second = await context.newPage();
    await second.goto('/');
    await second.getByRole('heading', { level: 1 }).waitFor();
    await page.goto('/me');
    await page.getByRole('button', { name: '登出', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await second.waitForURL((url) => url.pathname === '/sign-in');
    await signIn(page, colleague.userName);
    expect(await page.evaluate(() => indexedDB.databases().then((found) => found.length))).toBe(1);
    await context.close();
  });
});
