// The list and the counts in the page are those that the engine gives to somebody without history, over a bundle from the pipeline's writer.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { readFirstView } from '../../src/pipeline/site/first-view.ts';
import { writeBundle } from '../../src/pipeline/site/write-bundle.ts';
import { bundleInput, withFolder } from './bundle-fixture.ts';
import { createMemoryHost, MANIFEST_URL } from './memory-host.ts';

const originalFetch = globalThis.fetch;
const engine = new Engine();
afterEach(async () => {
  await engine.dispose();
  globalThis.fetch = originalFetch;
});

async function filesOf(folder: string): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const entries = (await readdir(folder, { withFileTypes: true, recursive: true })).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path.slice(folder.length + 1), new Uint8Array(await readFile(path))])),
  );
}

describe('readFirstView', () => {
  it('gives the items, all that a list shows of them, and the counts that the engine gives', async () => {
    await withFolder(async (folder) => {
      await writeBundle(bundleInput(folder, 30));
      const { fetch } = createMemoryHost(await filesOf(folder), 4000);
      globalThis.fetch = fetch;
      const listener = () => {};
      await engine.open({ manifestUrl: MANIFEST_URL, databaseName: 'first-view' }, listener, listener);
      const { items } = await engine.recommend({ k: 12 });
      const view = await readFirstView(folder, 12);
      expect(view.items).toHaveLength(12);
      expect(view.items).toEqual(items.map(({ score: _, ...summary }) => summary));
      expect(view.facets).toEqual(await engine.facetCounts());
    });
  });
});
