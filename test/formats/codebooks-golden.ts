// The content of the golden file test/fixtures/formats/codebooks.bin.gz: made up, with negative zero, the smallest and
// largest floats, a prefix of every length, and labels that are not Latin.

import { fileURLToPath } from 'node:url';
import type { CodebooksFile } from '../../src/formats/codebooks.ts';

export const GOLDEN_CODEBOOKS = fileURLToPath(new URL('../fixtures/formats/codebooks.bin.gz', import.meta.url));

export const goldenCodebooks: CodebooksFile = {
  dim: 3,
  numLevels: 2,
  codebookSize: 4,
  centroids: Float32Array.from([
    ...[0, -0, 1, -1, 0.5, -0.25, 2 ** -149, 3.4028234663852886e38, -3.4028234663852886e38, 127, -127, 0.1],
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  ]),
  labels: [
    { prefix: [0], label: 'war, courage' },
    { prefix: [0, 3], label: '七人 🎬' },
    { prefix: [2], label: 'Zwölf Stühle, <b>bold</b> & more' },
    { prefix: [3, 0], label: 'x' },
  ],
};
