// Writes test/fixtures/formats/item-to-item.bin.gz. Run once for a new version of the format (npx tsx
// test/formats/item-to-item-write-golden.ts), and never to make a failing test pass: the file stands for those that are
// already out there.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzip } from '../../src/formats/gzip.ts';
import { encodeItemToItem } from '../../src/formats/item-to-item.ts';
import { GOLDEN_ITEM_TO_ITEM, goldenItemToItem } from './item-to-item-golden.ts';

const bytes = await gzip(encodeItemToItem(goldenItemToItem));
mkdirSync(dirname(GOLDEN_ITEM_TO_ITEM), { recursive: true });
writeFileSync(GOLDEN_ITEM_TO_ITEM, bytes);
console.log(`${GOLDEN_ITEM_TO_ITEM}: ${bytes.length} bytes`);
