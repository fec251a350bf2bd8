// A shop of this folder, built by the command line as its owner would build it, and an engine in Node over the bundle.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Engine } from '../../src/engine/engine.ts';
import { createMemoryHost, MANIFEST_URL } from '../bundle/memory-host.ts';
import { run } from '../cli/collecting-terminal.ts';

export const SHOP_FILES = { apparel: 'apparel.csv', books: 'books.jsonl', tools: 'tools.xml' } as const;
export type ShopName = keyof typeof SHOP_FILES;

/** @param folder  where the bundle is written, and the vectors of its texts are kept @returns what the build said */
export async function buildShop(name: ShopName, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = fileURLToPath(new URL(SHOP_FILES[name], import.meta.url));
  const cache = ['--cache', join(folder, '..', 'cache')];
  const built = await run(['build', file, '--bundle-only', '--out', join(folder, name), ...cache]);
  if (built.code !== 0) throw new Error(built.notes);
  return `${built.notes}\n${built.out}`;
}

/** With an empty history; the caller disposes of it. */
export async function openShop(bundle: string): Promise<Engine> {
  const entries = await readdir(bundle, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const path of paths) files[path.slice(bundle.length + 1)] = new Uint8Array(await readFile(path));
  globalThis.fetch = createMemoryHost(files, 10_000_000).fetch;
  const engine = new Engine();
  const listener = () => {};
  await engine.open(
    { manifestUrl: MANIFEST_URL, databaseName: `shop-${Math.random()}`, backend: 'wasm' },
    listener,
    listener,
  );
  await engine.filterCounts({}); // all items are there
  return engine;
}
