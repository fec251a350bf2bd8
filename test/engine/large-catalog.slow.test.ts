// A catalog above the size from which not every item is looked at one by one: made up, opened by the page's own engine.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMadeUpBundle } from '../../src/pipeline/bench/made-up-bundle.ts';
import { type BundleEngine, folderFiles, openBundleEngine } from '../../src/pipeline/match/bundle-engine.ts';

const NUM_ITEMS = 200_100;

let folder: string;
let opened: BundleEngine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-'));
  await makeMadeUpBundle(folder, NUM_ITEMS, 'src/pipeline/encoder/english.bin.gz');
  opened = await openBundleEngine(folderFiles(folder));
});
afterAll(async () => {
  await opened?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a large catalog', () => {
  it('finds any item by its title', async () => {
    const { engine } = opened;
    for (const itemId of ['i7', 'i123456', `i${NUM_ITEMS - 1}`]) {
      const { title } = await engine.item(itemId);
      const { items } = await engine.search({ query: title, count: 50 });
      expect(items.map((item) => item.itemId)).toContain(itemId);
    }
  });

  it('lists what a condition leaves, and counts it', async () => {
    const { engine } = opened;
    const where = { colour: ['red'], price: { max: 5 } };
    const { items } = await engine.forYou({ where, count: 50 });
    expect(items).toHaveLength(50);
    for (const { facets, details } of items) {
      expect(facets.colour).toEqual(['red']);
      expect(Number(details.price)).toBeLessThanOrEqual(5);
    }
    const counts = await engine.filterCounts({ where });
    expect(counts.numItems).toBe((await engine.matching(where)).length);
  });

  it('follows likes, and has items of the same topic beside one', async () => {
    const { engine } = opened;
    const topicOf = ({ facets }: { facets: Record<string, string[]> }) => facets.category![0];
    const liked = await engine.item('i150000');
    const { items } = await engine.similar(liked.itemId, { count: 10 });
    expect(items.filter((item) => topicOf(item) === topicOf(liked)).length).toBeGreaterThan(7);
    await engine.addEvents([{ type: 'like', itemId: liked.itemId, time: Date.now() }]);
    const list = await engine.forYou({ count: 10 });
    expect(list.items.filter((item) => topicOf(item) === topicOf(liked)).length).toBeGreaterThan(4);
  });
});
