// A bundle as it was kept for offline use before the code was moved: the name of the cache and the keys in it are
// those that browsers hold, and the bundle opens from there without a network.
import { afterEach, expect, test } from 'vitest';
import { integrityOf } from '../../src/formats/integrity.ts';
import { bundleFile, filmManifest } from '../browser/film-bundle.ts';
import { type FilmEngine, openFilmEngine } from '../browser/film-engine.ts';

/** A place where no server has anything. */
const FOLDER = new URL('/golden-films/', location.href);
const CACHE_NAME = 'privet bundle /golden-films/';
const SEARCH_FILES = /content|text-encoder|tokenizer/;

const { fetch } = globalThis;
let films: FilmEngine | undefined;
afterEach(async () => {
  globalThis.fetch = fetch;
  await films?.engine.dispose();
  await caches.delete(CACHE_NAME);
});

/** Whatever in a manifest has a path and a hash. */
function filesIn(value: unknown): { path: string; sha256: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('path' in value && 'sha256' in value) return [value as { path: string; sha256: string }];
  return Object.values(value).flatMap(filesIn);
}

/** All that a list needs, as it was kept; from then on there is no network. @returns the text of its manifest */
async function keep(): Promise<string> {
  const manifest = await filmManifest();
  const cache = await caches.open(CACHE_NAME);
  const put = (key: string, body: BodyInit) => cache.put(new URL(key, FOLDER), new Response(body));
  for (const { path, sha256 } of filesIn(manifest)) {
    if (!SEARCH_FILES.test(path)) await put(`kept?sha256=${sha256}`, await bundleFile(path));
  }
  const text = JSON.stringify(manifest);
  await put('kept?manifest=current', text);
  globalThis.fetch = () => Promise.reject(new TypeError('there is no network'));
  return text;
}

const manifestUrl = new URL('manifest.json', FOLDER).href;

test('a bundle that was kept opens without a network', async () => {
  const { numItems: expected } = JSON.parse(await keep());
  films = await openFilmEngine({ manifestUrl, keepFiles: true });
  const { items } = await films.engine.forYou();
  expect(items).toHaveLength(20);
  const { parts, numItems } = await films.engine.status();
  expect([parts.catalog.state, numItems]).toEqual(['ready', expected]);
  expect(await films.engine.map()).toBeDefined();
});

test('for a page that names it, and for no page that names another', async () => {
  const bytes = new TextEncoder().encode(await keep());
  const another = await integrityOf(Uint8Array.of(...bytes, 32));
  const opening = openFilmEngine({ manifestUrl, keepFiles: true, integrity: another });
  await expect(opening).rejects.toThrow(
    /^manifest\.json: download failed .*; the version that is kept on this device is not the one that this page names/,
  );
  films = await openFilmEngine({ manifestUrl, keepFiles: true, integrity: `${another} ${await integrityOf(bytes)}` });
  expect((await films.engine.forYou()).items).toHaveLength(20);
});
