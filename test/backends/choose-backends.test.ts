// The choice by measurement, on a clock that only runs when a candidate does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BackendPath,
  BUDGET_MS,
  type Candidate,
  type Clock,
  chooseBackends,
} from '../../src/backends/choose-backends.ts';

/** A clock, and candidates that move it. `wait` ends when the clock has moved so far. */
function fakeTime() {
  let nowMs = 0;
  const waiting: { untilMs: number; resolve: () => void }[] = [];
  const clock: Clock = {
    now: () => nowMs,
    wait: (ms) => new Promise((resolve) => waiting.push({ untilMs: nowMs + ms, resolve })),
  };
  async function pass(ms: number): Promise<void> {
    for (const { untilMs, resolve } of waiting.splice(0).filter((wait) => wait.untilMs <= nowMs + ms)) {
      nowMs = Math.max(nowMs, untilMs);
      ms = Math.max(0, ms - (untilMs - nowMs));
      resolve();
      for (let turn = 0; turn < 10; turn++) await null;
    }
    nowMs += ms;
  }
  /** Takes `timesMs` in turn, the last one for ever; the first is the warm-up. */
  function candidate(path: BackendPath, ...timesMs: number[]) {
    const runs: number[] = [];
    const run = async () => {
      const ms = timesMs[Math.min(runs.length, timesMs.length - 1)]!;
      runs.push(ms);
      if (Number.isNaN(ms)) throw new Error('the device is lost');
      await null;
      await pass(ms);
    };
    return { path, run, runs };
  }
  return { clock, candidate };
}

const onWasm: BackendPath = { tower: 'wasm', ranking: 'wasm' };
const mixed: BackendPath = { tower: 'wasm', ranking: 'webgpu' };
const onGpu: BackendPath = { tower: 'webgpu', ranking: 'webgpu' };

describe('the choice of backends', () => {
  it('is the fastest way through a request, warm-up not counted', async () => {
    const { clock, candidate } = fakeTime();
    const candidates = [candidate(onWasm, 5, 3), candidate(mixed, 900, 2), candidate(onGpu, 4000, 1)];
    const choice = await chooseBackends(candidates, { clock });
    expect(choice.path).toEqual(onGpu);
    expect(choice.measurements.map(({ medianMs }) => medianMs)).toEqual([3, 2, 1]);
    expect(choice.hadFailures).toBe(false);
  });

  it('is the first of a near-tie: less than 10 % is no difference', async () => {
    const { clock, candidate } = fakeTime();
    const near = [candidate(onWasm, 2, 2.19), candidate(onGpu, 2, 2)];
    expect((await chooseBackends(near, { clock })).path).toEqual(onWasm);
    const clear = [candidate(onWasm, 2, 2.21), candidate(onGpu, 2, 2)];
    expect((await chooseBackends(clear, { clock })).path).toEqual(onGpu);
  });

  it('goes by the median: one slow run costs nothing', async () => {
    const { clock, candidate } = fakeTime();
    const choice = await chooseBackends([candidate(onWasm, 1, 2), candidate(onGpu, 1, 1, 1, 6, 1)], { clock });
    expect(choice.path).toEqual(onGpu);
  });

  it('waits for nothing that does not end within its share, however slow it is', async () => {
    const { clock, candidate } = fakeTime();
    const slow = candidate(onGpu, 4000, 160);
    const choice = await chooseBackends([candidate(onWasm, 2, 2), slow], { clock });
    expect(choice.path).toEqual(onWasm);
    expect(choice.measurements[1]!.medianMs).toBe(Number.POSITIVE_INFINITY);
    expect(choice.measuredMs).toBeLessThanOrEqual(BUDGET_MS);
    expect(slow.runs).toHaveLength(2);
  });

  it('stops early with what cannot win', async () => {
    const { clock, candidate } = fakeTime();
    const hopeless = candidate(onGpu, 1, 1);
    await chooseBackends([candidate(onWasm, 0.1, 0.1), hopeless], { clock });
    expect(hopeless.runs).toHaveLength(3);
  });

  it('goes on without a candidate that fails, and says that one did', async () => {
    const { clock, candidate } = fakeTime();
    const failing = [candidate(onWasm, 1, 5), candidate(mixed, Number.NaN), candidate(onGpu, 1, 1, Number.NaN)];
    const choice = await chooseBackends(failing, { clock });
    expect(choice).toMatchObject({ path: onWasm, hadFailures: true });
  });

  it('is the first candidate when all fail', async () => {
    const { clock, candidate } = fakeTime();
    const choice = await chooseBackends([candidate(onWasm, Number.NaN), candidate(onGpu, Number.NaN)], { clock });
    expect(choice).toMatchObject({ path: onWasm, hadFailures: true });
  });

  it('keeps to its budget and takes the best but for near-ties, whatever the times are', async () => {
    const time = fc.double({ min: 0.05, max: 200, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(time, { minLength: 1, maxLength: 4 }), async (times) => {
        const { clock, candidate } = fakeTime();
        const candidates: Candidate[] = times.map((ms) => candidate({ ...onWasm }, 1000, ms));
        const { path, measurements, measuredMs } = await chooseBackends(candidates, { clock });
        const medians = measurements.map(({ medianMs }) => medianMs);
        medians.forEach((medianMs, i) => {
          if (Number.isFinite(medianMs)) expect(medianMs).toBeCloseTo(times[i]!, 6);
        });
        expect(measuredMs).toBeLessThanOrEqual(BUDGET_MS + 1e-6);
        const chosen = measurements.find((measurement) => measurement.path === path)!;
        expect(chosen.medianMs).toBeLessThanOrEqual(1.1 * Math.min(...medians));
        const fast = times.findIndex((ms) => ms <= BUDGET_MS / times.length);
        if (fast >= 0) expect(Number.isFinite(medians[fast]!)).toBe(true);
      }),
      { seed: 1 },
    );
  });
});
