// The examples of the SDK's pages, type-checked against the SDK: what a reader copies has to fit.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { blocksOf, problemsOf, ROOT } from './type-check.ts';

const PAGES = ['docs/sdk.md', 'docs/reasons.md', 'docs/passphrase.md', 'docs/worker-life.md'];

/** All blocks of the pages as one module: later ones use the names of former ones. */
async function examples(): Promise<string> {
  const blocks = await Promise.all(PAGES.map((page) => blocksOf(page, 'ts')));
  return blocks.flat().join('\n');
}

it("every example of the SDK's pages fits the SDK, and what does not fit is found", async () => {
  const code = await examples();
  expect(code.match(/await privet\.\w+/g)!.length).toBeGreaterThan(40);
  expect(problemsOf([code])).toEqual([]);
  expect(problemsOf([`${code}\nawait privet.forYou({ cuont: 3 });`])).toEqual([expect.stringContaining("'cuont'")]);
});

it('every call of the SDK has an example', async () => {
  const [code, source] = await Promise.all([examples(), readFile(resolve(ROOT, 'src/sdk/privet.ts'), 'utf8')]);
  // Lists have a reference of their own, which lists.test.ts holds to the table of them.
  const plain = source.match(/const PLAIN_CALLS = \[(.*?)\] as const/s)![1]!.matchAll(/'(\w+)'/g);
  const own = source.slice(source.indexOf('class Privet ')).matchAll(/^ {2}(?:async |get )?([a-z]\w+)[(<]/gm);
  const names = [...plain, ...own].map(([, name]) => name!).filter((name) => !['constructor', 'open'].includes(name));
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !new RegExp(`\\.${name}\\b`).test(code))).toEqual([]);
});
