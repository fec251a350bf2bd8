// Measures several contenders fairly on a machine that is shared and noisy: they take turns, so that a slow minute hits
// all of them, and a turn begins with an untimed call, because the one before has filled the caches with its own data.

import { percentile, summarize, type TimeSummary } from './statistics.ts';

export interface Contender {
  name: string;
  /** One call. @param turn  counts up: for choosing a query */
  run(turn: number): unknown;
}

const CALLS_A_TURN = 4;
/** Untimed calls before the first timed one: JavaScript and WebAssembly are compiled again once they prove hot. */
const WARM_UP_MS = 200;
const TRIAL_CALLS = 5;
/** Calls that are shorter are timed several at once: clocks in a page step by 5 microseconds. */
const SHORTEST_SAMPLE_MS = 0.5;
/**
 * Contenders whose calls take longer get one call a turn: a quarter of the samples, or the run would wait for them
 * alone.
 */
const SLOW_MS = 250;

/**
 * @param numSamples  timed calls a contender
 * @returns           median and 95th percentile of one call, in the order of the contenders
 */
export async function measureRounds(contenders: readonly Contender[], numSamples: number): Promise<TimeSummary[]> {
  const expectedMs: number[] = [];
  for (const contender of contenders) expectedMs.push(await quickMedianMs(contender));
  const samples = contenders.map((): number[] => []);
  const numRounds = Math.ceil(numSamples / CALLS_A_TURN);
  for (let round = 0; round < numRounds; round++) {
    for (const [i, { run }] of contenders.entries()) samples[i]!.push(...(await takeTurn(run, round, expectedMs[i]!)));
  }
  return samples.map(summarize);
}

/** @returns milliseconds a call */
async function takeTurn(run: Contender['run'], round: number, expectedMs: number): Promise<number[]> {
  if (expectedMs > SLOW_MS) return [await timeCalls(run, round, 1)];
  const repeats = Math.max(1, Math.ceil(SHORTEST_SAMPLE_MS / Math.max(expectedMs, 0.001)));
  const samples: number[] = [];
  await run(round);
  for (let call = 0; call < CALLS_A_TURN; call++) {
    samples.push(await timeCalls(run, round * CALLS_A_TURN + call, repeats));
  }
  return samples;
}

/** Warms up; then the median of a few calls. */
async function quickMedianMs({ run }: Contender): Promise<number> {
  const start = performance.now();
  for (let turn = 0; turn === 0 || performance.now() - start < WARM_UP_MS; turn++) await run(turn);
  const samples: number[] = [];
  for (let turn = 0; turn < TRIAL_CALLS; turn++) samples.push(await timeCalls(run, turn, 1));
  return percentile(samples, 0.5);
}

async function timeCalls(run: Contender['run'], turn: number, repeats: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) await run(turn);
  return (performance.now() - start) / repeats;
}
