// A seller in a basement: finds the customers his phone holds, writes down a new one with a contact and a note, and mends what is refused.
import { describe, expect, test, vi } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { makeCustomer } from '#modules/customers/testing.ts';
import { complaintsOf, noBrowser, outboxStage, why } from './outbox-stage.ts';
import { everythingKept } from './phone-store.ts';
import { expectWords } from './stage.ts';

const stage = outboxStage();

/** Until the phone holds a customer's page, by the filling after sign-in. */
const filled = (page: Page, customerId: string): Promise<void> =>
  vi.waitFor(async () => expect(await everythingKept(page)).toContain(`"url":"/api/v1/customers/${customerId}"`), {
    timeout: 20_000,
    interval: 300,
  });

async function inBasement(): Promise<{ context: BrowserContext; page: Page }> {
  const { context, page } = await stage.signedIn();
  await filled(page, stage.customerId);
  await context.setOffline(true);
  return { context, page };
}

async function writeDown(page: Page, name: string, more: { taxNumber?: string } = {}): Promise<void> {
  await page.goto('/customers/new');
  await page.getByRole('textbox', { name: '名稱' }).fill(name);
  if (more.taxNumber !== undefined) {
    await page.getByRole('button', { name: '更多欄位' }).click();
    await page.getByRole('textbox', { name: '統一編號' }).fill(more.taxNumber);
  }
  await page.getByRole('button', { name: '建立客戶' }).click();
  await page.waitForURL(/\/customers\/[\da-f-]{36}$/);
}

async function addNote(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: '備註' }).fill(text);
  await page.getByRole('button', { name: '記下' }).click();
  await expectWords(page, `備註：${text}`);
}

const rows = (sql: string, values: string[]) => stage.app.sql(sql, values);

describe.skipIf(noBrowser)(`O8 customers without a network${why}`, () => {
  test('what the phone holds is found by name, contact and number, and says that this is not all', async () => {
    const { context, page } = await inBasement();
    await makeCustomer(stage.seller, { name: '沒存的公司' });
    await page.goto('/customers');
    await expectWords(page, '恆盛投資');
    await expectWords(page, /^現在連不上伺服器，只顯示這支手機裡的 \d+ 位客戶。$/);
    await page.getByRole('searchbox').fill('王小姐');
    await expectWords(page, '恆盛投資');
    await page.getByRole('searchbox').fill('沒存的');
    await expectWords(page, '沒有符合的客戶');
    expect(await complaintsOf(page)).toEqual([]);
    await context.close();
  });

  test('a page that is not held says so calmly, and comes by itself', async () => {
    const { context, page } = await inBasement();
    const { id } = await makeCustomer(stage.seller, { name: '樓上的公司' });
    await page.goto(`/customers/${id}`);
    await expectWords(page, '這支手機裡沒有');
    expect(await complaintsOf(page)).toEqual([]);
    await context.setOffline(false);
    await expectWords(page, '樓上的公司', 30_000);
    await context.close();
  });

  test('a new customer, its contact and a note are there at once, outlive a reload, and reach the server once', async () => {
    const { context, page } = await inBasement();
    await page.goto('/customers/new');
    await page.getByRole('textbox', { name: '名稱' }).fill('恆盛投資');
    await expectWords(page, '名稱相同', 5_000);
    await page.getByRole('textbox', { name: '名稱' }).fill('地下室商行');
    await page.reload();
    await expectWords(page, '這是您上次還沒存的內容。');
    await expect.poll(() => page.getByRole('textbox', { name: '名稱' }).inputValue()).toBe('地下室商行');
    await page.getByRole('button', { name: '建立客戶' }).click();
    await page.waitForURL(/\/customers\/[\da-f-]{36}$/);
    await expectWords(page, '地下室商行');
    await page.getByRole('button', { name: '新增聯絡人' }).click();
    await page.getByRole('textbox', { name: '姓名' }).fill('丁老闆');
    await page.getByRole('button', { name: '儲存' }).click();
    await expectWords(page, '丁老闆');
    await addNote(page, '下週再來');
    expect(await complaintsOf(page)).toEqual([]);
    const id = page.url().slice(-36);
    await page.reload();
    await expectWords(page, '備註：下週再來');
    await page.goto('/customers');
    await expectWords(page, '地下室商行');
    await page.goto('/customers/new');
    expect(await page.getByRole('textbox', { name: '名稱' }).inputValue()).toBe('');

    await context.setOffline(false);
    await stage.waitForNotes('下週再來', 1);
    expect(await rows('select name from customer where name = $1', ['地下室商行'])).toHaveLength(1);
    expect(await rows('select name from contact where customer_id = $1', [id])).toEqual([{ name: '丁老闆' }]);
    // The next tunnel: what was made is held, though its page was not asked for since.
    await context.setOffline(true);
    await page.goto(`/customers/${id}`);
    await expectWords(page, '丁老闆');
    await context.close();
  });

  test('one that was refused is mended where it was written, and what was written upon it follows', async () => {
    const taxNumber = '04595257';
    const { context, page } = await inBasement();
    await makeCustomer(stage.colleague, { name: '別人的公司', taxNumber });
    await writeDown(page, '打錯統編', { taxNumber });
    await addNote(page, '跟著走');
    await context.setOffline(false);
    await page.goto('/outbox');
    await expectWords(page, /^這個統一編號/);
    expect(await stage.countOf('跟著走')).toBe(0);
    await page.getByRole('link', { name: '打開這一頁修改' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: '名稱' }).inputValue()).toBe('打錯統編');
    await page.getByRole('textbox', { name: '統一編號' }).fill('');
    await page.getByRole('button', { name: '建立客戶' }).click();
    await page.waitForURL(/\/customers\/[\da-f-]{36}$/);
    await stage.waitForNotes('跟著走', 1);
    expect(await rows('select tax_number from customer where name = $1', ['打錯統編'])).toEqual([{ tax_number: null }]);
    await context.close();
  });

  test('the number of a person is shown with a network and is nowhere on the phone', async () => {
    const identity = '10458575';
    const { id } = await makeCustomer(stage.seller, { name: '林家', kind: 'household', taxNumber: identity });
    const { context, page } = await stage.signedIn();
    await page.goto(`/customers/${id}`);
    await expectWords(page, identity);
    await filled(page, id);
    expect(await everythingKept(page)).not.toContain(identity);
    await context.close();
  });
});
