// The examples of docs/react.md, type-checked against the sources of privet/react: what a reader copies has to fit.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { blocksOf, problemsOf, ROOT } from './type-check.ts';

const paths = { 'privet/react': [resolve(ROOT, 'src/react/react.ts')] };

it('every example of docs/react.md fits by itself, and what does not fit is found', async () => {
  const blocks = await blocksOf('docs/react.md', 'tsx');
  expect(blocks).toHaveLength(5);
  expect(problemsOf(blocks, paths)).toEqual([]);
  const wrong = blocks.map((code) => code.replace('useForYou({ count: 8', 'useForYou({ cuont: 8'));
  expect(problemsOf(wrong, paths)).toEqual([expect.stringContaining("'cuont'")]);
});

it('every hook and component is in docs/react.md, or with its list in docs/lists.md', async () => {
  const pages = ['docs/react.md', 'docs/lists.md'].map((page) => readFile(resolve(ROOT, page), 'utf8'));
  const docs = (await Promise.all(pages)).join('\n');
  const names = Object.keys(await import(paths['privet/react'][0]!));
  expect(names.length).toBeGreaterThanOrEqual(17);
  expect(names.filter((name) => !new RegExp(`<${name}\\b|\\b${name}[(\`]`).test(docs))).toEqual([]);
});
