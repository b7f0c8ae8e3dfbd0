// A browser that is killed before it has written down what it remembers beside the databases, or while a check-in still looks for its place.
import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { noBrowser, outboxStage, why } from './outbox-stage.ts';

const stage = outboxStage();

const remembered = (page: Page): Promise<Record<string, string>> => page.evaluate(() => ({ ...localStorage }));
const remember = (page: Page, marks: Record<string, string>): Promise<void> =>
  page.evaluate((kept) => {
    localStorage.clear();
    for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
  }, marks);

describe.skipIf(noBrowser)(`O8 a browser that is killed a moment later${why}`, () => {
  test('O8 whose phone it is, is known without a network though the browser forgot', async () => {
    const { context, page } = await stage.signedIn();
    await page.getByText('恆盛投資').first().waitFor();
    await remember(page, {});
    await context.setOffline(true);
    await page.reload();
    await page.getByText('恆盛投資').first().waitFor();
    expect((await remembered(page))['kejing.person']).toContain(stage.seller.personId);
    await context.close();
  });

  test('O8 who signed out without a network stays signed out though the browser forgot', async () => {
    const { context, page } = await stage.signedIn();
    await page.goto('/me');
    await page.getByRole('button', { name: '登出', exact: true }).waitFor();
    const before = await remembered(page);
    await context.setOffline(true);
    await page.getByRole('button', { name: '登出', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await remember(page, before);
    await context.setOffline(false);
    await page.goto('/');
    await page.waitForURL((url) => url.pathname === '/sign-in');
    expect((await remembered(page))['kejing.person']).toBeUndefined();
    await context.close();
  });

  test('O8 a check-in that still looks for its place is kept, and sent without it', async () => {
    const { context, page } = await stage.signedIn();
    // A question for permission that nobody answers.
    await context.addInitScript(() => {
      Object.assign(Object.getPrototypeOf(navigator.geolocation), { getCurrentPosition: () => undefined });
    });
    const [visit] = await stage.app.sql<{ id: string }>('select id from visit');
    await page.goto(`/visits/${visit?.id}`);
    const press = page.getByRole('button', { name: '簽到', exact: true });
    await press.waitFor();
    await context.setOffline(true);
    await press.click();
    await page.getByRole('button', { name: '簽退' }).waitFor();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto('/');
    const rows = () => stage.app.sql<{ doubts: string[] }>('select doubts from visit_check_in');
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ doubts: ['noPosition'] }]), 20_000);
    await context.close();
  });
});
