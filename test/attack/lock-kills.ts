// Kills a whole browser while it puts a lock on its history, takes it off and erases it, and opens it again over the same profile:
// every event that was acknowledged is there, and what was done by the person is taken for no theft of the lock. The browser
// writes the page's mark of encryption some seconds late, so that it often says what was true before.
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../src/numerics/random.ts';
import { startServer } from '../e2e/static-server.ts';
import { buildSdkPage } from './browser-kills.ts';
import { PAGES } from './build-pages.ts';
import { KilledBrowser } from './killed-browser.ts';

const SCRIPT = 'lock-cycler.js';
const LONGEST_MS = 4000;
const PATIENCE_MS = 60_000;

export interface LockKills {
  numKills: number;
  /** By the step that was under way, or the last one that had ended. */
  steps: Record<string, number>;
  /** What the page said of the history when it was opened again. */
  says: Record<string, number>;
  /** Erased histories whose late mark made the page ask. */
  numAsked: number;
  problems: string[];
}

interface Told {
  says?: string;
  found?: number[];
  recorded?: number;
  begins?: string;
  ends?: string;
}

export async function killLocks(numKills: number, seed: number, onKill: (done: number) => void): Promise<LockKills> {
  const report: LockKills = { numKills: 0, steps: {}, says: {}, numAsked: 0, problems: [] };
  const random = createRandom(seed);
  const folder = await buildPage();
  const server = await startServer(folder);
  const profile = await mkdtemp(join(tmpdir(), 'privet-lock-kill-'));
  let acknowledged: number[] = [];
  let last = 'nothing';
  let next = 0;
  let hearFound = () => {};
  server.routes['/attack/lock'] = (body) => {
    const told = JSON.parse(body) as Told;
    if (told.recorded !== undefined) acknowledged.push(told.recorded);
    if (told.begins) last = `in ${told.begins}`;
    if (told.ends) last = `after ${told.ends}`;
    if (told.ends === 'erase') acknowledged = [];
    if (told.recorded !== undefined) next = told.recorded + 1;
    if (told.found) check(told.says!, told.found);
    return { next };
  };
  function check(says: string, found: number[]): void {
    const isOfErasure = last.endsWith('erase');
    report.says[says] = (report.says[says] ?? 0) + 1;
    const lost = acknowledged.filter((one) => !found.includes(one));
    if (says === 'disputed' && isOfErasure) report.numAsked++;
    else if (says === 'disputed') report.problems.push(`${last}: the history is in dispute`);
    if (lost.length > 0 && !isOfErasure)
      report.problems.push(
        `${last}: ${lost.length} of ${acknowledged.length} events are lost, the page says ${says}, found ${found.length}`,
      );
    acknowledged = found;
    next = Math.max(next, ...found.map((one) => one + 1));
    hearFound();
  }
  const open = async () => {
    const isFound = new Promise<boolean>((resolve) => {
      hearFound = () => resolve(true);
      setTimeout(() => resolve(false), PATIENCE_MS).unref();
    });
    const browser = new KilledBrowser(profile, server.url);
    if (!(await isFound)) report.problems.push(`${last}: not open after ${PATIENCE_MS} ms`);
    return browser;
  };
  try {
    while (report.numKills < numKills) {
      const browser = await open();
      await new Promise((resolve) => setTimeout(resolve, random.next() * LONGEST_MS));
      await browser.kill();
      report.steps[last] = (report.steps[last] ?? 0) + 1;
      onKill(++report.numKills);
    }
    await (await open()).kill();
  } finally {
    await server.close();
    for (const one of [profile, folder]) await rm(one, { recursive: true, force: true, maxRetries: 5 });
  }
  return report;
}

async function buildPage(): Promise<string> {
  const folder = await buildSdkPage();
  await copyFile(join(PAGES, SCRIPT), join(folder, SCRIPT));
  const path = join(folder, 'index.html');
  const page = (await readFile(path, 'utf8')).replace(
    '</body>',
    `<script type="module" src="./${SCRIPT}"></script></body>`,
  );
  await writeFile(path, page.replace(/<script[^>]*recorder\.js"><\/script>/, ''));
  return folder;
}
