// The app that a benchmark measures: built from this checkout, or a folder that another one was built into.

import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param app  a built app; undefined: this checkout's is built */
export async function buildOrCopy(app: string | undefined, outDir: string): Promise<void> {
  if (app === undefined) {
    await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
    return;
  }
  await rm(outDir, { recursive: true, force: true });
  await cp(app, outDir, { recursive: true });
}
