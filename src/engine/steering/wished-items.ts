// "A haunted house, done properly": who names something that few items have wants it tonight, however far their taste is from it.
// What has it is moved up together until most of a list has it; its order among itself stays that of taste.
import type { Bitset } from '../../ranking/bitset.ts';
import { moveScores } from '../../ranking/move-scores.ts';
import type { RankResult } from '../../ranking/ranker.ts';

/** Places of a list, and how many of them what is wished has at least, where there is as much. */
const PLACES = 20;
const SERVED = 12;
/** Nats that something is moved up at most: beyond it there is no taste left in the list. */
const MOST_NATS = 12;

/**
 * @param wished     sets of items, one a wish; what is in several of them is moved by each
 * @param scoreStep  what one step of a score is worth in nats
 * @returns          all of what was ranked, best first
 */
export function serveWishes(ranked: RankResult, wished: readonly Bitset[], scoreStep: number): RankResult {
  return wished.reduce((list, items) => serveWish(list, items, scoreStep), ranked);
}

function serveWish(ranked: RankResult, items: Bitset, scoreStep: number): RankResult {
  const places: number[] = [];
  for (const [place, row] of ranked.indices.entries()) {
    if (items.has(row)) places.push(place);
    if (places.length === SERVED) break;
  }
  const last = places.at(-1);
  const border = Math.min(PLACES, ranked.indices.length) - places.length - 1;
  if (last === undefined || last < PLACES || border < 0) return ranked;
  // Behind as many others as the list has room for.
  const others = Array.from(ranked.indices.keys()).filter((place) => !items.has(ranked.indices[place]!));
  const missing = ranked.scores[others[border] ?? others.at(-1)!]! - ranked.scores[last]!;
  const steps = Math.min(Math.round(MOST_NATS / scoreStep), missing);
  return steps > 0 ? moveScores(ranked, (score, row) => (items.has(row) ? score + steps : score)) : ranked;
}
