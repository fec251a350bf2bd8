// One long visit to the built app: random acts of a person, and in between what happens to a page by itself. Every list
// that is compared must be the one that a fresh engine makes of the same history, every call must be answered, nothing may
// go to the console as an error, and memory must be in the end what it was after the first sixth. `npm run attack -- soak`.
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { createRandom } from '../../src/numerics/random.ts';
import { LAUNCH } from '../e2e/global-setup.ts';
import { startServer } from '../e2e/static-server.ts';
import { buildPage } from './build-pages.ts';
import { HeapMeter, type HeapSize } from './heap.ts';
import { ACTS, type Act, drawAct, goHome, startOver, type Visit } from './soak-acts.ts';
import { checkLists } from './soak-oracle.ts';
import { endWorker, freeze, goOffline, isWarm, loseDevice } from './soak-trouble.ts';
import { watchCalls } from './watch-calls.ts';

export interface SoakRow {
  minutes: number;
  numActs: number;
  /** Lists that were compared with those of a fresh engine. */
  numLists: number;
  numWorkerEnds: number;
  numDevicesLost: number;
  numCalls: number;
  heap: HeapSize;
  numProblems: number;
}

export interface SoakReport {
  rows: SoakRow[];
  /** In words, with the minute. */
  problems: string[];
  /** Calls that rejected, by the name of the error. */
  rejected: Record<string, number>;
}

interface SoakOptions {
  minutes: number;
  seed: number;
  onRow: (row: SoakRow) => void;
  onProblem: (problem: string) => void;
  onProgress: (doneMs: number, totalMs: number) => void;
}

const NUM_ROWS = 6;
const ACTS_A_CHECK = 12;
/** What is no act, by its share of all that happens. */
const TROUBLE = { workerEnd: 0.06, deviceLoss: 0.02, offline: 0.06, frozen: 0.04 };
/**
 * Workers end in these parts of the time only: in between one lives long enough to show what it hoards. More than two
 * ends a minute stop the engine, as it must be.
 */
const WORKERS_END = [
  [0, 0.13],
  [0.68, 0.8],
] as const;
const BETWEEN_ENDS_MS = 45_000;
/**
 * Memory at the end, as a multiple of that of the second row: until then what an evening brings with it at its first
 * time comes in (each view, each kind of search, a catalog of one's own), which is kept and is no leak.
 */
export const MOST_GROWTH = 1.05;
const PATIENCE_MS = 60_000;

/** @param folder  of the built app; a page is added to it */
export async function soak(folder: string, options: SoakOptions): Promise<SoakReport> {
  await buildPage('gpu.html', join(folder, 'attack'));
  const server = await startServer(folder);
  const browser = await chromium.launch({ ...LAUNCH, args: [...LAUNCH.args, '--enable-unsafe-webgpu'] });
  try {
    const seen = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' } as const;
    const [context, other] = [await browser.newContext(seen), await browser.newContext(seen)];
    const visit: Visit = {
      context,
      page: await context.newPage(),
      url: server.url,
      random: createRandom(options.seed),
    };
    return await new Soak(visit, await other.newPage(), options).run();
  } finally {
    await browser.close();
    await server.close();
  }
}

class Soak {
  readonly #visit: Visit;
  readonly #oracle: Page;
  readonly #options: SoakOptions;
  readonly #problems: string[] = [];
  readonly #rows: SoakRow[] = [];
  readonly #counts = { numActs: 0, numLists: 0, numWorkerEnds: 0, numDevicesLost: 0 };
  #startMs = performance.now();
  #lastEndMs = Number.NEGATIVE_INFINITY;
  #isOffline = false;

  constructor(visit: Visit, oracle: Page, options: SoakOptions) {
    this.#visit = visit;
    this.#oracle = oracle;
    this.#options = options;
  }

  async run(): Promise<SoakReport> {
    const { page, url, context } = this.#visit;
    for (const one of [context, this.#oracle.context()]) this.#listenTo(one);
    for (const one of [page, this.#oracle]) {
      one.setDefaultTimeout(PATIENCE_MS);
      await one.goto(url);
      await one.evaluate('globalThis.__name = (named) => named'); // tsx calls it in the functions that it compiled
      await isWarm(one);
    }
    const meter = await HeapMeter.open(context, page);
    await page.evaluate(watchCalls);
    const totalMs = this.#options.minutes * 60_000;
    this.#startMs = performance.now();
    // What an act brings with it at its first time is there at the first measurement.
    for (const { name, act } of ACTS) await this.#act(name, act);
    for (let row = 1; row <= NUM_ROWS; row++) {
      while (this.#elapsedMs < (totalMs * row) / NUM_ROWS) {
        await this.#next(this.#elapsedMs / totalMs);
        this.#options.onProgress(Math.min(this.#elapsedMs, totalMs), totalMs);
      }
      await this.#attempt('row', () => this.#addRow(meter));
    }
    const { rejected } = await page.evaluate(() => globalThis.watchedCalls);
    return { rows: this.#rows, problems: this.#problems, rejected };
  }

  get #elapsedMs(): number {
    return performance.now() - this.#startMs;
  }

  /** @param part  of the whole time, from 0 to 1 */
  async #next(part: number): Promise<void> {
    const visit = this.#visit;
    const { random } = visit;
    const drawn = drawAct(random);
    let left = random.next();
    const isOneOf = (share: number) => (left -= share) < 0;
    if (isOneOf(TROUBLE.workerEnd)) return this.#attempt('worker end', () => this.#endWorker(part));
    if (isOneOf(TROUBLE.deviceLoss)) return this.#attempt('device loss', () => this.#loseDevice());
    if (isOneOf(TROUBLE.frozen)) return this.#attempt('frozen page', () => freeze(visit));
    if (isOneOf(TROUBLE.offline)) {
      // Tabs that are opened without a network are looked at in offline.e2e.test.ts.
      if (drawn.name === 'second tab') return;
      this.#isOffline = true;
      await this.#attempt(`${drawn.name}, offline`, () => goOffline(visit, drawn.act));
      this.#isOffline = false;
      this.#counts.numActs++;
    } else await this.#act(drawn.name, drawn.act);
  }

  async #act(name: string, act: Act): Promise<void> {
    await this.#attempt(name, () => act(this.#visit));
    this.#counts.numActs++;
    if (this.#counts.numActs % ACTS_A_CHECK === 0) await this.#attempt('check', () => this.#check());
  }

  /** Each begins at home; what fails is told, and the visit goes on. */
  async #attempt(name: string, act: () => Promise<void>): Promise<void> {
    try {
      await goHome(this.#visit);
      await act();
    } catch (error) {
      if (this.#visit.page.isClosed()) throw error; // nothing can be done any more
      this.#tell(`${name}: ${(error as Error).message.split('\n').slice(0, 16).join(' ')}`);
    }
  }

  async #endWorker(part: number): Promise<void> {
    const isTime = WORKERS_END.some(([from, to]) => part >= from && part < to);
    if (!isTime || this.#elapsedMs - this.#lastEndMs < BETWEEN_ENDS_MS) return;
    this.#lastEndMs = this.#elapsedMs;
    await endWorker(this.#visit);
    this.#counts.numWorkerEnds++;
  }

  async #loseDevice(): Promise<void> {
    for (const problem of await loseDevice(this.#visit)) this.#tell(problem);
    this.#counts.numDevicesLost++;
  }

  async #check(): Promise<void> {
    const { page } = this.#visit;
    await isWarm(page);
    const { numLists, problems } = await checkLists(this.#visit, this.#oracle);
    this.#counts.numLists += numLists;
    for (const problem of problems) this.#tell(problem);
    const underWay = () => page.evaluate(() => [...globalThis.watchedCalls.underWay]);
    const before = new Map(await underWay());
    for (const end = performance.now() + PATIENCE_MS; before.size > 0 && performance.now() < end; ) {
      const now = new Map(await underWay());
      for (const number of before.keys()) if (!now.has(number)) before.delete(number);
      if (before.size > 0) await page.waitForTimeout(100);
    }
    if (before.size > 0) this.#tell(`calls without an answer: ${[...before.values()]}`);
  }

  async #addRow(meter: HeapMeter): Promise<void> {
    const { page } = this.#visit;
    await isWarm(page);
    await startOver(this.#visit);
    await page.waitForTimeout(1500); // what follows a list
    const { numCalls } = await page.evaluate(() => globalThis.watchedCalls);
    await meter.measure(); // a second collection finds what the first one freed
    const heap = await meter.measure();
    const minutes = this.#elapsedMs / 60_000;
    const row = { minutes, ...this.#counts, numCalls, heap, numProblems: this.#problems.length };
    this.#rows.push(row);
    this.#options.onRow(row);
  }

  #listenTo(context: BrowserContext): void {
    context.on('weberror', (error) => this.#tell(`uncaught: ${error.error()}`));
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      const isExpected = this.#isOffline && message.text().includes('ERR_INTERNET_DISCONNECTED');
      if (!isExpected) this.#tell(`console: ${message.text()} (${message.location().url})`);
    });
  }

  #tell(problem: string): void {
    const told = `minute ${(this.#elapsedMs / 60_000).toFixed(1)}, ${problem}`;
    this.#problems.push(told);
    this.#options.onProblem(told);
  }
}

/** Bytes of the last row as a multiple of those of the second. */
export function growthOf(rows: readonly SoakRow[]): number {
  const bytesOf = ({ heap }: SoakRow) => heap.page + heap.workers;
  return bytesOf(rows.at(-1)!) / bytesOf(rows[1]!);
}
