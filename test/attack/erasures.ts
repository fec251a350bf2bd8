// Erases a history under every fault of storage, ends the browser, and reads its profile by a new one, without any code of ours:
// what was said to be gone is gone; what was not is never shown again, and goes with the first opening after the fault. Used by a
// test, and by `npm run attack -- erasures`.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { LAUNCH } from '../e2e/global-setup.ts';
import { type StaticServer, startServer } from '../e2e/static-server.ts';
import { buildPage, PAGES } from './build-pages.ts';

const BUNDLE = fileURLToPath(new URL('../fixtures/bundle/', import.meta.url));
const DATABASE = 'attacked';
/** A document of the origin that runs nothing. */
const PLAIN_PAGE = 'bundle/manifest.json';
/** Other tabs are empty by then. */
const SOON_MS = 1000;

interface Stage {
  context: BrowserContext;
  page: Page;
  url: string;
}
interface Fault {
  /** Before the history is erased. @returns what ends the fault */
  begin(stage: Stage): Promise<() => Promise<unknown>>;
}

const NOTHING = async () => {};

/** The storage of the page's worker, from now on. */
const inWorker = (fault: string): Fault => ({
  async begin({ page }) {
    await tellWorker(page, fault);
    return () => tellWorker(page, 'none');
  },
});

/** A worker that ended has no fault any more. */
function tellWorker(page: Page, fault: string): Promise<void> {
  return page.evaluate(`new Promise((resolve) => {
    const channel = new BroadcastChannel('attack-faults');
    channel.onmessage = ({ data }) => data === '${fault}: done' && resolve();
    channel.postMessage('${fault}');
    setTimeout(resolve, 2000);
  })`);
}

/** Another program of the origin gives the database another layout. */
const otherLayout = (change: string): Fault => ({
  async begin({ context, url }) {
    const other = await openPlain(context, url);
    await other.evaluate(`raw.changeLayout('${DATABASE}', ${JSON.stringify(change)})`);
    await other.close();
    return NOTHING;
  },
});

const heldUpgrade: Fault = {
  async begin({ context, url }) {
    const other = await openPlain(context, url);
    await other.evaluate(`raw.holdUpgrade('${DATABASE}')`);
    return async () => {
      await other.evaluate('raw.endUpgrade()');
      await other.close();
    };
  },
};

const full: Fault = {
  async begin({ context, page, url }) {
    const session = await context.newCDPSession(page);
    const origin = new URL(url).origin;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    return () => session.send('Storage.overrideQuotaForOrigin', { origin });
  },
};

const locked: Fault = {
  async begin({ page }) {
    await page.evaluate("privet.encrypt('six random words of a list')");
    await page.reload();
    await opened(page);
    return NOTHING;
  },
};

export const FAULTS: Record<string, Fault> = {
  none: { begin: async () => NOTHING },
  'an upgrade that another tab holds': heldUpgrade,
  'a newer version': otherLayout(
    "database.objectStoreNames.contains('sealed') || database.createObjectStore('sealed')",
  ),
  'a store is missing': otherLayout("database.deleteObjectStore('quarantine')"),
  'IndexedDB is refused': inWorker('refused'),
  'emptying fails': inWorker('emptying fails'),
  'the quota is spent': full,
  locked,
  'another tab has it open': {
    async begin({ context, page }) {
      const other = await context.newPage();
      await other.goto(page.url());
      await opened(other);
      return NOTHING;
    },
  },
  'the worker ends in the middle': inWorker('ends while it erases'),
};

export interface ErasureRun {
  /** Whether the page was told that all is gone. */
  isToldGone: boolean;
  problems: string[];
}

export interface ErasureHost {
  server: StaticServer;
  close(): Promise<void>;
}

/** Builds the page and serves it. */
export async function hostErasures(): Promise<ErasureHost> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-erasures-'));
  await buildPage('faults.html', folder);
  await cp(BUNDLE, join(folder, 'bundle'), { recursive: true });
  const server = await startServer(folder);
  const close = async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { server, close };
}

/** One erasure under a fault, in a profile of its own. */
export async function eraseUnder(name: string, { server }: ErasureHost, word: string): Promise<ErasureRun> {
  const { begin } = FAULTS[name]!;
  const problems: string[] = [];
  const profile = await mkdtemp(join(tmpdir(), 'privet-erasure-profile-'));
  let context = await launch(profile);
  try {
    const page = await context.newPage();
    await page.goto(`${server.url}faults.html`);
    await opened(page);
    await fill(page, word);
    const end = await begin({ context, page, url: server.url });
    const others = context.pages().filter((one) => one !== page && one.url().includes('faults.html'));
    const isToldGone = await page.evaluate<boolean>('privet.forget().then(() => true, () => false)');
    for (const tab of [page, ...others]) {
      if (await showsAfter(tab, word, SOON_MS)) problems.push(`${isToldGone ? 'gone' : 'owed'}: a tab still shows it`);
    }
    if (!isToldGone) problems.push(...(await endAndPay({ context, page, url: server.url }, end, word)));
    await context.close();
    context = await launch(profile);
    const left = await (await openPlain(context, server.url)).evaluate<string[]>(`raw.find('${word}')`);
    problems.push(...left.map((where) => `${isToldGone ? 'told gone' : 'owed and paid'}, and there in ${where}`));
    return { isToldGone, problems };
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** What is owed: nothing older is shown, what is newer is kept in memory, and the first opening after the fault pays. */
async function endAndPay({ context, page, url }: Stage, end: () => Promise<unknown>, word: string): Promise<string[]> {
  const problems: string[] = [];
  await page.evaluate("privet.record('like', 'newer')");
  if (
    !(await page.evaluate<boolean>(
      "privet.events().then(({ entries }) => entries.some(({ event }) => event.itemId === 'newer'))",
    ))
  )
    problems.push('owed: what is newer is not kept');
  if (!(await page.evaluate<boolean>('privet.status.isErasureOwed === true')))
    problems.push('owed: the page does not say so');
  await end();
  const next = await context.newPage();
  await next.goto(`${url}faults.html`);
  await opened(next);
  if (await shows(next, word)) problems.push('owed: the first opening after the fault shows it');
  if (await next.evaluate<boolean>('Object.keys(localStorage).some((key) => key.startsWith("privet-erasure-owed"))'))
    problems.push('owed: not paid by the first opening after the fault');
  return problems;
}

function launch(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...LAUNCH, headless: true });
}

async function openPlain(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}${PLAIN_PAGE}`);
  await page.addScriptTag({ path: join(PAGES, 'raw-storage.js') });
  return page;
}

async function opened(page: Page): Promise<void> {
  await page.waitForFunction('globalThis.privet', undefined, { timeout: 60_000 });
}

/** Every kind of thing that is kept of a person has the word in it. */
async function fill(page: Page, word: string): Promise<void> {
  await page.evaluate(`(async () => {
    for (let i = 0; i < 20; i++) await privet.record('like', '${word}-' + i);
    await privet.record('search', undefined, { query: '${word} searched' });
  })()`);
}

const shows = (page: Page, word: string) =>
  page.evaluate<boolean>(`privet.export().then((text) => text.includes('${word}'), () => false)`);

/** Until then it may. */
async function showsAfter(page: Page, word: string, ms: number): Promise<boolean> {
  const endMs = performance.now() + ms;
  let isShown = await shows(page, word);
  while (isShown && performance.now() < endMs) isShown = await shows(page, word);
  return isShown;
}
