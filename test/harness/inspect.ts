// What a screen must keep on every width: no grave finding of axe, targets a thumb can hit, nothing beyond the edge, no text cut off.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Handed to `context.addInitScript`: the pages' own policy lets no foreign script in later. */
export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Findings {
  /** Serious and critical ones: rule and where. */
  axe: string[];
  /** What is pressed and smaller than 44 × 44 px; links within a sentence are exempt. */
  small: string[];
  /** Elements that reach beyond the right edge of a page that cannot be scrolled there. */
  beyond: string[];
  /** Texts of which a part is hidden. */
  cut: string[];
}

/** Looks at what is shown now. Targets are measured on the phone only. */
export async function inspect(page: Page, { targets }: { targets: boolean }): Promise<Findings> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const axe = await page.evaluate(axeFindings);
  const small = targets ? await page.evaluate(smallTargets) : [];
  return { axe, small, ...(await page.evaluate(misfits)) };
}

/** The findings as lines, for a message. */
export const linesOf = (findings: Findings): string[] =>
  Object.entries(findings).flatMap(([kind, found]: [string, string[]]) => found.map((line) => `${kind}: ${line}`));

async function axeFindings(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
  // Colours half faded in are no colours: what is still moving is brought to its end.
  for (const animation of document.getAnimations()) {
    try {
      animation.finish();
    } catch {
      animation.cancel();
    }
  }
  const { violations } = await axe.run({ resultTypes: ['violations'] });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id} ${html.slice(0, 160)} ${any[0]?.message ?? ''}`));
}

function smallTargets(): string[] {
  const least = 44 - 0.5;
  const pressed =
    'a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], [role=tab], [role=link], [role=option]';
  const wordy = (element: Element): boolean =>
    getComputedStyle(element).display === 'inline' &&
    (element.parentElement?.textContent ?? '').trim().length > (element.textContent ?? '').trim().length;
  /** Also what a label or a stretched pseudo-element adds to it. */
  const holds = (element: Element, x: number, y: number): boolean => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.closest('label')?.contains(element) === true);
  };
  const found: string[] = [];
  for (const element of document.querySelectorAll(pressed)) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest('[inert], [aria-hidden=true]') !== null) continue;
    element.scrollIntoView({ block: 'center', inline: 'nearest' });
    const own = element.getBoundingClientRect();
    const label = element instanceof HTMLInputElement ? element.closest('label')?.getBoundingClientRect() : undefined;
    const box = label ?? own;
    if (own.width <= 1 || own.height <= 1 || own.bottom <= 0) continue;
    if (box.width >= least && box.height >= least) continue;
    if (element instanceof HTMLAnchorElement && wordy(element)) continue;
    const [x, y] = [own.x + own.width / 2, own.y + own.height / 2];
    const reach = 21;
    const corners: [number, number][] = [
      [x - Math.max(reach, 0), y],
      [x + reach, y],
      [x, y - reach],
      [x, y + reach],
    ];
    if (corners.every(([left, top]) => holds(element, left, top))) continue;
    const size = `${box.width.toFixed(0)}×${box.height.toFixed(0)}`;
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    found.push(`${size} ${element.tagName.toLowerCase()} ${name.trim().slice(0, 40)} .${element.className}`);
  }
  scrollTo(0, 0);
  return found;
}

function misfits(): { beyond: string[]; cut: string[] } {
  const name = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${String(element.className).slice(0, 60)} ${(element.textContent ?? '').trim().slice(0, 40)}`;
  const scrolls = (element: Element): boolean => {
    for (let above = element.parentElement; above !== null && above !== document.body; above = above.parentElement) {
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(above).overflowX)) return true;
    }
    return false;
  };
  const page = document.documentElement;
  const beyond: string[] = [];
  const cut: string[] = [];
  if (page.scrollWidth > page.clientWidth)
    beyond.push(`the page is ${page.scrollWidth} px wide in ${page.clientWidth}`);
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const { right, width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1) continue;
    const { overflowX, overflowY, position } = getComputedStyle(element);
    if (right > page.clientWidth + 1 && position !== 'fixed' && !scrolls(element)) beyond.push(name(element));
    const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
    );
    // A cell of a table may end in "…" when the pointer shows the rest and the record holds it whole.
    if (!hasText || element.hasAttribute('title')) continue;
    const wide = hides(overflowX) && element.scrollWidth > element.clientWidth + 1;
    const high = hides(overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (wide || high) cut.push(name(element));
  }
  return { beyond: beyond.slice(0, 10), cut };
}
