// Which files a bundle has, read off its manifest: everything there that has a path, a size and a hash, so that a kind
// of file that a later version of the manifest brings is kept for offline use like the others.
import type { BundleFile, Fingerprint, GzippedFile, Manifest } from '../formats/manifest.ts';

export type AnyFile = BundleFile | GzippedFile;

/** All files, those that only search by meaning needs at the end: they are most of the bytes. */
export function filesOf(manifest: Manifest): AnyFile[] {
  const forSearch = new Set(searchFilesOf(manifest));
  const files = [...filesIn(manifest)];
  return [...files.filter((file) => !forSearch.has(file)), ...files.filter((file) => forSearch.has(file))];
}

/** Bytes of all files together, as stored. */
export function totalBytesOf(manifest: Manifest): number {
  return sumBytes(filesOf(manifest));
}

/** What a page reads of it ahead of any use, in the order in which the engine fetches it; the text model on request. */
export function pageFilesOf(manifest: Manifest, withSearch: boolean): AnyFile[] {
  const { catalog, itemToItem, itemToItemChanges, matchFilter, models, language, tasteMap, tasteMapChanges } = manifest;
  const always = [
    ...catalog.items,
    ...(catalog.changes ?? []),
    ...(catalog.facts ?? []),
    itemToItem,
    itemToItemChanges,
    matchFilter,
    models.userTower,
    models.userTowerBatch,
    language,
    tasteMap,
    tasteMapChanges,
  ];
  return [...always, ...(withSearch ? searchFilesOf(manifest) : [])].filter((file) => file !== undefined);
}

/** Those of a bundle that another one does not have, by content. */
export function newFiles(files: readonly AnyFile[], before: Manifest | undefined): AnyFile[] {
  const known = new Set(before && filesOf(before).map(({ sha256 }) => sha256));
  return files.filter(({ sha256 }) => !known.has(sha256));
}

export function sumBytes(files: readonly AnyFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** What search by meaning needs beside the rest; by words it goes without. */
export function searchFilesOf({ models, catalog }: Manifest): AnyFile[] {
  return [...catalog.content, models.textEncoder].filter((file) => file !== undefined);
}

/** What its bytes may be: some hosts inflate what is stored gzipped. */
export function formsOf(file: AnyFile): Fingerprint[] {
  return 'inflated' in file ? [file, file.inflated] : [file];
}

export function hashesOf(file: AnyFile): string[] {
  return formsOf(file).map(({ sha256 }) => sha256);
}

export function maxBytesOf(forms: readonly Fingerprint[]): number {
  return Math.max(...forms.map(({ sizeBytes }) => sizeBytes));
}

function* filesIn(value: unknown): Generator<AnyFile> {
  if (typeof value !== 'object' || value === null) return;
  if (isFile(value)) yield value;
  else for (const part of Object.values(value)) yield* filesIn(part);
}

function isFile(value: object): value is AnyFile {
  const { path, sizeBytes, sha256 } = value as Partial<AnyFile>;
  return typeof path === 'string' && typeof sizeBytes === 'number' && typeof sha256 === 'string';
}
