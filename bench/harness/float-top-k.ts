// The k best of float scores, as a developer would write it without a library: a binary heap with the worst on top. The
// exact f32 lists come from here, and it is the plain JavaScript engine.

/**
 * @param scores  [numItems]
 * @returns       u32 [min(k, numItems)], best first, ties to the lower index
 */
export function floatTopK(scores: ArrayLike<number>, k: number): Uint32Array<ArrayBuffer> {
  const heap: number[] = [];
  const isWorse = (a: number, b: number) => scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
  for (let index = 0; index < scores.length; index++) {
    if (heap.length < k) {
      heap.push(index);
      siftUp(heap, heap.length - 1, isWorse);
    } else if (k > 0 && scores[index]! > scores[heap[0]!]!) {
      heap[0] = index;
      siftDown(heap, isWorse);
    }
  }
  return Uint32Array.from(heap).sort((a, b) => (isWorse(a, b) ? 1 : -1));
}

type Compare = (a: number, b: number) => boolean;

function siftUp(heap: number[], start: number, isWorse: Compare): void {
  let entry = start;
  while (entry > 0) {
    const parent = (entry - 1) >> 1;
    if (!isWorse(heap[entry]!, heap[parent]!)) return;
    [heap[entry], heap[parent]] = [heap[parent]!, heap[entry]!];
    entry = parent;
  }
}

function siftDown(heap: number[], isWorse: Compare): void {
  let entry = 0;
  while (true) {
    const left = 2 * entry + 1;
    const right = left + 1;
    if (left >= heap.length) return;
    const worst = right < heap.length && isWorse(heap[right]!, heap[left]!) ? right : left;
    if (!isWorse(heap[worst]!, heap[entry]!)) return;
    [heap[entry], heap[worst]] = [heap[worst]!, heap[entry]!];
    entry = worst;
  }
}

/**
 * Dot products of all rows with one query, four sums at a time.
 *
 * @param rows  f32 [numItems, dim], row-major, dim a multiple of 4
 * @param into  f32 [numItems]
 */
export function scoreRows(rows: Float32Array, query: Float32Array, into: Float32Array): void {
  const dim = query.length;
  for (let index = 0, r = 0; index < into.length; index++) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < dim; i += 4, r += 4) {
      a += rows[r]! * query[i]!;
      b += rows[r + 1]! * query[i + 1]!;
      c += rows[r + 2]! * query[i + 2]!;
      d += rows[r + 3]! * query[i + 3]!;
    }
    into[index] = a + b + (c + d);
  }
}
