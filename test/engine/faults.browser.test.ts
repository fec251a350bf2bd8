// Broken files, refused storage: each is told in words, and what does not depend on it goes on.
import { afterEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/formats/sha256.ts';
import { alterFiles, cutInHalf, flipOneBit, refuseIndexedDb } from '../browser/faults.ts';
import { bundleFile, filmManifest, freshDatabaseName } from '../browser/film-bundle.ts';
import { type FilmEngine, openFilmEngine } from '../browser/film-engine.ts';

const restores: (() => void)[] = [];
let films: FilmEngine | undefined;
afterEach(async () => {
  for (const restore of restores.splice(0)) restore();
  await films?.engine.dispose();
  films = undefined;
});

const during = (restore: () => void) => restores.push(restore);
const { models, catalog } = await filmManifest();

/** The same model with one of its operators called otherwise. @param to  of as many letters as `from` */
function withOperator(model: Uint8Array<ArrayBuffer>, from: string, to: string): Uint8Array<ArrayBuffer> {
  const [found, wanted] = [from, to].map((name) => new TextEncoder().encode(`\x22\x04${name}`));
  const at = model.findIndex((_, i) => found!.every((byte, k) => model[i + k] === byte));
  if (at < 0) throw new Error(`the model has no ${from}`);
  const altered = model.slice();
  altered.set(wanted!, at);
  return altered;
}

describe('an altered bundle', () => {
  it.each([
    ['manifest.json', cutInHalf, /^manifest.json: content is no JSON, expected a bundle's manifest/],
    ['catalog/items-', flipOneBit, /items-00\d.arrow.gz: file has .+, expected/],
    ['catalog/items-', cutInHalf, /items-00\d.arrow.gz: file has \d+ bytes, expected \d+/],
  ])('whose %s… is damaged opens with a clear error', async (path, alter, message) => {
    during(alterFiles(path, alter));
    const opening = openFilmEngine();
    await expect(opening).rejects.toMatchObject({ name: 'CatalogFormatError' });
    await expect(opening).rejects.toThrow(message);
  });

  it.each([
    ['altered', flipOneBit, 'SHA-256'],
    ['cut off', cutInHalf, 'bytes, expected'],
  ])(
    'whose user tower is %s goes on with the mean, and takes the whole file when it is there',
    async (_, alter, why) => {
      const restore = alterFiles(models.userTower!.path, alter);
      during(restore);
      films = await openFilmEngine();
      const { engine } = films;
      const [liked] = (await engine.forYou()).items;
      await engine.record({ type: 'like', itemId: liked!.itemId });
      const { parts, backend } = await engine.loadTowers();
      expect(parts.towers.state).toBe('failed');
      expect(parts.towers.message).toContain(models.userTower!.path);
      expect(parts.towers.message).toContain(why);
      expect(parts.towers.message).toContain('Recommendations go on');
      expect(backend).toBeUndefined();
      expect((await engine.forYou()).source).toBe('mean');
      expect(await engine.explain((await engine.forYou()).items[0]!.itemId)).toHaveLength(1);
      restore();
      expect((await engine.loadTowers()).parts.towers).toMatchObject({ state: 'ready' });
      expect((await engine.forYou()).source).toBe('user-tower');
    },
  );

  it('whose user tower is another program is not run, and lists go on without it', async () => {
    const { path, sha256 } = models.userTower!;
    const looping = withOperator(await bundleFile(path), 'Sqrt', 'Loop');
    const altered = await sha256Hex(looping);
    during(alterFiles(path, () => looping));
    during(
      alterFiles('manifest.json', (bytes) => {
        const text = new TextDecoder().decode(bytes);
        return new TextEncoder().encode(text.replace(sha256, altered));
      }),
    );
    films = await openFilmEngine();
    const { engine } = films;
    const [liked] = (await engine.forYou()).items;
    await engine.record({ type: 'like', itemId: liked!.itemId });
    const { parts } = await engine.loadTowers();
    expect(parts.towers.state).toBe('failed');
    expect(parts.towers.message).toMatch(/user-tower: node \d+ is the operator Loop, expected one of/);
    expect((await engine.forYou()).source).toBe('mean');
    expect((await engine.forYou()).items.length).toBeGreaterThan(0);
  });

  it('whose batch tower is damaged explains all the same', async () => {
    during(alterFiles(models.userTowerBatch!.path, flipOneBit));
    films = await openFilmEngine();
    const { engine } = films;
    await engine.loadTowers();
    const { items } = await engine.forYou({ count: 2 });
    for (const { itemId } of items) await engine.record({ type: 'like', itemId });
    expect(await engine.explain((await engine.forYou()).items[0]!.itemId)).toHaveLength(2);
  });

  it.each([
    ['text encoder', models.textEncoder!.path],
    ['file of content vectors', catalog.content[0]!.path],
  ])('whose %s is damaged searches by words, says so, and the status why', async (_, path) => {
    const restore = alterFiles(path, flipOneBit);
    during(restore);
    films = await openFilmEngine();
    const { engine, told } = films;
    const found = await engine.search({ query: 'star wars', count: 5 });
    expect(found.source).toBe('words');
    expect(found.items[0]!.title).toMatch(/^Star Wars/);
    expect(found.note).toMatch(/^Search goes by words alone right now\.$/);
    const { state, message } = told.at(-1)!.parts['text-encoder'] as { state: string; message: string };
    expect([state, message]).toEqual(['failed', expect.stringMatching(/^Search goes by words alone: /)]);
    expect(message).toContain(path);
    restore();
    expect((await engine.search({ query: 'star wars' })).source).toBe('semantic');
  });
});

describe('storage that is refused', () => {
  it('keeps the history in memory, and says so', async () => {
    during(refuseIndexedDb());
    const databaseName = freshDatabaseName();
    films = await openFilmEngine({ databaseName });
    const { engine } = films;
    const { storage, parts } = await engine.status();
    expect(storage).toBe('memory');
    expect(parts.history.state).toBe('degraded');
    expect(parts.history.message).toMatch(/kept until this tab closes/);
    const [liked] = (await engine.forYou()).items;
    await engine.record({ type: 'like', itemId: liked!.itemId });
    expect((await engine.forYou()).source).toBe('mean');
    expect(await engine.history()).toHaveLength(1);
    // What an earlier visit may have stored cannot be read either: nobody says that it is gone.
    await expect(engine.forget()).rejects.toThrow(`the database '${databaseName}' stands (The user denied permission`);
    expect(await engine.history()).toEqual([]);
    expect((await engine.status()).isErasureOwed).toBe(true);
  });
});
