// The map of a bundle, from the pipeline's writer to the engine's answer: fetched when it is asked for and not before,
// with the items' names; what fails is told and tried again.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { makeMap } from '../../src/map/make-map.ts';
import { writeBundle } from '../../src/pipeline/site/publish-folder.ts';
import { bundleInput, withFolder } from '../bundle/bundle-fixture.ts';
import { createMemoryHost, MANIFEST_URL, type MemoryHost } from '../bundle/memory-host.ts';

const NUM_ITEMS = 30;
const MAP_PATH = 'catalog/taste-map.bin.gz';
const originalFetch = globalThis.fetch;
let engine: Engine;
afterEach(async () => {
  await engine.dispose();
  globalThis.fetch = originalFetch;
});

async function hostOf(withMap: boolean): Promise<MemoryHost> {
  return withFolder(async (folder) => {
    const input = bundleInput(folder, NUM_ITEMS);
    const tasteMap = withMap ? await makeMap(input) : undefined;
    await writeBundle({ ...input, tasteMap });
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
  await engine.open({ manifestUrl: MANIFEST_URL, databaseName: `map-${Math.random()}` }, listener, listener);
}

const asked = (host: MemoryHost) => host.requests.filter(({ path }) => path === MAP_PATH).length;

describe('the map of a bundle', () => {
  it('is fetched once, when it is first asked for, and names every item in the order of the catalog', async () => {
    const host = await hostOf(true);
    await open(host);
    await engine.forYou();
    await engine.item('item-3');
    expect(asked(host)).toBe(0);
    expect((await engine.status()).parts.map.state).toBe('idle');
    const [map, again] = [await engine.map(), await engine.map()];
    expect(asked(host)).toBe(1);
    expect(again).toEqual(map);
    expect(map!.positions).toHaveLength(2 * NUM_ITEMS);
    for (const [index, itemId] of map!.itemIds.entries()) {
      expect(await engine.item(itemId)).toMatchObject({ itemIndex: index, title: map!.titles[index] });
    }
    const { state, loadedBytes } = (await engine.status()).parts.map;
    expect([state, loadedBytes]).toEqual(['ready', host.files.get(MAP_PATH)!.length]);
  });

  it('is undefined where there is none, and nothing is asked for', async () => {
    const host = await hostOf(false);
    await open(host);
    expect(await engine.map()).toBeUndefined();
    expect(asked(host)).toBe(0);
  });

  it('is refused when it was altered, and had again once it is whole', async () => {
    const host = await hostOf(true);
    const whole = host.files.get(MAP_PATH)!;
    host.files.set(MAP_PATH, whole.toReversed());
    await open(host);
    await expect(engine.map()).rejects.toThrow(MAP_PATH);
    expect((await engine.status()).parts.map).toMatchObject({ state: 'failed' });
    expect((await engine.forYou({ count: 5 })).items).toHaveLength(5);
    host.files.set(MAP_PATH, whole);
    expect((await engine.map())!.itemIds).toHaveLength(NUM_ITEMS);
    expect((await engine.status()).parts.map.state).toBe('ready');
  });
});

describe('what fits a filter', () => {
  it('is told by index, all of it, whatever opinions stand', async () => {
    await open(await hostOf(false));
    const all = Array.from({ length: NUM_ITEMS }, (_, item) => item);
    await engine.record({ type: 'hide', itemId: 'item-5' });
    expect([...(await engine.matching({}))]).toEqual(all);
    expect([...(await engine.matching({ genre: ['Comedy'] }))]).toEqual(all.filter((i) => i % 3 !== 0 && i % 2 === 1));
    expect([...(await engine.matching({ genre: ['Nothing'] }))]).toEqual([]);
    await expect(engine.matching({ colour: ['red'] })).rejects.toThrow('facet');
    await expect(engine.matching(3 as never)).rejects.toThrow('matching: where is 3');
  });
});
