// Two versions of a site's folder, and what a page finds in one: which of the two it is, or what is wrong with it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isIntact, parseIntegrity } from '../../src/formats/integrity.ts';
import { damagedFiles, openBundle } from '../../src/pipeline/input/read-bundle-folder.ts';
import { type Disk, type Files, NODE_DISK } from '../../src/pipeline/site/publish-files.ts';
import { type BundleFacts, type PublishedPage, writeBundle } from '../../src/pipeline/site/publish-folder.ts';
import { inLoadingOrder, isPageLeftover } from '../../src/pipeline/site/publish-page-files.ts';
import { bundleInput } from '../bundle/bundle-fixture.ts';

export type Version = 'one' | 'two';

/** The second has fewer shards, other scripts and no models. */
const VERSIONS = {
  one: { numItems: 60, changes: { name: 'one', shardBytes: 3000 } },
  two: { numItems: 40, changes: { name: 'two', shardBytes: 3000, towers: undefined } },
};
const CHUNKS = { one: 'privet-chunk-00000001.js', two: 'privet-chunk-00000002.js' };
/** Each loads those before it. */
const ENTRIES = ['worker.js', 'privet.js', 'elements.js', 'preview.html'];

/** Scripts that name the chunk they load. */
function pageFiles(version: Version, { needsRuntime, integrity }: BundleFacts): Files {
  const text = (content: string) => new TextEncoder().encode(content);
  const files: Record<string, Uint8Array> = { [CHUNKS[version]]: text(`// a chunk of version ${version}`) };
  if (needsRuntime) files['ort-wasm.wasm'] = text('runtime');
  for (const name of ENTRIES) files[name] = text(`import './${CHUNKS[version]}'; // ${version}`);
  files['preview.html'] = text(`import './${CHUNKS[version]}'; <meta name="privet:integrity" content="${integrity}">`);
  return new Map(inLoadingOrder(Object.keys(files).reverse()).map((name) => [name, files[name]!]));
}

/** Publishes as `privet build` does. */
export async function publishVersion(folder: string, version: Version, disk: Disk = NODE_DISK): Promise<void> {
  const page: PublishedPage = {
    folder,
    files: async (bundle) => pageFiles(version, bundle),
    isLeftover: isPageLeftover,
  };
  const { numItems, changes } = VERSIONS[version];
  const input = bundleInput(join(folder, 'bundle'), numItems, changes);
  await writeBundle({ ...input, page, disk, hasHashedNames: true });
}

/**
 * @returns the version that a page reads. @throws Error for a folder that is mixed, or lacks anything a page asks for
 */
export async function versionIn(folder: string): Promise<Version> {
  const bundleFolder = join(folder, 'bundle');
  const { manifest, itemIds } = await openBundle(bundleFolder);
  const damaged = await damagedFiles(bundleFolder, manifest);
  if (damaged.length > 0) throw new Error(`damaged: ${damaged.join(', ')}`);
  const version = manifest.name as Version;
  const { numItems } = VERSIONS[version];
  if (itemIds.length !== numItems) throw new Error(`${itemIds.length} items, expected ${numItems}`);
  const chunks: string[] = [];
  for (const name of ENTRIES) {
    const [, chunk] = /'\.\/(.+)'/.exec(await readFile(join(folder, name), 'utf8'))!;
    await readFile(join(folder, chunk!));
    chunks.push(chunk!);
  }
  const [, integrity] = /privet:integrity" content="([^"]*)/.exec(
    await readFile(join(folder, 'preview.html'), 'utf8'),
  )!;
  const bytes = new Uint8Array(await readFile(join(bundleFolder, 'manifest.json')));
  if (!(await isIntact(bytes, parseIntegrity(integrity))))
    throw new Error(`the page names ${integrity}, not what is there`);
  // Scripts are exchanged one by one, each behind those that it loads.
  const numChanges = chunks.filter((chunk, i) => i > 0 && chunk !== chunks[i - 1]).length;
  if (numChanges > 1) throw new Error(`scripts are of ${chunks.join(', ')}, expected one version and then another`);
  if (manifest.models.userTower) await readFile(join(folder, 'ort-wasm.wasm'));
  return version;
}
