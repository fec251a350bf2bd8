// What scores lose when a part of the history is left out. Whatever is said of why items are there is held to this: it
// asks the very model that made the list, the item-to-item table included, and so explains it and nothing else. It is
// the score that is judged and not the rank: a place also depends on what the others do.

import { dot } from '../../numerics/dot.ts';
import type { HistoryParts } from '../lists/history-window.ts';
import type { ListParts } from '../lists/list-parts.ts';

/** What one run of the batch tower holds. */
export const VARIANTS = 8;

/**
 * @param whole     the history as it is
 * @param variants  the history without something, up to VARIANTS: they go through the tower once
 * @returns         by how much an item's score falls with each of the variants; below 0, it rises. In the unit of a
 *                  float user embedding times an int8 item embedding.
 */
export async function scoreFalls(
  { catalog, embedder, related }: ListParts,
  whole: HistoryParts,
  variants: readonly HistoryParts[],
): Promise<(itemIndex: number) => number[]> {
  const nowMs = Date.now();
  const embeddings = [...(await embedder.embedAll([whole], nowMs)), ...(await embedder.embedAll(variants, nowMs))];
  const histories = [whole, ...variants];
  return (itemIndex) => {
    const item = catalog.embedding(itemIndex);
    const [score, ...without] = embeddings.map(
      ({ values, source }, i) => dot(values, item) + related.score(histories[i]!, itemIndex, source),
    );
    return without.map((other) => score! - other);
  };
}
