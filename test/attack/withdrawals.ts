// What was done and taken back, with a reload at any moment: a page is loaded, something is done to its history at a random
// moment, the page is loaded anew at once, and the history must be what a list in this program says: nothing lost, doubled or
// reordered. Used by a test, and by `npm run attack -- withdrawals`.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { NewEvent } from '../../src/history/events.ts';
import { createRandom, type Random } from '../../src/numerics/random.ts';
import { startServer } from '../e2e/static-server.ts';
import { buildPage } from './build-pages.ts';

const BUNDLE = fileURLToPath(new URL('../fixtures/bundle/', import.meta.url));
/** After a load; whoever cannot act before there is an engine does so when there is one. */
const LATEST_MS = 2000;
/** Between the act and the reload. */
const LONGEST_MS = 60;
const PATIENCE_MS = 20_000;
/** Events of a history that something can be taken back from. */
const FEWEST = 10;

/** An event, or a sentence that steers. */
export type Said = Pick<NewEvent, 'type' | 'itemId' | 'query' | 'value' | 'time'>;

/** What is done in the page, as a call, and what the history is then. */
interface Step {
  call: string;
  after: Said[];
}

type Act = (history: readonly Said[], random: Random, time: number) => Step;

const text = (value: unknown) => JSON.stringify(value);
const oneOf = (history: readonly Said[], random: Random) => random.integer(history.length);
const newLike = (time: number): Said => ({ type: 'like', itemId: `item-${time}`, time });
const record = ({ type, itemId, ...details }: Said) => `privet.record('${type}', ${text(itemId)}, ${text(details)})`;

/** By name. */
export const ACTS: Record<string, Act> = {
  tap(history, _random, time) {
    const event = newLike(time);
    return { call: record(event), after: [...history, event] };
  },
  undo(history, _random, time) {
    const event = newLike(time);
    return { call: `${record(event)}; privet.eraseEvents([${text(event)}])`, after: [...history] };
  },
  remove(history, random) {
    const place = oneOf(history, random);
    return { call: `privet.eraseEvents([${text(history[place])}])`, after: history.toSpliced(place, 1) };
  },
  edit(history, random) {
    const place = oneOf(history, random);
    const { itemId, query, time } = history[place]!;
    const next: Said = { type: 'rate', itemId: itemId ?? `said-${query}`, value: 0.5 + random.integer(10) / 2, time };
    return {
      call: `privet.replaceEvent(${text(history[place])}, ${text(next)})`,
      after: history.with(place, next),
    };
  },
  restore(history, random) {
    const place = oneOf(history, random);
    // What was removed before the page was loaded is put back in its place.
    return { call: `privet.restoreEvents([stored[${place}]])`, after: [...history] };
  },
  import(history, random) {
    const time = history[1 + random.integer(history.length - 1)]!.time - 1;
    const event: Said = { type: 'view', itemId: `imported-${random.integer(1e9)}`, time };
    const file = text({ format: 'privet-history', version: 1, events: [event] });
    // Behind what is of the same time: an import of before may be.
    const place = history.findIndex((other) => other.time > time);
    return { call: `privet.import(${text(file)})`, after: history.toSpliced(place, 0, event) };
  },
  unsteer(history) {
    // Said before the page was loaded: on its screen is what it says, and the id of that.
    return { call: "privet.unsteer(localStorage.getItem('wish'))", after: [...history] };
  },
};

export interface WithdrawalReport {
  numRuns: number;
  problems: string[];
}

export interface WithdrawalHost {
  url: string;
  close(): Promise<void>;
}

export async function hostWithdrawals(): Promise<WithdrawalHost> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-withdrawals-'));
  await buildPage('index.html', folder);
  await cp(BUNDLE, join(folder, 'bundle'), { recursive: true });
  const server = await startServer(folder);
  const close = async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

/** @param onRun  hears of each act that was looked at */
export async function withdraw(
  browser: Browser,
  { url }: WithdrawalHost,
  name: string,
  { times, seed, onRun = () => {} }: { times: number; seed: number; onRun?: () => void },
): Promise<WithdrawalReport> {
  const random = createRandom(seed);
  const report: WithdrawalReport = { numRuns: 0, problems: [] };
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await load(page, url);
    let history: Said[] = [];
    for (let run = 0; run < times; run++) {
      if (history.length < FEWEST) history = await fill(page, run);
      const time = 1_710_000_000_000 + run * 1000;
      const step = ACTS[name]!(history, random, time);
      await prepare(page, name, step, time);
      const waitMs = random.next() * LATEST_MS;
      const moreMs = random.next() * LONGEST_MS;
      await page.reload({ waitUntil: 'commit' });
      await page.evaluate(actAndReload(step.call, waitMs, moreMs)).catch(() => {}); // the page goes away
      await page.waitForLoadState();
      await opened(page);
      const found = await settled(page, step.after);
      if (text(found) !== text(step.after))
        report.problems.push(`${name}, run ${run}, ${waitMs | 0} + ${moreMs | 0} ms: ${difference(step.after, found)}`);
      history = found.slice(-40);
      if (found.length > 40) await page.evaluate(`privet.eraseEvents(${text(found.slice(0, -40))})`);
      report.numRuns++;
      onRun();
    }
  } finally {
    await context.close();
  }
  return report;
}

/** A history to begin with. */
async function fill(page: Page, run: number): Promise<Said[]> {
  const firstMs = 1_600_000_000_000 + run * 100_000;
  const history = Array.from({ length: 20 }, (_, i) => newLike(firstMs + i * 1000));
  await page.evaluate(`privet.forget().then(() => privet.addEvents(${text(history)}))`);
  return history;
}

/** What is to be taken back or put back is there, or gone, before the page is loaded. */
async function prepare(page: Page, name: string, step: Step, time: number): Promise<void> {
  if (name === 'restore') {
    const removed = step.call.match(/stored\[(\d+)\]/)![1];
    await page.evaluate(`privet.events({ limit: 1000 }).then(({ entries }) => {
      const stored = entries.map(({ event }) => event).reverse();
      localStorage.setItem('stored', JSON.stringify(stored));
      return privet.eraseEvents([stored[${removed}]]);
    })`);
  }
  if (name === 'unsteer') {
    const said = { type: 'steer', query: 'nothing from before 2000, always', time };
    await page.evaluate(`privet.addEvents([${text(said)}]).then(() => privet.steering()).then(({ wishes }) => {
      localStorage.setItem('wish', wishes[0].id);
    })`);
  }
}

function actAndReload(call: string, waitMs: number, moreMs: number): string {
  return `(async () => {
    await new Promise((resolve) => setTimeout(resolve, ${waitMs}));
    while (!globalThis.privet) await new Promise((resolve) => setTimeout(resolve, 1));
    const stored = JSON.parse(localStorage.getItem('stored') ?? '[]');
    ${call};
    setTimeout(() => location.reload(), ${moreMs});
    await new Promise(() => {});
  })()`;
}

async function load(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await opened(page);
}

async function opened(page: Page): Promise<void> {
  await page.waitForFunction('globalThis.privet', undefined, { timeout: 60_000 });
}

/** What is left to be done is done in a moment. @returns the history as it was found at last */
async function settled(page: Page, expected: readonly Said[]): Promise<Said[]> {
  const endMs = performance.now() + PATIENCE_MS;
  let found = await historyOf(page);
  while (text(found) !== text(expected) && performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = await historyOf(page);
  }
  return found;
}

async function historyOf(page: Page): Promise<Said[]> {
  const { events } = JSON.parse(await page.evaluate<string>('privet.export()')) as { events: Said[] };
  return events.map(({ type, itemId, query, value, time }) => ({
    ...{ type },
    ...(itemId !== undefined && { itemId }),
    ...(query !== undefined && { query }),
    ...(value !== undefined && { value }),
    time,
  }));
}

function difference(expected: readonly Said[], found: readonly Said[]): string {
  const [mine, theirs] = [expected.map(text), found.map(text)];
  const lost = mine.filter((one) => !theirs.includes(one));
  const more = theirs.filter((one, i) => !mine.includes(one) || theirs.indexOf(one) !== i);
  if (lost.length + more.length === 0) return 'reordered';
  return `lost ${lost.join(', ') || 'nothing'}; there beside ${more.join(', ') || 'nothing'}`;
}
