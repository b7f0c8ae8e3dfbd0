// `npm run bench:phone`: Lighthouse's phone profile on the home and the report, input to paint on a CPU slowed four times, and a report
// saved without a network. Rewrites the table in docs/performance.md with --write.
import { createServer } from 'node:net';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser, phone, type TestBrowser } from '../test/harness/browser.ts';
import { findLighthouse, score, type Scored } from './lighthouse.ts';
import { openPlace, type Place } from './phone-place.ts';
import { phoneReport, type PhoneFigures } from './phone-report.ts';
import { writeReport } from './report.ts';
import { moveTo, slowDown, timeToNext, touchReport } from './touch.ts';

const { values } = parseArgs({
  options: {
    lighthouse: { type: 'string', default: path.resolve(import.meta.dirname, '..') },
    runs: { type: 'string', default: '3' },
    touch: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write('usage: npm run bench:phone -- [--lighthouse FOLDER] [--runs 3] [--touch] [--write]\n');
  process.exit(0);
}
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const slowed = 4;
const saves = 5;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const bound = probe.address();
      probe.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0));
    });
  });

/** Several runs; the one whose performance is the median. */
async function scored(screens: Readonly<Record<string, string>>, port: number, cookie: string) {
  const lighthouse = await findLighthouse(values.lighthouse);
  const found: Record<string, Scored> = {};
  for (const [name, url] of Object.entries(screens)) {
    const runs: Scored[] = [];
    // On a busy machine Lighthouse now and then sees no paint at all: such a run says nothing, and is made again.
    for (let tried = 0; runs.length < Number(values.runs) && tried < 3 * Number(values.runs); tried += 1) {
      const one = await score(lighthouse, { port, url, cookie });
      if (one === undefined) continue;
      say(`${name}: ${JSON.stringify(one.scores)} LCP ${one.lcp.toFixed(0)} TBT ${one.tbt.toFixed(0)}`);
      runs.push(one);
    }
    const median = runs.toSorted((a, b) => a.scores.performance - b.scores.performance)[runs.length >> 1];
    if (median === undefined) throw new Error('no run of Lighthouse');
    for (const miss of median.misses) say(`  ${miss}`);
    found[name] = median;
  }
  return found;
}

/** The seller's phone, pages and the day's answers on it. */
async function handset(
  browser: TestBrowser,
  { address, cookie }: Place,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.open({ ...phone, baseURL: address });
  context.setDefaultTimeout(30_000);
  await context.addCookies(
    cookie.split('; ').map((one) => {
      const cut = one.indexOf('=');
      return { name: one.slice(0, cut), value: one.slice(cut + 1), url: address };
    }),
  );
  const page = await context.newPage();
  const filled = page.waitForResponse((response) => response.url().endsWith('/api/v1/phone'));
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await filled;
  return { context, page };
}

async function openReport(page: Page, visit: string): Promise<void> {
  await moveTo(page, `/visits/${visit}/report`);
  await page.getByRole('button', { name: '存好並簽退' }).waitFor();
}

async function touched(browser: TestBrowser, place: Place): Promise<Omit<PhoneFigures, 'screens' | 'cores'>> {
  const visits = await place.openVisits(2 * saves + 1);
  const { context, page } = await handset(browser, place);
  const next = (): string => visits.pop() ?? '';
  await openReport(page, next());
  const session = await slowDown(page, slowed);
  const { presses, keys } = await touchReport(page);
  await context.setOffline(true);
  const save = async (): Promise<number[]> => {
    const times: number[] = [];
    for (let count = 0; count < saves; count += 1) {
      await openReport(page, next());
      await page.getByRole('button', { name: '沒人' }).tap();
      times.push(await timeToNext(page, '存好並簽退'));
      await page.waitForTimeout(300);
    }
    return times;
  };
  const savedSlowed = await save();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const saved = await save();
  await context.close();
  return { slowed, presses, keys, saved, savedSlowed };
}

const place = await openPlace(say);
const port = await freePort();
const browser = await openBrowser([`--remote-debugging-port=${port}`, '--accept-lang=zh-TW']);
try {
  const [visit = ''] = await place.openVisits(1);
  const { address, cookie } = place;
  const screens = values.touch
    ? {}
    : await scored({ home: `${address}/`, report: `${address}/visits/${visit}/report` }, port, cookie);
  const figures = await touched(browser, place);
  const text = phoneReport({ screens, cores: cpus().length, ...figures });
  process.stdout.write(`${text}\n`);
  if (values.write) writeReport(text, 'bench:phone');
} finally {
  await browser.close();
  await place.close();
}
