// What the command line and the page make of files as people have them: every item, role, note and error of odd-files/
// is as golden/ has it.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { goldenPath, goldenText, oddFiles } from './read-both.ts';

test.each(oddFiles)('%s is read as its golden file says', async (name) => {
  expect(await goldenText(name)).toBe(readFileSync(goldenPath(name), 'utf8'));
});

test('every golden file belongs to an odd file, and the README names each of them', () => {
  const folder = new URL('./golden/', import.meta.url);
  expect(readdirSync(folder).sort()).toEqual(oddFiles.map((name) => `${name}.json`).sort());
  const readme = readFileSync(new URL('./odd-files/README.md', import.meta.url), 'utf8');
  expect(oddFiles.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
