// Writes test/fixtures/formats/text-encoder.bin.gz. Run once for a new version of the format (npx tsx
// test/formats/text-encoder-write-golden.ts), and never to make a failing test pass: the file stands for those that are
// already out there.

import { writeFileSync } from 'node:fs';
import { gzip } from '../../src/formats/gzip.ts';
import { encodeTextEncoder } from '../../src/formats/text-encoder.ts';
import { GOLDEN_TEXT_ENCODER, goldenTextEncoder } from './text-encoder-golden.ts';

const bytes = await gzip(encodeTextEncoder(goldenTextEncoder));
writeFileSync(GOLDEN_TEXT_ENCODER, bytes);
console.log(`${GOLDEN_TEXT_ENCODER}: ${bytes.length} bytes`);
