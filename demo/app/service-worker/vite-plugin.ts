// The build's half of the service worker: after the app is written, it bundles sw.ts into one script beside the page,
// with the list of the app's files and their hashes in it. The bundle under models/ is not in the list: the engine
// keeps it by hash.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { sealOf } from '../../../src/fetching/checked-code/seal-workers.ts';
import type { ShellFile } from './messages.ts';

/** What is the app's own at the top of a built folder: two files, and folders with all that is in them. */
const OWN = ['index.html', 'manifest.webmanifest', 'assets', 'icons', 'samples'];

/** Does nothing where the app is only served, or built without being written. */
export function serviceWorker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'service-worker',
    apply: ({ build }, { command }) => command === 'build' && build?.write !== false,
    configResolved(resolved) {
      config = resolved;
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: async ({ dir }) => writeServiceWorker(dir!, config),
    },
  };
}

async function writeServiceWorker(folder: string, { root, mode, logLevel, build: options }: ResolvedConfig) {
  const { target, minify } = options;
  await build({
    ...{ root, mode, logLevel, configFile: false, publicDir: false },
    define: { APP_FILES: JSON.stringify(await appFiles(folder)) },
    build: {
      ...{ target, minify, outDir: folder, emptyOutDir: false, reportCompressedSize: false },
      rolldownOptions: {
        input: fileURLToPath(new URL('./sw.ts', import.meta.url)),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  });
}

/** In one order, so that the same app gives the same script. */
async function appFiles(folder: string): Promise<ShellFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const urls = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'))
    .filter((url) => OWN.includes(url.split('/')[0]!) && !url.includes('/.'))
    .sort();
  return urls.map((url) => ({ url, integrity: sealOf(join(folder, url)) }));
}
