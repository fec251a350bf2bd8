// A shop's page that draws what the package recommends, as plain as it gets, and a browser to open it in.
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { SHIFT_CLOCK } from '../clock.ts';
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

/** A page that shows why it has no recommendations. */
export function tellingScript({ sdk = 'privet', workerUrl = '' } = {}): string {
  const options = workerUrl && `, { workerUrl: ${JSON.stringify(workerUrl)} }`;
  return `import { openPrivet } from ${JSON.stringify(sdk)};
openPrivet('./privet/bundle/'${options}).catch(({ name, message }) => {
  document.querySelector('h1').textContent = name + ': ' + message;
});
`;
}

export function shopPage(script: string): string {
  const head = '<meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">';
  return `<!doctype html><html lang="en">${head}<h1>For you</h1><ol></ol><script type="module" src="${script}"></script>`;
}

/** What frames of Playwright and of Puppeteer have in common. */
export interface AnyFrame {
  $$(selector: string): Promise<{ click(): Promise<void> }[]>;
  evaluate(expression: string): Promise<unknown>;
}

/** ... and their pages. */
export interface AnyPage extends AnyFrame {
  frames(): AnyFrame[];
}

/** Of all elements of the document that the selector finds, in order. */
export async function texts(frame: AnyFrame, selector: string): Promise<string[]> {
  const found = `document.querySelectorAll(${JSON.stringify(selector)})`;
  return (await frame.evaluate(`Array.from(${found}, (element) => element.textContent)`)) as string[];
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
export async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  if (SHIFT_CLOCK) await context.addInitScript(SHIFT_CLOCK);
  return context;
}

export interface VisitOptions {
  /** Errors of the console that are no fault (default: none). */
  mayLog?: RegExp;
}

/** Opens a page as a new visitor, and expects it to have no errors when `look` is done. @returns its requests' URLs */
export async function visitPage(
  url: string,
  look: (page: Page) => Promise<void>,
  { mayLog, ...options }: BrowserContextOptions & VisitOptions = {},
): Promise<string[]> {
  const context = await newContext(options);
  const page = await context.newPage();
  const watch = watchPage(mayLog);
  page.on('console', (message) => watch.console(message));
  page.on('pageerror', (error) => watch.error(error.message));
  context.on('request', (request) => isOfHost(request.url()) && watch.requests.push(request.url()));
  try {
    await page.goto(url);
    return await watch.during(() => look(page));
  } finally {
    await context.close();
  }
}

/** What a page does, whichever the browser: fill it by its events. */
export function watchPage(mayLog?: RegExp) {
  const errors: string[] = [];
  const requests: string[] = [];
  const hear = (error: string) => {
    if (!mayLog?.test(error)) errors.push(error);
  };
  return {
    requests,
    error: hear,
    console: (message: { type(): string; text(): string }) => {
      if (message.type() === 'error') hear(message.text());
    },
    /** Fails with the page's errors too, if it has any. @returns the requests */
    during: async (look: () => Promise<void>): Promise<string[]> => {
      try {
        await look();
        expect(errors).toEqual([]);
      } catch (error) {
        throw errors.length > 0 ? new Error(`the page said: ${errors.join('; ')}`, { cause: error }) : error;
      }
      return requests;
    },
  };
}

/** All of these texts stand in the heading: what `tellingScript` tells. */
export async function expectError(page: AnyPage, ...parts: string[]): Promise<void> {
  for (const part of parts) await expect.poll(() => texts(page, 'h1')).toEqual([expect.stringContaining(part)]);
}

/** Eight products, and others after a click. */
export async function expectRecommendations(page: AnyPage): Promise<void> {
  await expect.poll(() => texts(page, 'ol li')).toHaveLength(8);
  const before = await texts(page, 'ol li');
  const lines = await page.$$('ol li');
  await lines[3]!.click();
  await expect.poll(async () => (await texts(page, 'ol li')).join()).not.toBe(before.join());
}

/** Blobs are asked of nobody. */
export const isOfHost = (address: string): boolean => !address.startsWith('blob:');
