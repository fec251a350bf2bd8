import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig } from 'vite';
import { VitePWA, type VitePWAOptions } from 'vite-plugin-pwa';

/** Where this build goes: tests have a folder of their own. */
let outDir = '';
const integrityOf = (path: string) => `sha256-${createHash('sha256').update(readFileSync(path)).digest('base64')}`;

// The service worker is ours (src/service-worker); the plugin bundles it and writes the list of the app's files into it. The bundle under
// models/ is not in the list: the engine keeps it by hash.
const pwa: Partial<VitePWAOptions> = {
  strategies: 'injectManifest',
  srcDir: 'src/service-worker',
  filename: 'sw.ts',
  injectRegister: false,
  manifest: false,
  injectManifest: {
    rollupFormat: 'iife',
    globPatterns: ['index.html', 'manifest.webmanifest', 'assets/**', 'icons/*', 'samples/*'],
    maximumFileSizeToCacheInBytes: 50_000_000,
    manifestTransforms: [
      (entries) => ({
        manifest: entries.map(({ url, size }) => ({
          url,
          size,
          revision: null,
          integrity: integrityOf(join(outDir, url)),
        })),
      }),
    ],
  },
  integration: {
    configureOptions: (config, options) => {
      options.disable = !config.build.write;
      outDir = resolve(config.root, config.build.outDir);
    },
  },
};

// What the first list needs is one file for the page and one for the worker: it compresses better than the pieces that views share.
const together = { codeSplitting: { groups: [{ name: 'first', tags: ['$initial' as const] }] } };

// `base: './'` lets the built folder be hosted under any path; onnxruntime-web must not be pre-bundled, or its wasm is lost.
export default defineConfig({
  base: './',
  build: { target: 'esnext', modulePreload: { polyfill: false }, rolldownOptions: { output: together } },
  worker: { format: 'es', rolldownOptions: { output: together } },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  plugins: [VitePWA(pwa)],
  server: { port: 5173 },
  preview: { port: 4173 },
});
