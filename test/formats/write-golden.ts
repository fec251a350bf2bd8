// Writes test/fixtures/bundle. Run once for a new version of the format (npx tsx test/formats/write-golden.ts), and
// never to make a failing test pass: the files stand for the bundles that are already out there.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goldenFiles } from './golden-bundle.ts';

const folder = fileURLToPath(new URL('../fixtures/bundle/', import.meta.url));
for (const [path, bytes] of Object.entries(await goldenFiles())) {
  mkdirSync(dirname(folder + path), { recursive: true });
  writeFileSync(folder + path, bytes);
  console.log(`${path}: ${bytes.length} bytes`);
}
