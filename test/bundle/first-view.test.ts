// The list and the counts in the page are those that the engine gives to somebody without history, over a bundle from
// the pipeline's writer.
import { afterEach, describe, expect, it } from 'vitest';
import { encodeBundle } from '../../src/bundle/encode-bundle.ts';
import { Engine } from '../../src/engine/engine.ts';
import { readFirstView } from '../../src/pipeline/input/read-bundle-folder.ts';
import { publishFiles } from '../../src/pipeline/site/publish-files.ts';
import { bundleInput, withFolder } from './bundle-fixture.ts';
import { createMemoryHost, MANIFEST_URL } from './memory-host.ts';

const originalFetch = globalThis.fetch;
const engine = new Engine();
afterEach(async () => {
  await engine.dispose();
  globalThis.fetch = originalFetch;
});

describe('readFirstView', () => {
  it('gives the items, all that a list shows of them, and the counts that the engine gives', async () => {
    await withFolder(async (folder) => {
      const { files } = await encodeBundle(bundleInput(folder, 30));
      await publishFiles(folder, files);
      globalThis.fetch = createMemoryHost(Object.fromEntries(files), 4000).fetch;
      const listener = () => {};
      await engine.open({ manifestUrl: MANIFEST_URL, databaseName: 'first-view' }, listener, listener);
      const { items } = await engine.forYou({ count: 12 });
      const view = await readFirstView(folder, 12);
      expect(view.items).toHaveLength(12);
      expect(view.items).toEqual(items.map(({ score: _, ...summary }) => summary));
      expect(view.facets).toEqual(await engine.facetCounts());
    });
  });
});
