// What is named and rare gets into a list, in the order of taste.
import { describe, expect, it } from 'vitest';
import { serveWishes } from '../../src/engine/steering/wished-items.ts';
import { Bitset } from '../../src/ranking/bitset.ts';

const NUM_ITEMS = 200;
/** Item 0 is the best, each next one .3 nats less. */
const ranked = {
  indices: Uint32Array.from({ length: NUM_ITEMS }, (_, row) => row),
  scores: Int32Array.from({ length: NUM_ITEMS }, (_, row) => -3 * row),
};
const STEP = 0.1;
const serve = (...wished: number[][]) => {
  const sets = wished.map((rows) => Bitset.fromIndices(NUM_ITEMS, rows));
  return [...serveWishes(ranked, sets, STEP).indices];
};
const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

describe('a wish for what few items have', () => {
  it('brings most of a list, in its own order, behind what stood first', () => {
    const first = serve(range(24, 30)).slice(0, 20);
    expect(first.filter((row) => row >= 24)).toEqual(range(24, 12));
    expect(first.filter((row) => row < 24)).toEqual(range(0, 8));
  });

  it('changes nothing where the list serves it already', () => {
    expect(serve(range(0, 14))).toEqual([...ranked.indices]);
    expect(serve([])).toEqual([...ranked.indices]);
  });

  it('brings all that there is, where that is less', () => {
    expect(serve([23, 25, 27]).slice(0, 20)).toEqual(expect.arrayContaining([23, 25, 27]));
  });

  it('reaches no farther than taste allows: twelve nats', () => {
    expect(serve(range(100, 30)).slice(0, 20)).toEqual(range(0, 20));
  });

  it('heeds several wishes', () => {
    const one = serve(range(24, 14)).slice(0, 20);
    const two = serve(range(24, 14), range(38, 14)).slice(0, 20);
    expect(one.filter((row) => row >= 38)).toEqual([]);
    expect(two.filter((row) => row >= 38).length).toBeGreaterThan(3);
  });
});
