// A real browser for journeys: Chromium driven by playwright-core.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium as driver } from 'playwright-core';
import { type Chromium, findChromium } from './chromium.ts';
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

const taiwan: BrowserContextOptions = { locale: 'zh-TW', timezoneId: 'Asia/Taipei' };

function launchOptions(found: Chromium, home: string, more: readonly string[]) {
  return {
    executablePath: found.executable,
    args: [...quiet, ...(found.from === 'npm' ? bare : []), ...more],
    env: { ...environment(), ...found.env, HOME: home, FONTCONFIG_FILE: writeFontsConfiguration(home) },
  };
}

/** Starts Chromium with a fresh profile; `more` are switches of its own. `close` ends it and removes what it wrote. */
export async function openBrowser(more: readonly string[] = []): Promise<TestBrowser> {
  const found = await findChromium();
  const home = mkdtempSync(path.join(tmpdir(), 'kejing-browser-'));
  const browser = await driver.launch(launchOptions(found, home, more));
  return {
    from: found.from,
    open: (options) => browser.newContext({ ...taiwan, ...options }),
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

export interface TestPhone {
  /** A phone of one person, switched on: what it stored is there from the last time. */
  start(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Its browser dies in the middle of whatever it does. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A browser whose profile outlives it. */
export async function openPhone(): Promise<TestPhone> {
  const found = await findChromium();
  const home = mkdtempSync(path.join(tmpdir(), 'kejing-phone-'));
  const profile = path.join(home, 'profile');
  let context: BrowserContext | undefined;
  return {
    async start(options) {
      context = await driver.launchPersistentContext(profile, {
        ...launchOptions(found, home, []),
        ...taiwan,
        ...phone,
        ...options,
      });
      return context;
    },
    async kill() {
      const gone = new Promise((resolve) => context?.once('close', resolve));
      for (const pid of processesOf(profile)) process.kill(pid, 'SIGKILL');
      await gone;
      context = undefined;
    },
    async close() {
      await context?.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The browser's own process is the one that was started with the profile's path. */
function processesOf(profile: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`);
      } catch {
        return false; // it ended meanwhile
      }
    })
    .map(Number);
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
