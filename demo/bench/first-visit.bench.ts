// What does a first visit cost, and how soon does everything work? Built apps in turns, each from a static host on this machine
// that compresses as hosts do, in headless Chromium with an empty cache: bytes until the first list, until search by meaning and
// in all; the first list, the whole engine, the first list of somebody's own; then, in visits of their own, a search by a
// title and one by meaning from the moment that there is an engine, and the same once all is here; and the memory of the
// page's process.
//
// npx tsx demo/bench/first-visit.bench.ts [--visits 5] [--apps "before=FOLDER,now=FOLDER"] [--json]
//
// Without --apps this checkout's app is built and measured alone.

import { readdir, readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { percentile } from '../../bench/harness/statistics.ts';
import { type CompressedHost, startCompressedHost } from '../../bench/node/compressed-host.ts';
import { readOptions, row, teller, until, VIEWPORT, withBrowser } from '../../bench/node/page-bench.ts';
import { HAS_LIST, READ_TIMES, type VisitTimes } from '../../test/e2e/visit-script.ts';
import { buildOrCopy } from './built-app.ts';

const options = readOptions({ visits: '5', apps: null });
const tell = teller('first-visit', options, {});
const POLL_MS = 20;
const HAS_ENGINE = `window.privet?.status.parts.catalog.state === 'ready'`;
const HAS_ALL = `window.privet?.status.warmUp.state === 'ready'`;
/** Some start the model with the first search only, when all its files are here. */
const HAS_MEANING = `${HAS_ALL} || ['ready', 'degraded'].includes(window.privet?.status.parts['text-encoder'].state)`;
const LIST = `document.querySelector('privet-app').shadowRoot.querySelector('home-view').shadowRoot.querySelector('film-grid').items.map(({ itemId }) => itemId).join()`;
const SEARCHES = { title: 'blade runner', meaning: 'a lonely robot that learns to love' };

type Figures = Record<string, number>;

interface App {
  name: string;
  host: CompressedHost;
}

async function openApps(): Promise<App[]> {
  const named = options.apps?.split(',').map((entry) => entry.split('=') as [string, string]);
  const apps: App[] = [];
  for (const [name, from] of named ?? [['this', undefined] as const]) {
    const folder = await buildOrCopy(`first-visit-${name}`, from);
    apps.push({ name, host: await startCompressedHost(folder, 'gzip') });
  }
  return apps;
}

const nowMs = () => performance.timeOrigin + performance.now();

/** A page that nobody was at before, as soon as it is asked for. */
async function withVisit<T>(browser: Browser, { host }: App, work: (page: Page, fromRequest: number) => Promise<T>) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const fromRequest = host.served.length;
  await page.goto(host.url, { waitUntil: 'commit' });
  return work(page, fromRequest).finally(() => context.close());
}

/** A visit without any act until all is here. */
async function wholeVisit(browser: Browser, app: App): Promise<Figures> {
  return withVisit(browser, app, async (page, fromRequest) => {
    const sent = (untilMs = Number.POSITIVE_INFINITY) =>
      app.host.served
        .slice(fromRequest)
        .filter(({ endedMs }) => endedMs <= untilMs)
        .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1e6;
    await until(page, HAS_LIST, POLL_MS);
    const { firstList, timeOrigin } = await page.evaluate<VisitTimes>(READ_TIMES);
    const atList = timeOrigin + firstList;
    await until(page, HAS_MEANING, POLL_MS);
    const meaningMs = nowMs();
    await until(page, HAS_ALL, POLL_MS);
    const allMs = nowMs();
    const [beforeList, beforeMeaning] = [sent(atList), sent(meaningMs)];
    const warm = { title: await search(page, SEARCHES.title), meaning: await search(page, SEARCHES.meaning) };
    return {
      'MB before the first list': beforeList,
      'MB until search by meaning': beforeMeaning,
      'MB in all': sent(),
      'first list, ms': firstList,
      'search by meaning is here, ms after the list': meaningMs - atList,
      'all is here, ms after the list': allMs - atList,
      'warm search by title, ms': warm.title,
      'warm search by meaning, ms': warm.meaning,
      "MB of the page's process": await processMegabytes(browser),
    };
  });
}

/** The first act of somebody who waits for nothing. */
async function firstActs(browser: Browser, app: App): Promise<Figures> {
  const like = await withVisit(browser, app, async (page) => {
    await until(page, HAS_LIST, POLL_MS);
    await until(page, HAS_ENGINE, POLL_MS);
    const before = await page.evaluate<string>(LIST);
    const startMs = nowMs();
    await page
      .locator('film-card')
      .nth(2)
      .getByRole('button', { name: /^Like / })
      .click();
    await until(page, `${LIST} !== ${JSON.stringify(before)}`, POLL_MS);
    return nowMs() - startMs;
  });
  const searched: Figures = {};
  for (const [kind, query] of Object.entries(SEARCHES)) {
    searched[`first search by ${kind}, ms`] = await withVisit(browser, app, async (page) => {
      await until(page, HAS_LIST, POLL_MS);
      await until(page, HAS_ENGINE, POLL_MS);
      return search(page, query);
    });
  }
  return { 'first list of their own, ms': like, ...searched };
}

/** From the press of Enter until films stand there. */
async function search(page: Page, query: string): Promise<number> {
  const box = page.locator('search-box input');
  await box.fill('');
  await box.press('Enter');
  await page.locator('.found film-card').waitFor({ state: 'detached' });
  await box.fill(query);
  const startMs = nowMs();
  await box.press('Enter');
  await page.locator('.found film-card').first().waitFor();
  return nowMs() - startMs;
}

/** Resident memory of the largest renderer. */
async function processMegabytes(_: Browser): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  let most = 0;
  for (const pid of pids) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes('--type=renderer')) continue;
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    most = Math.max(most, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }
  return most / 1000;
}

await withBrowser(async (browser) => {
  const apps = await openApps();
  const figures = new Map(apps.map(({ name }) => [name, [] as Figures[]]));
  for (let visit = 0; visit < Number(options.visits); visit++) {
    for (const app of apps)
      figures.get(app.name)!.push({ ...(await wholeVisit(browser, app)), ...(await firstActs(browser, app)) });
  }
  tell(row(`medians of ${options.visits} visits`, [...figures.keys()], 48), {});
  for (const figure of Object.keys(figures.get(apps[0]!.name)![0]!)) {
    const medians = [...figures.values()].map((visits) =>
      percentile(
        visits.map((one) => one[figure]!),
        0.5,
      ),
    );
    const cells = medians.map((value) => value.toFixed(figure.startsWith('MB') ? 2 : 0));
    tell(row(`  ${figure}`, cells, 48), { figure, medians });
  }
  for (const { host } of apps) await host.close();
});
