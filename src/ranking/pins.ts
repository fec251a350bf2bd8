// Pinned positions: what a page's owner puts at a fixed place of every list (the film of the week on place 0). Last of
// the rules: whatever ranked and re-ranked before, pinned items stand where they are pinned and nowhere else.

import type { RankResult } from './ranker.ts';

export interface Pin {
  itemIndex: number;
  /** Place in the list, 0-based. */
  position: number;
}

/**
 * The first k of the list that has every pinned item at its position, and at all others the results that are not
 * pinned, in their order. A list that ends before a pin's position has it appended, in the order of the positions; a
 * position from k on lies outside the list.
 *
 * @param result   each item once; k results, or fewer where there are no more, make the list as long as it can be
 * @param k        length of the list, an integer >= 0
 * @param scoreOf  score of a pinned item that is not among the results, int32
 * @throws RangeError for a bad k or position, two pins on one position, or an item pinned twice
 */
export function applyPins(
  result: RankResult,
  pins: readonly Pin[],
  k: number,
  scoreOf: (itemIndex: number) => number,
): RankResult {
  checkPins(pins, k);
  const waiting = pins.toSorted((a, b) => a.position - b.position);
  const pinned = new Set(pins.map(({ itemIndex }) => itemIndex));
  const others = Array.from(result.indices.keys()).filter((place) => !pinned.has(result.indices[place]!));
  const length = Math.min(k, waiting.length + others.length);
  const indices = new Uint32Array(length);
  const scores = new Int32Array(length);
  let nextPin = 0;
  let nextOther = 0;
  for (let place = 0; place < length; place++) {
    const pin = waiting[nextPin];
    if (pin && (pin.position <= place || nextOther === others.length)) {
      nextPin++;
      indices[place] = pin.itemIndex;
      scores[place] = scoreOfPinned(result, pin.itemIndex, scoreOf);
    } else {
      const other = others[nextOther++]!;
      indices[place] = result.indices[other]!;
      scores[place] = result.scores[other]!;
    }
  }
  return { indices, scores };
}

function scoreOfPinned({ indices, scores }: RankResult, itemIndex: number, scoreOf: (itemIndex: number) => number) {
  const place = indices.indexOf(itemIndex);
  return place < 0 ? scoreOf(itemIndex) : scores[place]!;
}

function checkPins(pins: readonly Pin[], k: number): void {
  if (!(Number.isInteger(k) && k >= 0)) throw new RangeError(`pins: k is ${k}, expected an integer of at least 0`);
  const items = new Set<number>();
  const positions = new Set<number>();
  for (const { itemIndex, position } of pins) {
    if (!(Number.isInteger(position) && position >= 0)) {
      throw new RangeError(`pins: position is ${position}, expected an integer of at least 0`);
    }
    if (positions.has(position)) throw new RangeError(`pins: position ${position} has two items, expected one`);
    if (items.has(itemIndex)) throw new RangeError(`pins: item ${itemIndex} has two positions, expected one`);
    items.add(itemIndex);
    positions.add(position);
  }
}
