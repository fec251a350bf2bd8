// Writes test/fixtures/formats/taste-map.bin.gz. Run once for a new version of the format (npx tsx
// test/formats/taste-map-write-golden.ts), and never to make a failing test pass: the file stands for those that are
// already out there.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzip } from '../../src/formats/gzip.ts';
import { encodeTasteMap } from '../../src/formats/taste-map.ts';
import { GOLDEN_TASTE_MAP, goldenTasteMap } from './taste-map-golden.ts';

const bytes = await gzip(encodeTasteMap(goldenTasteMap));
mkdirSync(dirname(GOLDEN_TASTE_MAP), { recursive: true });
writeFileSync(GOLDEN_TASTE_MAP, bytes);
console.log(`${GOLDEN_TASTE_MAP}: ${bytes.length} bytes`);
