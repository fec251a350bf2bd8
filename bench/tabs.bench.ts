// What do several tabs cost each other? Three tabs of one browser write events into one history at the same time,
// beside one tab that writes all of them alone; then a list in every tab. All events must be there, none twice, and the
// tabs must agree. The engine and the film catalog in headless Chromium, from Vite's development server.
//
// npx tsx bench/tabs.bench.ts [--tabs 3] [--events 15000] [--at-once 15000] [--json]

import type { BrowserContext, Page } from 'playwright-core';
import { summarize } from './harness/statistics.ts';
import { readOptions, teller, withBrowser } from './node/page-bench.ts';
import { withSources } from './node/source-server.ts';

const LISTS = 9;

const options = readOptions({ tabs: '3', events: '15000', 'at-once': '15000' });
const [numTabs, numEvents, atOnce] = [Number(options.tabs), Number(options.events), Number(options['at-once'])];
const tell = teller('tabs', options, { events: numEvents, atOnce });

interface Seen {
  numEvents: number;
  numDifferent: number;
  numChanges: number;
  text: string;
}

interface Round {
  tabs: number;
  /** From the first event on, until every tab was told that storage has its last one. */
  writtenMs: number;
  /** Of the first tab, right afterwards: it reads all that was written. */
  firstListMs: number;
  /** Of it, from question to answer in the worker. */
  firstInWorkerMs: number;
  /** Of later lists. */
  listMs: number;
  /** How often a tab was told of others. */
  changes: number;
}

async function openTabs(context: BrowserContext, address: string, count: number, name: string): Promise<Page[]> {
  const pages = await Promise.all(Array.from({ length: count }, () => context.newPage()));
  for (const page of pages) {
    await page.goto(`${address}bench/page/tabs.html`);
    await page.waitForFunction('globalThis.openTab !== undefined');
    await page.evaluate(`openTab(${JSON.stringify(name)})`);
  }
  return pages;
}

async function writeFrom(context: BrowserContext, address: string, count: number): Promise<Round> {
  const pages = await openTabs(context, address, count, `tabs-bench-${count}`);
  const share = { numEvents: numEvents / count, atOnce: Math.ceil(atOnce / count) };
  const startMs = performance.now();
  await Promise.all(pages.map((page, tab) => page.evaluate(`writeEvents(${JSON.stringify({ tab, ...share })})`)));
  const writtenMs = performance.now() - startMs;
  const [first, ...later] = await timeLists(pages[0]!, 1 + LISTS);
  const seen = await Promise.all(pages.map((page) => page.evaluate<Seen>('readLog()')));
  checkAgreement(seen);
  for (const page of pages) await page.close();
  const changes = Math.max(...seen.map(({ numChanges }) => numChanges));
  const listMs = summarize(later.map((list) => list.listMs)).p50Ms;
  return { tabs: count, writtenMs, firstListMs: first!.listMs, firstInWorkerMs: first!.workerMs, listMs, changes };
}

async function timeLists(page: Page, count: number): Promise<{ listMs: number; workerMs: number }[]> {
  const times: { listMs: number; workerMs: number }[] = [];
  for (let i = 0; i < count; i++) times.push(await page.evaluate('timeList()'));
  return times;
}

function checkAgreement(seen: readonly Seen[]): void {
  for (const { numEvents: found, numDifferent, text } of seen) {
    if (found !== numEvents || numDifferent !== numEvents) {
      throw new Error(`tabs: ${found} events, ${numDifferent} different ones, expected ${numEvents} of both`);
    }
    if (text !== seen[0]!.text) throw new Error('tabs: two tabs see different logs, expected one');
  }
}

function print(round: Round): void {
  const { tabs, writtenMs, firstListMs, firstInWorkerMs, listMs, changes } = round;
  const first = `a list right afterwards ${firstListMs.toFixed(0)} ms (${firstInWorkerMs.toFixed(0)} in the worker)`;
  const lists = `${first}, later ones ${listMs.toFixed(1)} ms`;
  tell(
    `${tabs} tab${tabs === 1 ? '' : 's'}: ${numEvents} events stored in ${(writtenMs / 1000).toFixed(2)} s; ${lists}; ` +
      `told of others ${changes} times`,
    round,
  );
}

const entries = ['bench/page/tabs.html', 'src/engine/worker.ts'];
await withSources({ name: 'tabs', entries }, (address) =>
  withBrowser(async (browser) => {
    const context = await browser.newContext();
    await (await openTabs(context, address, 1, 'tabs-bench-warm-up'))[0]!.close();
    print(await writeFrom(context, address, 1));
    print(await writeFrom(context, address, numTabs));
  }),
);
