// The content of the golden file test/fixtures/formats/item-to-item.bin.gz: made up, with an item that has no
// neighbours, one that has as many as may be, the largest and smallest weights, and a strength of 0.

import { fileURLToPath } from 'node:url';
import type { ItemToItemTable } from '../../src/formats/item-to-item.ts';

export const GOLDEN_ITEM_TO_ITEM = fileURLToPath(new URL('../fixtures/formats/item-to-item.bin.gz', import.meta.url));

export const goldenItemToItem: ItemToItemTable = {
  numItems: 5,
  neighboursPerItem: 3,
  offsets: Uint32Array.of(0, 2, 2, 5, 6, 7),
  neighbours: Uint32Array.of(1, 4, 0, 1, 3, 2, 0),
  weights: Uint8Array.of(255, 1, 17, 255, 200, 128, 3),
  scale: 0.015625,
  knee: 0.75,
  towerStrength: 1.5,
  meanStrength: 0,
  similarStrength: 2.5,
  historyItems: 300,
  halfWeightAt: 50,
  coverage: 0.25,
};
