// What people do on screens, said as they would say it.
import type { Page } from 'playwright-core';
import type { Window } from './stage.ts';

export const password = 'correct horse battery';

/** What stands at the head of a screen, where it is not what the menu calls it. */
const headings: Readonly<Record<string, RegExp>> = {
  今日: /^11月23日/,
  團隊今日: /^團隊今日/,
  客戶: /^客戶/,
  匯入: /^匯入名單/,
};

/** Opens a place of the menu: in the desk's left column; on the phone a tab, or from the list below 「我」. */
export async function goTo({ page, phone }: Window, place: string): Promise<void> {
  const link = { name: place, exact: true };
  if (phone) {
    const tabs = page.getByRole('navigation', { name: '常用頁面' });
    await tabs.getByRole('link', { name: '我', exact: true }).waitFor();
    const tab = tabs.getByRole('link', link);
    if ((await tab.count()) > 0) await tab.click();
    else {
      await tabs.getByRole('link', { name: '我', exact: true }).click();
      await page.getByRole('main').getByRole('link', link).click();
    }
  } else await page.getByRole('navigation', { name: '主選單' }).getByRole('link', link).click();
  await page.getByRole('heading', { level: 1, name: headings[place] ?? place }).waitFor();
}

export async function signIn(window: Window, userName: string): Promise<void> {
  const { page } = window;
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: '使用者名稱' }).fill(userName);
  await page.getByLabel('密碼', { exact: true }).fill(password);
  await window.look('sign-in');
  await page.getByRole('button', { name: '登入' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

/** Picks from a field of a dialog that is searched by typing. */
export async function pick(page: Page, field: string, choice: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('combobox', { name: new RegExp(`^${field}`) });
  await box.click();
  await box.fill(choice);
  await page.locator('[role=option]:visible').filter({ hasText: choice }).first().click();
}
