// Is a page over a million items quick, and does it fit into memory? A made-up shop without towers (made once, into .cache),
// opened by the SDK in headless Chromium from Vite's development server: bytes of the bundle before the first list, that
// list, taps, searches, the worker's memory, all of it here, and a history of 10,000 events.
//
// npx tsx demo/bench/million.bench.ts [--items 1000000] [--taps 50] [--events 10000] [--soak 0] [--json]:
// --soak: minutes of taps and searches, with the memory at their beginning and end

import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Plugin } from 'vite';
import { percentile } from '../../bench/harness/statistics.ts';
import { ROOT, readOptions, row, teller, until, verdict, withBrowser } from '../../bench/node/page-bench.ts';
import { withSources } from '../../bench/node/source-server.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { EMBEDDING_DIM, makeMadeUpBundle } from '../../src/pipeline/bench/made-up-bundle.ts';

const GOALS = { firstListMs: 1000, tapMs: 100, searchMs: 300, workerMb: 450 };
const HOUR_MS = 3_600_000;
const MB = 1e6;
/** Beside each embedding, see src/ranking/item-matrix.ts. */
const ROW_SUM_BYTES = 4;

const options = readOptions({ items: '1000000', taps: '50', events: '10000', soak: '0' });
const [numItems, numTaps, numEvents] = [Number(options.items), Number(options.taps), Number(options.events)];
const tell = teller('million', options, { items: numItems });
const random = createRandom(3);
const anyId = () => `i${random.integer(numItems)}`;

/** Serves the bundle, and counts what it was asked for. */
function bundleHost(folder: string): { plugin: Plugin; servedBefore: (timeMs: number) => number } {
  const requests: { timeMs: number; bytes: number }[] = [];
  const plugin: Plugin = {
    name: 'bundle',
    configureServer({ middlewares }) {
      middlewares.use('/bundle', (request, response) => {
        const timeMs = Date.now();
        const file = join(folder, normalize(new URL(request.url!, 'http://host').pathname));
        stat(file).then(
          ({ size }) => {
            requests.push({ timeMs, bytes: size });
            response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
            createReadStream(file).pipe(response);
          },
          () => response.writeHead(404).end(),
        );
      });
    },
  };
  const servedBefore = (endMs: number) =>
    requests.filter(({ timeMs }) => timeMs < endMs).reduce((sum, { bytes }) => sum + bytes, 0);
  return { plugin, servedBefore };
}

const call = <T>(page: Page, name: string, ...args: unknown[]): Promise<T> =>
  page.evaluate(`${name}(${args.map((arg) => JSON.stringify(arg)).join()})`);

function tellMs(name: string, samples: readonly number[], goalMs?: number): void {
  const [p50Ms, p95Ms] = [percentile(samples, 0.5), percentile(samples, 0.95)];
  const end = goalMs === undefined ? '' : `  goal ${goalMs} ms  ${verdict(p95Ms, goalMs)}`;
  tell(`${row(name, [p50Ms.toFixed(0), p95Ms.toFixed(0)], 44)}${end}`, { name, p50Ms, p95Ms, goalMs });
}

/** What the browser counts of the worker is without WebAssembly's memory, in which the embeddings are. */
async function tellMemory(page: Page, when: string): Promise<void> {
  const counted = await call<number>(page, 'workerBytes');
  const workerMb = (counted + numItems * (EMBEDDING_DIM + ROW_SUM_BYTES)) / MB;
  const processMb = (await rendererBytes(page)) / MB;
  const end = `  goal ${GOALS.workerMb} MB  ${verdict(workerMb, GOALS.workerMb)}`;
  tell(`${row(`worker, whole process, MB: ${when}`, [workerMb.toFixed(0), processMb.toFixed(0)], 44)}${end}`, {
    ...{ name: 'memory', when, workerMb, processMb },
  });
}

/** Resident memory of the page's process, which has its worker. */
async function rendererBytes(page: Page): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0));
  return 1024 * Math.max(0, ...sizes);
}

async function taps(page: Page, name: string, count = numTaps): Promise<void> {
  const times: number[] = [];
  const inWorker: number[] = [];
  for (let i = 0; i < count; i++) {
    const { ms, workerMs } = await call<{ ms: number; workerMs: number }>(page, 'tap', random.integer(10));
    times.push(ms);
    inWorker.push(workerMs);
  }
  tellMs(name, times, GOALS.tapMs);
  tellMs('  of it in the worker', inWorker);
}

async function searches(page: Page, name: string, queries: readonly string[]): Promise<void> {
  const times: number[] = [];
  let numFound = 0;
  for (const query of queries) {
    const found = await call<{ ms: number; numFound: number }>(page, 'search', query);
    times.push(found.ms);
    if (found.numFound > 0) numFound++;
  }
  tellMs(`${name} (${numFound} of ${queries.length} find)`, times, GOALS.searchMs);
}

/** A title whose last word is unfinished, and two words of one. */
async function queriesOf(page: Page, count: number): Promise<{ prefixes: string[]; words: string[] }> {
  const titles = await call<string[]>(page, 'titles', Array.from({ length: count }, anyId));
  const parts = titles.map((title) => title.toLowerCase().split(' '));
  return {
    prefixes: parts.map(([first, second = '']) => `${first} ${second.slice(0, 3)}`),
    words: parts.map((words) => `${words.at(-1)} ${words[0]}`),
  };
}

async function soak(page: Page, minutes: number): Promise<void> {
  await tellMemory(page, 'before the soak');
  const endMs = Date.now() + 60_000 * minutes;
  const times: number[] = [];
  while (Date.now() < endMs) {
    times.push((await call<{ ms: number }>(page, 'tap', random.integer(10))).ms);
    const { prefixes, words } = await queriesOf(page, 1);
    await call(page, 'search', prefixes[0]);
    await call(page, 'search', words[0]);
  }
  tellMs(`taps of ${minutes} minutes (${times.length})`, times, GOALS.tapMs);
  await tellMemory(page, `after ${minutes} minutes`);
}

async function run(browser: Browser, address: string, servedBefore: (timeMs: number) => number): Promise<void> {
  const page = await browser.newPage();
  await page.goto(`${address}demo/bench/million.html`);
  await until(page, 'window.firstList !== undefined');
  const { openMs, listMs, timeMs } = await call<Record<'openMs' | 'listMs' | 'timeMs', number>>(page, 'firstList');
  const firstBytes = servedBefore(timeMs);
  tell(row('bytes of the bundle before the first list', [firstBytes.toLocaleString('en')], 44), { firstBytes });
  tell(row('', ['p50', 'p95'], 44), {});
  tellMs('opened, with its code', [openMs]);
  tellMs('first list, from then on', [listMs], GOALS.firstListMs);
  const wholeMs = await call<number>(page, 'everything');
  const wholeMb = servedBefore(Date.now()) / MB;
  tell(row('everything is here, seconds, MB', [(wholeMs / 1000).toFixed(1), wholeMb.toFixed(0)], 44), { wholeMs });
  tellMs('first list of all items', [await call<number>(page, 'list')], GOALS.firstListMs);
  await tellMemory(page, 'all here');
  await taps(page, 'tap to list');
  const { prefixes, words } = await queriesOf(page, numTaps);
  await searches(page, 'search, beginning of a title', prefixes);
  await searches(page, 'search, two words of a title', words);
  const events = Array.from({ length: numEvents }, (_, i) => ({
    ...{ type: i % 10 === 0 ? 'like' : 'view', itemId: anyId() },
    time: Date.now() - (numEvents - i) * HOUR_MS,
  }));
  tellMs(`history of ${numEvents} events`, [await call<number>(page, 'addHistory', events)]);
  await taps(page, 'tap to list, with this history');
  await tellMemory(page, 'at the end');
  if (Number(options.soak) > 0) await soak(page, Number(options.soak));
}

const folder = join(ROOT, `.cache/million/bundle-${numItems}`);
await makeMadeUpBundle(folder, numItems, join(ROOT, 'src/pipeline/encoder/english.bin.gz'));
const { plugin, servedBefore } = bundleHost(folder);
const entries = ['demo/bench/million.html', 'src/engine/worker.ts'];
const flags = ['--enable-blink-features=ForceEagerMeasureMemory'];
await withSources({ name: 'million', entries, isIsolated: true, plugins: [plugin] }, (address) =>
  withBrowser((browser) => run(browser, address, servedBefore), flags),
);
