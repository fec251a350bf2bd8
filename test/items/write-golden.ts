// Writes test/items/golden (npx tsx test/items/write-golden.ts): what the readers make of test/items/odd-files. Run
// after a change that means to read files otherwise, and look at every line that differs; never to make a failing test
// pass.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { goldenPath, goldenText, oddFiles, readBoth } from './read-both.ts';

for (const name of oddFiles) {
  mkdirSync(dirname(goldenPath(name)), { recursive: true });
  writeFileSync(goldenPath(name), goldenText(await readBoth(name)));
}
console.log(`${oddFiles.length} golden files`);
