// When a host is asked for each file behind the first list, by visitors who act from the first moment on and by visitors who do
// nothing: whether it could tell the ones from the others by the times alone.
import { type Browser, chromium } from 'playwright-core';
import { LAUNCH } from '../e2e/global-setup.ts';
import { type StaticServer, startServer } from '../e2e/static-server.ts';
import { BUSY_VISITOR } from './busy-visitor.ts';
import { logisticArea, singles, type Visit } from './told-apart.ts';

/** The first file of the bundle: with the first shard comes the first list. */
const MOST_TELLING = 5;
const FIRST_SHARD = /\/items-000\./;

export interface HostTimes {
  /** Paths that were asked for behind the first shard, in the order of the first visit. */
  paths: string[];
  /** By visit: milliseconds from the request for the first shard to that for each path. */
  busy: number[][];
  idle: number[][];
  /** Acts of busy visitors until everything was here, in all. */
  numActs: number;
}

/** @param numVisits  of each kind; they take turns, so that what else the machine does befalls both */
export async function measureHostTimes(
  folder: string,
  numVisits: number,
  onVisit: (done: number, total: number) => void,
): Promise<HostTimes> {
  const browser = await chromium.launch(LAUNCH);
  const visits = { busy: [] as Map<string, number>[], idle: [] as Map<string, number>[] };
  let numActs = 0;
  try {
    await visitOnce(browser, folder, false); // whatever the browser does only once
    for (let i = 0; i < numVisits; i++) {
      // Now the one first, now the other.
      for (const isBusy of i % 2 === 0 ? [true, false] : [false, true]) {
        const visit = await visitOnce(browser, folder, isBusy);
        visits[isBusy ? 'busy' : 'idle'].push(visit.times);
        numActs += visit.numActs;
      }
      onVisit(i + 1, numVisits);
    }
  } finally {
    await browser.close();
  }
  const all = [...visits.busy, ...visits.idle];
  const paths = [...all[0]!.keys()].filter((path) => all.every((times) => times.has(path)));
  const rows = (kind: Map<string, number>[]) => kind.map((times) => paths.map((path) => times.get(path)!));
  return { paths, busy: rows(visits.busy), idle: rows(visits.idle), numActs };
}

async function visitOnce(browser: Browser, folder: string, isBusy: boolean) {
  const server = await startServer(folder);
  // Without a service worker: what that installs comes behind everything else.
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1280, height: 900 } });
  try {
    if (isBusy) await context.addInitScript(BUSY_VISITOR);
    const page = await context.newPage();
    await page.goto(server.url);
    await page.locator('privet-app[data-warm]').waitFor({ timeout: 120_000 });
    const numActs = isBusy ? await page.evaluate<number>('numActs') : 0;
    return { times: timesOf(server), numActs };
  } finally {
    await context.close();
    await server.close();
  }
}

function timesOf({ asked }: StaticServer): Map<string, number> {
  const first = asked.findIndex(({ path }) => FIRST_SHARD.test(path));
  const from = asked[first]!.atMs;
  return new Map(asked.slice(first + 1).map(({ path, atMs }) => [path, atMs - from]));
}

export interface ToldApart {
  /** Of what is measured, what tells most; the most telling first. */
  best: { name: string; area: number }[];
  logistic: number;
}

/** @param paths  of the rows' columns */
export function tellApart(paths: readonly string[], ones: readonly number[][], others: readonly number[][]): ToldApart {
  const names = [...paths.map((path) => `when ${path}`), ...paths.map((path) => `how long before ${path}`)];
  const told = singles(ones.map(measurements), others.map(measurements)).slice(0, MOST_TELLING);
  const best = told.map(({ feature, area }) => ({ name: names[feature]!, area }));
  return { best, logistic: logisticArea(ones.map(measurements), others.map(measurements)) };
}

/** Each time, and the time since the request before; of times that differ by a factor the logarithm. */
function measurements(times: readonly number[]): Visit {
  const gaps = times.map((time, i) => Math.max(0, time - (times[i - 1] ?? 0)));
  return [...times, ...gaps].map((ms) => Math.log1p(ms));
}
