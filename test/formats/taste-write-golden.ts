// Writes test/fixtures/formats/taste.json and taste-code.txt. Run once for a new version of the format (npx tsx
// test/formats/taste-write-golden.ts), and never to make a failing test pass: the files stand for those that are already out
// there.
import { writeFileSync } from 'node:fs';
import { formatTasteCode } from '../../src/formats/taste-code.ts';
import { formatTasteFile } from '../../src/formats/taste-file.ts';
import { GOLDEN_TASTE, GOLDEN_TASTE_CODE, goldenCode, goldenTaste } from './taste-golden.ts';

writeFileSync(GOLDEN_TASTE, formatTasteFile(goldenTaste));
writeFileSync(GOLDEN_TASTE_CODE, formatTasteCode(goldenCode).text);
