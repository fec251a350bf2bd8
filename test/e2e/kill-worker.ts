// Ends the engine's worker at random moments while a page is busy with it, and keeps account of every call and every event:
// who was answered, how late, and what of it the history has in the end. Used by the tests, and by long runs.
import type { Page, Worker } from 'playwright-core';
import { expect } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';

export interface KillReport {
  numKills: number;
  numCalls: number;
  /** Calls that rejected, by the name of the error. */
  rejected: Record<string, number>;
  /** From the end of the worker to the answer or the rejection of the last call that it left, one a kill, in milliseconds. */
  settledMs: number[];
  /** What the page said, oldest first, and whether it was told that it is kept. */
  said: { itemId: string; isAcknowledged: boolean }[];
  /** What the history has of it, oldest first. */
  kept: string[];
  /** Calls that neither answered nor rejected. */
  numForgotten: number;
}

/** Times are milliseconds since the epoch, with fractions: page and worker tell the same. */
interface Account {
  calls: { startedMs: number; settledMs?: number; error?: string }[];
  said: KillReport['said'];
  isBusy: boolean;
  /** When workers ended, as they said themselves. */
  ends: number[];
}

declare global {
  /** Of the page that is busy. */
  var killAccount: Account;
}

/** Workers run from Blobs, whose addresses say nothing: the engine's is known by its name. */
const END = `if (self.name === 'privet') {
  new BroadcastChannel('test-ends').postMessage(performance.timeOrigin + performance.now());
  self.close();
}`;

/** Ends the engine's worker from within, as a browser does it: the page is told by nobody. Waits while that is busy. */
export async function killWorker(page: Page): Promise<void> {
  await Promise.all(page.workers().map((worker: Worker) => worker.evaluate(END).catch(() => {})));
}

/** As `killWorker`, and waits until the page has heard of it and another one runs: what is open is drawn anew then. */
export async function replaceWorker(page: Page): Promise<void> {
  const heard = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          if (privet.status.engine.state === 'running') return;
          clearInterval(timer);
          resolve();
        }, 1);
      }),
  );
  await killWorker(page);
  await heard;
  await expect.poll(() => page.evaluate(() => privet.status.engine.state)).toBe('running');
}

/** Goes on asking and recording until it is stopped; every call stands in the account. In the page. */
function beBusy(seed: number): void {
  const account: Account = { calls: [], said: [], isBusy: true, ends: [] };
  globalThis.killAccount = account;
  new BroadcastChannel('test-ends').onmessage = ({ data }) => account.ends.push(data);
  const now = () => performance.timeOrigin + performance.now();
  const note = (call: Promise<unknown>, entry: Account['calls'][number] = { startedMs: now() }) => {
    account.calls.push(entry);
    const settle = (error?: Error) => {
      entry.settledMs = now();
      if (error) entry.error = error.name;
    };
    call.then(
      () => settle(),
      (error: Error) => settle(error),
    );
    return call.catch(() => {});
  };
  const tap = (number: number) => {
    const entry = { itemId: `tap-${seed}-${number}`, isAcknowledged: false };
    account.said.push(entry);
    const recorded = privet.record('like', entry.itemId);
    recorded.then(
      () => {
        entry.isAcknowledged = true;
      },
      () => {},
    );
    return note(recorded);
  };
  const questions = [
    () => privet.forYou({ count: 8 }),
    () => privet.search({ query: 'a slow heist', count: 8 }),
    () => privet.similar('alien-1979', { count: 8 }),
    () => privet.history({ limit: 10 }),
    () => privet.facetCounts(),
    () => privet.suggest({ prefix: 'the', count: 5 }),
    () => privet.steering(),
    () => privet.reasons(['alien-1979', 'jaws-1975']),
  ];
  const loop = async () => {
    for (let number = 0; account.isBusy; number++) {
      const asked = [tap(2 * number), note(questions[number % questions.length]!()), tap(2 * number + 1)];
      // Some wait for their answers, some do not.
      await (number % 3 === 0 ? Promise.race(asked) : Promise.all(asked));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  void loop();
}

/** Nothing is asked or said from then on. */
const stopLoad = (page: Page) => page.evaluate(() => Object.assign(globalThis.killAccount, { isBusy: false }));
const isRunning = (page: Page) => page.evaluate(() => privet.status.engine.state === 'running');

/**
 * @param open     goes to the page, or reloads it, until `privet` answers there; its outbox and its history stay
 * @param numKills in all; a page has two of them, since a third within a minute is the last
 */
export async function killUnderLoad(
  page: Page,
  open: () => Promise<void>,
  { numKills, seed = 1 }: { numKills: number; seed?: number },
): Promise<KillReport> {
  const random = createRandom(seed);
  const report: KillReport = {
    ...{ numKills, numCalls: 0, rejected: {}, settledMs: [], said: [], kept: [], numForgotten: 0 },
  };
  for (let kill = 0; kill < numKills; ) {
    await open();
    await page.evaluate('globalThis.__name = (named) => named'); // tsx calls it in the functions that it compiled
    await page.evaluate(beBusy, seed * 1000 + kill);
    for (let i = 0; i < 2 && kill < numKills; i++, kill++) {
      await waitUntil(() => isRunning(page));
      await page.waitForTimeout(random.next() * 600);
      report.settledMs.push(await killOnce(page));
    }
    // Every other page goes away in the middle of it, and the next one keeps what it left.
    const goesAway = random.next() < 0.5;
    if (!goesAway) await endLoad(page);
    take(report, await stopLoad(page), goesAway);
  }
  await open();
  await waitUntil(() => page.evaluate<boolean>("sessionStorage.getItem('privet-outbox') === null"));
  report.kept = await page.evaluate(async () => {
    const { entries } = await privet.events({ limit: 1000 });
    for (let next = entries; next.length === 1000; entries.push(...next))
      next = (await privet.events({ offset: entries.length, limit: 1000 })).entries;
    return entries.map(({ event }) => event.itemId ?? '').reverse();
  });
  return report;
}

/** @returns how long the calls that were under way at the end were left without an answer, in milliseconds */
async function killOnce(page: Page): Promise<number> {
  const before = await page.evaluate(() => globalThis.killAccount.ends.length);
  await killWorker(page);
  /** Infinite until all are settled, and until the end was heard of. */
  const slowest = () =>
    page.evaluate((before) => {
      const { ends, calls } = globalThis.killAccount;
      const endMs = ends[before] ?? Number.NEGATIVE_INFINITY;
      const left = calls.filter(({ startedMs }) => startedMs <= endMs || ends.length === before);
      return Math.max(0, ...left.map(({ settledMs = Number.POSITIVE_INFINITY }) => settledMs - endMs));
    }, before);
  await waitUntil(async () => Number.isFinite(await slowest()));
  return slowest();
}

async function endLoad(page: Page): Promise<void> {
  await stopLoad(page);
  const isSettled = () => globalThis.killAccount.calls.every(({ settledMs }) => settledMs !== undefined);
  await waitUntil(() => page.evaluate(isSettled));
}

function take(report: KillReport, { calls, said }: Account, goesAway: boolean): void {
  report.numCalls += calls.length;
  report.said.push(...said);
  for (const { error, settledMs } of calls) {
    if (error) report.rejected[error] = (report.rejected[error] ?? 0) + 1;
    if (settledMs === undefined && !goesAway) report.numForgotten++;
  }
}

async function waitUntil(isSo: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
  for (const end = Date.now() + limitMs; !(await isSo()); ) {
    if (Date.now() > end) throw new Error(`kill: waited ${limitMs} ms in vain for ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a report must say, else what is wrong with it, in words. @param mostMs  from an end to the last answer */
export function problemsOf({ said, kept, settledMs, numForgotten }: KillReport, mostMs: number): string[] {
  const numbers = new Map(said.map(({ itemId }, i) => [itemId, i]));
  const counts = new Map<string, number>();
  for (const itemId of kept) counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
  const order = kept.map((itemId) => numbers.get(itemId) ?? -1);
  const problems = [
    ...said.filter(({ itemId }) => !counts.has(itemId)).map((one) => `lost: ${JSON.stringify(one)}`),
    ...[...counts].filter(([, count]) => count > 1).map(([itemId, count]) => `${count} times: ${itemId}`),
    ...order.flatMap((number, i) => (i > 0 && number < order[i - 1]! ? [`out of order: ${kept[i]}`] : [])),
    ...settledMs.filter((ms) => ms > mostMs).map((ms) => `answered after ${Math.round(ms)} ms`),
  ];
  if (numForgotten > 0) problems.push(`${numForgotten} calls had no answer`);
  return problems;
}
