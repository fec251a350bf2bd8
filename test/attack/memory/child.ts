// One case in a process of its own: `child.ts PLACE` prints what it took as JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { NODE_CASES } from './cases.ts';

/** Of this process, in bytes: now, and at most since the last `forgetPeak`. */
function memory(): { now: number; peak: number } {
  const status = readFileSync('/proc/self/status', 'utf8');
  const [now, peak] = ['VmRSS', 'VmHWM'].map(
    (name) => 1024 * Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]),
  );
  return { now: now!, peak: peak! };
}

const forgetPeak = () => writeFileSync('/proc/self/clear_refs', '5');

const run = await NODE_CASES[Number(process.argv[2])]!.prepare();
globalThis.gc?.();
await sleep(100);
forgetPeak();
const { now: idle } = memory();
const start = performance.now();
const error = await run().then(
  () => undefined,
  (cause: Error) => cause.message,
);
console.log(JSON.stringify({ peakBytes: memory().peak - idle, ms: performance.now() - start, error }));
