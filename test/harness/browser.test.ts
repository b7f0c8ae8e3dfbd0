// The browser itself: both Chromiums draw Chinese, whatever fonts the machine has.
import { describe, expect, test, vi } from 'vitest';
import { openBrowser } from './browser.ts';
import { whyNoMachineChromium, whyNoNpmChromium } from './chromium.ts';

/** Whether two characters are drawn differently; two that a font lacks are the same empty box. */
function drawnApart([one, other]: string[]): boolean {
  const picture = (character = ''): string => {
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    pen.font = '64px system-ui';
    pen.fillText(character, 0, 80);
    return canvas.toDataURL();
  };
  return picture(one) !== picture(other);
}

const chromiums = [
  { from: 'machine', missing: whyNoMachineChromium() },
  { from: 'npm', missing: whyNoNpmChromium() },
] as const;

describe.each(chromiums)('Chromium of the $from', ({ from, missing }) => {
  test.skipIf(missing !== undefined)(`draws Chinese${missing === undefined ? '' : ` (${missing})`}`, async () => {
    vi.stubEnv('KEJING_TEST_CHROMIUM', from === 'npm' ? 'npm' : '');
    const browser = await openBrowser();
    try {
      expect(browser.from).toBe(from);
      const page = await (await browser.open()).newPage();
      await page.setContent('<html lang="zh-Hant"><p>客經</p></html>');
      expect(await page.evaluate(drawnApart, ['客', '經'])).toBe(true);
      expect(await page.evaluate(drawnApart, ['客', '客'])).toBe(false);
    } finally {
      await browser.close();
    }
  });
});
