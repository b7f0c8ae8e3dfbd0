// A seller's day and what his lead sees of it: whom next, at the door, the report, and tomorrow's list agreed upon.
import { expect } from 'vitest';
import { expectWords, type Window } from './stage.ts';
import { goTo } from './steps.ts';

/** Puts a customer on today's list, from the customer's own screen. */
export async function planVisit(window: Window, customer: string, time: string): Promise<void> {
  const { page, look } = window;
  await goTo(window, '客戶');
  await openCustomer(window, customer);
  await look('customer');
  await page.getByRole('button', { name: '排拜訪' }).click();
  await page.getByLabel('幾點').fill(time);
  await look('customer, plan a visit');
  await page.getByRole('button', { name: '排進去' }).click();
  await expectWords(page, /^已排進/);
}

export async function openCustomer({ page, phone, look }: Window, customer: string): Promise<void> {
  await page
    .getByRole('searchbox', { name: '搜尋客戶' })
    .or(page.getByRole('textbox', { name: '搜尋客戶' }))
    .fill(customer);
  await look('customers');
  if (phone) await page.getByRole('list', { name: '客戶清單' }).getByRole('link', { name: customer }).first().click();
  else await page.getByRole('row', { name: customer }).getByText(customer).first().click();
  await page.getByRole('heading', { name: customer, level: 1 }).waitFor();
}

/** From the first screen: the next stop is named with its hour, and one press checks in there. */
export async function checkIn(window: Window, customer: string): Promise<void> {
  const { page, look } = window;
  await goTo(window, '今日');
  const next = page.getByRole('region', { name: /下一站/ });
  await next.getByText(customer).waitFor();
  await look('today');
  await next.getByRole('button', { name: '簽到' }).click();
  await page.getByRole('link', { name: '寫報告' }).click();
  await page.getByRole('heading', { name: customer, level: 1 }).waitFor();
}

export const sentence = '月底換供應商，要三家比價';

/** The office form by touch; the one thing typed is the sentence. */
export async function report({ page, look }: Window, told = '已存好並簽退'): Promise<void> {
  const somebody = page.getByLabel('見到的人怎麼稱呼');
  if (!(await somebody.isVisible())) await page.getByRole('button', { name: '別人' }).click();
  await somebody.fill('王小姐');
  await somebody.press('Enter');
  await page.getByLabel(/^辦公人數/).fill('45');
  await page.getByRole('button', { name: 'Double A' }).click();
  await page.getByRole('group', { name: '態度' }).getByRole('button', { name: '客氣' }).click();
  await page.getByRole('radio', { name: /想比價/ }).check({ force: true });
  await page.getByRole('button', { name: '收到名片' }).click();
  await page.getByLabel(/^一句話/).fill(sentence);
  await page.getByRole('group', { name: '下一步' }).getByRole('button', { name: '再訪' }).click();
  await page.getByRole('button', { name: /^三天後/ }).click();
  await look('report');
  await page.getByRole('button', { name: '存好並簽退' }).click();
  await expectWords(page, told);
}

/** Opens the lead's desk and leaves it standing: what comes after must come by itself. */
export async function openDesk(window: Window): Promise<void> {
  await goTo(window, '團隊今日');
  await window.page.getByRole('heading', { name: /^團隊今日/, level: 1 }).waitFor();
  await window.page.evaluate(() => Object.assign(globalThis, { neverReloaded: true }));
  await window.look('team day, before');
}

/** The visit stands on the desk within three seconds, with its intent, and the page was never loaded anew. */
export async function seeVisit({ page, phone, look }: Window, customer: string): Promise<void> {
  const words = `${customer}，談了，意向 3`;
  await page.getByRole(phone ? 'img' : 'button', { name: words }).waitFor({ timeout: 3_000 });
  expect(await page.evaluate(() => 'neverReloaded' in globalThis)).toBe(true);
  if (phone) {
    await page.getByText('看拜訪（1）').click();
    await page.getByRole('link', { name: words }).waitFor();
  }
  await look('team day');
}

interface Tomorrow {
  without: string;
  add: string;
}

/** The proposed list, put in the seller's own order and handed in. */
export async function editTomorrow(window: Window, { without, add }: Tomorrow): Promise<void> {
  const { page, look } = window;
  await goTo(window, '今日');
  await page.getByRole('link', { name: '看計劃' }).click();
  await page.getByRole('heading', { name: '明日計劃', level: 1 }).waitFor();
  await page.getByRole('button', { name: `移除：${without}` }).click();
  await expectWords(page, `已移除 ${without}`);
  await page.getByRole('button', { name: '加一位客戶' }).click();
  await page.getByRole('dialog').getByRole('textbox').or(page.getByRole('dialog').getByRole('searchbox')).fill(add);
  await look('tomorrow, add a customer');
  await page.getByRole('dialog').getByRole('button', { name: add }).click();
  await page.getByRole('button', { name: `往前：${add}` }).click();
  await look('tomorrow');
  await page.getByRole('button', { name: '送出' }).click();
  await expectWords(page, /送出，等主管確認/);
}

export async function confirmPlan(window: Window, seller: string): Promise<void> {
  const { page, phone, look } = window;
  await goTo(window, '團隊計劃');
  await look('team plans');
  if (phone) await page.getByRole('button', { name: seller }).click();
  else await page.getByRole('row', { name: seller }).getByText(seller).click();
  await look('team plans, one list');
  await page.getByRole('button', { name: `確認${seller}的計劃` }).click();
  await expectWords(page, `${seller}的計劃已確認`);
}

/** On the seller's still open screen, by itself. */
export async function seeConfirmed({ page, look }: Window, lead: string): Promise<void> {
  await page.getByText('已確認', { exact: true }).waitFor({ timeout: 3_000 });
  await expectWords(page, new RegExp(`${lead}.*確認`));
  await look('tomorrow, confirmed');
}
