// What every end-to-end test needs: a browser, a server of the built app, pages that report their errors, and the few
// gestures that a person makes. A test gets a server and a browser context of its own, or shares them with others of its
// file that leave a page as it was, or can be undone.
import { AxeBuilder } from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, vi } from 'vitest';
import type { EngineStatus } from '../../src/engine/base/status-api.ts';
import type { EngineCalls } from '../../src/engine/engine-api.ts';
import type { EventType, StoredEvent } from '../../src/history/events.ts';
import { SHIFT_CLOCK } from '../clock.ts';
import { LAUNCH } from './global-setup.ts';
import { type StaticServer, startServer } from './static-server.ts';

declare global {
  /** The SDK that the built app shows to the console. */
  var privet: Omit<EngineCalls, 'record'> & {
    readonly status: EngineStatus;
    record(type: EventType, itemId?: string, details?: object): Promise<StoredEvent | undefined>;
  };
}

/** What stands above the films of a search that was answered; a few films do not have all that is asked. */
export const ANSWERED = /Matched by story and mood|The film, and films like it|Nothing here is/;

export const DESKTOP = { width: 1280, height: 900 };

/** One visitor: their browser's storage, and the host that they visit. */
export interface Visitor {
  server: StaticServer;
  context: BrowserContext;
  page: Page;
  /** What went to the console as an error, and uncaught exceptions. */
  errors: string[];
}

/**
 * Motion is off, so that nothing is in between. Service workers too: one that answers for the host would hide what the
 * host does wrong. Tests of offline use allow them.
 */
const CONTEXT: BrowserContextOptions = { viewport: DESKTOP, reducedMotion: 'reduce', serviceWorkers: 'block' };

/** Says in the console what Chromium would say of some violations only; that of a page and of its workers. */
const TELL_VIOLATIONS = `addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
  console.error('Content Security Policy: ' + effectiveDirective + ' ' + blockedURI + ' ' + sample))`;
const OF_POLICY = /Content.Security.Policy|TrustedScript|TrustedHTML/i;

/**
 * The apps that hosts serve: `whole` for files about towers, the text encoder or what a visit loads; `without models` for
 * those about films; `few films`, 400 and no models, for those about the page: a visit costs a third.
 */
const APPS = {
  whole: 'builtAppFolder',
  'without models': 'withoutModelsFolder',
  'few films': 'fewFilmsFolder',
} as const;

let browser: Browser;
let appFolder: string;
/** What the page's policy forbade, of every visitor; a test that has any fails. */
const violations: string[] = [];
const visitors: Visitor[] = [];

/**
 * Call once in a test file: joins the Chromium of the run, and ends what the tests opened.
 *
 * @param app     that its visitors open (default: whole)
 * @param hasGpu  a Chromium of its own with a software adapter for WebGPU (default false)
 */
export function useBrowser(app: keyof typeof APPS = 'whole', { hasGpu = false } = {}): void {
  beforeAll(async () => {
    appFolder = inject(APPS[app]);
    browser = await (hasGpu
      ? chromium.launch({ ...LAUNCH, args: [...LAUNCH.args, '--enable-unsafe-webgpu'] })
      : chromium.connect(inject('browserEndpoint')));
  });
  afterEach(() => expect(violations.splice(0)).toEqual([]));
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await end(visitor);
  });
  afterAll(() => browser.close());
}

async function end({ context, server }: Visitor): Promise<void> {
  await context.close();
  await server.close();
}

export interface SharedVisit {
  options?: BrowserContextOptions;
  /** What to wait for behind the first list. */
  until?: (page: Page) => Promise<void>;
}

/**
 * Call in a file or a `describe`, after `useBrowser`: its tests share one visit, which costs more than most of them.
 * Whoever asks for it finds the first list of somebody who said nothing, whatever the test before did. A test fails
 * where the page reported an error.
 *
 * @returns asks for it, once in a test; it begins with the first
 */
export function useVisit({ options, until = async () => {} }: SharedVisit = {}): () => Promise<Visitor> {
  let visitor: Visitor | undefined;
  afterEach(() => expect(visitor?.errors.splice(0) ?? []).toEqual([]));
  afterAll(() => visitor && end(visitor));
  return async () => {
    if (visitor && (await goBack(visitor))) return visitor;
    if (visitor) await forget(visitor);
    visitor ??= await open(options);
    await visit(visitor);
    await until(visitor.page);
    return visitor;
  };
}

/** Home, without what was searched for and narrowed. @returns whether that is all there was to take back */
async function goBack({ page, server }: Visitor): Promise<boolean> {
  const isAsAtFirst = await page.evaluate<boolean>(
    "privet.events().then(({ numEvents }) => numEvents === 0 && localStorage.getItem('privet:adventure') === null)",
  );
  if (!isAsAtFirst || (await page.getByRole('region', { name: 'What you just did' }).count()) > 0) return false;
  if ((await page.locator('filter-panel').count()) > 0) await page.keyboard.press('Escape');
  await page.goto(`${server.url}#/`);
  await page.locator('film-dialog, keys-dialog, privacy-dialog').waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('');
  // What the box offers lies over the filters.
  await page.evaluate('document.activeElement?.blur(), scrollTo(0, 0)');
  const clear = page.getByRole('button', { name: 'Clear', exact: true });
  if (await clear.isVisible()) await clear.click();
  await page.evaluate('document.activeElement?.blur(), scrollTo(0, 0)');
  await page.mouse.move(0, 0);
  await films(page).nth(20).waitFor();
  return true;
}

async function forget({ page }: Visitor): Promise<void> {
  await page.evaluate(() => privet.forget());
  await page.evaluate('localStorage.clear(), sessionStorage.clear()');
  await page.goto('about:blank');
}

async function prepare(context: BrowserContext): Promise<void> {
  context.setDefaultTimeout(60_000);
  if (SHIFT_CLOCK) await context.addInitScript(SHIFT_CLOCK);
  await context.addInitScript(TELL_VIOLATIONS);
  context.on('console', (message) => {
    if (OF_POLICY.test(message.text())) violations.push(message.text());
  });
}

function collectErrors(page: Page, errors: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
}

/**
 * A new visitor with an empty browser, who has not gone to the page yet.
 *
 * @param folder  what the host serves
 */
export async function newVisitor(options?: BrowserContextOptions, folder?: string): Promise<Visitor> {
  const visitor = await open(options, folder);
  visitors.push(visitor);
  return visitor;
}

async function open(options: BrowserContextOptions = {}, folder = appFolder): Promise<Visitor> {
  const server = await startServer(folder);
  const context = await browser.newContext({ ...CONTEXT, ...options });
  await prepare(context);
  const page = await context.newPage();
  const errors: string[] = [];
  collectErrors(page, errors);
  return { server, context, page, errors };
}

/**
 * A browser with a profile folder, which can be closed and started again with all that it stored. The caller closes it.
 */
export async function openProfile(folder: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const all = { ...LAUNCH, ...CONTEXT, serviceWorkers: 'allow' as const, ...options };
  const context = await chromium.launchPersistentContext(folder, all);
  await prepare(context);
  return context;
}

/** Installed before the page's own scripts: what is told of an act goes with the next one alone, and not by the clock. */
export const TOASTS_STAY = `{
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (call, ms, ...rest) => setTimeout(call, ms >= 5000 ? 2 ** 31 - 1 : ms, ...rest);
}`;

/** Of a file as it was built: what a host may change of it, for the mischief of a server. */
export const flipBit = (body: Buffer): Buffer => {
  const changed = Buffer.from(body);
  changed[Math.floor(changed.length / 3)]! ^= 1;
  return changed;
};

/** Goes to the page and waits for the first list. */
export async function visit(visitor: Visitor, hash = ''): Promise<void> {
  await visitor.page.goto(visitor.server.url + hash);
  await films(visitor.page).first().waitFor();
  await listIsDrawn(visitor.page);
}

/** A list is drawn from the top down, in tasks of their own: waits until all that it has stands there, and no bones. */
export async function listIsDrawn(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(IS_DRAWN)).toBe(true);
}

/** Of the grids that `films` looks into; a page without them has nothing left to draw. */
const IS_DRAWN = `(() => {
  const home = document.querySelector('privet-app')?.shadowRoot?.querySelector('home-view');
  if (!home) return true;
  const grids = [...home.renderRoot.querySelectorAll('.recommended:not([hidden]) film-grid, film-grid.found')];
  const isDrawn = (grid) => {
    const cards = [...grid.renderRoot.querySelectorAll('film-card')];
    const isInPlace = (item, place) => cards[place]?.item === item && !cards[place].isUpdatePending;
    return !grid.isUpdatePending && grid.bones === 0 && cards.length === grid.items.length && grid.items.every(isInPlace);
  };
  return !home.isUpdatePending && grids.every(isDrawn);
})()`;

/** Waits until the user tower answers. */
export async function towersReady(page: Page): Promise<void> {
  const areReady = () => page.evaluate(() => privet.status.parts.towers.state === 'ready');
  await vi.waitUntil(areReady, { timeout: 60_000 });
}

/** Waits until nothing is left to fetch. */
export async function warm(page: Page): Promise<void> {
  await page.locator('privet-app[data-warm]').waitFor({ timeout: 120_000 });
}

/** The cards of the list on screen, once the engine is open behind it. */
export function films(page: Page): Locator {
  const list = 'privet-app[data-phase=ready] home-view';
  return page.locator(`${list} .recommended:not([hidden]) film-grid film-card, ${list} film-grid.found film-card`);
}

/** Opens all that the list can be narrowed to, at one of its sections, and waits for the counts. @returns the section */
export async function openFilters(page: Page, label: string): Promise<Locator> {
  const panel = page.locator('filter-panel');
  if ((await panel.count()) === 0) await page.getByRole('button', { name: /^Filters/ }).click();
  const heading = page.getByRole('heading', { name: label, exact: true });
  const section = panel.locator('details').filter({ has: heading });
  await section.waitFor();
  await panel
    .locator('footer')
    .getByText(/films?$/)
    .waitFor();
  if (!(await section.evaluate((details: { open: boolean }) => details.open))) await section.locator('summary').click();
  return section;
}

/** Closes it, and waits for the list. */
export async function closeFilters(page: Page): Promise<void> {
  await page.locator('filter-panel').getByRole('button', { name: 'Done' }).click();
  await page.locator('filter-panel').waitFor({ state: 'detached' });
  await settled(page);
}

/** Narrows the list to films that have a value, as the panel calls both. */
export async function filterBy(page: Page, label: string, value: string): Promise<void> {
  const section = await openFilters(page, label);
  const all = section.getByRole('button', { name: /^Show all/ });
  if ((await all.count()) > 0) await all.click();
  await section.getByRole('button', { name: new RegExp(`^${value}`) }).click();
  await closeFilters(page);
}

/** The film of that title in the list on screen. */
export function film(page: Page, title: string): Locator {
  return films(page).filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

/** Titles on screen, in order, once the whole list is drawn. */
export async function titles(page: Page, count = 20): Promise<string[]> {
  await listIsDrawn(page);
  const all = await films(page).getByRole('heading').allTextContents();
  return all.slice(0, count);
}

/** How many events stand. */
export function countTaps(page: Page): Promise<number> {
  return page.evaluate(() => privet.history().then((entries) => entries.length));
}

export type Press = 'Like' | 'Dislike' | 'Hide' | 'Save' | 'Seen';

/** Says something of a film by the buttons of its card, and waits until the list has taken it in. */
export async function press(page: Page, card: Locator, opinion: Press): Promise<string> {
  const title = (await card.getByRole('heading').textContent()) ?? '';
  const before = await countTaps(page);
  const inMenu = opinion === 'Hide' || opinion === 'Seen';
  if (inMenu) await card.getByRole('button', { name: /^More about / }).click();
  await card.getByRole(inMenu ? 'menuitemcheckbox' : 'button', { name: new RegExp(`^${opinion} `) }).click();
  await expect.poll(() => countTaps(page)).not.toBe(before);
  await settled(page);
  return title;
}

/** Whatever dialog is open closes, as by a person at the keyboard. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** The name or the text of the element that has focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
  })()`);
}

/** Focus may follow a drawing: waits until it is there. */
export async function expectFocus(page: Page, name: string | RegExp): Promise<void> {
  const found = expect.poll(() => focused(page));
  await (typeof name === 'string' ? found.toBe(name) : found.toMatch(name));
}

/** An answer of the worker, two frames and the whole list: what a tap set off has been drawn. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate('window.privet.forYou({ count: 1 })');
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await listIsDrawn(page);
}

/** A promise and the function that fulfils it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** A phone in portrait, with a finger. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

/** The app has no frames: what axe does for those takes half of its time. */
export function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page: page as never }).setLegacyMode();
}

/** Rules of accessibility that what is on screen breaks, with the elements that break them. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await axe(page).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The sum of layout shifts so far that no input caused, as the metric CLS counts them but without its windows. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => { observer.disconnect(); resolve(sum); }, 100);
  })`);
}

/** Rows are drawn one after another; until then bones keep their room. @param least  a newcomer has one */
export async function rowsAreDrawn(page: Page, least = 2): Promise<void> {
  const rows = page.locator('home-shelves film-shelf');
  const areAll = () =>
    rows.evaluateAll(
      (all: { items?: unknown }[], least) => all.length >= least && all.every(({ items }) => items !== undefined),
      least,
    );
  await expect.poll(areAll).toBe(true);
}
