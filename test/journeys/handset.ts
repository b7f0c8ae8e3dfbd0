// A phone and its line: a served application in this process, a proxy before it, and a browser whose profile outlives it.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { type Client, password, testApp, type TestApp } from '../harness/app.ts';
import { openPhone } from '../harness/browser.ts';
import { type FaultProxy, openFaultProxy } from '../harness/fault-proxy.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { moveDate } from './stage.ts';

export interface Field {
  app: TestApp;
  proxy: FaultProxy;
  admin: Client & { rootUnitId: string };
  unitId: string;
  lead: Client & { userName: string };
  seller: Client & { userName: string };
  /** Switches the phone on, its clock where the story is; what it stored is there from the last time. */
  switchOn(): Promise<{ context: BrowserContext; page: Page }>;
  kill(): Promise<void>;
}

/** Monday morning in Taipei: a team with its lead and one seller, and his phone. */
export async function openField(seed: number): Promise<Field> {
  const app = await testApp('2026-11-23T02:00:00Z');
  const admin = await app.company();
  const unitId = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  const lead = await makePerson(app, admin, { name: '陳主任', unitId, position: 'teamLead', leads: true });
  const seller = await makePerson(app, admin, { name: '林志豪', unitId });
  const proxy = await openFaultProxy(await app.node.server.listen({ host: '127.0.0.1', port: 0 }), seed);
  const handset = await openPhone();
  afterAll(async () => {
    await handset.close();
    await proxy.close();
  });
  return {
    app,
    proxy,
    admin,
    unitId,
    lead,
    seller,
    kill: () => handset.kill(),
    async switchOn() {
      const context = await handset.start({ baseURL: proxy.address });
      context.setDefaultTimeout(20_000);
      await context.addInitScript(moveDate, app.clock.now() - Date.now());
      return { context, page: context.pages()[0] ?? (await context.newPage()) };
    },
  };
}

/** Signs in and waits until the page would open without a network too. */
export async function signInOnPhone(page: Page, userName: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: '使用者名稱' }).fill(userName);
  await page.getByLabel('密碼', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登入' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}
