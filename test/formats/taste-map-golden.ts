// The content of the golden file test/fixtures/formats/taste-map.bin.gz: made up, with the four corners, a label beyond
// ASCII and two labels of one level.

import { fileURLToPath } from 'node:url';
import type { TasteMapFile } from '../../src/formats/taste-map.ts';

export const GOLDEN_TASTE_MAP = fileURLToPath(new URL('../fixtures/formats/taste-map.bin.gz', import.meta.url));

export const goldenTasteMap: TasteMapFile = {
  numItems: 3,
  positions: Uint16Array.of(0, 65_535, 65_535, 0, 258, 4096),
  labels: [
    { text: 'Horror, scary', x: 1, y: 2, level: 0 },
    { text: 'Café', x: 65_535, y: 513, level: 1 },
    { text: 'x', x: 0, y: 0, level: 1 },
  ],
};
