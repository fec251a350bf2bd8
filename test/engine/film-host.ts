// The film bundle as set-up made it, for engines in Node: they fetch from memory and keep their history there.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StatusBoard } from '../../src/engine/base/status-board.ts';
import { Engine } from '../../src/engine/engine.ts';
import { type EngineParts, openParts } from '../../src/engine/engine-parts.ts';
import { createMemoryHost, MANIFEST_URL } from '../bundle/memory-host.ts';

const folder = fileURLToPath(new URL('../../public/models', import.meta.url));

async function filesLike(pattern: RegExp): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const wanted = paths.map((path) => path.slice(folder.length + 1)).filter((path) => pattern.test(path));
  const read = async (path: string) => [path, new Uint8Array(await readFile(join(folder, path)))] as const;
  return Object.fromEntries(await Promise.all(wanted.map(read)));
}

/** Manifest, items and the item-to-item table: all but models and content vectors. */
const LIST_FILES = /^manifest\.json$|^catalog\/item/;
/** With towers, text encoder and content vectors. */
export const ALL_FILES = /./;

/** What answers `fetch` with files of the bundle. */
export async function filmHost(pattern = LIST_FILES): Promise<typeof fetch> {
  const files = await filesLike(pattern);
  if (!files['manifest.json']) throw new Error('public/models/manifest.json is not there: run npm run setup first');
  return createMemoryHost(files, 10_000_000).fetch;
}

/**
 * An open engine over all films with an empty history. The test disposes of it.
 *
 * @param pattern  files that the host has (default: those of lists; there are no towers then, and the mean answers)
 */
export async function openFilms(pattern?: RegExp): Promise<Engine> {
  globalThis.fetch = await filmHost(pattern);
  const engine = new Engine();
  const listener = () => {};
  const databaseName = `films-${Math.random()}`;
  await engine.open({ manifestUrl: MANIFEST_URL, databaseName, backend: 'wasm' }, listener, listener);
  for (;;) {
    const { parts } = await engine.status();
    if (parts.catalog.state === 'ready' && parts['item-to-item'].state === 'ready') return engine;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What an engine over all films answers from, with or without towers, to be asked piece by piece. */
export async function openFilmParts(withTowers = false): Promise<EngineParts> {
  globalThis.fetch = await filmHost(withTowers ? ALL_FILES : undefined);
  const options = { manifestUrl: MANIFEST_URL, databaseName: `films-${Math.random()}`, backend: 'wasm' } as const;
  const parts = await openParts(
    options,
    new StatusBoard(),
    { onHistoryChange: () => {}, onRest: () => {} },
    new AbortController().signal,
  );
  parts.loadRest();
  await parts.related.settled;
  if (withTowers) {
    parts.embedder.useTower(await parts.models.userTower());
    parts.embedder.useBatchTower(await parts.models.batchTower());
  }
  return parts;
}
