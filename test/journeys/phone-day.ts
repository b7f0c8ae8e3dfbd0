// What a seller does on the phone in a day, by touch, whether or not anybody answers.
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { rowsOn } from './phone-store.ts';
import { expectWords } from './stage.ts';

/** A picture of about five megabytes, like a phone's: noise does not shrink. */
export async function noisyPhoto(seed: number): Promise<Buffer> {
  const side = 2_100;
  const pixels = Buffer.alloc(side * side * 3);
  let state = seed * 2_654_435_761 + 1;
  for (let index = 0; index < pixels.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    pixels[index] = state >>> 24;
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 97 })
    .toBuffer();
}

export async function openCustomer(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '常用頁面' }).getByRole('link', { name: '客戶', exact: true }).click();
  await page.getByRole('list', { name: '客戶清單' }).getByRole('link', { name }).first().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

/** One after the other into the customer's story. */
export async function addNotes(page: Page, notes: readonly string[]): Promise<void> {
  for (const note of notes) {
    await page.getByRole('textbox', { name: '備註' }).fill(note);
    await page.getByRole('button', { name: '記下' }).click();
    await page
      .getByRole('list', { name: /的經過$/ })
      .getByText(note)
      .waitFor();
  }
}

/** At the door: begun, checked in, a photo taken, reported in a word, left. */
export async function visitDoor(page: Page, customer: string, photo: Buffer): Promise<void> {
  await page.getByRole('button', { name: '現在拜訪' }).click();
  await page.getByRole('link', { name: '寫報告' }).waitFor();
  await takePhoto(page, photo);
  await page.getByRole('link', { name: '寫報告' }).click();
  await page.getByRole('heading', { name: customer, level: 1 }).waitFor();
  await page.getByRole('group', { name: '結果' }).getByRole('button', { name: '沒人' }).click();
  await page.getByRole('button', { name: '存好並簽退' }).click();
  await expectWords(page, /存/);
}

export async function takePhoto(page: Page, photo: Buffer): Promise<void> {
  const shown = page.getByRole('main').locator('img');
  const before = await shown.count();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'IMG_2041.JPG', mimeType: 'image/jpeg', buffer: photo });
  await shown.nth(before).waitFor();
}

export interface PhoneEntry {
  id: string;
  command: string;
  state: 'pending' | 'refused' | 'sent';
  params: Record<string, string>;
  body: Record<string, unknown> | null;
  problem: { code: string } | null;
}

/** What the phone itself holds in its outbox, read past the product. */
export const entriesOn = (page: Page): Promise<PhoneEntry[]> => rowsOn(page, 'outbox');

export const stillPending = async (page: Page): Promise<number> =>
  (await entriesOn(page)).filter(({ state }) => state === 'pending').length;
