// How long is it from a tap on a film to the re-ranked list on screen, and where does the time go? The built app,
// served as a static site, in headless Chromium as it comes (no software GPU adapter), over a catalog of 100,000
// made-up films: tap -> event stored -> user tower -> ranked -> described and sent to the page -> list drawn. After them, on
// the same machine, the same cards change places in a static page without any engine: what is left is what the app adds.
//
// npx tsx bench/tap-to-list.bench.ts [--items 100000] [--taps 200] [--json] [--profile FILE] [--app FOLDER]: a built
// app, such as that of an earlier commit, in place of this one

import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { summarize as summarizeTimes } from './harness/statistics.ts';
import { buildOrCopy } from './node/build-or-copy.ts';
import { makeLargeFilmBundle } from './node/large-film-bundle.ts';
import { BARE_CHANGE, type BareTimes, HAS_CARDS, NOTE_SHOWN, writeStaticPage } from './node/static-page.ts';
import { INSTALL, type TapTimes } from './node/tap-script.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
/** Taps before the ones that count: code is compiled, caches fill. */
const WARM_UPS = 20;
/** Between taps, so that what one leaves behind (animations, idle work) is not the next one's. */
const PAUSE_MS = 400;
const VIEWPORT = { width: 1280, height: 900 };
/** Place of the film to tap next in the list, over and over: mostly near its top. */
const PLACES = [0, 3, 1, 7, 2, 12, 5, 0, 4, 18];
const WORKER_STAGES = ['history', 'embed', 'rank', 'rerank', 'describe'] as const;
const GOAL_MS = 16;
/** Of the bare change, at most so many times. */
const MOST_TIMES = 1.5;
const IS_READY = `['towers', 'catalog'].every((part) => window.privet?.status.parts[part].state === 'ready')`;
const BACKENDS = `'tower on ' + privet.status.backend + ', ranking on ' + privet.status.rankingBackend`;

const { values: options } = parseArgs({
  options: {
    items: { type: 'string', default: '100000' },
    taps: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
    profile: { type: 'string' },
    app: { type: 'string' },
  },
});
const [numItems, numTaps] = [Number(options.items), Number(options.taps)];

const outDir = join(root, '.cache/tap-to-list/app');
const BUNDLE = 'large/manifest.json';

async function serveApp(): Promise<{ url: string; close(): Promise<void> }> {
  const bundle = join(root, `.cache/tap-to-list/bundle-${numItems}`);
  await makeLargeFilmBundle(join(root, 'public/models'), bundle, numItems);
  await buildOrCopy(options.app, outDir, BUNDLE);
  await cp(bundle, join(outDir, 'large'), { recursive: true });
  const server = await preview({ root, logLevel: 'error', preview: { port: 0 }, build: { outDir } });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('preview server: no address, expected one on this machine');
  return { url: `${url}?bundle=${BUNDLE}`, close: () => server.close() };
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(NOTE_SHOWN);
  await page.addInitScript(INSTALL);
  await page.goto(url);
  // Polled from outside: the page's policy lets nothing in it be compiled from text.
  while (!(await page.evaluate(IS_READY))) await page.waitForTimeout(100);
  const found = await page.evaluate<number>('privet.status.numItems');
  if (found !== numItems) throw new Error(`catalog: found ${found} items, expected the ${numItems} of ${BUNDLE}`);
  return page;
}

async function measure(page: Page): Promise<TapTimes[]> {
  const times: TapTimes[] = [];
  for (let tap = 0; tap < WARM_UPS + numTaps; tap++) {
    if (tap === WARM_UPS && options.profile) await startProfile(page);
    const measured = (await page.evaluate(`tapLike(${PLACES[tap % PLACES.length]})`)) as TapTimes;
    if (tap >= WARM_UPS) times.push(measured);
    await page.waitForTimeout(PAUSE_MS);
    if (!options.json && process.stderr.isTTY) process.stderr.write(`\rtap ${tap + 1} of ${WARM_UPS + numTaps} `);
  }
  return times;
}

/** The list as it is now, in a page of its own, changed as often as it was tapped. */
async function measureBare(browser: Browser, app: Page, url: string): Promise<BareTimes[]> {
  const path = await writeStaticPage(app, outDir);
  await app.close(); // a page behind another one draws seldom
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(NOTE_SHOWN);
  await page.goto(new URL(path, url).href);
  while (!(await page.evaluate(HAS_CARDS))) await page.waitForTimeout(100);
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
    const [app, change] = [taps, bare].map((times) => summarizeTimes(times.map((time) => time[moment])).p50Ms);
    const ratio = app! / change!;
    const facts = { command: 'bench', bench: 'tap-to-list', items: numItems, taps: numTaps };
    if (options.json) console.log(JSON.stringify({ ...facts, moment, appMs: app, bareMs: change, ratio }));
    else
      console.log(
        `until ${moment}: tap ${app!.toFixed(2)} ms, bare change ${change!.toFixed(2)} ms, ${ratio.toFixed(2)} times; at most ${MOST_TIMES}  ${ratio <= MOST_TIMES ? 'kept' : 'MISSED'}`,
      );
  }
}

let stopProfile = async () => {};

/** The page thread's CPU profile, for the performance panel. */
async function startProfile(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  stopProfile = async () => {
    const { profile } = await session.send('Profiler.stop');
    await writeFile(options.profile!, JSON.stringify(profile));
  };
}

interface Line {
  stage: string;
  p50Ms: number;
  p95Ms: number;
}

/** From the tap on; what is indented is the share of one part. */
function summarize(times: readonly TapTimes[]): Line[] {
  const line = (stage: string, of: (time: TapTimes) => number): Line => {
    const values = times.map(of);
    return { stage, ...summarizeTimes(values) };
  };
  const workerLines = WORKER_STAGES.map((stage) => line(`  worker: ${stage}`, ({ timings }) => timings[stage]!));
  return [
    line('event stored, and the page knows', ({ stored }) => stored),
    line('new list in the page', ({ answered }) => answered),
    ...workerLines,
    line('  worker: all of it', ({ latencyMs }) => latencyMs),
    line('  to the worker and back', ({ answered, latencyMs }) => answered - latencyMs),
    line('  drawing it, from there', ({ answered, drawn }) => drawn - answered),
    line('tap to list drawn', ({ drawn }) => drawn),
    line('tap to list drawn and event stored', ({ drawn, stored }) => Math.max(drawn, stored)),
    line('tap to the next frame', ({ frame }) => frame),
  ];
}

function print(lines: readonly Line[], backends: string): void {
  if (options.json) {
    const facts = { command: 'bench', bench: 'tap-to-list', items: numItems, taps: numTaps, backends };
    for (const { stage, ...times } of lines) console.log(JSON.stringify({ ...facts, stage: stage.trim(), ...times }));
    return;
  }
  console.log(`\ntap to list: ${numItems} items, ${numTaps} taps, ${backends}; milliseconds`);
  console.log(`${'stage'.padEnd(36)}${'p50'.padStart(8)}${'p95'.padStart(8)}`);
  for (const { stage, p50Ms, p95Ms } of lines) {
    console.log(`${stage.padEnd(36)}${p50Ms.toFixed(2).padStart(8)}${p95Ms.toFixed(2).padStart(8)}`);
  }
  console.log(`goal: p95 of tap to list drawn at most ${GOAL_MS} ms`);
}

const server = await serveApp();
const executablePath = process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  const page = await openPage(browser, server.url);
  const times = await measure(page);
  await stopProfile();
  const backends = await page.evaluate<string>(BACKENDS);
  print(summarize(times), backends);
  printRatios(times, await measureBare(browser, page, server.url));
} finally {
  await browser.close();
  await server.close();
}
