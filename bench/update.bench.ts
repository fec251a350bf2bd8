// What does an update cost, and what does it do to lists? Made-up shops of several sizes are built, changed (1 % of the prices, 5
// items new, 5 gone, a brand called otherwise) and built again: as an update, from nothing, and from nothing with another seed.
// Lists are then compared with those of the build from nothing; the other seed says how much of a difference means nothing.
//
// npx tsx bench/update.bench.ts [--sizes 500,10000,100000] [--folder .cache/bench]

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesOf, newFiles, sumBytes } from '../src/bundle/bundle-files.ts';
import { madeUpCatalog } from '../src/pipeline/bench/made-up-catalog.ts';
import { changedCatalog, commonWords, writeLines } from '../src/pipeline/bench/made-up-files.ts';
import { runPrivet } from '../src/pipeline/bench/run-privet.ts';
import { readManifest } from '../src/pipeline/input/read-bundle-folder.ts';
import { folderFiles, openBundleEngine } from '../src/pipeline/match/bundle-engine.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '500,10000,100000' },
    folder: { type: 'string', default: '.cache/bench' },
  },
});
const ASKED = 60;
const BRAND = 4; // column of the file

type Lists = Map<string, { liked: string[]; similar: string[] }>;

/** The list after one like, and what is beside the item, for some items. */
async function listsOf(folder: string, itemIds: readonly string[]): Promise<Lists> {
  const { engine, close } = await openBundleEngine(folderFiles(folder));
  const lists: Lists = new Map();
  for (const itemId of itemIds) {
    await engine.record({ type: 'like', itemId });
    const liked = await engine.forYou({ count: 20 });
    await engine.forget();
    const similar = await engine.similar(itemId, { count: 10 });
    const ids = (items: readonly { itemId: string }[]) => items.map((item) => item.itemId);
    lists.set(itemId, { liked: ids(liked.items), similar: ids(similar.items) });
  }
  await close();
  return lists;
}

/** Share of what the first lists hold that the others hold as well. */
function shared(a: Lists, b: Lists, name: 'liked' | 'similar'): string {
  let [same, all] = [0, 0];
  for (const [itemId, lists] of a) {
    const others = new Set(b.get(itemId)![name]);
    same += lists[name].filter((id) => others.has(id)).length;
    all += lists[name].length;
  }
  return `${((100 * same) / all).toFixed(1)} %`;
}

function commonBrand(lines: Iterable<string>): string {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line.split(',')[BRAND]!, (counts.get(line.split(',')[BRAND]!) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[2]![0];
}

const words = await commonWords();
const rows: Record<string, string | number>[] = [];
for (const size of values.sizes.split(',').map(Number)) {
  const own = join(values.folder, `update-${size}`);
  await rm(own, { recursive: true, force: true });
  const path = (name: string) => join(own, name);
  const build = (file: string, out: string, ...more: string[]) =>
    runPrivet(['build', path(file), '--bundle-only', '--out', path(out), '--cache', path(`cache-${out}`), ...more]);
  await mkdir(own, { recursive: true });
  await writeLines(path('items.csv'), madeUpCatalog(size, words));
  const value = commonBrand(madeUpCatalog(size, words));
  await writeLines(path('changed.csv'), changedCatalog(size, words, { value, now: `${value} and Sons` }));
  const first = await build('items.csv', 'bundle');
  const update = await build('changed.csv', 'updated', '--from', path('bundle'));
  const anew = await build('changed.csv', 'anew', '--anew');
  await build('changed.csv', 'other', '--anew', '--seed', '2');
  const [before, after] = [await readManifest(path('bundle')), await readManifest(path('updated'))];
  const again = newFiles(filesOf(after), before);
  const manifestBytes = JSON.stringify(after).length;
  const asked = Array.from({ length: ASKED }, (_, i) => `i${Math.floor((i * size) / ASKED) + 1}`);
  const [updated, built, other] = [
    await listsOf(path('updated'), asked),
    await listsOf(path('anew'), asked),
    await listsOf(path('other'), asked),
  ];
  rows.push({
    items: size,
    'bytes again, kB': Math.round((manifestBytes + sumBytes(again)) / 1000),
    'of, kB': Math.round(sumBytes(filesOf(after)) / 1000),
    'files kept': `${filesOf(after).length - again.length} of ${filesOf(before).length}`,
    'build, s': first.seconds.toFixed(1),
    'update, s': update.seconds.toFixed(1),
    'anew, s': anew.seconds.toFixed(1),
    'lists as anew': shared(built, updated, 'liked'),
    'another seed': shared(built, other, 'liked'),
    'similar as anew': shared(built, updated, 'similar'),
    'another seed ': shared(built, other, 'similar'),
  });
  await rm(own, { recursive: true, force: true });
}
console.table(rows);
