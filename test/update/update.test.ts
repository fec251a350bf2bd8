// An update of a bundle: what changed lies over what is there, a page sees the same items as after a build from nothing, and
// what did not change keeps its files.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../src/bundle/bundle-files.ts';
import type { ItemSummary } from '../../src/catalog/item-summary.ts';
import { neighboursOf } from '../../src/item-to-item/item-to-item-table.ts';
import { openCatalog, readItemToItem, readManifest } from '../../src/pipeline/input/read-bundle-folder.ts';
import { folderFiles, openBundleEngine } from '../../src/pipeline/match/bundle-engine.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { run, temporaryFolder } from '../cli/collecting-terminal.ts';

interface Row {
  id: string;
  title: string;
  description: string;
  category: string;
  maker: string;
  price: number;
  stock: number;
  rating: number;
}

const KINDS = ['tent', 'lamp', 'stove', 'rope', 'boot'];

/** A shop whose texts say of what kind an item is. */
function shop(numItems: number): Row[] {
  return Array.from({ length: numItems }, (_, i) => {
    const kind = KINDS[i % KINDS.length]!;
    const description = `A good ${kind} for hills, ${kind} number ${i}, with ${['iron', 'wool', 'oak'][i % 3]} parts`;
    const row = { id: `p${i}`, title: `${kind} ${i}`, description, category: kind, maker: `Maker ${i % 7}` };
    return { ...row, price: 10 + (i % 40), stock: i % 9, rating: 3 + (i % 20) / 10 };
  });
}

class Folder {
  readonly #folder: string;
  constructor(folder: string) {
    this.#folder = folder;
  }

  async build(rows: readonly Row[], out: string, ...options: string[]): Promise<string> {
    const items = join(this.#folder, 'items.json');
    await writeFile(items, JSON.stringify(rows));
    const args = [
      'build',
      items,
      '--bundle-only',
      '--name',
      'Shop',
      '--out',
      this.path(out),
      '--cache',
      this.path('cache'),
    ];
    const { code, out: printed, notes } = await run([...args, ...options]);
    expect(code, notes).toBe(0);
    return `${printed}\n${notes}`;
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  async items(out: string): Promise<Map<string, ItemSummary>> {
    const { catalog } = await openCatalog(this.path(out));
    const all = Array.from({ length: catalog.numItems }, (_, row) => catalog.summary(row));
    return new Map(all.map((item) => [item.itemId, item]));
  }

  /** Ids of what is most alike, by id. */
  async alike(out: string): Promise<Map<string, string[]>> {
    const { manifest, catalog } = await openCatalog(this.path(out));
    const table = (await readItemToItem({ folder: this.path(out), manifest }))!;
    const all = new Bitset(catalog.numItems).not();
    return new Map(
      Array.from({ length: catalog.numItems }, (_, row) => [
        catalog.itemId(row),
        neighboursOf(table, row, all).map(({ itemIndex }) => catalog.itemId(itemIndex)),
      ]),
    );
  }

  async fileNames(out: string): Promise<string[]> {
    return filesOf(await readManifest(this.path(out))).map(({ path }) => path);
  }
}

const told = ({ title, facets, details }: ItemSummary) => ({ title, facets, details });

async function expectSameItems(folder: Folder, updated: string, rows: readonly Row[]): Promise<void> {
  await folder.build(rows, 'from-nothing', '--anew');
  const [found, expected] = [await folder.items(updated), await folder.items('from-nothing')];
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [id, item] of expected) expect(told(found.get(id)!), id).toEqual(told(item));
}

describe('an update', () => {
  const rows = shop(450);

  it('of prices writes facts alone', async () => {
    const folder = new Folder(await temporaryFolder());
    await folder.build(rows, 'bundle');
    const before = new Set(await folder.fileNames('bundle'));
    const cheaper = rows.map((row, i) => (i % 100 === 0 ? { ...row, price: row.price - 1, stock: 0 } : row));
    expect(await folder.build(cheaper, 'bundle')).toContain(
      '0 new, 0 gone, 0 written anew, 0 with other values, 5 with',
    );
    const changed = (await folder.fileNames('bundle')).filter((path) => !before.has(path));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every((path) => path.startsWith('catalog/facts-'))).toBe(true);
    await expectSameItems(folder, 'bundle', cheaper);
  });

  it('keeps shards and tables where items come, go, are renamed and written anew, and again over that', async () => {
    const folder = new Folder(await temporaryFolder());
    await folder.build(rows, 'bundle');
    const shards = (await folder.fileNames('bundle')).filter((path) => /items-|item-to-item|taste-map/.test(path));
    const tent = {
      ...rows[0]!,
      id: 'new-1',
      title: 'tent new',
      description: 'A new tent for hills, tent with iron parts',
    };
    const boot = {
      ...rows[4]!,
      id: 'new-2',
      title: 'boot new',
      description: 'A new boot for hills, boot with oak parts',
    };
    const next = rows
      .filter((_, i) => i !== 5 && i !== 440)
      .map((row) => (row.maker === 'Maker 3' ? { ...row, maker: 'Maker Three' } : row))
      .map((row) => (row.id === 'p20' ? { ...row, title: 'lamp 20', description: 'Now a lamp, lamp of oak' } : row));
    const second = [tent, ...next];
    expect(await folder.build(second, 'bundle')).toContain('1 new, 2 gone, 1 written anew');
    await expectSameItems(folder, 'bundle', second);
    expect(await folder.fileNames('bundle')).toEqual(expect.arrayContaining(shards));
    const alike = await folder.alike('bundle');
    expect(
      alike
        .get('new-1')!
        .slice(0, 5)
        .every((id) => Number(id.slice(1)) % 5 === 0),
    ).toBe(true);
    expect([...alike.values()].some((ids) => ids.includes('new-1'))).toBe(true);
    expect([...alike.values()].flat().some((id) => id === 'p5' || id === 'p440')).toBe(false);
    const { engine, close } = await openBundleEngine(folderFiles(folder.path('bundle')));
    expect((await engine.map())!.itemIds.toSorted()).toEqual(second.map(({ id }) => id).toSorted());
    const { items: besides } = await engine.similar('new-1', { count: 5 });
    expect(besides.every(({ facets }) => facets.category?.[0] === 'tent')).toBe(true);
    expect((await engine.search({ query: 'tent new', count: 1 })).items[0]!.itemId).toBe('new-1');
    await close();
    const third = [...second.filter(({ id }) => id !== 'p7'), boot, { ...rows[5]!, price: 1 }];
    await folder.build(third, 'bundle');
    await expectSameItems(folder, 'bundle', third);
    expect(await folder.fileNames('bundle')).toEqual(expect.arrayContaining(shards));
    expect((await folder.alike('bundle')).get('new-2')!.length).toBeGreaterThan(5);
    // Back to what it was: nothing is lost, and no row is left over.
    await folder.build(rows, 'bundle');
    await expectSameItems(folder, 'bundle', rows);
  });

  it('finds neighbours as a build from nothing does', async () => {
    const folder = new Folder(await temporaryFolder());
    await folder.build(rows, 'bundle');
    const added = shop(455).slice(450);
    await folder.build([...rows, ...added], 'bundle');
    await folder.build([...rows, ...added], 'from-nothing', '--anew');
    const [found, expected] = [await folder.alike('bundle'), await folder.alike('from-nothing')];
    let [shared, all] = [0, 0];
    for (const [id, ids] of expected) {
      const same = new Set(found.get(id));
      shared += ids.filter((other) => same.has(other)).length;
      all += ids.length;
    }
    expect(shared / all).toBeGreaterThan(0.9);
  });

  it('goes on from another folder, and leaves that as it was', async () => {
    const folder = new Folder(await temporaryFolder());
    await folder.build(rows, 'old');
    const before = await readdir(folder.path('old'), { recursive: true });
    await folder.build(rows.slice(1), 'new', '--from', folder.path('old'));
    expect(await readdir(folder.path('old'), { recursive: true })).toEqual(before);
    await expectSameItems(folder, 'new', rows.slice(1));
  });

  it('builds from nothing, and says why, where more than a little changed', async () => {
    const folder = new Folder(await temporaryFolder());
    await folder.build(rows, 'bundle');
    expect(await folder.build(rows.slice(100), 'bundle')).toContain('100 of 350 items are new, gone or written anew');
    const longer = rows.slice(100).map((row) => ({ ...row, colour: `c${row.price % 3}` }));
    expect(await folder.build(longer, 'bundle')).toContain('other settings, columns or code');
    await writeFile(folder.path('bundle/build-state.bin.gz'), 'no state');
    expect(await folder.build(longer, 'bundle')).not.toContain('updated:');
    expect(await readFile(folder.path('bundle/build-state.bin.gz'))).not.toHaveLength(8);
  });
});
