// The k best of many scores, without sorting them all. A binary heap holds the best so far with its WORST on top: most
// candidates lose against it in one comparison. Order: higher score first, ties to the lower index, so there is exactly
// one right answer and every backend must give it.

/** Best first. */
export interface TopK {
  indices: Uint32Array<ArrayBuffer>;
  scores: Int32Array<ArrayBuffer>;
}

/**
 * Collects candidates one by one.
 *
 * @example const top = createTopK(10); for (...) top.add(index, score); const { indices, scores } = top.finish();
 */
export interface TopKCollector {
  add(index: number, score: number): void;
  /** What a later candidate must exceed, or reach with a lower index; -Infinity as long as there is room. */
  least(): number;
  /** Ends the collection: min(k, candidates) entries, best first. Call once. */
  finish(): TopK;
}

/**
 * @param k           results to keep, an integer >= 0
 * @param candidates  upper bound of `add` calls, if known: a huge k then allocates no more than that
 */
export function createTopK(k: number, candidates = k): TopKCollector {
  if (!(Number.isInteger(k) && k >= 0)) throw new RangeError(`top-k: k is ${k}, expected an integer of at least 0`);
  const capacity = Math.min(k, candidates);
  const indices = new Uint32Array(capacity);
  const scores = new Int32Array(capacity);
  let size = 0;

  /** Whether entry a ranks after entry b. */
  const isWorse = (a: number, b: number) =>
    scores[a]! < scores[b]! || (scores[a]! === scores[b]! && indices[a]! > indices[b]!);

  function swap(a: number, b: number): void {
    const index = indices[a]!;
    const score = scores[a]!;
    indices[a] = indices[b]!;
    scores[a] = scores[b]!;
    indices[b] = index;
    scores[b] = score;
  }

  function siftUp(start: number): void {
    let entry = start;
    while (entry > 0) {
      const parent = (entry - 1) >> 1;
      if (!isWorse(entry, parent)) return;
      swap(entry, parent);
      entry = parent;
    }
  }

  function siftDown(count: number): void {
    let entry = 0;
    while (true) {
      const left = 2 * entry + 1;
      const right = left + 1;
      if (left >= count) return;
      const worst = right < count && isWorse(right, left) ? right : left;
      if (!isWorse(worst, entry)) return;
      swap(entry, worst);
      entry = worst;
    }
  }

  function add(index: number, score: number): void {
    if (size < capacity) {
      indices[size] = index;
      scores[size] = score;
      siftUp(size++);
    } else if (capacity > 0 && (score > scores[0]! || (score === scores[0]! && index < indices[0]!))) {
      indices[0] = index;
      scores[0] = score;
      siftDown(capacity);
    }
  }

  /** Heap sort: the worst goes to the end, again and again, which leaves the best in front. */
  function finish(): TopK {
    for (let count = size - 1; count > 0; count--) {
      swap(0, count);
      siftDown(count);
    }
    return { indices: indices.slice(0, size), scores: scores.slice(0, size) };
  }

  const least = () => (size < capacity ? Number.NEGATIVE_INFINITY : (scores[0] ?? Number.POSITIVE_INFINITY));
  return { add, least, finish };
}
