// Whose phone it is: nothing of the company stays after signing out, and what is unsent is its writer's alone.
import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { complaintsOf, noBrowser, outboxStage, why } from './outbox-stage.ts';
import { everythingKept, layEntries } from './phone-store.ts';
import { expectWords } from './stage.ts';

const stage = outboxStage();

/** Words of the company that must not outlive its person on the device. */
const canaries = ['恆盛投資', '王小姐', '0912345678', '林志豪', '金絲雀'];

async function keptOf(page: Page, words: readonly string[]): Promise<string[]> {
  const kept = await everythingKept(page);
  return words.filter((word) => kept.includes(word));
}
const canariesOn = (page: Page): Promise<string[]> => keptOf(page, canaries);

/** What the day needs has been brought onto the phone. */
const filled = (page: Page): Promise<void> =>
  vi.waitFor(async () => expect(await keptOf(page, ['王小姐'])).toEqual(['王小姐']), 20_000);

describe.skipIf(noBrowser)(`O8 whose phone it is${why}`, () => {
  test('signing out without a network names what is unsent, then leaves nothing of the company', async () => {
    const { context, page } = await stage.signedIn();
    await filled(page);
    await context.setOffline(true);
    await layEntries(page, [stage.note('金絲雀備註')]);
    await page.goto('/me');
    expect(await canariesOn(page)).toEqual(canaries);

    await page.getByRole('button', { name: '登出', exact: true }).click();
    await expectWords(page, '還有 1 筆沒送出');
    await page.getByRole('dialog').getByText('恆盛投資：備註').waitFor();
    expect(await complaintsOf(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '丟掉並登出' }).click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    expect(await canariesOn(page)).toEqual([]);
    expect(await page.evaluate(() => Object.keys(localStorage).toSorted())).toEqual([
      'kejing.language',
      'kejing.signOutOwed',
      'kejing.turn',
    ]);

    // Opened anew, with and without a network, nobody is signed in.
    await page.goto('/');
    await page.waitForURL((url) => url.pathname === '/sign-in');
    const sessions = () => stage.app.sql('select from auth_session');
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
    expect(await stage.countOf('金絲雀')).toBe(0);
    await context.close();
  });

  test('a session that ended leaves what is unsent to its writer alone', async () => {
    const { context, page } = await stage.signedIn();
    await filled(page);
    await context.setOffline(true);
    await layEntries(page, [stage.note('等我回來')]);
    await stage.app.sql('delete from auth_session');
    await stage.app.node.app.signals.send('person', stage.seller.personId);
    await context.setOffline(false);
    await page.goto('/');
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await expectWords(page, '這支手機上還有 1 筆沒送出');
    expect(await keptOf(page, ['等我回來', '王小姐'])).toEqual(['等我回來']);

    await stage.signIn(page, stage.colleague.userName);
    await page.goto('/outbox');
    await expectWords(page, '都送出了');
    expect(await stage.countOf('等我回來')).toBe(0);
    await page.goto('/me');
    await page.getByRole('button', { name: '登出', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await expectWords(page, '這支手機上還有 1 筆沒送出');

    await stage.signIn(page, stage.seller.userName);
    await stage.waitForNotes('等我回來', 1);
    const [written] = await stage.app.sql<{ person_id: string }>(
      `select person_id from timeline_entry where detail ->> 'text' = '等我回來'`,
    );
    expect(written?.person_id).toBe(stage.seller.personId);
    await context.close();
  });

  test('who signs out in one tab is signed out in the other', async () => {
    const { context, page } = await stage.signedIn();
    const second = await context.newPage();
    await second.goto('/');
    await second.getByRole('heading', { level: 1 }).waitFor();
    await page.goto('/me');
    await page.getByRole('button', { name: '登出', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await second.waitForURL((url) => url.pathname === '/sign-in');
    await stage.signIn(page, stage.colleague.userName);
    const stores = async () =>
      (await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).filter((name) =>
        name?.startsWith('kejing.store.'),
      );
    // The screen does not wait for the store of whoever came.
    await vi.waitFor(async () => expect(await stores()).not.toEqual([]), { timeout: 10_000 });
    expect(await stores()).toHaveLength(1);
    await context.close();
  });
});
