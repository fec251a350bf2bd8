// Writes test/fixtures/formats/codebooks.bin.gz. Run once for a new version of the format (npx tsx
// test/formats/codebooks-write-golden.ts), and never to make a failing test pass: the file stands for those that are
// already out there.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { encodeCodebooks } from '../../src/formats/codebooks.ts';
import { gzip } from '../../src/formats/gzip.ts';
import { GOLDEN_CODEBOOKS, goldenCodebooks } from './codebooks-golden.ts';

const bytes = await gzip(encodeCodebooks(goldenCodebooks));
mkdirSync(dirname(GOLDEN_CODEBOOKS), { recursive: true });
writeFileSync(GOLDEN_CODEBOOKS, bytes);
console.log(`${GOLDEN_CODEBOOKS}: ${bytes.length} bytes`);
