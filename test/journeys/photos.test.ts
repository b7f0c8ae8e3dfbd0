// Photos of a visit in a real browser: at once with a network; in a lift kept on the phone, shown, and sent by itself later.
import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { cameraPicture } from '#modules/files/testing.ts';
import type { Photos } from '#modules/visits/contract-photos.ts';
import type { VisitRow } from '#modules/visits/contract.ts';
import { complaintsOf, noBrowser, outboxStage, why } from './outbox-stage.ts';
import { expectWords } from './stage.ts';

const stage = outboxStage();

async function visitId(): Promise<string> {
  const { body } = await stage.seller.get<{ items: VisitRow[] }>('/visits?day=2026-11-23');
  return body.items[0]?.id ?? '';
}

const sentPhotos = async (id: string) => (await stage.seller.get<Photos>(`/visits/${id}/photos`)).body.items;

describe.skipIf(noBrowser)(`O8 photos${why}`, () => {
  test('are taken, shown and sent, with a network and without', async () => {
    const { context, page } = await stage.signedIn();
    const id = await visitId();
    await page.goto(`/visits/${id}`);
    const camera = page.locator('input[type=file][capture=environment]');
    const take = async (width: number): Promise<void> =>
      camera.setInputFiles({
        name: 'IMG_0001.jpg',
        mimeType: 'image/jpeg',
        buffer: await cameraPicture({ width, height: 900, orientation: 6 }),
      });
    await page.getByRole('button', { name: '拍照' }).waitFor();
    await take(1_200);
    await expectWords(page, '照片已送出', 30_000);
    await vi.waitFor(async () => expect(await sentPhotos(id)).toMatchObject([{ width: 900, height: 1_200 }]));
    await vi.waitFor(async () => expect(await shownPictures(page)).toEqual([240]), 20_000);
    expect(await complaintsOf(page)).toEqual([]);

    await page.getByRole('button', { name: /的照片/ }).click();
    await vi.waitFor(async () => expect(await shownPictures(page)).toContain(900), 20_000);
    expect(await complaintsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await context.setOffline(true);
    await take(1_000);
    const waiting = page.getByRole('button', { name: /的照片.*待送出/ });
    await waiting.waitFor();
    await vi.waitFor(async () => expect(await shownPictures(page)).toEqual([240, 900]), 20_000);
    expect(await complaintsOf(page)).toEqual([]);
    expect(await sentPhotos(id)).toHaveLength(1);

    await context.setOffline(false);
    await vi.waitFor(async () => expect(await sentPhotos(id)).toHaveLength(2), 30_000);
    await vi.waitFor(async () => expect(await waiting.count()).toBe(0), 20_000);
    await vi.waitFor(async () => expect(await shownPictures(page)).toEqual([240, 288]), 20_000);
    await context.close();
  });
});

/** The true widths of the pictures on the page, the smallest first; one that could not be drawn has none. */
const shownPictures = (page: Page): Promise<number[]> =>
  page
    .locator('img')
    .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth).toSorted((a, b) => a - b));
