// Writes test/fixtures/formats/language.json.gz. Run once for a new version of the format (npx tsx
// test/formats/language-write-golden.ts), and never to make a failing test pass: the file stands for those that are
// already out there.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzip } from '../../src/formats/gzip.ts';
import { formatLanguage } from '../../src/formats/language-file.ts';
import { GOLDEN_LANGUAGE, goldenLanguage } from './language-golden.ts';

const bytes = await gzip(formatLanguage(goldenLanguage));
mkdirSync(dirname(GOLDEN_LANGUAGE), { recursive: true });
writeFileSync(GOLDEN_LANGUAGE, bytes);
console.log(`${GOLDEN_LANGUAGE}: ${bytes.length} bytes`);
