// What is made of files as people have them: the command line and the page make the same items of each, and every item,
// role, note and refusal of odd-files/ is as golden/ has it.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { goldenPath, goldenText, oddFiles, readBoth } from './read-both.ts';

test.each(oddFiles)('%s is read as its golden file says', async (name) => {
  expect(goldenText(await readBoth(name))).toBe(readFileSync(goldenPath(name), 'utf8'));
});

test.each(oddFiles)('%s gives the same items on the command line and in the page', async (name) => {
  const { commandLine, page } = await readBoth(name);
  if ('error' in commandLine) return expect(commandLine.error).toMatch(/^[\w.-]+(:\d+)?: found .*, expected /);
  const { roles, facets, items } = commandLine;
  expect(page).toMatchObject({ roles, facets });
  // Of rows with one id a site keeps the first, a visitor all.
  const [found, expected] = name === 'repeated-ids.csv' ? [page, expect.arrayContaining(items)] : [page, items];
  expect('items' in found && found.items).toEqual(expected);
});

test('every golden file belongs to an odd file, and the README names each of them', () => {
  const folder = new URL('./golden/', import.meta.url);
  expect(readdirSync(folder).sort()).toEqual(oddFiles.map((name) => `${name}.json`).sort());
  const readme = readFileSync(new URL('./odd-files/README.md', import.meta.url), 'utf8');
  expect(oddFiles.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
