// Reads a bundle's manifest and holds its files against it, for tools that go on from a bundle on disk.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BundleFile, type Manifest, parseManifest } from '../../formats/manifest.ts';
import { sha256Hex } from '../../formats/sha256.ts';

export const MANIFEST_FILE = 'manifest.json';

/** Every file that a manifest names with size and hash. */
export function filesOf(manifest: Manifest): BundleFile[] {
  const models = Object.values(manifest.models).filter((file) => file !== undefined);
  const codebooks = manifest.semanticIds ? [manifest.semanticIds.codebooks] : [];
  const others = [manifest.itemToItem, manifest.tasteMap].filter((file) => file !== undefined);
  return [...models, ...manifest.catalog.items, ...manifest.catalog.content, ...codebooks, ...others];
}

/** The folder's manifest, or undefined where there is none that this version can read. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return parseManifest(JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Paths of files that are missing or have other bytes than the manifest says. */
export async function damagedFiles(folder: string, manifest: Manifest): Promise<string[]> {
  const damaged: string[] = [];
  for (const { path, sizeBytes, sha256 } of filesOf(manifest)) {
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    const isWhole = bytes?.length === sizeBytes && (await sha256Hex(new Uint8Array(bytes))) === sha256;
    if (!isWhole) damaged.push(path);
  }
  return damaged;
}
