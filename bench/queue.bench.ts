// How near are parts on a queue to the ideal? Texts of a made-up shop are read by 1, 2 and 4 worker processes of one thread each,
// with all results in a shared folder. The ideal is the time of one worker over the lesser of workers and cores.
// Workers have read some texts before, so that what it takes to load them isn't counted.
//
// npx tsx bench/queue.bench.ts [--items 16000] [--workers 1,2,4] [--runs 3]

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { madeUpCatalog } from '../src/pipeline/bench/made-up-catalog.ts';
import { commonWords } from '../src/pipeline/bench/made-up-files.ts';
import { type BuildParts, describeTexts } from '../src/pipeline/parts/content-parts.ts';
import { openPartStore } from '../src/pipeline/parts/part-store.ts';
import { queueAddress } from '../src/pipeline/parts/queue/queue-address.ts';
import { onQueue } from '../src/pipeline/parts/queue/run-on-queue.ts';
import { startQueueServer } from '../test/parts/queue-server.ts';
import { WorkerProcesses } from '../test/parts/worker-processes.ts';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '16000' },
    workers: { type: 'string', default: '1,2,4' },
    runs: { type: 'string', default: '3' },
  },
});
const WARM_UP_ITEMS = 4096;

const quiet = { update() {}, stop() {} };
const terminal = { print() {}, note() {}, progress: () => quiet } as unknown as BuildParts['terminal'];
const texts = [...madeUpCatalog(Number(values.items) + WARM_UP_ITEMS, await commonWords())].slice(1);
const [warmUp, asked] = [texts.slice(0, WARM_UP_ITEMS), texts.slice(WARM_UP_ITEMS)];

/** @returns seconds */
async function timed(numWorkers: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-queue-bench-'));
  const server = await startQueueServer();
  const workers = new WorkerProcesses(server.url, folder);
  try {
    await Promise.all(Array.from({ length: numWorkers }, () => workers.start()));
    const runner = await onQueue({ address: queueAddress(server.url), folder, note: () => {} });
    const parts: BuildParts = { runner, store: openPartStore(folder), terminal };
    await describeTexts(warmUp, parts);
    const startMs = performance.now();
    await describeTexts(asked, parts);
    const seconds = (performance.now() - startMs) / 1000;
    await runner.close();
    return seconds;
  } finally {
    await workers.end();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const counts = values.workers.split(',').map(Number);
const seconds = new Map<number, number[]>(counts.map((count) => [count, []]));
// In turns: what else runs on a machine meets all of them.
for (let run = 0; run < Number(values.runs); run++) {
  for (const count of counts) seconds.get(count)!.push(await timed(count));
}
const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1]!;
const one = median(seconds.get(counts[0]!)!) * counts[0]!;
for (const [count, list] of seconds) {
  const ideal = one / Math.min(count, availableParallelism());
  const ratio = (median(list) / ideal).toFixed(2);
  const all = list.map((value) => value.toFixed(1)).join(', ');
  console.log(`${count} workers: ${median(list).toFixed(1)} s (${all}), ${ratio} of the ideal`);
}
