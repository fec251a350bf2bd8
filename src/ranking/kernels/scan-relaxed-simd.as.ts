// AssemblyScript: the scan in relaxed SIMD. `relaxed_dot_i8x16_i7x16_add_s` multiplies sixteen bytes and adds them by
// fours in one instruction, but is only defined where its second operand has 7 bits. So the query comes shifted by 64
// into 1..127, and 64 times the row's sum is taken off: sum(item * (query + 64)) - 64 * sum(item). That is exact on
// every engine: no intermediate i16 sum exceeds 2 * 128 * 127. Must match src/ranking/javascript-ranker.ts.

import { isRunEmpty, offer, RUN_TILES, rowsAbove, sortHeap, thresholdOf } from './top-k.as';

export { sortHeap };

/**
 * Offers the allowed rows of the tiles `firstTile` up to `endTile` to a heap of the k best. Pointers are byte offsets.
 *
 * @param tiles    the tiles of an ItemMatrix: { row sums i32 [16], values i8 [groups, 16, 4] } each
 * @param boosts   i32 [numTiles * 16], added to the scores; 0: none
 * @param allowed  one bit a row, least significant first; readable up to a whole run of tiles
 * @param query    u8 [groups, 16]: four values of the query + 64, four times
 * @param groups   dim / 4
 * @param heap     room for k entries, `size` of them filled (see top-k.as.ts)
 * @param spill    64 bytes to work in
 * @returns        the heap's size now
 */
export function scan(
  tiles: usize,
  boosts: usize,
  allowed: usize,
  query: usize,
  groups: i32,
  firstTile: i32,
  endTile: i32,
  heap: usize,
  size: i32,
  k: i32,
  spill: usize,
): i32 {
  const queryEnd = query + ((<usize>groups) << 4);
  let threshold = i32x4.splat(thresholdOf(heap, size, k));
  for (let tile = firstTile; tile < endTile; tile++) {
    const allowedRow = allowed + ((<usize>tile) << 1);
    if ((tile & (RUN_TILES - 1)) === 0 && isRunEmpty(allowedRow)) {
      tile += RUN_TILES - 1;
      continue;
    }
    const sums = tiles + (((<usize>tile) * (<usize>groups + 1)) << 6);
    let group = sums + 64;
    let scores0 = shiftBack(v128.load(sums));
    let scores4 = shiftBack(v128.load(sums, 16));
    let scores8 = shiftBack(v128.load(sums, 32));
    let scores12 = shiftBack(v128.load(sums, 48));
    if (boosts !== 0) {
      const boost = boosts + ((<usize>tile) << 6);
      scores0 = i32x4.add(scores0, v128.load(boost));
      scores4 = i32x4.add(scores4, v128.load(boost, 16));
      scores8 = i32x4.add(scores8, v128.load(boost, 32));
      scores12 = i32x4.add(scores12, v128.load(boost, 48));
    }
    for (let values = query; values < queryEnd; values += 16) {
      const q = v128.load(values);
      scores0 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(group), q, scores0);
      scores4 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(group, 16), q, scores4);
      scores8 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(group, 32), q, scores8);
      scores12 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(group, 48), q, scores12);
      group += 64;
    }
    const better = rowsAbove(threshold, scores0, scores4, scores8, scores12) & <i32>load<u16>(allowedRow);
    if (better === 0) continue;
    v128.store(spill, scores0);
    v128.store(spill, scores4, 16);
    v128.store(spill, scores8, 32);
    v128.store(spill, scores12, 48);
    size = offer(spill, better, tile << 4, heap, size, k);
    threshold = i32x4.splat(thresholdOf(heap, size, k));
  }
  return size;
}

/** -64 times the sum: what the query's shift by 64 has added. */
@inline
function shiftBack(sums: v128): v128 {
  return i32x4.neg(i32x4.shl(sums, 6));
}
