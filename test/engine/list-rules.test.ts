// The rules of a list over a small made-up catalog; list-rules.browser.test.ts asks the engine for lists of films.
import { describe, expect, it } from 'vitest';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import { diversify, numCandidates, pinsOf, withoutBestKnown } from '../../src/engine/lists/list-rules.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import type { RankResult } from '../../src/ranking/ranker.ts';
import { createMemoryBundle, makeItems } from '../bundle/memory-host.ts';
import { windowOf } from './visitor.ts';

const NUM_ITEMS = 16;
const { manifest: model } = await createMemoryBundle();
const manifest = { ...model, numItems: NUM_ITEMS, qualityDims: 0 };

/** 16 items that are all unlike each other: the first eight are comedies, the last eight dramas. */
function wholeCatalog(change: (items: ReturnType<typeof makeItems>) => void = () => {}): ItemCatalog {
  const catalog = new ItemCatalog(manifest);
  const items = makeItems(0, NUM_ITEMS);
  items.embeddings.fill(0);
  for (let i = 0; i < NUM_ITEMS; i++) items.embeddings[i * 16 + i] = 100;
  items.facets.genre = items.ids.map((_, i) => [i < 8 ? 'Comedy' : 'Drama']);
  change(items);
  catalog.append(items, { firstItemIndex: 0, path: 'items' });
  return catalog;
}

const catalog = wholeCatalog();
const indices = Uint32Array.from({ length: NUM_ITEMS }, (_, i) => i);
/** In the order of the rows. */
const ranked: RankResult = { indices, scores: Int32Array.from(indices, (i) => 100 - i) };
const dramas = ({ indices }: RankResult) => indices.filter((index) => index >= 8).length;

describe('diversity', () => {
  const visitor = windowOf(['like', 0], ['dislike', 1], ['like', 15]);

  it('0 keeps the ranking', () => {
    expect(diversify({ manifest, catalog }, {}, { window: visitor, ranked }, 6).indices).toEqual(indices.slice(0, 6));
  });

  it("mixes the first facet's values as the visitor's likes do", () => {
    const mixed = diversify({ manifest, catalog }, { diversity: 1 }, { window: visitor, ranked }, 6);
    const onlyDramas = diversify({ manifest, catalog }, { diversity: 1 }, { window: windowOf(['like', 9]), ranked }, 6);
    expect(dramas(mixed)).toBeGreaterThan(0);
    expect(dramas(onlyDramas)).toBeGreaterThan(dramas(mixed));
  });

  it('mixes nothing for a visitor without likes, and nothing that was filtered for', () => {
    const disliked = windowOf(['dislike', 9]);
    expect(dramas(diversify({ manifest, catalog }, { diversity: 1 }, { window: disliked, ranked }, 6))).toBe(0);
    const filtered = { diversity: 1, where: { genre: ['Comedy', 'Drama'] } };
    expect(dramas(diversify({ manifest, catalog }, filtered, { window: visitor, ranked }, 6))).toBe(0);
  });

  it('asks for further candidates, for the first 200 places at most', () => {
    expect(numCandidates({ manifest, catalog }, 20, {})).toBe(20);
    expect(numCandidates({ manifest, catalog }, 20, { diversity: 1 })).toBe(100);
    expect(numCandidates({ manifest, catalog }, 1000, { diversity: 1 })).toBe(1000);
    expect(numCandidates({ manifest, catalog }, 1000, { diversity: 0.1 })).toBe(1000);
  });
});

describe('coverage', () => {
  /** One like asks for what stands last, eight for what stands first. */
  const demandsOf = () => [
    ...Array.from({ length: 8 }, () => ({ positions: [0, 1, 2, 3], weights: [1, 1, 1, 1] })),
    { positions: [15], weights: [3] },
  ];
  const served = { share: 0.9, demandsOf };
  const listOf = (k: number) => diversify({ manifest, catalog }, {}, { window: [], ranked, served }, k).indices;

  it('a longer list begins like a shorter one', () => {
    for (const k of [1, 3, 6, 9]) expect(listOf(k)).toEqual(listOf(12).slice(0, k));
    expect([...listOf(16)].sort((a, b) => a - b)).toEqual([...indices]);
    expect([...listOf(9)]).toContain(15);
  });

  it('asks for the same number of candidates whatever k is, and for the k that are wanted', () => {
    expect(numCandidates({ manifest, catalog }, 3, {}, served)).toBe(160);
    expect(numCandidates({ manifest, catalog }, 500, {}, served)).toBe(500);
  });
});

describe('series', () => {
  const [genre, ...others] = manifest.vocabularies.facets;
  const facets = [{ ...genre!, isSeries: true }, ...others];
  const bundle = { manifest: { ...manifest, vocabularies: { ...manifest.vocabularies, facets } }, catalog };

  it('have one item in every ten places, while there is anything else', () => {
    const list = diversify(bundle, {}, { window: [], ranked }, 4);
    expect(list.indices).toEqual(Uint32Array.of(0, 8, 1, 2));
    expect(numCandidates(bundle, 4, {})).toBe(44);
  });

  it('of which three parts are liked have half the places, by year', () => {
    const years = wholeCatalog(({ details }) => {
      details.year = Array.from(indices, (i) => String(2000 - i));
    });
    const listOf = (...liked: number[]) => {
      const window = windowOf(...liked.map((row): ['like', number] => ['like', row]));
      return diversify({ ...bundle, catalog: years }, {}, { window, ranked }, 3).indices;
    };
    expect(listOf(5, 6, 7)).toEqual(Uint32Array.of(1, 8, 0));
    expect(listOf(6, 7)).toEqual(Uint32Array.of(0, 8, 1));
    expect(listOf(6, 7, 9)).toEqual(Uint32Array.of(0, 8, 1));
  });

  it('that a filter asks for are as they were ranked', () => {
    const request = { where: { genre: ['Comedy'] } };
    expect(diversify(bundle, request, { window: [], ranked }, 4).indices).toEqual(Uint32Array.of(0, 1, 2, 3));
  });
});

describe('the best-known items', () => {
  const known = wholeCatalog();
  const column = manifest.vocabularies.features.indexOf('popularity');
  for (let i = 0; i < NUM_ITEMS; i++) known.features[i * known.numFeatures + column] = i / (NUM_ITEMS - 1);
  const left = (novelty: number) => {
    const bundle = { manifest, catalog: known };
    return [...withoutBestKnown(bundle, { novelty }, known.available).indices()].at(-1);
  };

  it('are left out of what shall surprise, and of nothing else', () => {
    expect([-1, 0, 0.5].map(left)).toEqual([15, 15, 15]);
    expect(left(1)).toBe(14);
  });
});

describe('pins', () => {
  const all = Bitset.full(NUM_ITEMS);
  const pins = [
    { itemId: 'film-2', position: 5 },
    { itemId: 'elsewhere', position: 0 },
  ];

  it('are those of items that may be shown', () => {
    const [known] = pins;
    expect(pinsOf(catalog, { pins: [known!] }, all)).toEqual([{ itemIndex: 2, position: 5 }]);
    expect(pinsOf(catalog, { pins: [known!] }, new Bitset(NUM_ITEMS))).toEqual([]);
  });

  it('of an unknown item are refused by a whole catalog, and left out while a part of it is missing', () => {
    expect(() => pinsOf(catalog, { pins }, all)).toThrow("pins: 'elsewhere' is not in the catalog");
    const partial = new ItemCatalog(manifest);
    partial.append(makeItems(0, 4), { firstItemIndex: 0, path: 'items-000' });
    expect(pinsOf(partial, { pins }, all)).toEqual([{ itemIndex: 2, position: 5 }]);
  });
});
