// Before the first day: the company is founded, its people are entered, the list of firms comes in and is given to a seller.
import { expect } from 'vitest';
import { firms, firmsFile } from './firms.ts';
import type { NodeGreeting } from './node-process.ts';
import { expectWords, type Window } from './stage.ts';
import { goTo, password, pick } from './steps.ts';

export async function setUp({ page, look }: Window, node: NodeGreeting): Promise<void> {
  await page.goto(`/setup?token=${node.token}`);
  await page.getByRole('textbox', { name: '公司名稱' }).fill('城中辦公用品');
  await look('setup');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('textbox', { name: '姓名' }).fill('陳主任');
  await page.getByRole('textbox', { name: '使用者名稱' }).fill('陳主任');
  await page.getByLabel('密碼', { exact: true }).fill(password);
  await look('setup, administrator');
  await page.getByRole('button', { name: '建立公司並登入' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

export async function addTeam(window: Window, name: string): Promise<void> {
  const { page } = window;
  await goTo(window, '組織');
  await window.look('organisation');
  await page.getByRole('button', { name: '新增單位' }).click();
  await page.getByRole('textbox', { name: '名稱' }).fill(name);
  await window.look('organisation, new unit');
  await page.getByRole('dialog').getByRole('button', { name: '新增' }).click();
  await expectWords(page, `已新增「${name}」`);
}

interface Colleague {
  name: string;
  position: string;
  unit: string;
  leads?: boolean;
}

/** A colleague with a posting, and an account of his own name. */
export async function addColleague(window: Window, { name, position, unit, leads }: Colleague): Promise<void> {
  const { page, look } = window;
  await goTo(window, '人員');
  await look('people');
  await page.getByRole('button', { name: '新增人員' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: '姓名' }).fill(name);
  await pick(page, '單位', unit);
  await form.getByRole('combobox', { name: '職務' }).selectOption({ label: position });
  if (leads) await form.getByRole('checkbox', { name: `帶領${unit}` }).check();
  await look('people, new colleague');
  await form.getByRole('button', { name: '新增' }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.getByLabel('第一次的密碼', { exact: true }).fill(password);
  await look('person');
  await page.getByRole('button', { name: '開通帳號' }).click();
  await expectWords(page, `已開通${name}的帳號`);
}

/** Puts the list in, looks at how it is read, rehearses, writes; the five verdicts add up to the lines of the file. */
export async function importFirms(window: Window): Promise<void> {
  const { page, look } = window;
  await goTo(window, '匯入');
  await look('imports');
  await page.getByLabel('選擇檔案').setInputFiles(firmsFile);
  await page.getByRole('button', { name: '上傳' }).click();
  await page.getByRole('heading', { name: firmsFile.name, level: 1 }).waitFor();
  expect(await page.getByRole('combobox', { name: '編碼' }).inputValue()).toBe('big5');
  await expectWords(page, '例如 恆盛投資');
  await look('import, columns');
  await page.getByRole('button', { name: '試跑' }).click();
  await expectWords(page, '試跑不會寫入任何資料');
  await look('import, rehearsed');
  await page.getByRole('button', { name: `寫入 ${firms.length} 筆` }).click();
  await expectWords(page, '匯入完成');
  const sums = ['全部 8', '新增 6', '更新 0', '相同 0', '退回 2', '存疑 0'];
  for (const sum of sums) await page.getByRole('button', { name: sum }).waitFor();
  await look('import, written');
  await page.getByRole('link', { name: '看匯入的客戶' }).click();
  await page.getByRole('heading', { name: /^客戶/, level: 1 }).waitFor();
  for (const firm of firms) await page.getByText(firm, { exact: true }).first().waitFor();
}

/** Gives the firms to a seller: many at once at the desk, one by one on the phone. */
export async function assign(window: Window, firms: readonly string[], seller: string): Promise<void> {
  const { page, phone, look } = window;
  await goTo(window, '客戶');
  if (phone) {
    for (const firm of firms) {
      await goTo(window, '客戶');
      await page.getByRole('list', { name: '客戶清單' }).getByRole('link', { name: firm }).first().click();
      await page.getByRole('button', { name: '指派…' }).click();
      await giveTo(window, seller, 1);
    }
    return;
  }
  for (const firm of firms) await page.getByRole('checkbox', { name: `選取 ${firm}` }).check();
  await look('customers, some chosen');
  await page.getByRole('button', { name: '指派…' }).click();
  await giveTo(window, seller, firms.length);
}

async function giveTo({ page, look }: Window, seller: string, count: number): Promise<void> {
  await pick(page, '交給誰', seller);
  await page
    .getByRole('button', { name: '新名單分派' })
    .or(page.getByRole('group', { name: '原因' }).getByRole('button').first())
    .first()
    .click();
  await look('assign');
  await page.getByRole('button', { name: '指派', exact: true }).click();
  await expectWords(page, `已把 ${count} 位客戶交給 ${seller}`);
}
