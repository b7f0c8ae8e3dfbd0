// The server got a new version while pages of the one before are open: it waits until it is asked for, or until a page starts alone.
import { appendFileSync, copyFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { testApp } from '../harness/app.ts';
import { openBrowser, phone, whyNoBrowser } from '../harness/browser.ts';
import { axeSource, inspect, linesOf } from '../harness/inspect.ts';
import { signInOnPhone } from './handset.ts';
import { moveDate } from './stage.ts';

const missing = whyNoBrowser();
const why = missing === undefined ? '' : ` (${missing})`;
const worker = path.resolve(import.meta.dirname, '../../dist/web/sw.js');
const kept = `${worker}.kept`;

let context: BrowserContext;
let versions = 0;

beforeAll(async () => {
  if (missing !== undefined) return;
  const app = await testApp('2026-11-23T02:00:00Z');
  const admin = await app.company();
  const unitId = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  const seller = await makePerson(app, admin, { name: '林志豪', unitId });
  const baseURL = await app.node.server.listen({ host: '127.0.0.1', port: 0 });
  copyFileSync(worker, kept);
  const browser = await openBrowser();
  afterAll(async () => {
    await browser.close();
    renameSync(kept, worker);
  });
  context = await browser.open({ ...phone, baseURL });
  context.setDefaultTimeout(20_000);
  await context.addInitScript({ content: axeSource });
  await context.addInitScript(moveDate, app.clock.now() - Date.now());
  const page = await context.newPage();
  await signInOnPhone(page, seller.userName);
  await page.close();
});

/** The server's pages become others. */
function newVersion(): void {
  versions += 1;
  appendFileSync(worker, `\n// version ${versions}\n`);
}

const marked = (page: Page): Promise<boolean> => page.evaluate(() => 'mark' in globalThis);

/** A page in use: marked, so that loading it anew is seen. */
async function pageInUse(): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('main').tap({ position: { x: 5, y: 5 } });
  await page.evaluate(() => Object.assign(globalThis, { mark: true }));
  return page;
}

const comes = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
  });

const waits = (page: Page): Promise<boolean> =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);

describe('O8 a new version', () => {
  test.skipIf(missing !== undefined)(`is told of, and shown when it is asked for${why}`, async () => {
    const page = await pageInUse();
    newVersion();
    await comes(page);
    await page.getByText('有新版本').waitFor();
    expect(await marked(page)).toBe(true);
    expect(linesOf(await inspect(page, { targets: true }))).toEqual([]);
    await page.getByRole('button', { name: '更新' }).tap();
    await expect.poll(() => marked(page).catch(() => true), { timeout: 20_000 }).toBe(false);
    await expect.poll(() => waits(page).catch(() => true), { timeout: 20_000 }).toBe(false);
    await page.close();
  });

  test.skipIf(missing !== undefined)(
    `takes no page in use by surprise, and is taken by one that starts alone${why}`,
    async () => {
      const page = await pageInUse();
      newVersion();
      await comes(page);
      await page.getByText('有新版本').waitFor();
      const second = await context.newPage();
      await second.goto('/');
      await second.getByText('有新版本').waitFor();
      expect([await marked(page), await waits(page)]).toEqual([true, true]);
      await second.close();

      // The only page, loaded anew: nobody is in the middle of anything. Until it has loaded itself once more it must not be looked at: for
      // the browser a question of ours is a touch.
      let loads = 0;
      page.on('load', () => (loads += 1));
      await page.reload();
      await vi.waitFor(() => expect(loads).toBe(2), 20_000);
      expect(await waits(page)).toBe(false);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.getByText('有新版本').count()).toBe(0);
      await page.close();
    },
  );
});
