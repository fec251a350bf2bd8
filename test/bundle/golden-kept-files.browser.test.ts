// A bundle as it was kept for offline use before the code was moved: the name of the cache and the keys in it are
// those that browsers hold, and the bundle opens from there without a network.
import { afterEach, expect, test } from 'vitest';
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

test('a bundle that was kept opens without a network', async () => {
  const manifest = await filmManifest();
  const cache = await caches.open(CACHE_NAME);
  const put = (key: string, body: BodyInit) => cache.put(new URL(key, FOLDER), new Response(body));
  for (const { path, sha256 } of filesIn(manifest)) {
    if (!SEARCH_FILES.test(path)) await put(`kept?sha256=${sha256}`, await bundleFile(path));
  }
  await put('kept?manifest=current', JSON.stringify(manifest));
  globalThis.fetch = () => Promise.reject(new TypeError('there is no network'));
  films = await openFilmEngine({ manifestUrl: new URL('manifest.json', FOLDER).href, keepFiles: true });
  const { items } = await films.engine.forYou();
  expect(items).toHaveLength(20);
  const { parts, numItems } = await films.engine.status();
  expect([parts.catalog.state, numItems]).toEqual(['ready', manifest.numItems]);
  expect(await films.engine.map()).toBeDefined();
});
