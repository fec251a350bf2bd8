// How many of the most alike items does the index find that a comparison of all with all would? A made-up shop is indexed as a
// build does it, and once more with all cells near every cell. The neighbours of the items of some cells are compared: by how
// many of the first k are found, and by how much of their likeness.
//
// npx tsx bench/alike.bench.ts [--items 100000] [--cells 5]

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { madeUpCatalog } from '../src/pipeline/bench/made-up-catalog.ts';
import { commonWords } from '../src/pipeline/bench/made-up-files.ts';
import { openEnglishEncoder } from '../src/pipeline/encoder/english-encoder.ts';
import { readItems } from '../src/pipeline/input/read-items.ts';
import { itemText } from '../src/text/item-text.ts';
import { neighboursPerItem } from '../src/untrained/content-table.ts';
import { createAlikeIndex, type Nearest, nearestOfCell } from '../src/untrained/likeness/alike-index.ts';
import { describe } from '../src/untrained/likeness/described.ts';
import { alikeOf, fitLikeness, layoutOf } from '../src/untrained/likeness/likeness.ts';

const { values } = parseArgs({
  options: { items: { type: 'string', default: '100000' }, cells: { type: 'string', default: '5' } },
});
const SEED = 1;
const folder = await mkdtemp(join(tmpdir(), 'privet-alike-bench-'));
const file = join(folder, 'items.csv');
await writeFile(file, madeUpCatalog(Number(values.items), await commonWords()));
const { items } = await readItems(file, { maxBadRows: 0 }).finally(() => rm(folder, { recursive: true }));
const { encodeAll } = await openEnglishEncoder();
const described = [describe(items, encodeAll(items.map(({ fields }) => itemText(fields))))];
const likeness = fitLikeness({ items, described, encodeAll, seed: SEED });
const blocks = alikeOf(likeness, described, layoutOf(likeness));
const index = createAlikeIndex(blocks, items.length, { seed: SEED, maxExact: 0 });
const exact = createAlikeIndex(blocks, items.length, { seed: SEED, maxExact: items.length });

/** Items of a row with their likeness, best first. */
function neighboursOf({ k, counts, items: found, scores }: Nearest, row: number): [item: number, score: number][] {
  return Array.from({ length: counts[row]! }, (_, i) => [found[row * k + i]!, scores[row * k + i]!]);
}

const k = neighboursPerItem(items.length);
const depths = [1, 10, 20, 50, 100].filter((depth) => depth < k).concat(k);
const sums = depths.map(() => ({ found: 0, all: 0, foundScore: 0, allScore: 0 }));
const milliseconds = { index: 0, exact: 0 };
const numCells = index.cellStarts.length - 1;
const step = Math.max(1, Math.floor(numCells / Number(values.cells)));
let numRows = 0;
for (let cell = 0; cell < numCells; cell += step) {
  const startMs = performance.now();
  const ours = nearestOfCell(index, cell, k);
  const betweenMs = performance.now();
  const all = nearestOfCell(exact, cell, k);
  milliseconds.index += betweenMs - startMs;
  milliseconds.exact += performance.now() - betweenMs;
  for (let row = 0; row < ours.counts.length; row++, numRows++) {
    const found = new Set(neighboursOf(ours, row).map(([item]) => item));
    for (const [d, depth] of depths.entries()) {
      const sum = sums[d]!;
      for (const [item, score] of neighboursOf(all, row).slice(0, depth)) {
        sum.all++;
        sum.allScore += score;
        if (!found.has(item)) continue;
        sum.found++;
        sum.foundScore += score;
      }
    }
  }
}
const [ours, all] = [milliseconds.index, milliseconds.exact].map((ms) => (ms / numRows).toFixed(2));
console.log(`${items.length} items, ${numRows} looked at: ${ours} ms an item, all with all ${all} ms`);
for (const [d, { found, all: asked, foundScore, allScore }] of sums.entries()) {
  const share = `${(found / asked).toFixed(4)}, by likeness ${(foundScore / allScore).toFixed(4)}`;
  console.log(`of the ${depths[d]} most alike found: ${share}`);
}
