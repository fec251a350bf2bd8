// How much more judged pairs would help: how well a student tells bad from good that learned from a part of them.
import { heldOutGrades, rowsAt } from '../../match-filter/fit-match-filter.ts';
import { createRandom } from '../../numerics/random.ts';
import type { ReadRows } from './judged-rows.ts';
import { type AreaUnderCurve, areaUnderCurve } from './measure-filter.ts';

export interface CurvePoint {
  /** Judged pairs that were there to learn from. */
  pairs: number;
  all: AreaUnderCurve | undefined;
  /** Of items that the engine itself lists. */
  listed: AreaUnderCurve | undefined;
}

/**
 * Areas on held-out profiles by how many judged pairs a student learned from.
 *
 * @param sizes  pairs; a size takes whole profiles until it has as many, and who is in a smaller one is in every larger one
 */
export function learningCurve(rows: ReadRows, seed: number, sizes: readonly number[]): CurvePoint[] {
  const order = [...new Set(rows.profiles)];
  createRandom(seed).shuffle(order);
  return sizes.map((size) => {
    const taken = new Set<number>();
    let count = 0;
    for (const profile of order) {
      if (count >= size) break;
      taken.add(profile);
      count += rows.profiles.filter((other) => other === profile).length;
    }
    const at = [...rows.grades.keys()].filter((row) => taken.has(rows.profiles[row]!));
    const part = rowsAt(rows, at);
    const told = heldOutGrades(part, seed);
    const listed = at.map((row) => rows.isListed[row]!);
    const scored = { scores: told, grades: part.grades, profiles: part.profiles };
    const all = [...part.grades.keys()];
    return {
      pairs: at.length,
      all: areaUnderCurve(scored, all),
      listed: areaUnderCurve(
        scored,
        all.filter((row) => listed[row]),
      ),
    };
  });
}
