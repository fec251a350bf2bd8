// The app that a bench measures: built from this checkout, or a folder that another one was built into.

import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { ROOT } from '../../bench/node/page-bench.ts';

export const IS_READY = `['towers', 'catalog'].every((part) => window.privet?.status.parts[part].state === 'ready')`;

/** A bundle that `?bundle=` is to name. */
interface OtherBundle {
  folder: string;
}

const BUNDLE = 'large/manifest.json';

/**
 * @param app  a built app, such as that of an earlier commit; undefined: this checkout's is built
 * @returns    its folder, below .cache
 */
export async function buildOrCopy(name: string, app?: string, bundle?: OtherBundle): Promise<string> {
  const outDir = join(ROOT, '.cache', name, 'app');
  if (app === undefined) await build({ root: ROOT, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  else {
    await rm(outDir, { recursive: true, force: true });
    await cp(app, outDir, { recursive: true });
  }
  if (bundle === undefined) return outDir;
  // As a build with PRIVET_BUNDLES has it.
  const page = join(outDir, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace('<head>', `<head><meta name="privet:bundles" content="${BUNDLE}">`));
  await cp(bundle.folder, join(outDir, 'large'), { recursive: true });
  return outDir;
}

export interface ServedApp {
  url: string;
  folder: string;
}

/** Serves it while the work goes on. */
export async function withApp<T>(
  name: string,
  { app, bundle }: { app?: string | undefined; bundle?: OtherBundle },
  work: (served: ServedApp) => Promise<T>,
): Promise<T> {
  const folder = await buildOrCopy(name, app, bundle);
  const server = await preview({ root: ROOT, logLevel: 'error', preview: { port: 0 }, build: { outDir: folder } });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('preview server: no address, expected one on this machine');
  return work({ url: bundle ? `${url}?bundle=${BUNDLE}` : url, folder }).finally(() => server.close());
}
