// Takes a picture of every screen, on the phone and at the desk, in three languages, of the sample company at twenty past two:
//   node tools/run.mjs tools/shots.ts [SCREEN …] [--lang LANGUAGE] [--large]
// writes docs/shots/*.png and the table in docs/shots/README.md. What is said of each picture stands in docs/shots/judgements.json; one
// that nobody has looked at yet is named, and so is whatever the inspection finds. --large tries text at 200 % and keeps nothing in docs.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';
import { type Language, languages } from '#platform/shared/languages.ts';
import { password } from '../sample/cast.ts';
import { desk, openBrowser, phone, type TestBrowser } from '../test/harness/browser.ts';
import { axeSource, inspect, linesOf } from '../test/harness/inspect.ts';
import { withPalette } from './shots/palette.ts';
import { hour, openPlace, type Place } from './shots/place.ts';
import type { Screen, Size, Visitor } from './shots/screen.ts';
import { screens } from './shots/screens.ts';
import { writeTable } from './shots/table.ts';
import { root, say } from './steps.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: 'string' }, large: { type: 'boolean', default: false } },
});
const folder = values.large ? mkdtempSync(path.join(tmpdir(), 'kejing-large-text-')) : path.join(root, 'docs/shots');
const locales: Readonly<Record<Language, string>> = { 'zh-Hant': 'zh-TW', 'zh-Hans': 'zh-CN', en: 'en-GB' };
const both: readonly Size[] = ['phone', 'desk'];

/** One window a person, width and language; signed in once. */
class Windows {
  readonly #open = new Map<string, BrowserContext>();
  readonly #browser: TestBrowser;
  readonly #place: Place;
  constructor(browser: TestBrowser, place: Place) {
    this.#browser = browser;
    this.#place = place;
  }

  async of(who: string | null, size: Size, language: Language): Promise<BrowserContext> {
    const key = `${who} ${size} ${language}`;
    const known = this.#open.get(key) ?? (await this.anew(who, size, language));
    this.#open.set(key, known);
    return known;
  }

  async anew(who: string | null, size: Size, language: Language): Promise<BrowserContext> {
    const context = await this.#browser.open({
      ...(size === 'phone' ? phone : desk),
      baseURL: this.#place.address,
      locale: locales[language],
    });
    context.setDefaultTimeout(15_000);
    await context.addInitScript({ content: axeSource });
    await context.clock.setFixedTime(hour);
    if (who !== null) {
      const data = { userName: who, password };
      const answer = await context.request.post('/api/v1/session', { data });
      if (!answer.ok()) throw new Error(`${who} cannot sign in: ${await answer.text()}`);
    }
    return context;
  }
}

function visitorOf(page: Page, place: Place, language: Language, size: Size): Visitor {
  const url = (under: string): string => `${place.address}/api/v1${under}`;
  return {
    page,
    place,
    language,
    size,
    ask: async (under) => (await page.request.get(url(under))).json(),
    async tell(method, under, data, headers = {}) {
      const answer = await page.request.fetch(url(under), { method, data, headers });
      if (!answer.ok()) throw new Error(`${method} ${under}: ${await answer.text()}`);
    },
  };
}

/** Nothing is under way any more: nothing asked, nothing moving, nothing half drawn. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.locator('main, form').first().waitFor();
  await page
    .locator('[aria-busy=true], [class*=busy], [class*=skeleton]')
    .first()
    .waitFor({ state: 'detached' })
    .catch(() => {});
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
}

async function take(screen: Screen, size: Size, language: Language, windows: Windows, place: Place): Promise<void> {
  const context = await windows[screen.alone ? 'anew' : 'of'](screen.who, size, language);
  if (screen.who !== null) await context.request.patch('/api/v1/me', { data: { language } });
  const page = await context.newPage();
  const name = `${screen.name}-${size}-${language}`;
  try {
    page.on('pageerror', (error) => say(`  ${name} threw ${error.message}`));
    const visitor = visitorOf(page, place, language, size);
    await (typeof screen.open === 'string' ? page.goto(screen.open) : screen.open(visitor));
    await settle(page);
    const stand = await page.evaluateHandle(() =>
      [...document.querySelectorAll('*')].map((element) => [element, element.scrollTop, element.scrollLeft] as const),
    );
    const found = linesOf(await inspect(page, { targets: size === 'phone' }));
    await stand.evaluate((all) => all.forEach(([element, top, left]) => element.scrollTo(left, top)));
    for (const line of found) say(`  ${name} ${line}`);
    const picture = withPalette(
      await page.screenshot({
        animations: 'disabled',
        caret: 'hide',
        fullPage: values.large && (await page.getByRole('dialog').count()) === 0,
      }),
    );
    writeFileSync(path.join(folder, `${name}.png`), picture);
    say(`${name} ${(picture.length / 1000).toFixed(0)} kB`);
  } catch (error) {
    process.exitCode = 1;
    say(`${name} FAILED: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    // What waits in it must never be sent: a window that is being closed has its network back for a moment.
    if (screen.alone) await context.clearCookies();
    await (screen.alone ? context : page).close();
  }
}

mkdirSync(folder, { recursive: true });
const place = await openPlace();
// As a reader sets it for all pages: sizes and widths that are told in letters grow with it.
const browser = await openBrowser(values.large ? ['--blink-settings=defaultFontSize=32'] : []);
try {
  const windows = new Windows(browser, place);
  for (const screen of screens) {
    if (positionals.length > 0 && !positionals.includes(screen.name)) continue;
    for (const language of languages) {
      if (values.lang !== undefined && values.lang !== language) continue;
      for (const size of screen.sizes ?? both) await take(screen, size, language, windows, place);
    }
  }
} finally {
  await browser.close();
  await place.close();
}
if (values.large) say(`pictures at 200 %: ${folder}`);
else for (const name of await writeTable(folder)) say(`nobody has looked at ${name} yet`);
