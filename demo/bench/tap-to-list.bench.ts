// How long is it from a tap on a film to the re-ranked list on screen, and where does the time go? The built app,
// served as a static site, in headless Chromium as it comes (no software GPU adapter), over a catalog of 100,000
// made-up films: tap -> event stored -> user tower -> ranked -> described and sent to the page -> list drawn. After them, on
// the same machine, the same cards change places in a static page without any engine: what is left is what the app adds.
//
// npx tsx demo/bench/tap-to-list.bench.ts [--items 100000] [--taps 200] [--json] [--profile FILE] [--app FOLDER]: a built
// app, such as that of an earlier commit, in place of this one

import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { summarize } from '../../bench/harness/statistics.ts';
import {
  ROOT,
  readOptions,
  row,
  startProfile,
  tellBeside,
  teller,
  until,
  VIEWPORT,
  withBrowser,
} from '../../bench/node/page-bench.ts';
import { IS_READY, type ServedApp, withApp } from './built-app.ts';
import { makeLargeFilmBundle } from './large-film-bundle.ts';
import { BARE_CHANGE, type BareTimes, HAS_CARDS, NOTE_SHOWN, writeStaticPage } from './static-page.ts';
import { INSTALL, type TapTimes } from './tap-script.ts';

/** Taps before the ones that count: code is compiled, caches fill. */
const WARM_UPS = 20;
/** Between taps, so that what one leaves behind (animations, idle work) is not the next one's. */
const PAUSE_MS = 400;
/** Place of the film to tap next in the list, over and over: mostly near its top. */
const PLACES = [0, 3, 1, 7, 2, 12, 5, 0, 4, 18];
const GOAL_MS = 16;
/** Of the bare change, at most so many times. */
const MOST_TIMES = 1.5;
const BACKENDS = `'tower on ' + privet.status.backend + ', ranking on ' + privet.status.rankingBackend`;

const options = readOptions({ items: '100000', taps: '200', profile: null, app: null });
const [numItems, numTaps] = [Number(options.items), Number(options.taps)];
const tell = teller('tap-to-list', options, { items: numItems, taps: numTaps });

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(NOTE_SHOWN);
  await page.addInitScript(INSTALL);
  await page.goto(url);
  await until(page, IS_READY);
  const found = await page.evaluate<number>('privet.status.numItems');
  if (found !== numItems) throw new Error(`catalog: found ${found} items, expected ${numItems}`);
  return page;
}

async function measure(page: Page): Promise<TapTimes[]> {
  const times: TapTimes[] = [];
  let stopProfile: Awaited<ReturnType<typeof startProfile>> | undefined;
  for (let tap = 0; tap < WARM_UPS + numTaps; tap++) {
    if (tap === WARM_UPS && options.profile) stopProfile = await startProfile(page);
    const measured = (await page.evaluate(`tapLike(${PLACES[tap % PLACES.length]})`)) as TapTimes;
    if (tap >= WARM_UPS) times.push(measured);
    await page.waitForTimeout(PAUSE_MS);
    if (!options.json && process.stderr.isTTY) process.stderr.write(`\rtap ${tap + 1} of ${WARM_UPS + numTaps} `);
  }
  await stopProfile?.(options.profile!);
  return times;
}

/** The list as it is now, in a page of its own, changed as often as it was tapped. */
async function measureBare(browser: Browser, app: Page, url: string, folder: string): Promise<BareTimes[]> {
  const path = await writeStaticPage(app, folder);
  await app.close(); // a page behind another one draws seldom
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(NOTE_SHOWN);
  await page.goto(new URL(path, url).href);
  await until(page, HAS_CARDS);
  const times: BareTimes[] = [];
  for (let change = 0; change < WARM_UPS + numTaps; change++) {
    const measured = await page.evaluate<BareTimes>(BARE_CHANGE);
    if (change >= WARM_UPS) times.push(measured);
    await page.waitForTimeout(PAUSE_MS);
  }
  return times;
}

function printRatios(taps: readonly TapTimes[], bare: readonly BareTimes[]): void {
  for (const moment of ['drawn', 'frame'] as const) {
    const medianOf = (times: readonly BareTimes[]) => summarize(times.map((time) => time[moment])).p50Ms;
    const [appMs, bareMs] = [medianOf(taps), medianOf(bare)];
    tellBeside(tell, `until ${moment}`, { appMs, bareMs, limitMs: MOST_TIMES * bareMs }, { moment });
  }
}

/** From the tap on; what is indented is the share of one part. */
const STAGES: [name: string, of: (time: TapTimes) => number][] = [
  ['event stored, and the page knows', ({ stored }) => stored],
  ['new list in the page', ({ answered }) => answered],
  ...['history', 'embed', 'rank', 'rerank', 'describe'].map((stage): (typeof STAGES)[number] => {
    return [`  worker: ${stage}`, ({ timings }) => timings[stage]!];
  }),
  ['  worker: all of it', ({ latencyMs }) => latencyMs],
  ['  to the worker and back', ({ answered, latencyMs }) => answered - latencyMs],
  ['  drawing it, from there', ({ answered, drawn }) => drawn - answered],
  ['tap to list drawn', ({ drawn }) => drawn],
  ['tap to list drawn and event stored', ({ drawn, stored }) => Math.max(drawn, stored)],
  ['tap to the next frame', ({ frame }) => frame],
];

function print(times: readonly TapTimes[], backends: string): void {
  if (!options.json) {
    console.log(`\ntap to list: ${numItems} items, ${numTaps} taps, ${backends}; milliseconds`);
    console.log(row('stage', ['p50', 'p95'], 36));
  }
  for (const [name, of] of STAGES) {
    const figures = summarize(times.map(of));
    tell(row(name, [figures.p50Ms.toFixed(2), figures.p95Ms.toFixed(2)], 36), {
      ...{ backends, stage: name.trim() },
      ...figures,
    });
  }
  if (!options.json) console.log(`goal: p95 of tap to list drawn at most ${GOAL_MS} ms`);
}

async function run(browser: Browser, { url, folder }: ServedApp): Promise<void> {
  const page = await openPage(browser, url);
  const times = await measure(page);
  const backends = await page.evaluate<string>(BACKENDS);
  print(times, backends);
  printRatios(times, await measureBare(browser, page, url, folder));
}

const bundle = { folder: join(ROOT, `.cache/tap-to-list/bundle-${numItems}`) };
await makeLargeFilmBundle(join(ROOT, 'public/models'), bundle.folder, numItems);
await withApp('tap-to-list', { app: options.app, bundle }, (app) => withBrowser((browser) => run(browser, app)));
