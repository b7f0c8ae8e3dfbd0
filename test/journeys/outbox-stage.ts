// One company, one seller with a customer and a visit today, a colleague, and browsers to sign in with.
import { beforeAll, expect, vi } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { makeCustomer } from '#modules/customers/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import { makeVisit } from '#modules/visits/testing.ts';
import { newId } from '#platform/shared/id.ts';
import { type Client, testApp, type TestApp } from '../harness/app.ts';
import { openBrowser, phone, type TestBrowser, whyNoBrowser } from '../harness/browser.ts';
import { axeSource, inspect, linesOf } from '../harness/inspect.ts';
import { signInOnPhone } from './handset.ts';
import type { LaidEntry } from './phone-store.ts';
import { moveDate } from './stage.ts';

export interface OutboxStage {
  app: TestApp;
  admin: Client & { rootUnitId: string };
  seller: Client & { userName: string };
  colleague: Client & { userName: string };
  /** 恆盛投資, with the contact 王小姐. */
  customerId: string;
  /** A phone of its own, the seller signed in. */
  signedIn(): Promise<{ context: BrowserContext; page: Page }>;
  signIn(page: Page, userName: string): Promise<void>;
  /** A note into the customer's story, as a screen would have written it. */
  note(text: string, customerId?: string): LaidEntry;
  /** Notes in the database whose text begins so. */
  countOf(start: string): Promise<number>;
  waitForNotes(start: string, count: number): Promise<void>;
}

const missing = whyNoBrowser();
/** For the titles of tests that cannot run here. */
export const noBrowser = missing !== undefined;
export const why = missing === undefined ? '' : ` (${missing})`;

/** What axe, thumbs and edges have against what is shown. */
export const complaintsOf = async (page: Page): Promise<string[]> => linesOf(await inspect(page, { targets: true }));

/** Set before the tests of the file that calls it, unless there is no browser. */
export function outboxStage(): OutboxStage {
  const stage = {} as OutboxStage;
  beforeAll(async () => {
    if (noBrowser) return;
    const browser = await openBrowser();
    await setUp(stage, browser);
    return () => browser.close();
  });
  return stage;
}

async function setUp(stage: OutboxStage, browser: TestBrowser): Promise<void> {
  const app = await testApp('2026-11-23T02:00:00Z');
  const admin = await app.company();
  const unitId = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  const seller = await makePerson(app, admin, { name: '林志豪', unitId });
  const colleague = await makePerson(app, admin, { name: '陳雅婷', unitId });
  const contacts = [{ name: '王小姐', phone: '0912345678' }];
  const { id: customerId } = await makeCustomer(seller, { name: '恆盛投資', contacts });
  await makeVisit(seller, { customerId, time: '10:30' });
  const baseURL = await app.node.server.listen({ host: '127.0.0.1', port: 0 });
  const countOf = async (start: string): Promise<number> => {
    const like = `select from timeline_entry where kind = 'customers.noted' and detail ->> 'text' like $1`;
    return (await app.sql(like, [`${start}%`])).length;
  };
  Object.assign(stage, {
    ...{ app, admin, seller, colleague, customerId, signIn: signInOnPhone, countOf },
    async signedIn() {
      const context = await browser.open({ ...phone, baseURL });
      context.setDefaultTimeout(20_000);
      await context.addInitScript({ content: axeSource });
      await context.addInitScript(moveDate, app.clock.now() - Date.now());
      const page = await context.newPage();
      await signInOnPhone(page, seller.userName);
      return { context, page };
    },
    note: (text: string, of = customerId): LaidEntry => ({
      command: 'customers.addNote',
      method: 'POST',
      url: `/api/v1/customers/${of}/notes`,
      body: { id: newId(app.clock.now()), text },
      title: '恆盛投資',
    }),
    waitForNotes: (start: string, count: number) =>
      vi.waitFor(async () => expect(await countOf(start)).toBe(count), { timeout: 30_000, interval: 200 }),
  } satisfies OutboxStage);
}
