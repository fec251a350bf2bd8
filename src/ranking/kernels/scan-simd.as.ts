// AssemblyScript: the scan in plain SIMD128. Each 8 bytes of a tile are two rows' next four values; widened to i16 and
// multiplied pairwise (`i32x4.dot_i16x8_s`) they give two partial sums a row, which are added once at the tile's end.
// Must match src/ranking/javascript-ranker.ts.

import { isRunEmpty, offer, RUN_TILES, rowsAbove, sortHeap, thresholdOf } from './top-k.as';

export { sortHeap };

/**
 * Offers the allowed rows of the tiles `firstTile` up to `endTile` to a heap of the k best. Pointers are byte offsets.
 *
 * @param tiles    the tiles of an ItemMatrix: { row sums i32 [16], values i8 [groups, 16, 4] } each
 * @param boosts   i32 [numTiles * 16], added to the scores; 0: none
 * @param allowed  one bit a row, least significant first; readable up to a whole run of tiles
 * @param query    i16 [groups, 8]: four values of the query, twice
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
    // Behind the row sums, which this kernel has no use for.
    let group = tiles + (((<usize>tile) * (<usize>groups + 1)) << 6) + 64;
    let rows0 = i32x4.splat(0);
    let rows2 = i32x4.splat(0);
    let rows4 = i32x4.splat(0);
    let rows6 = i32x4.splat(0);
    let rows8 = i32x4.splat(0);
    let rows10 = i32x4.splat(0);
    let rows12 = i32x4.splat(0);
    let rows14 = i32x4.splat(0);
    for (let values = query; values < queryEnd; values += 16) {
      const q = v128.load(values);
      rows0 = i32x4.add(rows0, i32x4.dot_i16x8_s(v128.load8x8_s(group), q));
      rows2 = i32x4.add(rows2, i32x4.dot_i16x8_s(v128.load8x8_s(group, 8), q));
      rows4 = i32x4.add(rows4, i32x4.dot_i16x8_s(v128.load8x8_s(group, 16), q));
      rows6 = i32x4.add(rows6, i32x4.dot_i16x8_s(v128.load8x8_s(group, 24), q));
      rows8 = i32x4.add(rows8, i32x4.dot_i16x8_s(v128.load8x8_s(group, 32), q));
      rows10 = i32x4.add(rows10, i32x4.dot_i16x8_s(v128.load8x8_s(group, 40), q));
      rows12 = i32x4.add(rows12, i32x4.dot_i16x8_s(v128.load8x8_s(group, 48), q));
      rows14 = i32x4.add(rows14, i32x4.dot_i16x8_s(v128.load8x8_s(group, 56), q));
      group += 64;
    }
    let scores0 = addPairs(rows0, rows2);
    let scores4 = addPairs(rows4, rows6);
    let scores8 = addPairs(rows8, rows10);
    let scores12 = addPairs(rows12, rows14);
    if (boosts !== 0) {
      const boost = boosts + ((<usize>tile) << 6);
      scores0 = i32x4.add(scores0, v128.load(boost));
      scores4 = i32x4.add(scores4, v128.load(boost, 16));
      scores8 = i32x4.add(scores8, v128.load(boost, 32));
      scores12 = i32x4.add(scores12, v128.load(boost, 48));
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

/** Two rows with two partial sums each, twice -> the sums of four rows. */
@inline
function addPairs(rows0: v128, rows2: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(rows0, rows2, 0, 2, 4, 6), v128.shuffle<i32>(rows0, rows2, 1, 3, 5, 7));
}
