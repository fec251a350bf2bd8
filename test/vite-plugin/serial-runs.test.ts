// One run at a time, however requests come.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SerialRuns } from '../../src/vite-plugin/serial-runs.ts';

const DELAY_MS = 200;
let began: number;
let running: number;
let most: number;
let ends: (() => void)[];
let runs: SerialRuns;

beforeEach(() => {
  vi.useFakeTimers();
  [began, running, most, ends] = [0, 0, 0, []];
  runs = new SerialRuns(async (signal) => {
    began++;
    most = Math.max(most, ++running);
    await new Promise<void>((end) => {
      ends.push(end);
      signal.addEventListener('abort', () => end());
    });
    running--;
  }, DELAY_MS);
});
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it('begins once, when requests have stopped coming', async () => {
  for (let i = 0; i < 5; i++) {
    runs.request();
    await pass(DELAY_MS - 1);
  }
  expect(began).toBe(0);
  await pass(1);
  expect(began).toBe(1);
});

it('begins at once when it is told to', () => {
  runs.start();
  expect(began).toBe(1);
});

it('runs once more, after the end, for all that came in the middle', async () => {
  runs.start();
  for (let i = 0; i < 3; i++) {
    runs.request();
    await pass(DELAY_MS);
  }
  expect(began).toBe(1);
  ends[0]!();
  await pass(0);
  expect(began).toBe(2);
  ends[1]!();
  await pass(10 * DELAY_MS);
  expect(began).toBe(2);
  runs.request();
  await pass(DELAY_MS);
  expect([began, most]).toEqual([3, 1]);
});

it('cancels at close, waits for the end, and begins nothing more', async () => {
  runs.start();
  runs.request();
  await runs.close();
  expect(running).toBe(0);
  runs.request();
  runs.start();
  await pass(10 * DELAY_MS);
  expect(began).toBe(1);
});
