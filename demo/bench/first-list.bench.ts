// How soon does somebody see films? The built app, from a static host on this machine that compresses as hosts do, in
// headless Chromium: a first visit (empty cache, no history) and the next one (service worker, three likes), many
// times each, with what was fetched until the list was there and how far the page moved. In turns with them, from the
// same host, the same 21 cards as a static page: ratios of one run say what the app adds to that.
//
// npx tsx demo/bench/first-list.bench.ts [--visits 15] [--encoding gzip|br] [--json] [--profile FILE] [--app FOLDER]: a built app, such as that of an earlier commit, in place of this one

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { percentile } from '../../bench/harness/statistics.ts';
import {
  type CompressedHost,
  type Encoding,
  type ServedRequest,
  startCompressedHost,
} from '../../bench/node/compressed-host.ts';
import {
  readOptions,
  row,
  startProfile,
  tellBeside,
  teller,
  until,
  VIEWPORT,
  verdict,
  withBrowser,
} from '../../bench/node/page-bench.ts';
import { HAS_LIST, IS_SETTLED, NOTE_SHIFTS, READ_TIMES, type VisitTimes } from '../../test/e2e/visit-script.ts';
import { buildOrCopy } from './built-app.ts';
import { HAS_CARDS, NOTE_SHOWN, READ_SHOWN, type Shown, writeStaticPage } from './static-page.ts';

const options = readOptions({ visits: '15', encoding: 'gzip', profile: null, app: null });
const numVisits = Number(options.visits);
const encoding = options.encoding as Encoding;
const tell = teller('first-list', options, { encoding, visits: numVisits });
/** Seldom, so that asking costs the page nothing. */
const POLL_MS = 250;

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

async function visitPage(context: BrowserContext, host: CompressedHost, before?: (page: Page) => Promise<void>) {
  const page = await context.newPage();
  await page.addInitScript(NOTE_SHIFTS);
  await page.addInitScript(NOTE_SHOWN);
  await before?.(page);
  const firstRequest = host.served.length;
  await page.goto(host.url, { waitUntil: 'commit' });
  for (const moment of [HAS_LIST, HAS_CARDS, IS_SETTLED]) await until(page, moment, POLL_MS);
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
    await until(page, HAS_CARDS, POLL_MS);
    const shown = await page.evaluate<Shown>(READ_SHOWN);
    await page.close();
    return shown;
  };
  const visits = { 'first visit': await visitOnce(), 'repeat visit': await visitOnce() };
  await context.close();
  return visits;
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

async function profileVisit(browser: Browser, host: CompressedHost, file: string): Promise<void> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  let stop: Awaited<ReturnType<typeof startProfile>> | undefined;
  await visitPage(context, host, async (page) => {
    stop = await startProfile(page);
  }).finally(() => stop?.(file));
  await context.close();
}

function print(kind: Kind, visits: readonly Visit[]): void {
  for (const { name: figure, unit, of, limit: limits } of FIGURES) {
    const values = visits.map(of);
    const [p50, p95, min] = [percentile(values, 0.5), percentile(values, 0.95), Math.min(...values)];
    const limit = limits?.[kind];
    const cells = [p50, p95, min, limit].map((value) => (value === undefined ? '' : format(value)));
    const end = limit === undefined ? '' : `  ${verdict(p50, limit)}`;
    tell(`${row(`${kind}: ${figure}${unit && `, ${unit}`}`, cells, 48)}${end}`, {
      ...{ visit: kind, figure, unit, p50, p95, min },
      ...(limit !== undefined && { limit }),
    });
  }
}

const format = (value: number) => (value < 1 ? value.toFixed(4) : value.toFixed(1));

/** What the app takes beside the static page: medians of one run. */
function printRatios(visits: Record<Kind, readonly Visit[]>, statics: Record<Kind, readonly Shown[]>): void {
  const beside = (visit: Kind, figure: string, name: keyof Shown, limitOf: (bareMs: number) => number) => {
    const [appMs, bareMs] = [visits[visit], statics[visit]].map((all) =>
      percentile(
        all.map((one) => one[name]),
        0.5,
      ),
    );
    const figures = { appMs: appMs!, bareMs: bareMs!, limitMs: limitOf(bareMs!) };
    tellBeside(tell, `${visit}: ${figure}`, figures, { visit, figure });
  };
  for (const kind of Object.keys(MOST_TIMES) as Kind[]) {
    beside(kind, 'frame with the 21st card', 'cards', (ms) => MOST_TIMES[kind] * ms);
    beside(kind, 'longest task', 'longestTask', (ms) => Math.max(MOST_TIMES_TASK * ms, UNFELT_MS));
  }
}

/** The app's folder with the static page in it. */
async function buildBoth(browser: Browser): Promise<{ folder: string; path: string }> {
  const folder = await buildOrCopy('first-list', options.app);
  const host = await startCompressedHost(folder, encoding);
  const context = await browser.newContext({ viewport: VIEWPORT });
  const { page } = await visitPage(context, host);
  const path = await writeStaticPage(page, folder);
  await context.close();
  await host.close();
  return { folder, path };
}

await withBrowser(async (browser) => {
  const { folder, path } = await buildBoth(browser);
  const host = await startCompressedHost(folder, encoding);
  await measurePerson(browser, host); // the browser itself warms up
  const people: Record<Kind, Visit>[] = [];
  const statics: Record<Kind, Shown>[] = [];
  while (people.length < numVisits) {
    statics.push(await measureStatic(browser, host.url + path));
    people.push(await measurePerson(browser, host));
  }
  const both = <T>(all: readonly Record<Kind, T>[]): Record<Kind, T[]> => ({
    'first visit': all.map((one) => one['first visit']),
    'repeat visit': all.map((one) => one['repeat visit']),
  });
  const visits = both(people);
  if (!options.json) {
    console.log(`\nfirst list: ${numVisits} visits of each kind, host compresses with ${encoding}`);
    console.log(row('', ['p50', 'p95', 'least', 'limit'], 48));
  }
  for (const kind of Object.keys(MOST_TIMES) as Kind[]) print(kind, visits[kind]);
  printRatios(visits, both(statics));
  if (options.profile) await profileVisit(browser, host, options.profile);
  await host.close();
});
