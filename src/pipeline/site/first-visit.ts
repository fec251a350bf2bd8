// What a bundle costs a first visit, in bytes on the wire, for the last lines of a build. Shards and tables are stored
// gzipped; manifest and models are counted as a host that compresses would send them.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type AnyFile, filesOf, totalBytesOf } from '../../bundle/bundle-files.ts';
import { MANIFEST_FILE } from '../../bundle/encode-bundle.ts';
import { readManifest } from './read-bundle-folder.ts';

const gzipped = promisify(gzip);

/**
 * `FOLDER: 500 items, 0.2 MB`, then what a first visit loads of it, beside the page's own code.
 * @throws InputError where there is no bundle, CatalogFormatError for one that is damaged
 */
export async function firstVisitLines(folder: string): Promise<string[]> {
  const manifest = await readManifest(folder);
  const { catalog, models, numItems } = manifest;
  // The towers that a page asks for: one by one and eight at a time; new items are embedded elsewhere.
  const loaded = filesOf(manifest).filter(
    (file) => file !== models.itemTower && file !== manifest.semanticIds?.codebooks,
  );
  const beforeList = await bytesOnTheWire(folder, catalog.items.slice(0, 1));
  const whole = await bytesOnTheWire(folder, loaded);
  const runtime = models.userTower || models.textEncoder ? 'and ONNX Runtime (3.7 to 6.6 MB)' : 'and no runtime';
  return [
    `${folder}: ${numItems} items, ${(totalBytesOf(manifest) / 1e6).toFixed(1)} MB`,
    `a first visit loads ${kilobytes(beforeList)} of it before the first list, ${kilobytes(whole)} in all, ${runtime}`,
  ];
}

/** With the manifest. */
async function bytesOnTheWire(folder: string, files: readonly AnyFile[]): Promise<number> {
  let bytes = await compressedSize(join(folder, MANIFEST_FILE));
  for (const file of files)
    bytes += 'inflated' in file ? file.sizeBytes : await compressedSize(join(folder, file.path));
  return bytes;
}

async function compressedSize(file: string): Promise<number> {
  return (await gzipped(await readFile(file), { level: 9 })).length;
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} kB`;
