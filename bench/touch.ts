// How the phone answers a finger: from the input to the paint that shows it, and from the press that saves to the next screen.
import type { CDPSession, Page } from 'playwright-core';

/** What the browser tells of an event that took 16 ms or more, kept in the page under `seen`. */
interface Seen {
  interactionId: number;
  duration: number;
}
interface Watched {
  seen: Seen[];
}

/** The phone is this many times slower than this machine. */
export async function slowDown(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return session;
}

/** Moves to another screen as a link would, without loading the page anew. */
export async function moveTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), address);
}

/** From now on every press and keystroke is noted with the time until its paint. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Seen[] = [];
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[])
        if (entry.interactionId > 0) seen.push({ interactionId: entry.interactionId, duration: entry.duration });
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
}

/** Milliseconds of every interaction since `watch`, in steps of 8; what took less than 16 is not reported by the browser. */
async function noted(page: Page): Promise<number[]> {
  // The observer is told after the frame.
  await page.waitForTimeout(300);
  return page.evaluate(() => {
    const longest = new Map<number, number>();
    for (const { interactionId, duration } of (globalThis as unknown as Watched).seen)
      longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration));
    return [...longest.values()];
  });
}
export interface Touch {
  presses: number[];
  keys: number[];
}

/** Every chip of the open report form once, and a sentence typed. */
export async function touchReport(page: Page): Promise<Touch> {
  await watch(page);
  const chips = page.getByRole('main').locator('button[aria-pressed]');
  const count = Math.min(await chips.count(), 14);
  for (let index = 0; index < count; index += 1) await chips.nth(index).tap();
  const presses = await noted(page);
  await page.getByRole('button', { name: '談了' }).tap();
  const sentence = page.getByLabel(/^一句話/);
  await sentence.tap();
  await noted(page);
  await page.evaluate(() => ((globalThis as unknown as Watched).seen.length = 0));
  await sentence.pressSequentially('price 3 x, call back', { delay: 30 });
  return { presses, keys: await noted(page) };
}

/** From the press of the button that saves until the next screen is painted, milliseconds. */
export async function timeToNext(page: Page, button: string): Promise<number> {
  await page.evaluate(() => {
    const finished = new Promise<number>((resolve) => {
      document.addEventListener(
        'click',
        ({ timeStamp }) => {
          const look = (): void => {
            const there = location.pathname === '/' && document.querySelector('main h1') !== null;
            if (!there) requestAnimationFrame(look);
            // The frame after the one in which it stands has painted it.
            else requestAnimationFrame(() => resolve(performance.now() - timeStamp));
          };
          look();
        },
        { once: true, capture: true },
      );
    });
    Object.assign(globalThis, { finished });
  });
  await page.getByRole('button', { name: button }).tap();
  return page.evaluate(() => (globalThis as unknown as { finished: Promise<number> }).finished);
}
