// A real browser for journeys: Chromium driven by playwright-core.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium as driver } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { writeFontsConfiguration } from './fonts.ts';

export { whyNoBrowser } from './chromium.ts';

/** The two screens every journey is walked on. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};
export const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

// Nothing that phones home or waits for hardware; no sandbox, since as root Chromium refuses to start with one.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** Opened as npm's Chromium must be: it is a headless shell without a zygote. */
const bare = ['--no-zygote', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

export interface TestBrowser {
  /** One person's browser window: storage and cookies of its own. */
  open(options?: BrowserContextOptions): Promise<BrowserContext>;
  from: 'machine' | 'npm';
  close(): Promise<void>;
}

/** Starts Chromium with a fresh profile; `more` are switches of its own. `close` ends it and removes what it wrote. */
export async function openBrowser(more: readonly string[] = []): Promise<TestBrowser> {
  const found = await findChromium();
  const home = mkdtempSync(path.join(tmpdir(), 'kejing-browser-'));
  const browser = await driver.launch({
    executablePath: found.executable,
    args: [...quiet, ...(found.from === 'npm' ? bare : []), ...more],
    env: { ...environment(), ...found.env, HOME: home, FONTCONFIG_FILE: writeFontsConfiguration(home) },
  });
  return {
    from: found.from,
    open: (options) => browser.newContext({ locale: 'zh-TW', timezoneId: 'Asia/Taipei', ...options }),
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
