// A catalog of several shards on a slow host: the engine answers over what has arrived, and says when that is all. The
// host hands over each shard when the test says so.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineStatus } from '../../src/engine/base/status-api.ts';
import { Engine } from '../../src/engine/engine.ts';
import { createMemoryBundle, createMemoryHost, MANIFEST_URL, type MemoryHost } from '../bundle/memory-host.ts';

const originalFetch = globalThis.fetch;
let engine: Engine;
let host: MemoryHost;
let told: EngineStatus[];
let release: (shard: number, answer?: 'whole' | 'lost') => void;

/** Shards of 4, 3 and 2 items; each waits for `release`. */
beforeEach(async () => {
  const { files } = await createMemoryBundle();
  host = createMemoryHost(files);
  const releases: ((response: Response) => void)[] = [];
  const pathOf = (shard: number) => `catalog/items-00${shard}.arrow.gz`;
  for (const shard of [0, 1, 2]) {
    const waiting = new Promise<Response>((resolve) => {
      releases[shard] = resolve;
    });
    host.override(pathOf(shard), () => waiting);
  }
  release = (shard, answer = 'whole') =>
    releases[shard]!(answer === 'lost' ? new Response('', { status: 404 }) : new Response(files[pathOf(shard)]!));
  globalThis.fetch = host.fetch;
  engine = new Engine();
  told = [];
});

afterEach(async () => {
  for (const shard of [0, 1, 2]) release(shard, 'lost');
  await engine.dispose();
  globalThis.fetch = originalFetch;
});

const open = () =>
  engine.open(
    { manifestUrl: MANIFEST_URL, databaseName: `streaming-${Math.random()}` },
    (status) => told.push(status),
    () => {},
  );

async function until(holds: (status: EngineStatus) => boolean): Promise<EngineStatus> {
  for (;;) {
    const status = await engine.status();
    if (holds(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const numbers = ({ items }: { items: { itemIndex: number }[] }) => items.map(({ itemIndex }) => itemIndex);

/** Whether nothing came of it in 20 ms, in which the engine has long answered what it can. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pause = new Promise<'pause'>((resolve) => setTimeout(resolve, 20, 'pause'));
  return (await Promise.race([promise, pause])) === 'pause';
}

describe('a catalog that is still arriving', () => {
  it('is open with its first shard, and lists and counts grow with what arrives', async () => {
    const opening = open();
    release(0);
    const status = await opening;
    expect(status).toMatchObject({ numItems: 4, parts: { catalog: { state: 'loading' } } });
    expect(status.parts.catalog.loadedBytes).toBeLessThan(status.parts.catalog.totalBytes!);
    expect(numbers(await engine.forYou({ count: 4 })).sort()).toEqual([0, 1, 2, 3]);
    expect((await engine.facetCounts()).genre).toEqual([
      { value: 'Comedy', count: 2 },
      { value: 'Drama', count: 1 },
    ]);

    release(2);
    await until(({ numItems }) => numItems === 6);
    expect(numbers(await engine.forYou({ count: 6 })).sort()).toEqual([0, 1, 2, 3, 7, 8]);

    release(1);
    await until(({ parts }) => parts.catalog.state === 'ready');
    expect(numbers(await engine.forYou())).toHaveLength(9);
    expect(numbers(await engine.similar('film-0'))).toHaveLength(8);
    expect((await engine.facetCounts()).genre).toEqual([
      { value: 'Comedy', count: 6 },
      { value: 'Drama', count: 3 },
    ]);
    expect(told.at(-1)).toMatchObject({ numItems: 9, parts: { catalog: { state: 'ready' } } });
    const growth = told.map(({ numItems }) => numItems);
    expect(growth).toEqual([...growth].sort((a, b) => a - b));
  });

  it('answers over all items where the first ones are too few: a long list, similar items, a search', async () => {
    const opening = open();
    release(0);
    await opening;
    const waiting = [engine.forYou(), engine.similar('film-0'), engine.search({ query: 'film' })];
    expect(numbers(await engine.forYou({ count: 4 }))).toHaveLength(4);
    expect(await isPending(Promise.race(waiting))).toBe(true);
    release(2);
    release(1, 'lost');
    const lists = (await Promise.all(waiting)).map((list) => numbers(list).sort());
    expect(lists).toEqual([
      [0, 1, 2, 3, 7, 8],
      [1, 2, 3, 7, 8],
      [0, 1, 2, 3, 7, 8],
    ]);
  });

  it('makes the list of a visitor wait whose history holds an item that has not arrived', async () => {
    const opening = open();
    release(0);
    await opening;
    await engine.record({ type: 'like', itemId: 'film-8' });
    const list = engine.forYou({ count: 2 });
    expect(await isPending(list)).toBe(true);
    release(1);
    release(2);
    expect(await list).toMatchObject({ eventsUsed: 1 });
  });

  it('gives the first shard the network to itself', async () => {
    const opening = open();
    await until(() => host.requests.length === 2);
    expect(host.requests.map(({ path }) => path)).toEqual(['manifest.json', 'catalog/items-000.arrow.gz']);
    release(0);
    await opening;
    await until(() => host.requests.length === 4);
  });

  it('makes a question about an item that has not arrived wait for it, and says what is in no shard', async () => {
    const opening = open();
    release(0);
    await opening;
    const [late, unknown] = [engine.item('film-8'), engine.item('no-such-film')];
    late.catch(() => {});
    unknown.catch(() => {});
    expect(await Promise.race([late, unknown, engine.item('film-0')])).toMatchObject({ itemId: 'film-0' });
    release(1);
    release(2);
    expect(await late).toMatchObject({ itemId: 'film-8' });
    await expect(unknown).rejects.toThrow("item: 'no-such-film' is not in the catalog");
  });

  it('opens with the next shard that arrives when the first fails, and says what is missing', async () => {
    const opening = open();
    release(0, 'lost');
    release(2);
    expect(await opening).toMatchObject({ numItems: 2 });
    expect(numbers(await engine.forYou({ count: 2 }))).toEqual([7, 8]);
    release(1);
    const { parts } = await until(({ parts }) => parts.catalog.state === 'degraded');
    expect(parts.catalog.message).toMatch(/^4 of 9 items are missing: catalog\/items-000/);
  });

  it('does not open when every shard fails', async () => {
    const opening = open();
    for (const shard of [0, 1, 2]) release(shard, 'lost');
    await expect(opening).rejects.toMatchObject({ name: 'CatalogFormatError' });
    expect((await engine.status()).parts.catalog).toMatchObject({ state: 'failed' });
  });
});
