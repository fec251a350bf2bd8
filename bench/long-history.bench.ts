// What does a long history cost? After every new event: the standing events of the log, their newest as a window and
// those before as the past, and the user embedding from the film demo's 8-bit tower, for logs of several lengths in
// turn. The catalog is not ranked: that costs the same for everybody. Under onnxruntime-node, one thread.
//
// npx tsx bench/long-history.bench.ts [--events 100,200,1000,10000] [--rounds 200]

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { keptEmbeddings } from '../src/engine/engine-parts.ts';
import { historyParts } from '../src/engine/lists/history-window.ts';
import { UserEmbedder } from '../src/engine/lists/user-embedder.ts';
import type { StoredEvent } from '../src/history/events.ts';
import { marksOf, standingEvents } from '../src/history/standing-events.ts';
import { createRandom } from '../src/numerics/random.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { openBundle } from '../src/pipeline/input/read-bundle-folder.ts';
import { createUserTower } from '../src/towers/user-tower.ts';
import { summarize } from './harness/statistics.ts';

const BUNDLE = new URL('../public/models/', import.meta.url);
const WARM_UPS = 20;

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '100,200,1000,10000' },
    rounds: { type: 'string', default: '200' },
  },
});
const lengths = options.events.split(',').map(Number);
const rounds = Number(options.rounds);

const { ort } = await loadOnnxRuntime();
const { manifest, itemIds, embeddings } = await openBundle(BUNDLE.pathname);
const { embeddingDim, itemScale } = manifest;
const bytes = await readFile(new URL(manifest.models.userTower!.path, BUNDLE));
const sessionOptions = { intraOpNumThreads: 1 };
const tower = await createUserTower(ort, bytes, { batchSize: 1, embeddingDim, sessionOptions });
const catalog = { embedding: (item: number) => embeddings.subarray(item * embeddingDim, (item + 1) * embeddingDim) };
const indexOf = new Map(itemIds.map((id, row) => [id, row]));
const random = createRandom(1);

/** A visitor who views films, some of them again, and likes one in ten. */
function newEvent(sequence: number): StoredEvent {
  const itemId = itemIds[random.integer(itemIds.length)]!;
  return { type: random.next() < 0.1 ? 'like' : 'view', itemId, time: 1_700_000_000_000 + sequence * 60_000, sequence };
}

const visitors = lengths.map((length) => {
  const log = Array.from({ length }, (_, sequence) => newEvent(sequence));
  const embedder = new UserEmbedder(manifest, keptEmbeddings(catalog, itemScale), (error) => {
    throw error;
  });
  embedder.useTower({ use: (call) => call(tower) });
  return { length, log, embedder, times: [] as number[] };
});

for (let round = -WARM_UPS; round < rounds; round++) {
  for (const { log, embedder, times } of visitors) {
    log.shift();
    log.push(newEvent(log.at(-1)!.sequence + 1));
    const startMs = performance.now();
    const standing = standingEvents(log);
    marksOf(standing);
    await embedder.embed(
      historyParts(standing, (id) => indexOf.get(id)),
      log.at(-1)!.time,
    );
    if (round >= 0) times.push(performance.now() - startMs);
  }
}
await tower.dispose();
for (const { length, times } of visitors) {
  const { p50Ms, p95Ms } = summarize(times);
  const rounded = { p50Ms: Number(p50Ms.toFixed(2)), p95Ms: Number(p95Ms.toFixed(2)) };
  console.log(JSON.stringify({ command: 'bench', bench: 'long-history', events: length, ...rounded }));
}
