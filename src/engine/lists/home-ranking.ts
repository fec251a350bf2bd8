// The ranking behind the home list: the user embedding against all candidates, with factors in the rankers, then what goes
// with the history, then what was wished in words and what the prior adds.

import { Bitset } from '../../ranking/bitset.ts';
import type { ListParts, Ranked, SteeringPull } from './list-parts.ts';
import type { AnswerSource } from './lists-api.ts';
import type { StageClock } from './stage-clock.ts';
import { steerScores } from './steer-scores.ts';
import type { UserState } from './user-embedder.ts';

export interface HomeQuery {
  state: UserState;
  candidates: Bitset;
  /** i32 [numItems], added to scores. */
  boosts: Int32Array<ArrayBuffer> | undefined;
  /** By row: what words add to a score, and the prior. */
  nats: ((itemIndex: number) => number) | undefined;
  /** As of `SteeringPull`. */
  serve?: SteeringPull['serve'] | undefined;
  nowMs: number;
}

export interface HomeRanking extends Ranked {
  source: AnswerSource;
}

/** @param depth  items to rank */
export async function rankHome(
  { embedder, manifest, ranker, related, catalog }: ListParts,
  { state, candidates, boosts, nats, serve, nowMs }: HomeQuery,
  depth: number,
  clock: StageClock,
): Promise<HomeRanking> {
  const options = { k: depth, allowed: candidates, ...(boosts && { boosts }) };
  const { quantized, source, ...found } = await embedder.rank(state, nowMs, ranker, options, () => clock.lap('embed'));
  clock.lap('rank');
  const made = { boosts, quantized, source };
  const lifted = related.lift(state, { ...options, ...made, ranked: found });
  const step = quantized.scale * manifest.itemScale;
  const moved = nats ? steerScores(lifted, nats, step, depth) : lifted;
  const ranked = serve ? serve(moved, step) : moved;
  const scoresOf = async (itemIndices: number[]) => {
    const own = { k: itemIndices.length, allowed: Bitset.fromIndices(catalog.numItems, itemIndices) };
    const scored = await ranker.rank({ ...options, ...own, query: quantized.values });
    return related.lift(state, { ...own, ...made, ranked: scored });
  };
  return { ranked, source, scoresOf };
}
