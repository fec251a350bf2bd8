// Do all rankers give the same list, bit for bit? Random queries over catalogs of 1 to 100,000 items (log-uniform),
// random dimensions, sets, boosts and ranges of values, against the JavaScript ranker.

import { createRandom, type Random } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { MAX_BOOST, type RankRequest, type RankResult } from '../../src/ranking/ranker.ts';
import type { EngineDefinition } from '../harness/engine.ts';
import type { BenchHost } from '../harness/host.ts';
import { type BenchOptions, itemsOf, queriesOf } from '../harness/options.ts';
import { openRankers } from '../harness/privet-rankers.ts';

const QUERIES_A_CATALOG = 10;
const MAX_DIM_STEPS = 16;
/** Small ranges make many ties. */
const RANGES = [1, 5, 127];
const SHARES = [undefined, 1, 0.5, 0.1, 0.01];
const BOOST_RANGES = [undefined, undefined, 5000, MAX_BOOST];

export async function runEquality(
  options: BenchOptions,
  _engines: readonly EngineDefinition[],
  host: BenchHost,
): Promise<void> {
  const [maxItems, numQueries] = [itemsOf(options), queriesOf(options)];
  const { k, seed } = options;
  const random = createRandom(seed);
  const differences = new Map<string, number>();
  for (let query = 0; query < numQueries; query += QUERIES_A_CATALOG) {
    const matrix = randomMatrix(maxItems, random);
    const count = Math.min(QUERIES_A_CATALOG, numQueries - query);
    const requests = Array.from({ length: count }, () => randomRequest(matrix, k, random));
    for (const [engine, found] of await countDifferences(matrix, requests)) {
      differences.set(engine, (differences.get(engine) ?? 0) + found);
    }
    await host.throwIfStopped();
    await host.progress('comparing', query + count, numQueries);
  }
  const common = {
    command: 'bench',
    bench: 'equality',
    runtime: host.runtime,
    items: maxItems,
    dim: 16 * MAX_DIM_STEPS,
    k,
  } as const;
  for (const [engine, found] of differences) {
    await host.emit({ ...common, seed, engine, reference: REFERENCE, queries: numQueries, differences: found });
  }
}

const REFERENCE = 'privet-javascript';

/** Lists that differ from the reference's, by ranker. */
async function countDifferences(matrix: ItemMatrix, requests: readonly RankRequest[]): Promise<Map<string, number>> {
  const [reference, ...others] = await openRankers(matrix, { webgpu: true });
  const expected = await Promise.all(requests.map((request) => reference!.ranker.rank(request)));
  const counts = new Map<string, number>();
  for (const { name, ranker } of others) {
    const found = await Promise.all(requests.map((request) => ranker.rank(request)));
    counts.set(name, found.filter((result, i) => !isEqual(result, expected[i]!)).length);
    ranker.dispose();
  }
  return counts;
}

function isEqual(a: RankResult, b: RankResult): boolean {
  return (
    a.indices.length === b.indices.length &&
    a.indices.every((index, place) => index === b.indices[place] && a.scores[place] === b.scores[place])
  );
}

function randomMatrix(maxItems: number, random: Random): ItemMatrix {
  const numItems = Math.floor((maxItems + 1) ** random.next());
  const dim = 16 * (1 + random.integer(MAX_DIM_STEPS));
  const range = pick(RANGES, random);
  return ItemMatrix.fromRows(randomValues(numItems * dim, range, random), numItems, dim);
}

function randomRequest({ numItems, dim }: ItemMatrix, k: number, random: Random): RankRequest {
  const query = randomValues(dim, Math.min(pick(RANGES, random), 63), random);
  const [share, boostRange] = [pick(SHARES, random), pick(BOOST_RANGES, random)];
  return {
    query,
    k,
    ...(share !== undefined && { allowed: randomSet(numItems, share, random) }),
    ...(boostRange !== undefined && { boosts: Int32Array.from({ length: numItems }, () => draw(boostRange, random)) }),
  };
}

const pick = <T>(choices: readonly T[], random: Random) => choices[random.integer(choices.length)]!;
const draw = (range: number, random: Random) => random.integer(2 * range + 1) - range;

function randomValues(length: number, range: number, random: Random): Int8Array<ArrayBuffer> {
  const values = new Int8Array(length);
  for (let i = 0; i < length; i++) values[i] = draw(range, random);
  return values;
}

function randomSet(numItems: number, share: number, random: Random): Bitset {
  const set = new Bitset(numItems);
  for (let index = 0; index < numItems; index++) if (random.next() < share) set.add(index);
  return set;
}
