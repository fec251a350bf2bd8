// A catalog as attackers know it, and the one engine over it that all histories take turns in. Its clock is pretended: days
// of visits pass in seconds.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Engine } from '../../../src/engine/engine.ts';
import type { RankedItem } from '../../../src/engine/lists/lists-api.ts';
import { openBundle } from '../../../src/pipeline/input/read-bundle-folder.ts';
import { createMemoryHost, MANIFEST_URL } from '../../bundle/memory-host.ts';

/** Public: the bundle is. */
export interface World {
  engine: Engine;
  clock: { nowMs: number };
  itemIds: string[];
  indexOf: ReadonlyMap<string, number>;
  /** How like these items, on average, each item of the catalog is: cosines by what they are. */
  likeness(items: readonly number[]): Float64Array;
  facetsOf(item: number): Record<string, readonly string[]>;
  /** 0..1 by item, 1 = first in the order that strangers get. */
  popularity: Float64Array;
  close(): Promise<void>;
}

const PAGE = 1000;

/** @param folder  of a bundle */
export async function openWorld(folder: string): Promise<World> {
  const [realFetch, realNow] = [globalThis.fetch, Date.now];
  const clock = { nowMs: realNow() };
  globalThis.fetch = createMemoryHost(await filesOf(folder), 10_000_000).fetch;
  Date.now = () => clock.nowMs;
  const engine = new Engine();
  const nobody = () => {};
  await engine.open(
    { manifestUrl: MANIFEST_URL, databaseName: `infer-${Math.random()}`, backend: 'wasm' },
    nobody,
    nobody,
  );
  await engine.loadTowers();
  const order = await publicOrder(engine);
  const { manifest, itemIds, embeddings } = await openBundle(folder);
  const { embeddingDim, qualityDims } = manifest;
  const indexOf = new Map(itemIds.map((itemId, item) => [itemId, item]));
  const vectors = itemIds.map((_, item) => {
    const from = item * embeddingDim;
    return unit(embeddings.subarray(from, from + embeddingDim - qualityDims));
  });
  const likeness = (items: readonly number[]) => {
    const mean = vectors[0]!.map((_, d) => items.reduce((sum, item) => sum + vectors[item]![d]!, 0) / items.length);
    return Float64Array.from(vectors, (vector) => dot(vector, mean));
  };
  await engine.similar(itemIds[0]!, { count: 1 }); // waits for the table
  const popularity = new Float64Array(itemIds.length);
  const facets = new Map<number, Record<string, readonly string[]>>();
  for (const [place, item] of order.entries()) {
    const row = indexOf.get(item.itemId)!;
    popularity[row] = 1 - place / order.length;
    facets.set(row, item.facets);
  }
  return {
    ...{ engine, clock, itemIds, indexOf, popularity },
    likeness,
    facetsOf: (item) => facets.get(item) ?? {},
    close: async () => {
      await engine.dispose();
      globalThis.fetch = realFetch;
      Date.now = realNow;
    },
  };
}

async function filesOf(folder: string): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string) => [path.slice(folder.length + 1), new Uint8Array(await readFile(path))] as const;
  return Object.fromEntries(await Promise.all(paths.map(read)));
}

async function publicOrder(engine: Engine): Promise<RankedItem[]> {
  const order: RankedItem[] = [];
  for (;;) {
    const exclude = order.map(({ itemId }) => itemId);
    const { items } = await engine.popular({ count: PAGE, exclude, anonymous: true });
    order.push(...items);
    if (items.length < PAGE) return order;
  }
}

function unit(vector: ArrayLike<number>): Float32Array {
  const values = Float32Array.from(vector);
  const length = Math.sqrt(dot(values, values)) || 1;
  return values.map((value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
