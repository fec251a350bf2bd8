// Whether a list serves all that somebody likes: what each liked item asks of a list is met a little by every item that
// goes with it, and what is met asks less from then on (xQuAD, Santos, Macdonald and Ounis, WWW 2010, with the liked items
// in place of the aspects of a query). So a taste in two directions gets a list of both, each in its share.

import type { Criterion } from './greedy.ts';

/** What one liked item asks for, among the candidates of a list. */
export interface Demand {
  /** Positions of the candidates that go with it. */
  positions: readonly number[];
  /** How well each does, above 0, in any unit. */
  weights: readonly number[];
}

export interface CoverageOptions {
  /** Share of what other criteria leave to relevance, 0..1. */
  share: number;
  /** What each liked item asks of the candidates, by their item indices. */
  demandsOf: (indices: Uint32Array) => readonly Demand[];
}

/** The share of what an item asks that the candidate which goes with it best meets. */
const MET_AT_MOST = 0.5;

/**
 * The cost of a candidate is what it leaves unasked: 1 less the sum of what the liked items still ask of it, as a share
 * of the largest such sum at the start.
 *
 * @param weight  share of the objective, 0..1
 */
export function coverage({ demandsOf }: Pick<CoverageOptions, 'demandsOf'>, weight: number): Criterion {
  return {
    weight,
    start(indices) {
      const demands = demandsOf(indices).filter(({ positions }) => positions.length > 0);
      const asked = new Float64Array(indices.length);
      const asking: { demand: number; share: number }[][] = Array.from(indices, () => []);
      const shares = demands.map(({ positions, weights }, demand) => {
        const most = Math.max(...weights);
        for (const [i, position] of positions.entries()) {
          const share = weights[i]! / most;
          asked[position]! += share;
          asking[position]!.push({ demand, share });
        }
        return weights.map((value) => value / most);
      });
      const open = demands.map(() => 1);
      const largest = asked.reduce((most, sum) => Math.max(most, sum), 0) || 1;
      return {
        costOf: (position) => 1 - asked[position]! / largest,
        choose(position) {
          for (const { demand, share } of asking[position]!) {
            const met = open[demand]! * share * MET_AT_MOST;
            open[demand]! -= met;
            const { positions } = demands[demand]!;
            for (const [i, other] of positions.entries()) asked[other]! -= met * shares[demand]![i]!;
          }
        },
      };
    },
  };
}
