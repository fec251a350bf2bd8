// A bundle with an item-to-item table, from the pipeline's writer to the engine's lists. Its towers are no models: the
// mean of the history answers, and the table is added to it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineStatus } from '../../src/engine/base/status-api.ts';
import { Engine } from '../../src/engine/engine.ts';
import { writeBundle } from '../../src/pipeline/site/publish-folder.ts';
import { bundleInput, withFolder } from '../bundle/bundle-fixture.ts';
import { createMemoryHost, MANIFEST_URL, type MemoryHost } from '../bundle/memory-host.ts';
import { tableOf } from '../item-to-item/item-to-item-tables.ts';

const NUM_ITEMS = 30;
const TABLE_PATH = 'catalog/item-to-item.bin.gz';
const originalFetch = globalThis.fetch;
let engine: Engine;
afterEach(async () => {
  await engine.dispose();
  globalThis.fetch = originalFetch;
});

/**
 * Item 0 goes with 20 and a little with 21; 5 goes with 7. Rows are keyed by id, backwards, with an id that no item
 * has.
 */
const ids = [...Array.from({ length: NUM_ITEMS }, (_, i) => `item-${NUM_ITEMS - 1 - i}`), 'gone'];
const row = (item: number) => ids.indexOf(`item-${item}`);
const rows: [number, number][][] = ids.map(() => []);
rows[row(0)] = [
  [row(20), 255],
  [row(21), 3],
  [row(7) + 0, 1],
  [ids.indexOf('gone'), 200],
];
rows[row(5)] = [[row(7), 100]];
const table = tableOf(rows, { scale: 1, meanStrength: 1 });

async function hostOf(withTable: boolean): Promise<MemoryHost> {
  return withFolder(async (folder) => {
    await writeBundle(bundleInput(folder, NUM_ITEMS, withTable ? { itemToItem: { ids, table } } : {}));
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const read = async (path: string) => [path.slice(folder.length + 1), new Uint8Array(await readFile(path))] as const;
    return createMemoryHost(Object.fromEntries(await Promise.all(paths.map(read))), 4000);
  });
}

async function open(host: MemoryHost): Promise<void> {
  globalThis.fetch = host.fetch;
  engine = new Engine();
  const listener = () => {};
  await engine.open({ manifestUrl: MANIFEST_URL, databaseName: `related-${Math.random()}` }, listener, listener);
}

async function settled(): Promise<EngineStatus> {
  for (;;) {
    const status = await engine.status();
    const { state } = status.parts['item-to-item'];
    if (state === 'ready' || state === 'failed') return status;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const itemIds = ({ items }: { items: { itemId: string }[] }) => items.map(({ itemId }) => itemId);

describe('a bundle with a table', () => {
  let host: MemoryHost;
  beforeEach(async () => {
    host = await hostOf(true);
  });

  it('lifts what goes with the history, from the first request on that finds it there', async () => {
    let release!: () => void;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bytes = host.files.get(TABLE_PATH)!;
    host.override(TABLE_PATH, async () => {
      await gate;
      return new Response(bytes);
    });
    await open(host);
    await engine.record({ type: 'like', itemId: 'item-0' });
    const without = await engine.forYou({ count: NUM_ITEMS });
    release();
    expect((await settled()).parts['item-to-item']).toMatchObject({ state: 'ready', loadedBytes: bytes.length });
    const lifted = await engine.forYou({ count: NUM_ITEMS });
    expect(itemIds(lifted)[0]).toBe('item-20');
    expect(itemIds(lifted).toSorted()).toEqual(itemIds(without).toSorted());
    const scoreIn = (list: typeof lifted, id: string) => list.items.find(({ itemId }) => itemId === id)!.score;
    for (const id of itemIds(without)) {
      const added = scoreIn(lifted, id) - scoreIn(without, id);
      if (['item-20', 'item-21', 'item-7'].includes(id)) expect(added).toBeGreaterThan(0);
      else expect(added).toBe(0);
    }
    // A short list is the long one's beginning: what is lifted need not be among the k best by score.
    expect(itemIds(await engine.forYou({ count: 3 }))).toEqual(itemIds(lifted).slice(0, 3));
  });

  it('heeds filters, exclusions, boosts and pins', async () => {
    await open(host);
    await settled();
    await engine.record({ type: 'like', itemId: 'item-0' });
    expect(itemIds(await engine.forYou({ exclude: ['item-20'], count: NUM_ITEMS }))).not.toContain('item-20');
    const { items } = await engine.forYou({ count: NUM_ITEMS });
    const score = items.find(({ itemId }) => itemId === 'item-20')!.score;
    const boosted = await engine.forYou({ count: 1, boosts: { 'item-20': 1e6 } });
    expect(boosted.items[0]!.itemId).toBe('item-20');
    expect(boosted.items[0]!.score).toBeGreaterThan(score);
    const last = { itemId: 'item-20', position: 2 };
    const pinned = await engine.forYou({ count: 3, pins: [last] });
    expect(pinned.items[2]).toMatchObject({ itemId: 'item-20', score });
  });

  it('lifts what goes with a basket in the place of what goes with the history', async () => {
    await open(host);
    await settled();
    await engine.record({ type: 'like', itemId: 'item-0' });
    const { items } = await engine.forYou({ basket: ['item-5'], count: NUM_ITEMS });
    expect(items[0]!.itemId).toBe('item-7');
    expect(itemIds({ items })).not.toContain('item-5');
    expect(itemIds({ items })).not.toContain('item-0');
    expect(itemIds(await engine.forYou({ count: NUM_ITEMS }))[0]).toBe('item-20');
    // Nothing that the catalog has is like no basket.
    const unknown = await engine.forYou({ basket: ['gone'], count: NUM_ITEMS });
    expect(itemIds(unknown)).toEqual(itemIds(await engine.forYou({ count: NUM_ITEMS })));
  });

  it('is not swayed by what was disliked or hidden', async () => {
    await open(host);
    await engine.record({ type: 'view', itemId: 'item-0' });
    await engine.record({ type: 'dislike', itemId: 'item-0' });
    const before = itemIds(await engine.forYou({ count: NUM_ITEMS }));
    await settled();
    expect(itemIds(await engine.forYou({ count: NUM_ITEMS }))).toEqual(before);
  });

  it('adds what goes with an item to the likeness of those beside it', async () => {
    await open(await hostOf(false));
    const byLikeness = (await engine.similar('item-0', { count: NUM_ITEMS })).items;
    await engine.dispose();
    await open(host);
    await settled();
    const weights: Record<string, number> = { 'item-20': 255, 'item-21': 3, 'item-7': 1 };
    const place = (id: string) => byLikeness.findIndex(({ itemId }) => itemId === id);
    const sums = byLikeness
      .map(({ itemId, score }) => ({ itemId, score: score + Math.round((1e6 * (weights[itemId] ?? 0)) / 255) }))
      .toSorted((a, b) => b.score - a.score || place(a.itemId) - place(b.itemId));
    for (const k of [2, 6, NUM_ITEMS]) {
      const { items } = await engine.similar('item-0', { count: k });
      expect(items.map(({ itemId, score }) => ({ itemId, score }))).toEqual(sums.slice(0, k));
    }
    expect(sums[0]!.itemId).toBe('item-20');
    await engine.record({ type: 'hide', itemId: 'item-20' });
    expect(itemIds(await engine.similar('item-0', { count: 2 }))).toEqual(
      sums
        .filter(({ itemId }) => itemId !== 'item-20')
        .slice(0, 2)
        .map(({ itemId }) => itemId),
    );
  });

  it('counts in the reasons of an item', async () => {
    await open(host);
    for (const itemId of ['item-5', 'item-0']) await engine.record({ type: 'like', itemId });
    const effectOf = async (itemId: string, of: string) =>
      (await engine.explain(of)).find(({ item }) => item.itemId === itemId)!.effect;
    await settled();
    // Without the like of item 0, item 20 would not be lifted: nothing else comes near that.
    expect(await effectOf('item-0', 'item-20')).toBe(1);
    expect(Math.abs(await effectOf('item-5', 'item-20'))).toBeLessThan(0.5);
  });

  it.each([
    ['altered', (bytes: Uint8Array) => bytes.with(40, bytes[40]! ^ 1), /file has SHA-256/],
    ['cut off', (bytes: Uint8Array) => bytes.subarray(0, 50), /bytes, expected/],
  ])('says when the table is %s, and goes on without it', async (_, alter, why) => {
    host.files.set(TABLE_PATH, new Uint8Array(alter(host.files.get(TABLE_PATH)!)));
    await open(host);
    await engine.record({ type: 'like', itemId: 'item-0' });
    const { state, message } = (await settled()).parts['item-to-item'];
    expect(state).toBe('failed');
    expect(message).toMatch(/^What goes with what is not known: catalog\/item-to-item.bin.gz: /);
    expect(message).toMatch(why);
    expect(message).toContain('Recommendations go on from the towers alone, and similar items by likeness.');
    const list = itemIds(await engine.forYou({ count: NUM_ITEMS }));
    const beside = itemIds(await engine.similar('item-0', { count: 5 }));
    await engine.dispose();
    await open(await hostOf(false));
    await engine.record({ type: 'like', itemId: 'item-0' });
    expect(itemIds(await engine.forYou({ count: NUM_ITEMS }))).toEqual(list);
    expect(itemIds(await engine.similar('item-0', { count: 5 }))).toEqual(beside);
    expect((await engine.status()).parts['item-to-item']).toEqual({ state: 'idle' });
  });
});
