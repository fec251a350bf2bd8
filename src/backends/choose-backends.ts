// Chooses where requests run by measuring them: whether the user tower or the ranking is faster on a GPU depends on the
// GPU, its driver, the catalog's size and the way between the two, and no table knows that. A way is measured whole,
// because its parts add up to less than the whole (an embedding that leaves the GPU has to be waited for).
import type { Backend } from './tower-runtimes.ts';

/** Where the two steps of a request run. Both on WebGPU: the user embedding never leaves the GPU. */
export interface BackendPath {
  tower: Backend;
  ranking: 'webgpu' | 'wasm';
}

export interface Candidate {
  path: BackendPath;
  /** One whole request, from the history's inputs to the ranked list. */
  run(): Promise<unknown>;
}

export interface Clock {
  /** Milliseconds. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export interface Measurement {
  path: BackendPath;
  /** Median of the warmed runs; infinite for a way that failed or did not end within its share of the budget. */
  medianMs: number;
}

export interface BackendChoice {
  path: BackendPath;
  measurements: Measurement[];
  /** Warmed runs of all candidates together, as long as they were waited for. */
  measuredMs: number;
  /** A candidate failed: the choice holds for now, and is no reason not to measure again. */
  hadFailures: boolean;
}

export const BUDGET_MS = 30;
/** The median of so many runs is steady enough. */
const MAX_RUNS = 9;
/** A candidate that takes so many times the best one's time in each of its first two runs cannot win. */
const HOPELESS = 2;
/** How much faster a GPU has to be: less is within what a measurement tells, and WebAssembly is lost less often. */
const NEAR_TIE = 1.1;

const realClock: Clock = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Runs every candidate once to warm it up (a GPU compiles its shaders then, which takes seconds) and then a few times
 * on the clock, and takes the fastest. Near-ties go to the one that comes first.
 *
 * @param candidates  most wanted first; one at least
 * @param budgetMs    for the warmed runs of all candidates. A run cannot be stopped, but it is not waited for on the
 *   clock
 *                    when its candidate's share is spent: the candidate has lost then
 */
export async function chooseBackends(
  candidates: readonly Candidate[],
  { clock = realClock, budgetMs = BUDGET_MS }: { clock?: Clock; budgetMs?: number } = {},
): Promise<BackendChoice> {
  const measurements: Measurement[] = [];
  let leftMs = budgetMs;
  let bestMs = Number.POSITIVE_INFINITY;
  let hadFailures = false;
  for (const [i, { path, run }] of candidates.entries()) {
    let medianMs = Number.POSITIVE_INFINITY;
    try {
      await run();
      const { samples, spentMs } = await timedRuns(run, leftMs / (candidates.length - i), bestMs, clock);
      leftMs = Math.max(0, leftMs - spentMs);
      medianMs = median(samples);
    } catch {
      hadFailures = true;
    }
    bestMs = Math.min(bestMs, medianMs);
    measurements.push({ path, medianMs });
  }
  const chosen = measurements.find(({ medianMs }) => medianMs <= NEAR_TIE * bestMs) ?? measurements[0]!;
  return { path: chosen.path, measurements, measuredMs: budgetMs - leftMs, hadFailures };
}

async function timedRuns(run: () => Promise<unknown>, shareMs: number, bestMs: number, clock: Clock) {
  const samples: number[] = [];
  const startMs = clock.now();
  let spentMs = 0;
  while (samples.length < MAX_RUNS && spentMs < shareMs) {
    const runMs = await timedRun(run, shareMs - spentMs, clock);
    spentMs = clock.now() - startMs;
    if (runMs === undefined) break;
    samples.push(runMs);
    if (samples.length === 2 && Math.min(...samples) > HOPELESS * bestMs) break;
  }
  return { samples, spentMs: Math.min(spentMs, shareMs) };
}

/**
 * Undefined for a run that takes longer than it is waited for. Returns when the run has ended, however long that takes.
 */
async function timedRun(run: () => Promise<unknown>, limitMs: number, clock: Clock): Promise<number | undefined> {
  const startMs = clock.now();
  const running = run();
  let elapsedMs: number | undefined;
  const ended = running.then(() => {
    elapsedMs = clock.now() - startMs;
  });
  await Promise.race([ended, clock.wait(limitMs)]);
  const inTimeMs = elapsedMs;
  await ended; // the next run must not find the machine busy with this one
  return inTimeMs;
}

/** Infinite for no samples. */
function median(samples: readonly number[]): number {
  if (samples.length === 0) return Number.POSITIVE_INFINITY;
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
