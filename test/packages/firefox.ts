// Firefox, for the same looks at a page that Chromium takes: Debian's, by WebDriver BiDi. Playwright would need a build of its
// own.
import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import { type AnyPage, isOfHost, type VisitOptions, watchPage } from './shop-page.ts';

const executablePath = process.env.PRIVET_FIREFOX ?? '/usr/bin/firefox-esr';

let browser: Browser;

/** Call once in a file. */
export function useFirefox(): void {
  beforeAll(async () => {
    if (!existsSync(executablePath)) {
      const mend =
        'install Firefox (Debian: sudo apt-get install firefox-esr), or set PRIVET_FIREFOX to the path of one';
      throw new Error(`Firefox: found none at ${executablePath}, expected a browser: ${mend}`);
    }
    browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  });
  afterAll(() => browser?.close());
}

/** As `visitPage`, in Firefox. */
export async function visitInFirefox(
  url: string,
  look: (page: AnyPage) => Promise<void>,
  { mayLog }: VisitOptions = {},
): Promise<string[]> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const watch = watchPage(mayLog);
  page.on('console', (message) => watch.console(message));
  page.on('pageerror', (error) => watch.error(String(error)));
  page.on('request', (request) => isOfHost(request.url()) && watch.requests.push(request.url()));
  try {
    await page.goto(url);
    return await watch.during(() => look(page));
  } finally {
    await context.close();
  }
}
