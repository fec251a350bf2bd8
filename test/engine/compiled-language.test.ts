// What a site's build makes of its items, behind the page's own engine: what is suggested is found, and sentences are
// read. No towers, no text encoder: words and the mean answer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeBundle } from '../../src/bundle/encode-bundle.ts';
import { orderByPrior } from '../../src/bundle/order-by-prior.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { SearchResponse } from '../../src/engine/search/search-api.ts';
import type { LanguageFile } from '../../src/formats/language-file.ts';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { compileLanguage } from '../../src/language/compile/compile-language.ts';
import { parseMeaning } from '../../src/language/meanings.ts';
import { l2NormalizeRows } from '../../src/numerics/l2-normalize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { fitItems } from '../../src/own-catalogs/own-bundle.ts';
import { createMemoryHost, MANIFEST_URL } from '../bundle/memory-host.ts';
import { books, games, itemsOf, type Row } from '../language/shops.ts';
import { encodeWords } from '../untrained/word-encoder.ts';

interface Shop {
  engine: Engine;
  language: LanguageFile;
}

/** An engine over the rows of a shop, once it has read its language file. */
async function openShop(rows: readonly Row[], written: Partial<LanguageFile> = {}): Promise<Shop> {
  const { items, facets } = itemsOf(rows);
  const random = createRandom(5);
  const vectors = Float32Array.from({ length: items.length * CONTENT_DIM }, () => random.normal());
  const fitted = await fitItems(items, l2NormalizeRows(vectors, CONTENT_DIM), encodeWords, { iterations: 2 });
  const { language } = compileLanguage({ items: fitted.items, facets, written });
  const { files } = await encodeBundle(orderByPrior({ ...fitted, name: 'Shop', facets, language }));
  globalThis.fetch = createMemoryHost(Object.fromEntries(files), 10_000_000).fetch;
  const engine = new Engine();
  const nobody = () => {};
  await engine.open(
    { manifestUrl: MANIFEST_URL, databaseName: `shop-${Math.random()}`, backend: 'wasm' },
    nobody,
    nobody,
  );
  await engine.read('');
  return { engine, language };
}

type Found = SearchResponse['items'][number];

function has({ facets, details }: Found, meaning: string, { fields }: LanguageFile): boolean {
  const { kind, value = '' } = parseMeaning(meaning);
  if (fields[kind] === undefined) return facets[kind]?.includes(value) ?? false;
  const [low, high] = value.split('..');
  const number = Number.parseFloat(details[fields[kind]] ?? '');
  return number >= Number(low || -1) && number <= Number(high || 1e9);
}

describe.each([
  ['books', books()],
  ['games', games()],
] as const)('%s', (_, rows) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop(rows);
  });
  afterAll(() => shop.engine.dispose());

  it('have a first page of ten for each suggestion and what is typed, and all of it is what was said', async () => {
    const { engine, language } = shop;
    const some = language.queries.filter((_query, i) => i % 5 === 0);
    for (const { text, meanings } of [...language.suggestions, ...some]) {
      const { items, relaxed } = await engine.search({ query: text, count: 10 });
      expect(items, text).toHaveLength(10);
      expect(relaxed, text).toBeUndefined();
      for (const item of items) for (const meaning of meanings) expect(has(item, meaning, language), text).toBe(true);
    }
  });

  it('offer anybody five things, about different ones, and go on with what is typed', async () => {
    const { engine, language } = shop;
    const shown: string[] = [];
    for (let visit = 0; visit < 4; visit++) {
      const offered = await engine.suggest({ exclude: shown });
      expect(offered).toHaveLength(5);
      shown.push(...offered.map(({ text }) => text));
    }
    const offered = language.suggestions.filter(({ text }) => shown.includes(text));
    expect(offered).toHaveLength(20);
    const said = offered.slice(0, 5).flatMap(({ meanings }) => meanings);
    expect(new Set(said).size).toBeGreaterThanOrEqual(5);
    const typed = await engine.suggest({ prefix: language.queries.at(-1)!.text.slice(0, 6), count: 8 });
    expect(typed.some(({ kind }) => kind === 'query')).toBe(true);
  });
});

describe('sentences over books', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop(books());
  });
  afterAll(() => shop.engine.dispose());

  it.each([
    [
      'novels by Ada Quill before 1960, no horror',
      { author: { any: ['Ada Quill'] }, genre: { none: ['Horror'] }, year: { max: 1959 } },
    ],
    ['crime about war or magic', { genre: { any: ['Crime'] }, subjects: { any: ['war', 'magic'] } }],
    ['something by okonjo from the eighties', { author: { any: ['Bram Okonjo'] }, year: { min: 1980, max: 1989 } }],
    [
      'no poetry, only paperbacks since 2010',
      { genre: { none: ['Poetry'] }, format: { any: ['Paperback'] }, year: { min: 2010 } },
    ],
    ['audiobooks in french', { format: { any: ['Audiobook'] }, language: { any: ['French'] } }],
  ])('%s', async (text, where) => {
    const reading = await shop.engine.read(text);
    expect(reading.where).toEqual(where);
  });

  it('over games have lengths', async () => {
    const { engine } = await openShop(games());
    const { where } = await engine.read('strategy with dice, no longer than an hour');
    expect(where).toEqual({
      category: { any: ['Strategy'] },
      mechanics: { any: ['dice'] },
      'playing-time': { max: 60 },
    });
    await engine.dispose();
  });
});

it('a catalog in a language without a pack says so, and reads values and names', async () => {
  const { engine } = await openShop(books(), { locale: 'de' });
  const { language } = (await engine.status()).parts;
  expect(language).toMatchObject({ state: 'degraded', message: expect.stringContaining("'de'") });
  const { where, rest } = await engine.read('Crime von Ada Quill vor 1960');
  expect(where).toEqual({ genre: { any: ['Crime'] }, author: { any: ['Ada Quill'] } });
  expect(rest).toBe('von vor 1960');
  expect(await engine.suggest()).toHaveLength(5);
  await engine.dispose();
});

/** Cameras, a few of which take film, as nearly no text of a shop says. */
function cameras(): Row[] {
  return Array.from({ length: 90 }, (_, i) => {
    const [kind, text] = (
      [
        ['Film camera', 'Takes 35 mm film and needs no battery.'],
        ['Digital camera', 'A sensor of 24 megapixels, and a screen that turns.'],
        ['Camera bag', 'Holds a camera with two lenses, and keeps the rain out.'],
      ] as const
    )[i % 9 === 0 ? 0 : 1 + (i % 2)]!;
    return { sku: `c-${i}`, title: `${kind} ${['Kestrel', 'Orbit', 'Tarn'][i % 3]} ${i}`, description: text };
  });
}

describe('a shop with film cameras', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop(cameras());
  });
  afterAll(() => shop.engine.dispose());

  it.each(['film camera', 'film cameras', 'film', 'a camera for film'])('finds them: %s', async (query) => {
    const { items } = await shop.engine.search({ query, count: 8 });
    expect(items.map(({ title }) => title.slice(0, 11))).toEqual(Array.from({ length: 8 }, () => 'Film camera'));
  });
});
