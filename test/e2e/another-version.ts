// Another version of the app and of its films, as a site would deploy it: a real build whose page and views differ,
// with a bundle whose first shard differs.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';
import { formatManifest, parseManifest } from '../../src/formats/manifest.ts';
import { nameFilms } from './name-films.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export const ANOTHER_TITLE = 'Privet, the second version';
export const ANOTHER_CATALOG = 'Films, the second edition';

/** The page has another title, and every view another file name. */
const changes: Plugin = {
  name: 'another-version',
  transformIndexHtml: (html) => html.replace(/<title>.*<\/title>/, `<title>${ANOTHER_TITLE}</title>`),
  transform: (code, id) => (id.endsWith('-view.ts') ? `${code}\nglobalThis.privetVersion = 2;` : undefined),
};

/** @returns the folder of the build; its bundle is the same */
export async function buildAnotherApp(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'privet-e2e-another-'));
  process.env.NODE_ENV = 'production';
  await build({ root, mode: 'production', logLevel: 'warn', plugins: [changes], build: { outDir, emptyOutDir: true } });
  return outDir;
}

/** Writes one film's title in capitals, and names the catalog anew; all of it in the folder of a build, whose page names it. */
export async function changeCatalog(folder: string, title: string): Promise<void> {
  const manifestPath = join(folder, 'models/manifest.json');
  const manifest = parseManifest(JSON.parse(await readFile(manifestPath, 'utf8')));
  const shard = manifest.catalog.items[0]!;
  const shardPath = join(folder, 'models', shard.path);
  const arrow = gunzipSync(await readFile(shardPath));
  const bytes = Buffer.from(title);
  if (!arrow.includes(bytes)) throw new Error(`${shard.path}: '${title}' is not in it`);
  for (let at = arrow.indexOf(bytes); at >= 0; at = arrow.indexOf(bytes, at + 1)) arrow.write(title.toUpperCase(), at);
  const gzipped = gzipSync(arrow);
  Object.assign(shard, fingerprint(gzipped), { inflated: fingerprint(arrow) });
  await writeFile(shardPath, gzipped);
  await writeFile(manifestPath, formatManifest({ ...manifest, name: ANOTHER_CATALOG }));
  await nameFilms(folder);
}

function fingerprint(bytes: Buffer) {
  return { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
