// A shop's page that draws what the package recommends, as plain as it gets, and a browser to open it in.
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { LAUNCH } from '../e2e/global-setup.ts';

/** The script of a page; `import` and addresses differ by how a site is made. */
export function shopScript({ sdk = './privet/privet.js', folder = './privet/', workerUrl = '' } = {}): string {
  const worker = workerUrl && `, { workerUrl: ${JSON.stringify(workerUrl)} }`;
  return `import { openPrivet } from ${JSON.stringify(sdk)};
const privet = await openPrivet(${JSON.stringify(`${folder}bundle/`)}${worker});
const draw = async () => {
  const { items } = await privet.forYou({ count: 8 });
  document.querySelector('ol').replaceChildren(...items.map((item) => {
    const line = document.createElement('li');
    line.textContent = item.title;
    line.onclick = async () => {
      await privet.record('view', item.itemId);
      await draw();
    };
    return line;
  }));
};
await draw();
`;
}

export function shopPage(script: string): string {
  const head = '<meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">';
  return `<!doctype html><html lang="en">${head}<h1>For you</h1><ol></ol><script type="module" src="${script}"></script>`;
}

let browser: Browser;

/** Call once in a file. With arguments of its own it is a browser of its own. */
export function sharedChromium(args?: string[]): void {
  beforeAll(async () => {
    const own = args && chromium.launch({ ...LAUNCH, args: [...LAUNCH.args, ...args] });
    browser = await (own ?? chromium.connect(inject('browserEndpoint')));
  });
  afterAll(() => browser?.close());
}

/** An empty browser; the caller closes it. */
export function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext(options);
}

/** Opens a page as a new visitor, and expects it to have no errors when `look` is done. @returns its requests' URLs */
export async function visitPage(
  url: string,
  look: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<string[]> {
  const context = await newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  context.on('request', (request) => requests.push(request.url()));
  try {
    await page.goto(url);
    await look(page);
    expect(errors).toEqual([]);
  } catch (error) {
    throw errors.length > 0 ? new Error(`the page said: ${errors.join('; ')}`, { cause: error }) : error;
  } finally {
    await context.close();
  }
  return requests;
}

/** Eight products, and others after a click. */
export async function expectRecommendations(page: Page): Promise<void> {
  const lines = page.locator('ol li');
  await expect.poll(() => lines.count()).toBe(8);
  const before = await lines.allTextContents();
  await lines.nth(3).click();
  await expect.poll(async () => (await lines.allTextContents()).join()).not.toBe(before.join());
}
