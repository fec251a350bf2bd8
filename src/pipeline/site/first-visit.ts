// What a first visit costs, and a later one, in bytes on the wire, for the last lines of a build: of the bundle alone, and with
// the page's code. Shards and tables are stored gzipped; scripts, manifest and models are counted as most hosts compress them.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type AnyFile, filesOf, newFiles, totalBytesOf } from '../../bundle/bundle-files.ts';
import { MANIFEST_FILE } from '../../bundle/encode-bundle.ts';
import { touches } from '../../bundle/row-changes.ts';
import type { Manifest } from '../../formats/manifest.ts';
import { readManifest } from '../input/read-bundle-folder.ts';

const gzipped = promisify(gzip);
/** What most hosts compress with. */
const GZIP_LEVEL = 6;
/** Of one answer, as hosts usually send them. */
const HEADER_BYTES = 250;
/** Without one of these there is no list. */
const BEFORE_LIST = ['elements.js', 'privet.js', 'privet.css', 'worker.js'];
/** Late code that a page with a list and a search does without, and the runtime's, which is told apart. */
const NOT_IN_A_VISIT = /^privet-(ort\.|webgpu-ranker|offline|stored-catalog|joined-bundles|word-index|.*panel)/;
/** It comes where the bundle has towers, with the kernels that run them. */
const OF_TOWERS = /^privet-model-loader/;
const LATE = /^privet-.+-[\w-]{8}\.js$/;

/**
 * `FOLDER: 500 items, 0.2 MB`, then what a first visit loads of it, beside the page's own code.
 * @throws InputError where there is no bundle, CatalogFormatError for one that is damaged
 */
export async function firstVisitLines(folder: string): Promise<string[]> {
  const manifest = await readManifest(folder);
  const { models, numItems } = manifest;
  const { beforeList, whole } = await bundleBytes(folder);
  const runtime = `and no runtime${models.userTower ? ', but where there is a graphics processor to be tried (4.2 MB)' : ''}`;
  return [
    `${folder}: ${numItems} items, ${(totalBytesOf(manifest) / 1e6).toFixed(1)} MB`,
    `a first visit loads ${kilobytes(beforeList)} of it before the first list, ${kilobytes(whole)} in all, ${runtime}`,
  ];
}

/**
 * What somebody loads who was here before: browsers ask for each file again, and are told that it is the same, or given it.
 *
 * @param earlier  the manifest of the build before, which lay in the folder
 * @throws as `firstVisitLines`
 */
export async function returnVisitLine(folder: string, earlier?: Manifest): Promise<string> {
  const manifest = await readManifest(folder);
  const files = loadedFiles(manifest);
  const asked = HEADER_BYTES * (files.length + 1);
  const changed = newFiles(files, earlier);
  const changedBytes = (await bytesOnTheWire(folder, changed)) + HEADER_BYTES * (files.length - changed.length);
  const { facts = [] } = manifest.catalog;
  const ofFacts = (await bytesOnTheWire(folder, facts)) + HEADER_BYTES * (files.length - facts.length);
  const others = `${kilobytes(ofFacts)} where prices or stock did, little more where a few items came or went`;
  const after = earlier ? `${kilobytes(changedBytes)} after this build` : others;
  return `a later visit loads ${kilobytes(asked)} where nothing changed, ${after}; setFacts() tells prices without a build`;
}

/**
 * A line on a page with a list and a search, its own HTML aside.
 *
 * @param folder  the page's files, and `bundleFolder` below it
 * @throws as `firstVisitLines`
 */
export async function pageVisitLine(folder: string, bundleFolder: string): Promise<string> {
  const bundle = await bundleBytes(join(folder, bundleFolder));
  const { models } = await readManifest(join(folder, bundleFolder));
  const hasTowers = models.userTower !== undefined;
  const isInAVisit = (name: string) => !NOT_IN_A_VISIT.test(name) && (hasTowers || !OF_TOWERS.test(name));
  const late = (await readdir(folder)).filter((name) => LATE.test(name) && isInAVisit(name));
  const sizeOf = async (names: readonly string[]) => {
    const sizes = await Promise.all(names.map((name) => compressedSize(join(folder, name))));
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const [beforeList, behind] = [await sizeOf(BEFORE_LIST), await sizeOf(late)];
  const whole = bundle.whole + beforeList + behind;
  return `with its code a page with elements loads ${kilobytes(bundle.beforeList + beforeList)} before the first list, ${kilobytes(whole)} in all`;
}

async function bundleBytes(folder: string): Promise<{ beforeList: number; whole: number }> {
  const manifest = await readManifest(folder);
  return {
    beforeList: await bytesOnTheWire(folder, firstFiles(manifest)),
    whole: await bytesOnTheWire(folder, loadedFiles(manifest)),
  };
}

/** What a first list waits for. */
function firstFiles({ catalog }: Manifest): AnyFile[] {
  const [first] = catalog.items;
  if (!first) return [];
  const over = [...(catalog.facts ?? []), ...(catalog.changes ?? [])];
  return [first, ...over.filter((file) => touches(first, file))];
}

/** With the towers that a page asks for, one by one and eight at a time; new items are embedded elsewhere. */
function loadedFiles(manifest: Manifest): AnyFile[] {
  const { models, semanticIds } = manifest;
  return filesOf(manifest).filter((file) => file !== models.itemTower && file !== semanticIds?.codebooks);
}

/** With the manifest. */
async function bytesOnTheWire(folder: string, files: readonly AnyFile[]): Promise<number> {
  let bytes = await compressedSize(join(folder, MANIFEST_FILE));
  for (const file of files)
    bytes += 'inflated' in file ? HEADER_BYTES + file.sizeBytes : await compressedSize(join(folder, file.path));
  return bytes;
}

/** With the headers of the answer. */
async function compressedSize(file: string): Promise<number> {
  return HEADER_BYTES + (await gzipped(await readFile(file), { level: GZIP_LEVEL })).length;
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} kB`;
