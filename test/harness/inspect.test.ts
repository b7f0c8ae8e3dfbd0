// The inspection must bark: a page with one fault of each kind, and one that has none.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, phone, type TestBrowser, whyNoBrowser } from './browser.ts';
import { axeSource, type Findings, inspect } from './inspect.ts';

const missing = whyNoBrowser();

const page = (body: string): string =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>x</title>
   <style>body { margin: 0 } button { width: 60px; height: 48px }</style><main><h1>x</h1>${body}</main></html>`;

describe.skipIf(missing !== undefined)(`inspection of a screen${missing === undefined ? '' : ` (${missing})`}`, () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const findingsOf = async (body: string): Promise<Findings> => {
    const context = await browser.open(phone);
    await context.addInitScript({ content: axeSource });
    const opened = await context.newPage();
    await opened.goto('about:blank');
    await opened.setContent(page(body));
    await opened.evaluate(axeSource);
    const found = await inspect(opened, { targets: true });
    await context.close();
    return found;
  };

  test('finds nothing where there is nothing, links in a sentence and labels around boxes included', async () => {
    const label = '<label style="display:flex;height:48px;width:200px"><input type="checkbox"> yes</label>';
    const fine = await findingsOf(`<button>Go</button><p>see <a href="#x">here</a> for more</p>${label}`);
    expect(fine).toEqual({ axe: [], small: [], beyond: [], cut: [] });
  });

  test.each([
    ['axe', '<button><svg></svg></button>', 'button-name'],
    ['small', '<button style="height:30px">Go</button>', '60×30'],
    ['beyond', '<div style="width:500px;height:9px">wide</div>', 'wide in 390'],
    ['cut', '<p style="width:50px;overflow:hidden;white-space:nowrap">much longer than that</p>', 'much longer'],
  ] as const)('finds what is wrong: %s', async (kind, body, words) => {
    const found = await findingsOf(body);
    expect(found[kind].join('\n')).toContain(words);
  });
});
