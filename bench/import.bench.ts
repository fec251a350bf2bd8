// How long does it take until a Letterboxd export is in, and how much of it is found? The built app in headless
// Chromium, files made by bench/node/letterboxd-export.ts over the film catalog, several seeds; the person's look at
// the review takes no time here.
//
// npx tsx bench/import.bench.ts [--films 500] [--runs 5] [--json]

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { readCatalogTitles } from '../test/imports/catalog-titles.ts';
import { type MadeExport, makeLetterboxdExport } from '../test/imports/letterboxd-export.ts';
import { summarize } from './harness/statistics.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const { values: options } = parseArgs({
  options: {
    films: { type: 'string', default: '500' },
    runs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const GOAL_MS = 2000;

interface Run {
  reviewMs: number;
  recordMs: number;
  /** Longest task of the page thread; 0 = none of 50 ms or more. */
  longestTaskMs: number;
  numKnown: number;
  numCertain: number;
  /** Certain ones that are the film they should be. */
  numRight: number;
  numToLookAt: number;
}

async function serveApp() {
  const outDir = join(root, '.cache/import/app');
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await preview({ root, logLevel: 'error', preview: { port: 0 }, build: { outDir } });
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}

async function measure(browser: Browser, url: string, made: MadeExport): Promise<Run> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  while (!(await page.evaluate(`window.privet?.status.parts.towers.state === 'ready'`))) await page.waitForTimeout(100);
  await page.goto(`${url}#/data`);
  await page.locator('event-list .count').waitFor();
  await page.evaluate(`(() => { window.longest = 0; new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' }); })()`);
  const reviewMs = await timed(async () => {
    await page.locator('move-panel input[type=file]').setInputFiles(zipOf(made));
    await page.locator('import-review').waitFor();
  });
  const [numCertain, numToLookAt] = (await page.locator('import-review .counts strong').allTextContents()).map(Number);
  const recordMs = await timed(async () => {
    await page.getByRole('button', { name: /^Add \d/ }).click();
    await page.locator('move-panel .done').waitFor();
  });
  const longestTaskMs = (await page.evaluate('window.longest')) as number;
  const known = new Set(made.films.map(({ itemId }) => itemId).filter((itemId) => itemId !== undefined));
  const numRight = (await recorded(page)).filter((itemId) => known.has(itemId)).length;
  await page.close();
  const found = { numKnown: known.size, numCertain: numCertain!, numRight, numToLookAt: numToLookAt! };
  return { reviewMs, recordMs, longestTaskMs, ...found };
}

const recorded = (page: Page) =>
  page.evaluate('privet.history().then((entries) => entries.map(({ event }) => event.itemId))') as Promise<string[]>;

function zipOf({ files }: MadeExport) {
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)]);
  return {
    name: 'letterboxd.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(zipSync(Object.fromEntries(entries))),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

const catalog = await readCatalogTitles(join(root, 'public/models'));
const app = await serveApp();
const browser = await chromium.launch({
  executablePath: process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium',
  chromiumSandbox: false,
});
const runs: Run[] = [];
for (let run = 0; run < Number(options.runs); run++) {
  runs.push(await measure(browser, app.url, makeLetterboxdExport(catalog, Number(options.films), 6 + run)));
}
await browser.close();
await app.close();

const sum = (key: keyof Run) => runs.reduce((total, run) => total + run[key], 0);
const whole = summarize(runs.map(({ reviewMs, recordMs }) => reviewMs + recordMs));
if (options.json) for (const run of runs) console.log(JSON.stringify(run));
else {
  const share = (count: number) => `${((100 * count) / sum('numKnown')).toFixed(1)} %`;
  console.log(`${options.films} films, ${runs.length} exports; of those that the catalog has:`);
  console.log(
    `  found for certain ${share(sum('numRight'))}, wrong ${sum('numCertain') - sum('numRight')}, to look at (strangers included) ${sum('numToLookAt')}`,
  );
  console.log(`  file to review: ${runs.map(({ reviewMs }) => reviewMs.toFixed(0)).join(', ')} ms`);
  console.log(`  add to done:    ${runs.map(({ recordMs }) => recordMs.toFixed(0)).join(', ')} ms`);
  console.log(
    `  together: median ${whole.p50Ms.toFixed(0)} ms (goal ${GOAL_MS}); longest page task ${Math.max(...runs.map((run) => run.longestTaskMs))} ms`,
  );
}
