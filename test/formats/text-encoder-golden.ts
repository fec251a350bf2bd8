// The content of the golden file test/fixtures/formats/text-encoder.bin.gz: made up, of four pieces.
import { fileURLToPath } from 'node:url';
import type { TextEncoderFile } from '../../src/formats/text-encoder.ts';

export const GOLDEN_TEXT_ENCODER = fileURLToPath(new URL('../fixtures/formats/text-encoder.bin.gz', import.meta.url));

export const goldenTextEncoder: TextEncoderFile = {
  dim: 4,
  pieces: ['red', 'tent', 'lamp', '##s'],
  steps: Float32Array.from({ length: 16 }, (_, i) => (i - 7.5) / 4),
  scales: Float32Array.of(1, 0.5, 2, 0),
  codes: Uint8Array.of(0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe),
};
