// Visits to the built app whose host changes one file on its way. What the page does is watched from outside: whether it
// refused the file by a check, and whether it said so. `npm run attack -- flips` makes hundreds of them.
import type { Browser, Page } from 'playwright-core';
import { type StaticServer, startServer } from '../e2e/static-server.ts';
import type { Flip } from './flip.ts';

/**
 * `told`: refused by a check, by an error that names the file, and the page says that something is missing. `silent`: refused
 * so, but nobody who looks at the page learns of it. `used`: no refusal was seen, whether the file was used or dropped without
 * a word. `broken`: nothing refused it, and the page did not come to its end.
 */
export const VERDICTS = ['told', 'silent', 'used', 'broken'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface FlipVisit {
  path: string;
  /** What was changed, in words. */
  what: string;
  verdict: Verdict;
  /** The error that refused it, or whatever else went wrong. */
  error: string;
}

/** Only the host vouches for these: they are what a visit begins with, or what a browser asks for by itself. */
const BY_THE_HOST = /^\/($|index\.html$|sw\.js$|manifest\.webmanifest$|icons\/|screenshots\/)/;
/** So a check speaks; what is refused for what it says was used by then. */
const OF_A_CHECK = /integrity|digest|SHA-?\d|hash|has \d+ bytes/i;
const NOT_OF_THE_PAGE = /^Service Worker registration blocked by Playwright/;
/** So a page speaks of what it lacks. */
const OF_TROUBLE = /could not|cannot|can not|failed|missing|stopped|not work|expected/i;
/** What only the view of own catalogs asks for, its sample included. */
const OF_OWN = /\/samples\/|builder-worker/;
const LIMIT_MS = 60_000;
/** What the page says may follow the error, and the end of its warm-up. */
const SAYS_WITHIN_MS = 5000;

const PHASE = `(() => {
  const app = document.querySelector('privet-app');
  return app?.matches('[data-warm]') ? 'warm' : (app?.dataset.phase ?? '');
})()`;
/** All that is said anywhere in the page to people who look for it, shadow roots included. */
const SAID = `(() => {
  const said = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('[role=alert], [role=status], .banner, .reason, noscript + *')) said.push(element.textContent);
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return said.join(' ').replace(/\\s+/g, ' ');
})()`;
const IS_WARM_UP_OVER = `String(document.querySelector('privet-app')?.matches('[data-warm-up]:not([data-warm-up=loading])') ?? false)`;
const STATUS = `Object.values(globalThis.privet?.status.parts ?? {}).map(({ message }) => message ?? '').join('\\n')`;

/**
 * What a whole visit fetches, own catalogs and their sample included.
 * @returns paths, in the order in which they are first asked for, without what only the host vouches for
 */
export async function visitedFiles(browser: Browser, folder: string): Promise<string[]> {
  const server = await startServer(folder);
  const context = await browser.newContext({ serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    await page.locator('privet-app[data-warm]').waitFor({ timeout: LIMIT_MS });
    page.setDefaultTimeout(LIMIT_MS);
    await openSample(page, server.url);
    await page.getByRole('heading', { name: 'Check your columns' }).waitFor();
    const paths = server.served.map(({ path }) => path.split('?')[0]!);
    return [...new Set(paths)].filter((path) => !BY_THE_HOST.test(path));
  } finally {
    await context.close();
    await server.close();
  }
}

async function openSample(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/own`);
  await page.getByRole('button', { name: /recipes/ }).click();
}

/** One visit of a browser that has nothing kept, whose host gives these bytes for that file. */
export async function visitFlipped(
  browser: Browser,
  folder: string,
  path: string,
  { bytes, what }: Flip,
): Promise<FlipVisit> {
  const server = await startServer(folder);
  const isThis = new RegExp(`^${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  server.mischief.push({ path: isThis, change: () => Buffer.from(bytes) });
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const errors: string[] = [];
  context.on('console', (message) => {
    const isTold = message.type() === 'error' || message.type() === 'warning';
    if (isTold && !NOT_OF_THE_PAGE.test(message.text())) errors.push(message.text());
  });
  context.on('weberror', (error) => errors.push(String(error.error())));
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    return { path, what, ...(await watch(page, server, path, errors)) };
  } finally {
    await context.close();
    await server.close();
  }
}

/** @returns what the expression gives; nothing while the page is exchanged for another one */
const read = (page: Page, expression: string): Promise<string> => page.evaluate<string>(expression).catch(() => '');

/** Ends as soon as the answer is known. */
async function watch(
  page: Page,
  { url, served }: StaticServer,
  path: string,
  errors: string[],
): Promise<Pick<FlipVisit, 'verdict' | 'error'>> {
  const name = path.split('/').at(-1)!;
  // Code runs when it is loaded, data only when somebody wants what is in it.
  const isCode = /^\/assets\//.test(path) && !OF_OWN.test(path);
  let using: 'not yet' | 'going on' | 'done' = isCode ? 'done' : 'not yet';
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await page.waitForTimeout(50)) {
    const phase = await read(page, PHASE);
    const said = await read(page, SAID);
    const status = await read(page, STATUS);
    const told = [...errors, ...status.split('\n'), said];
    const refusal = told.find((text) => text.includes(name) && OF_A_CHECK.test(text));
    if (refusal) return { verdict: (await saysSo(page, name)) ? 'told' : 'silent', error: refusal.slice(0, 300) };
    if (phase === 'failed') break;
    if (phase !== 'warm') continue;
    const isServed = served.some((one) => one.path.split('?')[0] === path);
    if (using === 'done' && isServed) return { verdict: 'used', error: errors[0] ?? '' };
    if (using === 'not yet') {
      using = 'going on';
      void useAll(page, url).then(() => {
        using = 'done';
      });
    }
  }
  return { verdict: 'broken', error: errors[0] ?? '' };
}

/** A tap, why a film is there, a search, the model card, a catalog of one's own. What fails is seen in what the page says. */
async function useAll(page: Page, url: string): Promise<void> {
  const acts = [
    () =>
      page
        .getByRole('button', { name: /^Like / })
        .first()
        .click(),
    () => page.locator('home-view film-card').nth(2).getByRole('link').first().click(),
    () => page.locator('why-panel li').first().waitFor(),
    () => page.keyboard.press('Escape'),
    () => page.getByRole('combobox', { name: 'Search by a sentence' }).fill('a lonely robot cleans up the earth'),
    () => page.getByText('Matched by story and mood').waitFor(),
    () => page.goto(`${url}#/hood`),
    () => page.locator('hood-view summary').first().click(),
    () => openSample(page, url),
    () => page.getByRole('heading', { name: 'Check your columns' }).waitFor(),
  ];
  page.setDefaultTimeout(5000);
  for (const act of acts) await act().catch(() => {});
}

/** What the page says may come after the error: what only some act needs is told when the warm-up has ended. */
async function saysSo(page: Page, name: string): Promise<boolean> {
  const isOver = () => read(page, IS_WARM_UP_OVER).then((isOver) => isOver === 'true');
  let end = Date.now() + LIMIT_MS;
  for (let wasOver = false; Date.now() < end; await page.waitForTimeout(50)) {
    const said = await read(page, SAID);
    if (said.includes(name) || OF_TROUBLE.test(said)) return true;
    if (wasOver || !(await isOver())) continue;
    wasOver = true;
    end = Math.min(end, Date.now() + SAYS_WITHIN_MS);
  }
  return false;
}
