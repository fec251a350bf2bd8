// From a ranking to a list by a site's rules, one way for every list call: caps, then the order that the list is to have
// (diversity, variety, or relevance alone), what is sold out behind it, then pins. The home list ranks with its factors in the
// rankers (recommend.ts); the others have a whole ranking, whose scores the factors move (list-of-all.ts).
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { takeFirst, takePositions } from '../../ranking/rerank/reranker.ts';
import type { Ranked, RankedSource } from './list-parts.ts';
import { pin, pinsOf } from './list-rules.ts';
import type { ListRules } from './lists-api.ts';

export async function ruledList<Ranking extends Ranked>(
  catalog: ItemCatalog,
  rules: ListRules,
  asked: RankedSource<Ranking>,
  k: number,
): Promise<Ranking> {
  const { caps } = rules;
  const last = lastItems(catalog, rules).and(asked.candidates);
  const source = last.count() > 0 ? withLast(asked, last, k) : asked;
  const pins = pinsOf(catalog, rules, asked.candidates.andNot(last));
  const pinned = pins.map(({ itemIndex }) => itemIndex);
  const ranking = caps
    ? await (await import('./caps.ts')).rankCapped(catalog, caps, source, pinned)
    : await source.rank(source.depth);
  return { ...ranking, ranked: await pin(source.choose(ranking.ranked), pins, k, ranking.scoresOf) };
}

/** Items that stand behind all others: what is sold out, where the rules say nothing of it. */
export function lastItems(catalog: ItemCatalog, { hideSoldOut }: Pick<ListRules, 'hideSoldOut'>): Bitset {
  return hideSoldOut === undefined ? catalog.soldOut() : new Bitset(catalog.numItems);
}

export function soldOutLast(ranked: RankResult, last: Bitset): RankResult {
  return joined(...apart(ranked, last));
}

/** How much farther down is looked where too little of it can be had. */
const DEEPER = 8;

/** Chooses among what can be had as if there were nothing else, so it ranks up to as many more as are sold out. */
function withLast<Ranking extends Ranked>(
  source: RankedSource<Ranking>,
  last: Bitset,
  k: number,
): RankedSource<Ranking> {
  const more = last.count();
  return {
    ...source,
    rank: async (depth) => {
      for (let looked = Math.min(more, depth) + depth; ; looked = Math.min(more + depth, looked * DEEPER)) {
        const ranking = await source.rank(looked);
        const [others, behind] = apart(ranking.ranked, last);
        if (others.indices.length >= depth) return { ...ranking, ranked: others };
        if (looked === more + depth) return { ...ranking, ranked: joined(others, behind) };
      }
    },
    choose: (ranked) => {
      const [others, behind] = apart(ranked, last);
      const list = source.choose(others);
      return joined(list, takeFirst(behind, k - list.indices.length));
    },
  };
}

/** The items that are not of the set, and those that are. */
function apart(ranked: RankResult, set: Bitset): [RankResult, RankResult] {
  const places: [number[], number[]] = [[], []];
  ranked.indices.forEach((row, place) => void places[set.has(row) ? 1 : 0].push(place));
  return [takePositions(ranked, places[0]), takePositions(ranked, places[1])];
}

function joined(a: RankResult, b: RankResult): RankResult {
  const length = a.indices.length + b.indices.length;
  const [indices, scores] = [new Uint32Array(length), new Int32Array(length)];
  for (const [part, at] of [
    [a, 0],
    [b, a.indices.length],
  ] as const) {
    indices.set(part.indices, at);
    scores.set(part.scores, at);
  }
  return { indices, scores };
}
