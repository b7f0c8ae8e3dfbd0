// The stage of a journey: two application processes over one database, and a browser window for each person, all at the same hour.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser, phone } from '../harness/browser.ts';
import { freshDatabase } from '../harness/database.ts';
import { axeSource, inspect, linesOf } from '../harness/inspect.ts';
import type { NodeGreeting } from './node-process.ts';

export interface Window {
  page: Page;
  phone: boolean;
  /** Looks at the screen that is shown: axe, targets, edges; notes what is wrong under this name. */
  look(screen: string): Promise<void>;
}

export interface Stage {
  nodes: readonly [NodeGreeting, NodeGreeting];
  window(node: NodeGreeting, screen: BrowserContextOptions): Promise<Window>;
  /** What the screens and consoles had to complain about so far. */
  complaints: string[];
  /** Keeps what every window shows, for whoever looks into a failure. */
  photograph(): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(startsAt: string): Promise<Stage> {
  const database = await freshDatabase();
  const home = mkdtempSync(path.join(tmpdir(), 'kejing-journey-'));
  const browser = await openBrowser();
  const first = await startProcess(database.appUrl, startsAt, home);
  const second = await startProcess(database.appUrl, startsAt, home);
  const ahead = Temporal.Instant.from(startsAt).epochMilliseconds - Date.now();
  const complaints: string[] = [];
  const pages: Page[] = [];
  return {
    nodes: [first.greeting, second.greeting],
    complaints,
    photograph: () => photograph(pages, complaints),
    async close() {
      await browser.close();
      await Promise.all([first.stop(), second.stop()]);
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
    async window(node, screen) {
      const context = await browser.open({ ...screen, baseURL: node.address });
      context.setDefaultTimeout(20_000);
      await context.addInitScript({ content: axeSource });
      await context.addInitScript(moveDate, ahead);
      const page = await context.newPage();
      pages.push(page);
      page.on('pageerror', (error) => complaints.push(`${page.url()} threw ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
          complaints.push(`${page.url()} console: ${message.text()}`);
      });
      page.on('response', async (response) => {
        if (response.status() < 400) return;
        const said = await response.text().catch(() => '');
        complaints.push(
          `${page.url()} asked ${response.request().method()} ${response.url()}: ${said || response.status()}`,
        );
      });
      const targets = screen === phone;
      const look = async (name: string): Promise<void> => {
        complaints.push(...linesOf(await inspect(page, { targets })).map((line) => `${name}: ${line}`));
      };
      return { page, phone: targets, look };
    },
  };
}

async function photograph(pages: readonly Page[], complaints: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kejing-journey-failed-'));
  for (const [index, page] of pages.entries()) {
    await page.screenshot({ path: path.join(folder, `window-${index + 1}.png`), fullPage: true });
  }
  process.stderr.write(`What the windows showed: ${folder}\n${complaints.join('\n')}\n`);
}

/** The browser's clock, moved as the servers' are; it runs on. */
export function moveDate(ahead: number): void {
  const real = Date;
  const now = (): number => real.now() + ahead;
  globalThis.Date = new Proxy(real, {
    construct: (target, given: unknown[]) => Reflect.construct(target, given.length === 0 ? [now()] : given) as Date,
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

async function startProcess(appUrl: string, startsAt: string, home: string) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'node-process.ts'), appUrl, startsAt], {
    env: { ...process.env, KEJING_HOME: home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const greeting = await firstLine(child);
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    await ended;
  };
  return { greeting: JSON.parse(greeting) as NodeGreeting, stop };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const end = said.indexOf('\n');
      if (end >= 0) resolve(said.slice(0, end));
    });
    child.once('exit', (code) => reject(new Error(`the node ended with ${code} before it listened`)));
  });
}

/** Waits until these words stand on the screen; the page is not asked to do anything. */
export async function expectWords(page: Page, words: string | RegExp, within = 10_000): Promise<void> {
  await expect(page.getByText(words).first().waitFor({ timeout: within })).resolves.toBeUndefined();
}
