// The app that a benchmark measures: built from this checkout, or a folder that another one was built into.

import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * @param app     a built app; undefined: this checkout's is built
 * @param bundle  path below the page of a bundle that `?bundle=` is to name (default: none)
 */
export async function buildOrCopy(app: string | undefined, outDir: string, bundle?: string): Promise<void> {
  await copyApp(app, outDir);
  if (bundle === undefined) return;
  // As a build with PRIVET_BUNDLES has it.
  const page = join(outDir, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace('<head>', `<head><meta name="privet:bundles" content="${bundle}">`));
}

async function copyApp(app: string | undefined, outDir: string): Promise<void> {
  if (app === undefined) {
    await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
    return;
  }
  await rm(outDir, { recursive: true, force: true });
  await cp(app, outDir, { recursive: true });
}
