// What a page loads beside its bundle: the browser's files of the package `privet`, and a page that shows the bundle.
// They are copied, so that a site needs no bundler: script and data come from one folder.

import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf } from '../../bundle/bundle-files.ts';
import { InputError } from '../../errors.ts';
import { FRAME_FILE, publishFrame } from './publish-frame.ts';
import { readManifest } from './read-bundle-folder.ts';

/** In the page's folder. */
export const BUNDLE_FOLDER = 'bundle';
export const PREVIEW_FILE = 'preview.html';
/** In the package privet-cli beside its one file; in the repository, where the packages are built. */
const PLACES = ['./page/', '../../../dist-packages/privet-cli/page/'];
/** Files with a hash in their name: those of an earlier version stay behind otherwise. */
const CHUNK = /^privet-.+-[\w-]{8}\.js$/;

/** @throws InputError where the browser's files are not built */
export async function pageFilesFolder(): Promise<string> {
  const folders = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  for (const folder of folders) {
    if (await stat(join(folder, 'worker.js')).catch(() => undefined)) return folder;
  }
  const expected =
    "the browser's files: in the repository, npm run build:packages makes them; --bundle-only does without";
  throw new InputError({ file: join(folders.at(-1)!, 'worker.js'), found: 'no such file', expected });
}

/**
 * Copies what a page loads into `outDir`, whose bundle is there already.
 *
 * @param outDir  its folder `bundle/` says whether ONNX Runtime's WebAssembly is needed
 * @param frameParents  origins of the pages that may show frame.html (default: those that it names already)
 * @returns the bytes that were copied, and what the site should know
 * @throws InputError
 */
export async function publishPageFiles(
  outDir: string,
  frameParents?: string[],
): Promise<{ sizeBytes: number; warnings: string[] }> {
  const from = await pageFilesFolder();
  const needsRuntime = await bundleNeedsRuntime(join(outDir, BUNDLE_FOLDER));
  const names = (await readdir(from)).filter(
    (name) => name !== FRAME_FILE && (needsRuntime || !name.endsWith('.wasm')),
  );
  await mkdir(outDir, { recursive: true });
  for (const name of names) await cp(join(from, name), join(outDir, name));
  for (const name of await readdir(outDir)) {
    const isLeftover = CHUNK.test(name) || /^ort-wasm.*\.wasm$/.test(name);
    if (isLeftover && !names.includes(name)) await rm(join(outDir, name));
  }
  const warnings = await publishFrame(from, outDir, { parents: frameParents, needsRuntime });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(outDir, name))).size));
  return { sizeBytes: sizes.reduce((sum, size) => sum + size, 0), warnings };
}

/** Whether some file of the bundle is a graph that ONNX Runtime runs. */
export async function bundleNeedsRuntime(folder: string): Promise<boolean> {
  return filesOf(await readManifest(folder)).some(({ path }) => path.endsWith('.onnx'));
}

/** @throws InputError where the folder was not written by `privet build` */
export async function checkPageFolder(folder: string): Promise<void> {
  await readManifest(join(folder, BUNDLE_FOLDER));
  const file = join(folder, PREVIEW_FILE);
  await readFile(file).catch((cause) => {
    throw new InputError({ file, found: 'no such file', expected: 'a folder that privet build wrote' }, { cause });
  });
}
