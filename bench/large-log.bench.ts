// How long does it take to count a log that is larger than memory, and how much memory? A made-up log is written as a stream
// and then read, sorted and counted as `privet build` does: people, sessions, what is popular and trending, what follows
// what, and what goes with what. --compare counts it in memory as well and says whether all is the same to the byte.
//
// npx tsx bench/large-log.bench.ts [--events 1000000] [--items 10000] [--memory 4GB] [--format csv] [--folder .cache/bench] [--compare]

import { createHash } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeMadeUpLog } from '../src/pipeline/bench/made-up-log.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { parseMemory } from '../src/pipeline/cli/options.ts';
import { countsInMemory, type LogCounts, logFacts } from '../src/pipeline/closed-form/log-counts.ts';
import type { Interactions } from '../src/pipeline/input/interactions.ts';
import { readInteractions } from '../src/pipeline/input/read-interactions.ts';
import { fitRelatedRows } from '../src/pipeline/item-to-item/related-rows.ts';
import { LogDatabase, loadDuckDb } from '../src/pipeline/large-log/database.ts';
import { countsOfLargeLog } from '../src/pipeline/large-log/large-log-counts.ts';
import { readLargeLog } from '../src/pipeline/large-log/read-large-log.ts';
import { samplePeople } from '../src/pipeline/large-log/sample-people.ts';
import { trendingItems } from '../src/pipeline/site/trending-items.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    items: { type: 'string', default: '10000' },
    memory: { type: 'string', default: '4GB' },
    format: { type: 'string', default: 'csv' },
    folder: { type: 'string', default: '.cache/bench' },
    compare: { type: 'boolean', default: false },
  },
});
const [numEvents, numItems] = [Number(values.events), Number(values.items)];
const file = join(values.folder, `made-up-${numEvents}.${values.format}`);
const itemIds = Array.from({ length: numItems }, (_, item) => `i${item}`);
const NOW = Date.UTC(2026, 0, 1);

/** Prints how long a step took, and the most memory that the process has had so far. */
async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const begunMs = performance.now();
  const result = await work();
  const seconds = ((performance.now() - begunMs) / 1000).toFixed(1);
  const peak = (process.resourceUsage().maxRSS / 1e6).toFixed(2);
  console.log(`${step.padEnd(36)} ${seconds.padStart(8)} s   peak ${peak} GB`);
  return result;
}

function hash(...parts: ArrayBufferView[]): string {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(part);
  return sha.digest('hex').slice(0, 16);
}

/** Everything that a build takes of counts. @returns a hash of each */
async function countAll(counts: LogCounts): Promise<Record<string, string>> {
  const { ort } = await loadOnnxRuntime();
  const facts = await timed('popularity and stars', () => logFacts(counts));
  const trending = await timed('popularity by time', () => trendingItems(counts));
  const sessions = await timed('sessions', () => counts.numSessions());
  const related = await timed('what follows what, goes with what', () => fitRelatedRows(counts, ort));
  const { transitions, ease } = related;
  return {
    users: String(counts.numUsers),
    events: String(counts.numEvents),
    sessions: String(sessions),
    popularity: hash(facts.popularity, facts.meanStars),
    trending: hash(Uint32Array.from(trending)),
    transitions: hash(transitions.offsets, transitions.columns, transitions.values),
    ease: ease ? hash(ease.offsets, ease.columns, ease.values) : 'none',
  };
}

const duckDb = await loadDuckDb();
if (!duckDb) throw new Error('found no @duckdb/node-api, expected it installed');
await mkdir(values.folder, { recursive: true });
await timed('writing the log', async () => {
  const instance = await duckDb.DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  await writeMadeUpLog(connection, { numEvents, numItems, seed: 1, file });
  connection.closeSync();
  instance.closeSync();
});
console.log(`${file}: ${((await stat(file)).size / 1e9).toFixed(2)} GB`);
const database = await LogDatabase.open(duckDb, { cacheDir: values.folder, memoryBytes: parseMemory(values.memory) });
try {
  await database.lock([file]);
  let begunMs = performance.now();
  let stage = '';
  const told = (next: string) => {
    if (stage) console.log(`  ${stage}: ${((performance.now() - begunMs) / 1000).toFixed(1)} s`);
    [stage, begunMs] = [next, performance.now()];
  };
  const large = await timed('reading', () => readLargeLog(database, [file], itemIds, { now: NOW, onStage: told }));
  told('');
  const counted = await countAll(countsOfLargeLog(large));
  const { log, share } = await timed('choosing people', () =>
    samplePeople(large, values.compare ? Infinity : undefined),
  );
  console.log(`sample: ${log.items.length} events, ${(100 * share).toFixed(1)} % of the people`);
  console.log(JSON.stringify(counted));
  if (values.compare) {
    const whole = await timed('reading in memory', () => readInteractions(file, itemIds, { now: NOW }));
    const inMemory = await countAll(countsInMemory(whole));
    const events = (of: Interactions) => hash(of.offsets, of.items, of.timestamps, of.eventTypes);
    console.log(JSON.stringify(inMemory));
    const isSame = JSON.stringify(inMemory) === JSON.stringify(counted) && events(whole) === events(log);
    console.log(isSame ? 'the same, to the byte' : 'DIFFERENT');
  }
} finally {
  await database.close();
  await rm(file, { force: true });
}
