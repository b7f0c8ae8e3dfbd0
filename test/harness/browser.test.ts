// The browser itself: both Chromiums draw Chinese, whatever fonts the machine has.
import { existsSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { openBrowser, whyNoBrowser } from './browser.ts';

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

const npmChromium =
  existsSync('node_modules/@sparticuz/chromium') && process.platform === 'linux' && process.arch === 'x64';

describe.each(['machine', 'npm'] as const)('Chromium of the %s', (from) => {
  const missing =
    from === 'machine' && whyNoBrowser() === undefined && !existsSync('/usr/bin/chromium')
      ? 'needs Debian package chromium'
      : from === 'npm' && !npmChromium
        ? 'npm has one for Linux on x64 only'
        : whyNoBrowser();

  test.skipIf(missing !== undefined)(`draws Chinese${missing === undefined ? '' : ` (${missing})`}`, async () => {
    if (from === 'npm') vi.stubEnv('KEJING_TEST_CHROMIUM', 'npm');
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
