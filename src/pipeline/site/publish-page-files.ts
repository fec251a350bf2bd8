// What a page loads beside its bundle: the browser's files of the package `privet`, and a page that shows the bundle.
// They are copied, so that a site needs no bundler: script and data come from one folder.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf } from '../../bundle/bundle-files.ts';
import { InputError } from '../../errors.ts';
import { openCatalog, readManifest } from '../input/read-bundle-folder.ts';
import { imageOrigins, imageSources } from './image-origins.ts';
import type { PolicyOptions } from './page-headers.ts';
import { withIntegrity } from './page-integrity.ts';
import type { Files } from './publish-files.ts';
import type { BundleFacts } from './publish-folder.ts';
import { FRAME_FILE, frameToPublish } from './publish-frame.ts';

/** In the page's folder. */
export const BUNDLE_FOLDER = 'bundle';
export const PREVIEW_FILE = 'preview.html';
/** In the package privet-cli beside its one file; in the repository, where the packages are built. */
const PLACES = ['./page/', '../../../dist-packages/privet-cli/page/'];
/** Files with a hash in their name: those of an earlier version stay behind otherwise. */
const CHUNK = /^privet-.+-[\w-]{8}\.js$/;
/** Names that stay, each loading those before it. */
const ENTRIES = [
  ...['worker.js', 'privet.js', 'privet.css', 'elements.js', 'data-layer.js', 'connect-data-layer.js'],
  ...['frame-page.js', 'frame.js'],
  ...[FRAME_FILE, PREVIEW_FILE],
];

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
 * What a page loads, in the order in which it is published: what others load goes first, so that at any moment a page
 * finds all that it asks for.
 *
 * @param outDir        where they go: its frame.html is the site's own, but for the parents
 * @param bundle        what of it depends on the bundle: whether ONNX Runtime's WebAssembly is among it, and which manifest
 *                      the pages name
 * @param frameParents  origins of the pages that may show frame.html (default: those that it names already)
 * @returns the files, and what the site should know
 * @throws InputError as `pageFilesFolder` and `frameToPublish`
 */
export async function readPageFiles(
  outDir: string,
  { needsRuntime, integrity }: BundleFacts,
  frameParents?: string[],
): Promise<{ files: Files; warnings: string[] }> {
  const from = await pageFilesFolder();
  const frame = await frameToPublish(from, outDir, { parents: frameParents, needsRuntime, integrity });
  const names = (await readdir(from)).filter((name) => needsRuntime || !name.endsWith('.wasm'));
  const files = new Map<string, Uint8Array>();
  for (const name of inLoadingOrder(names)) files.set(name, await readFile(join(from, name)));
  const preview = await readFile(join(from, PREVIEW_FILE), 'utf8');
  files.set(PREVIEW_FILE, encode(withIntegrity(preview, integrity))).set(FRAME_FILE, encode(frame.text));
  return { files, warnings: frame.warnings };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Files named by hash first, then those whose names stay, each behind what it loads. */
export function inLoadingOrder(names: readonly string[]): string[] {
  return names.toSorted((a, b) => ENTRIES.indexOf(a) - ENTRIES.indexOf(b) || (a < b ? -1 : 1));
}

/** Whether a file's name says that it is of an earlier version, if this one does not have it. */
export function isPageLeftover(name: string): boolean {
  return CHUNK.test(name) || /^ort-wasm.*\.wasm$/.test(name);
}

/** Whether some file of the bundle is a graph that ONNX Runtime runs. */
async function bundleNeedsRuntime(folder: string): Promise<boolean> {
  return filesOf(await readManifest(folder)).some(({ path }) => path.endsWith('.onnx'));
}

/**
 * What the policy of a page with this folder allows: what its bundle needs.
 *
 * @param folder  that `privet build` wrote @throws InputError where there is no bundle, CatalogFormatError for a damaged one
 */
export async function policyOf(folder: string): Promise<Pick<PolicyOptions, 'towers' | 'imgSrc'>> {
  const bundle = join(folder, BUNDLE_FOLDER);
  const { catalog } = await openCatalog(bundle);
  return { towers: await bundleNeedsRuntime(bundle), imgSrc: imageSources(imageOrigins(catalog)) };
}

/** @throws InputError where the folder was not written by `privet build` */
export async function checkPageFolder(folder: string): Promise<void> {
  await readManifest(join(folder, BUNDLE_FOLDER));
  const file = join(folder, PREVIEW_FILE);
  await readFile(file).catch((cause) => {
    throw new InputError({ file, found: 'no such file', expected: 'a folder that privet build wrote' }, { cause });
  });
}
