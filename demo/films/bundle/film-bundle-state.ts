// Tells whether the film bundle on disk is what today's sources would give, so that set-up that was done is not done
// again. Sources are the code that makes it, the written records and phrases, the installed packages, and the towers.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeFingerprint } from '../../../src/pipeline/code/code-fingerprint.ts';
import { ENGLISH_ENCODER_FILE } from '../../../src/pipeline/encoder/english-encoder.ts';
import { damagedFiles, readManifest } from '../../../src/pipeline/input/read-bundle-folder.ts';
import { locateMovies } from '../cleaning/film-row.ts';
import { PHRASES_FOLDER } from '../language/written-phrases.ts';
import { RECORDS_FOLDER } from '../records/read-records.ts';
import { MATCH_FILTER_FILE } from './film-match-filter.ts';
import { TOWERS_FILE, TRAINED_FILES } from './film-towers.ts';

/** What makes it, with everything that this imports. */
const MAKER = fileURLToPath(new URL('./make-film-bundle.ts', import.meta.url));
const PACKAGES = ['@uwdata/flechette', 'onnxruntime-web', 'umap-js'];

/** Hash of everything that the bundle is made from. */
export async function filmBundleFingerprint(outDir: string): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await codeFingerprint([MAKER]));
  for (const folder of [RECORDS_FOLDER, PHRASES_FOLDER]) await addFolder(hash, folder);
  for (const name of PACKAGES) hash.update(`${name} ${await installedVersion(name)}\n`);
  for (const path of [locateMovies().path, ENGLISH_ENCODER_FILE]) hash.update(await readFile(path));
  for (const name of [TOWERS_FILE, MATCH_FILTER_FILE, ...Object.values(TRAINED_FILES)]) {
    const bytes = await readFile(join(outDir, name)).catch(() => undefined);
    hash.update(`${name} ${bytes?.length ?? 'absent'}\n`).update(bytes ?? '');
  }
  return hash.digest('hex');
}

/**
 * Whether the bundle must be made: never made here, made from other sources, or damaged since.
 *
 * @param fingerprint  of today's sources
 */
export async function needsRebuild(outDir: string, stateFile: string, fingerprint: string): Promise<boolean> {
  const made = await readFile(stateFile, 'utf8').catch(() => undefined);
  if (made?.trim() !== fingerprint) return true;
  const manifest = await readManifest(outDir).catch(() => undefined);
  return manifest === undefined || (await damagedFiles(outDir, manifest)).length > 0;
}

/** Notes what the bundle was made from, once it is written: the fingerprint from before it was made. */
export async function markBuilt(stateFile: string, fingerprint: string): Promise<void> {
  await mkdir(dirname(stateFile), { recursive: true });
  await writeFile(stateFile, `${fingerprint}\n`);
}

async function addFolder(hash: ReturnType<typeof createHash>, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  }
}

/** From node_modules itself: some packages do not export their package.json. */
async function installedVersion(name: string): Promise<string> {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const folder of paths) {
    const json = await readFile(join(folder, name, 'package.json'), 'utf8').catch(() => undefined);
    if (json !== undefined) return (JSON.parse(json) as { version: string }).version;
  }
  throw new Error(`film bundle: package ${name} is not installed`);
}
