// Kills a whole browser at random moments while one or three of its tabs record, opens it again over the same profile and
// compares the history with a journal that was kept outside: what was acknowledged is there once, in order; what was not
// is there once or not at all; nothing else is there. Used by a test, and by `npm run attack -- browser-kills`.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom, type Random } from '../../src/numerics/random.ts';
import { type StaticServer, startServer } from '../e2e/static-server.ts';
import { buildPage, PAGES } from './build-pages.ts';
import { KillJournal } from './kill-journal.ts';
import { KilledBrowser } from './killed-browser.ts';

const BUNDLE = fileURLToPath(new URL('../fixtures/bundle/', import.meta.url));
const RECORDER = 'recorder.js';
/** A profile lives so many kills: what one leaves behind meets the next. */
const KILLS_A_PROFILE = 25;
/** Most kills come under load, some while the browser, the page or the engine opens. */
const PART_WHILE_OPENING = 0.2;
const LONGEST_MS = { opening: 1500, loaded: 800 };
/** Where a browser that was opened again tells nothing for so long, its history is as good as lost. */
const PATIENCE_MS = 60_000;

export interface BrowserKills {
  numKills: number;
  /** Kills while the page was not open yet. */
  numWhileOpening: number;
  /** Kills with three tabs; the others had one. */
  numThreeTabs: number;
  numWanted: number;
  numAcknowledged: number;
  /** Events that were said to be taken back. */
  numGone: number;
  /** Events that were found though nobody had been told that they are kept. */
  numUnacknowledgedFound: number;
  problems: string[];
}

/** @returns a folder with the smallest page that has the SDK; the caller removes it */
export async function buildSdkPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'privet-kill-page-'));
  await buildPage('index.html', outDir);
  await cp(BUNDLE, join(outDir, 'bundle'), { recursive: true });
  await addRecorder(outDir);
  return outDir;
}

/** @returns a copy of the built app in which the script records; the caller removes it */
export async function copyApp(builtApp: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-kill-app-'));
  await cp(builtApp, folder, { recursive: true });
  await addRecorder(folder);
  return folder;
}

/**
 * @param folder   as `buildSdkPage` or `copyApp` made it
 * @param onKill   hears how many there were
 * @throws Error where the browser ends by itself
 */
export async function killBrowsers(
  folder: string,
  { numKills, seed, onKill = () => {} }: { numKills: number; seed: number; onKill?: (done: number) => void },
): Promise<BrowserKills> {
  const report: BrowserKills = {
    ...{ numKills: 0, numWhileOpening: 0, numThreeTabs: 0, numWanted: 0, numAcknowledged: 0, numGone: 0 },
    ...{ numUnacknowledgedFound: 0, problems: [] },
  };
  const random = createRandom(seed);
  const server = await startServer(folder);
  try {
    while (report.numKills < numKills) {
      const count = Math.min(KILLS_A_PROFILE, numKills - report.numKills);
      await killProfile(server, report, { count, random, onKill });
    }
  } finally {
    await server.close();
  }
  return report;
}

/** Adds the script that records to a page, whose service worker then knows it by another hash. */
async function addRecorder(folder: string): Promise<void> {
  await copyFile(join(PAGES, RECORDER), join(folder, RECORDER));
  const page = await readFile(join(folder, 'index.html'));
  const changed = Buffer.from(
    String(page).replace('</body>', `<script type="module" src="./${RECORDER}"></script></body>`),
  );
  await writeFile(join(folder, 'index.html'), changed);
  const serviceWorker = join(folder, 'sw.js');
  if (!existsSync(serviceWorker)) return;
  const script = await readFile(serviceWorker, 'utf8');
  if (!script.includes(hashOf(page))) throw new Error('sw.js: it does not list index.html by its hash');
  await writeFile(serviceWorker, script.replace(hashOf(page), hashOf(changed)));
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

interface Kills {
  count: number;
  random: Random;
  onKill: (done: number) => void;
}

/** Kills of one profile, each followed by an opening that looks at what is left; the last one looks alone. */
async function killProfile(server: StaticServer, report: BrowserKills, { count, random, onKill }: Kills) {
  const profile = await mkdtemp(join(tmpdir(), 'privet-kill-profile-'));
  const journal = new KillJournal();
  let found: string[] = [];
  let numTabs = 1;
  let hearFound = () => {};
  server.routes['/attack/wanted'] = (body) => {
    const itemIds = journal.want(JSON.parse(body).tab, 1 + random.integer(20));
    return { itemIds, atOnce: random.next() < 0.5 };
  };
  server.routes['/attack/acknowledged'] = (body) => journal.acknowledge(JSON.parse(body).itemId);
  server.routes['/attack/unwanted'] = (body) => {
    journal.takeBack(JSON.parse(body).itemId);
    return {};
  };
  server.routes['/attack/gone'] = (body) => journal.acknowledgeGone(JSON.parse(body).itemId);
  server.routes['/attack/found'] = (body) => {
    found = JSON.parse(body).itemIds;
    const problems = journal.problemsOf(found);
    report.problems.push(...problems.map((problem) => `after kill ${report.numKills}: ${problem}`));
    hearFound();
    return { numTabs };
  };
  const open = () => {
    const isFound = new Promise<boolean>((resolve) => {
      hearFound = () => resolve(true);
      setTimeout(() => resolve(false), PATIENCE_MS).unref();
    });
    return { browser: new KilledBrowser(profile, server.url), isFound };
  };
  /** @returns whether the page told what it found */
  const openLoaded = async () => {
    const { browser, isFound } = open();
    if (!(await isFound)) report.problems.push(`after kill ${report.numKills}: not open after ${PATIENCE_MS} ms`);
    return browser;
  };
  try {
    for (let kill = 0; kill < count; kill++) {
      numTabs = random.next() < 0.5 ? 1 : 3;
      const isWhileOpening = random.next() < PART_WHILE_OPENING;
      const waitMs = random.next() * (isWhileOpening ? LONGEST_MS.opening : LONGEST_MS.loaded);
      const browser = isWhileOpening ? open().browser : await openLoaded();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await browser.kill();
      report.numKills++;
      if (isWhileOpening) report.numWhileOpening++;
      if (numTabs === 3) report.numThreeTabs++;
      onKill(report.numKills);
    }
    const last = await openLoaded();
    await last.kill();
  } finally {
    for (const route of ['wanted', 'acknowledged', 'unwanted', 'gone', 'found'])
      delete server.routes[`/attack/${route}`];
    await rm(profile, { recursive: true, force: true });
  }
  report.numWanted += journal.numWanted;
  report.numAcknowledged += journal.numAcknowledged;
  report.numGone += journal.numGone;
  report.numUnacknowledgedFound += found.filter((itemId) => !journal.isAcknowledged(itemId)).length;
}
