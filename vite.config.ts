import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { writePictures } from './demo/app/art/write-pictures.ts';
import { serviceWorker } from './demo/app/service-worker/vite-plugin.ts';
import { checkedCode } from './src/fetching/checked-code/vite-plugin.ts';
import { readFirstView } from './src/pipeline/input/read-bundle-folder.ts';
import { folderIntegrity } from './src/pipeline/site/page-integrity.ts';

const bundle = fileURLToPath(new URL('./public/models', import.meta.url));
const brokenCode = fileURLToPath(new URL('./demo/app/page/broken-code.inline.js', import.meta.url));
/** As many as the app's first list has. */
const FIRST_ITEMS = 23;

/**
 * What somebody without taps sees first is part of the page, pictures included: it is on screen before the engine is
 * there. Data, which no policy forbids. The page also names the manifest that it was built with, and takes no other.
 */
const firstView: Plugin = {
  name: 'first-view',
  async transformIndexHtml() {
    if (!existsSync(`${bundle}/manifest.json`)) return [];
    const view = await readFirstView(bundle, FIRST_ITEMS);
    const pictures = writePictures(view.items);
    const children = JSON.stringify({ ...view, pictures }).replaceAll('<', '\\u003c');
    return [
      { tag: 'meta', attrs: { name: 'privet:integrity', content: await folderIntegrity(bundle) }, injectTo: 'head' },
      { tag: 'script', attrs: { type: 'application/json', id: 'first-view' }, children, injectTo: 'body' },
    ];
  },
};

/** Bundles beside the films that `?bundle=` may name: paths below the page, with spaces between them (default: none). */
const otherBundles: Plugin = {
  name: 'other-bundles',
  transformIndexHtml() {
    const { PRIVET_BUNDLES: content } = process.env;
    return content ? [{ tag: 'meta', attrs: { name: 'privet:bundles', content }, injectTo: 'head' }] : [];
  },
};

/**
 * The tab's icon is part of the page: a browser asks for it whenever it likes, and nothing should be asked for once all
 * is here.
 */
const inlineIcon: Plugin = {
  name: 'inline-icon',
  transformIndexHtml(html) {
    const icon = readFileSync(new URL('./public/icons/privet.svg', import.meta.url), 'utf8');
    return html.replace('./icons/privet.svg', `data:image/svg+xml,${encodeURIComponent(icon)}`);
  },
};

type ModuleInfo = { importedIds: readonly string[] } | null;

/** Everything that a module imports to begin with, itself included. */
function importedFrom(id: string, infoOf: (id: string) => ModuleInfo, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found;
  found.add(id);
  for (const next of infoOf(id)?.importedIds ?? []) importedFrom(next, infoOf, found);
  return found;
}

/** The app up to its first list is one file. Left alone, the bundler cuts it up by what the views behind it share. */
function appChunk(id: string, graph: { getModuleInfo(id: string): ModuleInfo }): string | null {
  const main = fileURLToPath(new URL('./demo/app/main.ts', import.meta.url));
  return id !== main && importedFrom(main, (module) => graph.getModuleInfo(module)).has(id) ? 'app' : null;
}

// What the worker begins with is one file.
const together = { codeSplitting: { groups: [{ name: 'first', tags: ['$initial' as const] }] } };

// `base: './'` lets the built folder be hosted under any path; onnxruntime-web must not be pre-bundled, or its wasm is
// lost.
export default defineConfig({
  base: './',
  build: {
    target: 'esnext',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: appChunk, debugName: 'app' }], includeDependenciesRecursively: false },
      },
    },
  },
  worker: { format: 'es', rolldownOptions: { output: together } },
  // The app alone: pages of examples/ import packages as a site has them.
  optimizeDeps: { entries: ['index.html'], exclude: ['onnxruntime-web'] },
  plugins: [firstView, otherBundles, inlineIcon, checkedCode(brokenCode), serviceWorker()],
  server: { port: 5173 },
  preview: { port: 4173 },
});
