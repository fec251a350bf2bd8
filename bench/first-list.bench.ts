// How soon does somebody see films? The built app, from a static host on this machine that compresses as hosts do, in
// headless Chromium: a first visit (empty cache, no history) and the next one (service worker, three likes), many
// times each, with what was fetched until the list was there and how far the page moved. In turns with them, from the
// same host, the same 21 cards as a static page: ratios of one run say what the app adds to that.
//
// npx tsx bench/first-list.bench.ts [--visits 15] [--encoding gzip|br] [--json] [--chart docs/images/first-list.svg]
// [--profile FILE] [--app FOLDER]: a built app, such as that of an earlier commit, in place of this one

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { HAS_LIST, IS_SETTLED, NOTE_SHIFTS, READ_TIMES, type VisitTimes } from '../test/e2e/visit-script.ts';
import { percentile } from './harness/statistics.ts';
import { buildOrCopy } from './node/build-or-copy.ts';
import { type CompressedHost, type Encoding, type ServedRequest, startCompressedHost } from './node/compressed-host.ts';
import { HAS_CARDS, NOTE_SHOWN, READ_SHOWN, type Shown, writeStaticPage } from './node/static-page.ts';
import { renderWaterfall } from './node/waterfall-chart.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const VIEWPORT = { width: 1280, height: 900 };

const { values: options } = parseArgs({
  options: {
    visits: { type: 'string', default: '15' },
    encoding: { type: 'string', default: 'gzip' },
    json: { type: 'boolean', default: false },
    chart: { type: 'string' },
    profile: { type: 'string' },
    app: { type: 'string' },
  },
});
const numVisits = Number(options.visits);
const encoding = options.encoding as Encoding;

type Kind = 'first visit' | 'repeat visit';

/** Of the static page's figure, at most so many times. */
const MOST_TIMES: Record<Kind, number> = { 'first visit': 1.5, 'repeat visit': 1.25 };
const MOST_TIMES_TASK = 1.5;
/** A task that nobody feels, however short the static page's are. */
const UNFELT_MS = 50;

interface Visit extends VisitTimes, Shown {
  requests: ServedRequest[];
}

/** What is promised; absent: told, not promised. */
interface Figure {
  name: string;
  unit: 'ms' | 'kB' | '';
  of: (visit: Visit) => number;
  limit?: Partial<Record<Kind, number>>;
}

const FIGURES: readonly Figure[] = [
  { name: 'first paint', unit: 'ms', of: ({ firstPaint }) => firstPaint },
  {
    name: 'first list',
    unit: 'ms',
    of: ({ firstList }) => firstList,
    limit: { 'first visit': 300, 'repeat visit': 150 },
  },
  {
    name: 'JavaScript before the first list',
    unit: 'kB',
    of: (visit) => bytesBefore(visit, /\.js$/) / 1000,
    limit: { 'first visit': 60 },
  },
  { name: 'all before the first list', unit: 'kB', of: (visit) => bytesBefore(visit, /./) / 1000 },
  {
    name: 'cumulative layout shift',
    unit: '',
    of: ({ layoutShift }) => layoutShift,
    limit: { 'first visit': 0.02, 'repeat visit': 0.02 },
  },
];

/** Bodies of what was asked for until the list was there. */
function bytesBefore({ requests, timeOrigin, firstList }: Visit, path: RegExp): number {
  const before = requests.filter((request) => request.startedMs < timeOrigin + firstList && path.test(request.path));
  return before.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

async function buildApp(): Promise<string> {
  const outDir = join(root, '.cache/first-list/app');
  await buildOrCopy(options.app, outDir);
  return outDir;
}

async function visitPage(context: BrowserContext, host: CompressedHost, before?: (page: Page) => Promise<void>) {
  const page = await context.newPage();
  await page.addInitScript(NOTE_SHIFTS);
  await page.addInitScript(NOTE_SHOWN);
  await before?.(page);
  const firstRequest = host.served.length;
  await page.goto(host.url, { waitUntil: 'commit' });
  await until(page, HAS_LIST);
  await until(page, HAS_CARDS);
  await until(page, IS_SETTLED);
  const times = (await page.evaluate(READ_TIMES)) as VisitTimes;
  const shown = await page.evaluate<Shown>(READ_SHOWN);
  return { page, visit: { ...times, ...shown, requests: host.served.slice(firstRequest) } };
}

/** The static page with an empty cache, and again. */
async function measureStatic(browser: Browser, url: string): Promise<Record<Kind, Shown>> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const visitOnce = async () => {
    const page = await context.newPage();
    await page.addInitScript(NOTE_SHOWN);
    await page.goto(url);
    await until(page, HAS_CARDS);
    const shown = await page.evaluate<Shown>(READ_SHOWN);
    await page.close();
    return shown;
  };
  const visits = { 'first visit': await visitOnce(), 'repeat visit': await visitOnce() };
  await context.close();
  return visits;
}

/**
 * Polled from outside: the page's policy lets nothing in it be compiled from text. Seldom, so that it costs the page
 * nothing.
 */
async function until(page: Page, condition: string): Promise<void> {
  while (!(await page.evaluate(condition).catch(() => false))) await page.waitForTimeout(250);
}

/** As a person does; the app then remembers the list for the next visit. */
async function likeThree(page: Page): Promise<void> {
  for (const place of [2, 3, 4]) {
    await page
      .locator('film-card')
      .nth(place)
      .getByRole('button', { name: /^Like / })
      .click();
    await page.waitForTimeout(500);
  }
}

/** One person: a first visit, three likes, and the visit after that. */
async function measurePerson(browser: Browser, host: CompressedHost): Promise<Record<Kind, Visit>> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const first = await visitPage(context, host);
  await likeThree(first.page);
  await first.page.locator('version-notice').getByText('Ready offline').waitFor({ timeout: 120_000 });
  await first.page.close();
  const repeat = await visitPage(context, host);
  await context.close();
  return { 'first visit': first.visit, 'repeat visit': repeat.visit };
}

/** The page thread's CPU profile of a first visit, for the performance panel. */
async function profileVisit(browser: Browser, host: CompressedHost, file: string): Promise<void> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  let stop = async () => {};
  await visitPage(context, host, async (page) => {
    const session = await context.newCDPSession(page);
    await session.send('Profiler.enable');
    await session.send('Profiler.setSamplingInterval', { interval: 200 });
    await session.send('Profiler.start');
    stop = async () => writeFile(file, JSON.stringify((await session.send('Profiler.stop')).profile));
  }).finally(() => stop());
  await context.close();
}

interface Line {
  visit: Kind;
  figure: string;
  unit: string;
  p50: number;
  p95: number;
  min: number;
  limit?: number;
}

function summarize(kind: Kind, visits: readonly Visit[]): Line[] {
  return FIGURES.map(({ name, unit, of, limit }) => {
    const values = visits.map(of);
    const [p50, p95] = [percentile(values, 0.5), percentile(values, 0.95)];
    const promised = limit?.[kind];
    return {
      visit: kind,
      figure: name,
      unit,
      p50,
      p95,
      min: Math.min(...values),
      ...(promised && { limit: promised }),
    };
  });
}

function print(lines: readonly Line[]): void {
  if (options.json) {
    const facts = { command: 'bench', bench: 'first-list', encoding, visits: numVisits };
    for (const line of lines) console.log(JSON.stringify({ ...facts, ...line }));
    return;
  }
  console.log(`\nfirst list: ${numVisits} visits of each kind, host compresses with ${encoding}`);
  console.log(`${''.padEnd(48)}${['p50', 'p95', 'least', 'limit'].map((name) => name.padStart(9)).join('')}`);
  for (const { visit, figure, unit, p50, p95, min, limit } of lines) {
    const cells = [p50, p95, min, limit].map((value) => (value === undefined ? '' : format(value)).padStart(9));
    const verdict = limit === undefined ? '' : p50 <= limit ? '  kept' : '  MISSED';
    console.log(`${`${visit}: ${figure}${unit && `, ${unit}`}`.padEnd(48)}${cells.join('')}${verdict}`);
  }
}

const format = (value: number) => (value < 1 ? value.toFixed(4) : value.toFixed(1));

/** The visit whose list came at the median. */
function typical(visits: readonly Visit[]): Visit {
  return visits.toSorted((a, b) => a.firstList - b.firstList)[visits.length >> 1]!;
}

/** What the app takes beside the static page: medians of one run. */
function printRatios(visits: Record<Kind, readonly Visit[]>, statics: Record<Kind, readonly Shown[]>): void {
  const median = (of: readonly Shown[], name: keyof Shown) =>
    percentile(
      of.map((shown) => shown[name]),
      0.5,
    );
  for (const kind of Object.keys(MOST_TIMES) as Kind[]) {
    const [app, bare] = [median(visits[kind], 'cards'), median(statics[kind], 'cards')];
    printRatio({ visit: kind, figure: 'frame with the 21st card', app, bare, limit: MOST_TIMES[kind] * bare });
    const [task, bareTask] = [median(visits[kind], 'longestTask'), median(statics[kind], 'longestTask')];
    const limit = Math.max(MOST_TIMES_TASK * bareTask, UNFELT_MS);
    printRatio({ visit: kind, figure: 'longest task', app: task, bare: bareTask, limit });
  }
}

interface Ratio {
  visit: Kind;
  figure: string;
  app: number;
  bare: number;
  limit: number;
}

function printRatio({ visit, figure, app, bare, limit }: Ratio): void {
  const ratio = bare === 0 ? undefined : app / bare;
  if (options.json) {
    const facts = { command: 'bench', bench: 'first-list', encoding, visits: numVisits };
    console.log(JSON.stringify({ ...facts, visit, figure, appMs: app, staticMs: bare, ratio, limitMs: limit }));
    return;
  }
  const times = ratio === undefined ? '' : `, ${ratio.toFixed(2)} times`;
  const verdict = app <= limit ? 'kept' : 'MISSED';
  console.log(
    `${visit}: ${figure}: app ${app.toFixed(0)} ms, static page ${bare.toFixed(0)} ms${times}; limit ${limit.toFixed(0)} ms  ${verdict}`,
  );
}

/** The app's folder with the static page in it. */
async function buildBoth(browser: Browser): Promise<{ folder: string; path: string }> {
  const folder = await buildApp();
  const host = await startCompressedHost(folder, encoding);
  const context = await browser.newContext({ viewport: VIEWPORT });
  const { page } = await visitPage(context, host);
  const path = await writeStaticPage(page, folder);
  await context.close();
  await host.close();
  return { folder, path };
}

const executablePath = process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
const { folder, path } = await buildBoth(browser);
const host = await startCompressedHost(folder, encoding);
try {
  await measurePerson(browser, host); // the browser itself warms up
  const people: Record<Kind, Visit>[] = [];
  const statics: Record<Kind, Shown>[] = [];
  while (people.length < numVisits) {
    statics.push(await measureStatic(browser, host.url + path));
    people.push(await measurePerson(browser, host));
  }
  const ofKind = <T>(all: readonly Record<Kind, T>[], kind: Kind) => all.map((one) => one[kind]);
  const both = <T>(all: readonly Record<Kind, T>[]): Record<Kind, T[]> => ({
    'first visit': ofKind(all, 'first visit'),
    'repeat visit': ofKind(all, 'repeat visit'),
  });
  const visits = both(people);
  const firstVisits = visits['first visit'];
  print([...summarize('first visit', firstVisits), ...summarize('repeat visit', visits['repeat visit'])]);
  printRatios(visits, both(statics));
  if (options.profile) await profileVisit(browser, host, options.profile);
  if (options.chart) {
    await mkdir(dirname(options.chart), { recursive: true });
    await writeFile(options.chart, renderWaterfall(typical(firstVisits), encoding));
  }
} finally {
  await browser.close();
  await host.close();
}
