// Does the page stay quick under a long history? Imports 10,000 events, opens the app as a returning visitor, then
// types, scrolls and taps as a person does, in headless Chromium, and prints what they would feel: interaction to next
// paint, long tasks of the main thread, layout shift. Interactions shorter than 16 ms are not reported by a browser and
// count as 16. The part `floor` is the same typing and tapping on a page with nothing but a field and a button: what
// the machine itself costs just then. `static` is the load of a page that has the same cards as plain HTML: no part may
// have a task longer than one and a half times its longest, or 50 ms, whichever is more.
//
// npx tsx demo/bench/interaction.bench.ts [--events 10000] [--runs 3] [--json] [--app FOLDER]: a built app, such as
// that of an earlier commit, in place of this one

import type { BrowserContext, Page } from 'playwright-core';
import { percentile } from '../../bench/harness/statistics.ts';
import { readOptions, tellBeside, teller, until, VIEWPORT, withBrowser } from '../../bench/node/page-bench.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { IS_READY, type ServedApp, withApp } from './built-app.ts';
import { type Felt, INSTALL } from './interaction-script.ts';
import { HAS_CARDS, NOTE_SHOWN, writeStaticPage } from './static-page.ts';

const GOALS = { inpMs: 50, longTasks: 0, cls: 0.02 };
/** A part's longest task, against the static page's: so many times, or what nobody feels. */
const MOST_TASK = { times: 1.5, ms: 50 };
const UNREPORTED_MS = 16;
const QUERIES = ['a slow heist film with a twist', 'robots', 'sad love story in paris'];
const WARM_QUERIES = ['a lonely detective', 'space and silence', 'a wedding goes wrong', 'dogs', 'a long road home'];
/** Of a warm search, at most so many times. */
const MOST_COLD = 2;
const TAPS = 12;
const PAUSE_MS = 500;
/** Of a long history: mostly films that were just looked at. */
const TYPES = ['view', 'view', 'view', 'view', 'select', 'select', 'like', 'like', 'dislike', 'seen'];

const options = readOptions({ events: '10000', runs: '3', app: null });
const events = Number(options.events);
const tell = teller('interaction', options, { events });
const median = (values: readonly number[]) => percentile(values, 0.5);

/**
 * A history file of events about the films with the given ids, one a minute. Most films of the catalog stay unseen: the
 * list goes on.
 */
function historyText(ids: readonly string[], count: number): string {
  const random = createRandom(1);
  const met = ids.filter((_, i) => i % 4 === 0);
  const end = Date.now();
  const events = Array.from({ length: count }, (_, i) => {
    const type = TYPES[random.integer(TYPES.length)]!;
    return { type, itemId: met[random.integer(met.length)]!, time: end - (count - i) * 60_000 };
  });
  return JSON.stringify({ format: 'privet-history', version: 1, events });
}

async function openReady(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await until(page, IS_READY);
  await page.locator('home-shelves film-card').first().waitFor();
  await page.waitForTimeout(1500);
}

async function seed(page: Page, url: string): Promise<void> {
  await openReady(page, url);
  const ids = await page.evaluate<string[]>(`(async () => {
    const ids = [];
    for (let last = 1000; last === 1000; ) {
      const { items } = await privet.forYou({ count: 1000, exclude: ids });
      ids.push(...items.map(({ itemId }) => itemId));
      last = items.length;
    }
    return ids;
  })()`);
  const text = historyText(ids, events);
  await page.evaluate(`privet.import(${JSON.stringify(text)})`);
  // The app remembers the list that this history gives: the visit that is measured is a later one.
  await openReady(page, url);
  await page.reload();
  await openReady(page, url);
}

async function type(page: Page): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Search by a sentence' });
  for (const query of QUERIES) {
    await box.click();
    await page.keyboard.type(query, { delay: 60 });
    await page.waitForTimeout(2000);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(PAUSE_MS);
  }
}

async function scroll(page: Page): Promise<void> {
  for (const direction of [1, -1]) {
    for (let i = 0; i < 25; i++) {
      await page.mouse.wheel(0, direction * 240);
      await page.waitForTimeout(60);
    }
  }
  await page.evaluate('scrollTo(0, 0)');
}

async function tap(page: Page): Promise<void> {
  const cards = page.locator('home-view film-grid film-card');
  for (let i = 0; i < TAPS; i++) {
    const name = [/^Like /, /^Dislike /, /^Save /][i % 3]!;
    await cards
      .nth(i % 5)
      .getByRole('button', { name })
      .click();
    await page.waitForTimeout(PAUSE_MS);
  }
}

async function openFilm(page: Page): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await page.locator('home-view film-grid film-card').nth(i).getByRole('link').click();
    await page.locator('film-dialog film-card').first().waitFor();
    await page.waitForTimeout(PAUSE_MS);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(PAUSE_MS);
  }
}

async function openMap(page: Page): Promise<void> {
  await page.evaluate("location.hash = '#/map'");
  await page.locator('map-view canvas').first().waitFor();
  await page.waitForTimeout(2000);
  await page.evaluate("location.hash = '#/'");
  await page.locator('home-view film-grid film-card').first().waitFor();
}

interface Line {
  part: string;
  inpMs: number;
  medianMs: number;
  interactions: number;
  longTasks: number;
  longestTaskMs: number;
  cls: number;
}

/**
 * The metrics as the browsers' vendors define them: the worst interaction (few here), and the worst window of shifts.
 */
function summarize(part: string, { interactions, longTasksMs, shifts }: Felt): Line {
  const times = interactions.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return {
    part,
    inpMs: times.at(-1) ?? UNREPORTED_MS,
    medianMs: times.length === 0 ? UNREPORTED_MS : median(times),
    interactions: times.length,
    longTasks: longTasksMs.length,
    longestTaskMs: Math.max(0, ...longTasksMs),
    cls: worstWindow(shifts),
  };
}

/** Shifts less than a second apart, for five seconds at most, are one. */
function worstWindow(shifts: Felt['shifts']): number {
  let worst = 0;
  let sum = 0;
  let first = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { timeMs, value } of shifts) {
    if (timeMs - last > 1000 || timeMs - first > 5000) {
      sum = 0;
      first = timeMs;
    }
    sum += value;
    last = timeMs;
    worst = Math.max(worst, sum);
  }
  return worst;
}

/** The same hands on a page that does nothing. */
async function measureFloor(context: BrowserContext): Promise<Line> {
  const page = await context.newPage();
  await page.addInitScript(INSTALL);
  await page.goto('data:text/html,<input><button onclick="this.textContent=Math.random()">Tap</button>');
  await page.evaluate('resetFelt()');
  for (const query of QUERIES) {
    await page.click('input');
    await page.keyboard.type(query, { delay: 60 });
    await page.waitForTimeout(PAUSE_MS);
  }
  for (let i = 0; i < TAPS; i++) {
    await page.click('button');
    await page.waitForTimeout(PAUSE_MS);
  }
  const line = summarize('floor', await page.evaluate<Felt>('readFelt()'));
  await page.close();
  return line;
}

/** The first search of a visit, by how it comes; all files are on the device. */
const COLDS = {
  atOnce: 'asked the moment that there is an engine',
  later: 'asked of the SDK when all is here',
  typed: 'typed when all is here',
};
type Cold = keyof typeof COLDS;

interface Searches {
  /** ms. */
  cold: Record<Cold, number>;
  /** Of further ones, ms. */
  warm: number[];
}

async function measureSearches(context: BrowserContext, url: string): Promise<Searches> {
  const searches: Searches = { cold: { atOnce: 0, later: 0, typed: 0 }, warm: [] };
  for (const cold of Object.keys(COLDS) as Cold[]) {
    const page = await context.newPage();
    await page.goto(url);
    await until(page, '!!window.privet', 20);
    if (cold !== 'atOnce') await waitForWarmUp(page);
    if (cold === 'typed') {
      await page.getByRole('combobox', { name: 'Search by a sentence' }).click();
      await page.keyboard.type(QUERIES[0]!, { delay: 60 });
    }
    searches.cold[cold] = await timeSearch(page, QUERIES[0]!);
    await waitForWarmUp(page);
    for (const query of WARM_QUERIES) searches.warm.push(await timeSearch(page, query));
    await page.close();
  }
  return searches;
}

/** @returns ms */
function timeSearch(page: Page, query: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const start = performance.now();
    await privet.search({ query: ${JSON.stringify(query)} });
    return performance.now() - start;
  })()`);
}

async function waitForWarmUp(page: Page): Promise<void> {
  await until(page, "privet.status.warmUp.state === 'ready'");
  await page.waitForTimeout(2000);
}

function printSearches(runs: readonly Searches[]): void {
  const warmMs = median(runs.flatMap(({ warm }) => warm));
  for (const [cold, words] of Object.entries(COLDS)) {
    const appMs = median(runs.map((run) => run.cold[cold as Cold]));
    const figures = { appMs, bareMs: warmMs, limitMs: MOST_COLD * warmMs };
    tellBeside(tell, `first search, ${words}`, figures, { part: 'first search', cold }, 'a warm one');
  }
}

/** The list of this history as plain HTML: what loading it costs without any engine. */
async function measureStatic(context: BrowserContext, url: string, folder: string): Promise<Line> {
  const page = await context.newPage();
  await page.addInitScript(NOTE_SHOWN);
  await page.addInitScript(INSTALL);
  await page.goto(url);
  await until(page, HAS_CARDS);
  await page.goto(new URL(await writeStaticPage(page, folder), url).href);
  await until(page, HAS_CARDS);
  await page.waitForTimeout(PAUSE_MS);
  const line = { ...summarize('static', await page.evaluate<Felt>('readFelt()')), inpMs: 0, medianMs: 0 };
  await page.close();
  return line;
}

async function measure(context: BrowserContext, url: string): Promise<Line[]> {
  const page = await context.newPage();
  await page.addInitScript(INSTALL);
  await openReady(page, url);
  const felt = () => page.evaluate<Felt>('readFelt()');
  const lines = [{ ...summarize('opening', await felt()), inpMs: 0, medianMs: 0 }];
  for (const [part, act] of Object.entries({ type, scroll, film: openFilm, map: openMap, tap })) {
    await page.evaluate('resetFelt()');
    await act(page);
    await page.waitForTimeout(1000);
    lines.push(summarize(part, await felt()));
  }
  await page.close();
  return lines;
}

function print(runs: readonly Line[][]): void {
  for (const [i, { part }] of runs[0]!.entries()) {
    const names = ['inpMs', 'medianMs', 'interactions', 'longTasks', 'longestTaskMs', 'cls'] as const;
    const figures = names.map((name) => [name, Number(median(runs.map((run) => run[i]![name])).toFixed(4))] as const);
    tell(`${part.padEnd(8)} ${figures.map((figure) => figure.join(' ')).join('   ')}`, {
      part,
      ...Object.fromEntries(figures),
    });
  }
  const longest = (part: string) => median(runs.map((run) => run.find((line) => line.part === part)!.longestTaskMs));
  const limitMs = Math.max(MOST_TASK.times * longest('static'), MOST_TASK.ms);
  for (const part of ['opening', 'type', 'scroll', 'film', 'map', 'tap']) {
    const figures = { appMs: longest(part), bareMs: longest('static'), limitMs };
    tellBeside(tell, `longest task, ${part} (0: below 50)`, figures, { part, task: 'longest' });
  }
  if (!options.json)
    console.log(`goals: inpMs at most ${GOALS.inpMs}, longTasks ${GOALS.longTasks}, cls below ${GOALS.cls}`);
}

async function run(context: BrowserContext, { url, folder }: ServedApp): Promise<[Searches, Line[]]> {
  const first = await context.newPage();
  await seed(first, url);
  await first.close();
  const searches = await measureSearches(context, url);
  const lines = await measure(context, url);
  return [searches, [...lines, await measureStatic(context, url, folder), await measureFloor(context)]];
}

await withApp('interaction', { app: options.app }, (app) =>
  withBrowser(async (browser) => {
    const runs: [Searches, Line[]][] = [];
    for (let i = 0; i < Number(options.runs); i++) {
      const context = await browser.newContext({ viewport: VIEWPORT });
      runs.push(await run(context, app));
      await context.close();
    }
    if (!options.json) console.log(`${events} events of history, median of ${runs.length} runs`);
    print(runs.map(([, lines]) => lines));
    printSearches(runs.map(([searches]) => searches));
  }),
);
