// A small catalog and histories over it, for tests of what the engine makes of a history.

import type { WindowEvent } from '../../src/engine/lists/history-window.ts';
import type { EventType } from '../../src/history/events.ts';
import { towerEventType } from '../../src/history/events.ts';
import { createRandom } from '../../src/numerics/random.ts';

export const DIM = 16;
export const QUALITY_DIMS = 4;
export const NUM_ITEMS = 12;
const random = createRandom(3);

export const itemEmbeddings = Array.from({ length: NUM_ITEMS }, () =>
  Float32Array.from({ length: DIM }, () => random.normal()),
);
export const model = {
  embeddingDim: DIM,
  qualityDims: QUALITY_DIMS,
  prior: Array.from({ length: DIM }, () => random.normal()),
  meanStrength: 2,
};
export const itemEmbedding = (index: number) => itemEmbeddings[index]!;

/** `['like', 3]` = item 3 was liked; one second apart, oldest first. */
export function windowOf(...events: [type: EventType, itemIndex: number][]): WindowEvent[] {
  return events.map(([type, itemIndex], sequence) => ({
    event: { type, itemId: `item-${itemIndex}`, time: 1000 * sequence, sequence },
    itemIndex,
    type: towerEventType(type as Exclude<EventType, 'clear' | 'steer' | 'remove_from_cart' | 'allow'>),
  }));
}
