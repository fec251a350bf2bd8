import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleInput, BundleItem } from '../../src/bundle/bundle-input.ts';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';

export const DIM = 16;

/** A bundle input of random rows; the towers are any bytes, since a bundle does not look into them. */
export function bundleInput(outDir: string, numItems: number, changes: Partial<BundleInput> = {}) {
  const random = createRandom(numItems);
  const normals = (length: number) => Float32Array.from({ length }, () => random.normal());
  const items = Array.from(
    { length: numItems },
    (_, i): BundleItem => ({
      id: `item-${i}`,
      title: `Title ${i}`,
      text: `Title ${i}. Some text.`,
      facets: i % 3 === 0 ? {} : { genre: ['Drama', ...(i % 2 ? ['Comedy'] : [])] },
      details: i % 4 === 0 ? {} : { year: String(1900 + i) },
      features: [random.next(), 1, 0, 0, random.next(), 1],
      hasResidual: i % 2 === 0,
    }),
  );
  const input: BundleInput & { outDir: string } = {
    outDir,
    name: 'Test',
    items,
    embeddings: normals(numItems * DIM),
    qualityDims: 6,
    contentVectors: normals(numItems * CONTENT_DIM).map((value) => value / Math.sqrt(CONTENT_DIM) / 4),
    towers: { userTower: Uint8Array.of(1), userTowerBatch: Uint8Array.of(2, 2), itemTower: Uint8Array.of(3) },
    prior: normals(DIM),
    meanStrength: 1,
    notices: ['A notice'],
    ...changes,
  };
  return input;
}

/** Runs `use` with an empty folder that is removed afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-bundle-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every file of a folder by its path, as hex. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = files
    .sort()
    .map(async (path) => [path.slice(folder.length + 1), (await readFile(path)).toString('hex')]);
  return Object.fromEntries(await Promise.all(pairs));
}
