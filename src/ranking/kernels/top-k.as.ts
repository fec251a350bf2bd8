// AssemblyScript, shared by the scan kernels: which rows of a tile beat the k-th best so far, and the heap that holds
// the k best. The heap has its WORST entry on top, so that most rows lose in one comparison, sixteen at a time, in
// registers. Order: higher score first, ties to the lower index; the same as src/numerics/top-k.ts.
//
// Heap: `size` entries of 8 bytes, { score i32, index u32 }.

const ENTRY_SHIFT: usize = 3;

/**
 * Tiles that are left out together where none of their rows is allowed: 16 kB at 64 dimensions. Leaving out single
 * tiles throws the processor's prefetching off and took twice the time of reading them (1,000,000 items, one row in ten
 * allowed).
 */
export const RUN_TILES: i32 = 16;

/** Whether none of the RUN_TILES * 16 rows from this place on is allowed: 32 bytes without a bit. */
@inline
export function isRunEmpty(allowed: usize): bool {
  return !v128.any_true(v128.or(v128.load(allowed), v128.load(allowed, 16)));
}

/** Bit r is set where row r of the tile scores above `threshold`. Each argument holds the scores i32 of four rows. */
@inline
export function rowsAbove(threshold: v128, rows0: v128, rows4: v128, rows8: v128, rows12: v128): i32 {
  return i8x16.bitmask(
    i8x16.narrow_i16x8_s(
      i16x8.narrow_i32x4_s(i32x4.gt_s(rows0, threshold), i32x4.gt_s(rows4, threshold)),
      i16x8.narrow_i32x4_s(i32x4.gt_s(rows8, threshold), i32x4.gt_s(rows12, threshold)),
    ),
  );
}

/** The score that a row must beat: the heap's worst, or the least int32 while there is room. */
@inline
export function thresholdOf(heap: usize, size: i32, k: i32): i32 {
  return size < k ? i32.MIN_VALUE : load<i32>(heap);
}

/**
 * Offers the rows of `mask` to the heap. Rows come in the order of their index, so one that only ties with the worst
 * loses.
 *
 * @param scores  i32 [16]
 * @param first   item index of the tile's first row
 * @returns       the heap's size now
 */
export function offer(scores: usize, mask: i32, first: i32, heap: usize, size: i32, k: i32): i32 {
  for (; mask !== 0; mask &= mask - 1) {
    const row = ctz(mask);
    const score = load<i32>(scores + ((<usize>row) << 2));
    if (size < k) {
      siftUp(heap, size++, score, first + row);
    } else if (score > load<i32>(heap)) {
      siftDown(heap, size, score, first + row);
    }
  }
  return size;
}

/** Heap sort in place: best first. */
export function sortHeap(heap: usize, size: i32): void {
  for (let last = size - 1; last > 0; last--) {
    const place = heap + ((<usize>last) << ENTRY_SHIFT);
    const score = load<i32>(place);
    const index = load<i32>(place, 4);
    store<i64>(place, load<i64>(heap));
    siftDown(heap, last, score, index);
  }
}

/** Whether the entry at `place` ranks after (score, index). */
@inline
function isWorse(place: usize, score: i32, index: i32): bool {
  const other = load<i32>(place);
  return other < score || (other === score && load<u32>(place, 4) > <u32>index);
}

@inline
function put(place: usize, score: i32, index: i32): void {
  store<i32>(place, score);
  store<i32>(place, index, 4);
}

/** Puts an entry at the heap's end, `at`, and moves it up while its parent is better. */
function siftUp(heap: usize, at: i32, score: i32, index: i32): void {
  let place = heap + ((<usize>at) << ENTRY_SHIFT);
  while (at > 0) {
    at = (at - 1) >> 1;
    const parent = heap + ((<usize>at) << ENTRY_SHIFT);
    if (isWorse(parent, score, index)) break;
    store<i64>(place, load<i64>(parent));
    place = parent;
  }
  put(place, score, index);
}

/** Replaces the top of a heap of `size` and moves the entry down while a child is worse. */
function siftDown(heap: usize, size: i32, score: i32, index: i32): void {
  let place = heap;
  for (let child = 1; child < size; child = (child << 1) + 1) {
    let worst = heap + ((<usize>child) << ENTRY_SHIFT);
    const right = worst + (1 << ENTRY_SHIFT);
    if (child + 1 < size && isWorse(right, load<i32>(worst), load<i32>(worst, 4))) {
      worst = right;
      child++;
    }
    if (!isWorse(worst, score, index)) break;
    store<i64>(place, load<i64>(worst));
    place = worst;
  }
  put(place, score, index);
}
