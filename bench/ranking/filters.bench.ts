// What do an allowed set and boosts cost, against the unfiltered scan of the same run? Sets are random: nothing can be
// skipped that a real filter could not skip as well.

import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import type { RankRequest } from '../../src/ranking/ranker.ts';
import { createCatalog } from '../harness/catalog.ts';
import type { EngineDefinition } from '../harness/engine.ts';
import type { BenchHost } from '../harness/host.ts';
import { type BenchOptions, itemsOf, queriesOf } from '../harness/options.ts';
import { openRankers } from '../harness/privet-rankers.ts';
import { measureRounds } from '../harness/rounds.ts';

const SHARES = [1, 0.5, 0.1, 0.01];
/** Against scores of some thousands: boosts reorder the list without deciding it. */
const BOOST_RANGE = 500;

interface Filter {
  allowedShare?: number;
  boosts: boolean;
  request: Pick<RankRequest, 'allowed' | 'boosts'>;
}

export async function runFilters(
  options: BenchOptions,
  _engines: readonly EngineDefinition[],
  host: BenchHost,
): Promise<void> {
  const [numItems, samples] = [itemsOf(options), queriesOf(options)];
  const { dim, k, seed } = options;
  await host.note(`${host.runtime}: making ${numItems} items of ${dim} dimensions`);
  const { matrix, queries } = createCatalog(numItems, dim, samples, seed);
  const filters = makeFilters(numItems, seed);
  const common = { command: 'bench', bench: 'filters', runtime: host.runtime, items: numItems, dim, k, seed } as const;
  for (const { name: engine, ranker } of await openRankers(matrix, options)) {
    const contenders = filters.map(({ request }, i) => ({
      name: `${engine} ${i}`,
      run: (turn: number) => ranker.rank({ ...request, k, query: queries[turn % queries.length]!.int8 }),
    }));
    const onProgress = (done: number, total: number) => host.progress(engine, done, total);
    const times = await measureRounds(contenders, { samples, onProgress });
    for (const [i, { allowedShare, boosts }] of filters.entries()) {
      const ratioToUnfiltered = times[i]!.p50Ms / times[0]!.p50Ms;
      await host.emit({ ...common, engine, allowedShare, boosts, ...times[i]!, ratioToUnfiltered });
    }
    ranker.dispose();
  }
}

/** The first is none at all. */
function makeFilters(numItems: number, seed: number): Filter[] {
  const random = createRandom(seed + 1);
  const boosts = Int32Array.from({ length: numItems }, () => random.integer(2 * BOOST_RANGE + 1) - BOOST_RANGE);
  const sets = SHARES.map((allowedShare): Filter => {
    return { allowedShare, boosts: false, request: { allowed: randomSet(numItems, allowedShare, seed) } };
  });
  return [{ boosts: false, request: {} }, ...sets, { boosts: true, request: { boosts } }];
}

function randomSet(numItems: number, share: number, seed: number): Bitset {
  const random = createRandom(seed + 2);
  const set = new Bitset(numItems);
  for (let index = 0; index < numItems; index++) if (random.next() < share) set.add(index);
  return set;
}
