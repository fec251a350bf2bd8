import { beforeAll, describe, expect, it } from 'vitest';
import { ItemCatalog, OTHER_TITLES } from '../../src/catalog/item-catalog.ts';
import { createPacker } from '../../src/catalog/packed-columns.ts';
import { createWordIndex, type WordIndex } from '../../src/engine/search/word-index.ts';

const ITEMS = [
  ['Red trail shoes', 'Nike', ''],
  ['Red shoes', 'Peak', ''],
  ['Blue shoe for trails and long mountain walks', 'Nike', ''],
  ['Amélie’s tent', 'Peak', 'La tente d’Amélie'],
  ['七人の侍', '', ''],
] as const;

/** Two shards: the first as it came, the second packed. */
function catalogOfItems(): ItemCatalog {
  const facets = [{ name: 'brand', label: 'Brand' }];
  const catalog = new ItemCatalog({
    ...{ name: 'shop', numItems: ITEMS.length, embeddingDim: 16 },
    vocabularies: { eventTypes: [], features: [], facets },
  });
  const packer = createPacker(true);
  for (const [first, end] of [
    [0, 2],
    [2, ITEMS.length],
  ] as const) {
    const items = ITEMS.slice(first, end);
    const shard = {
      numItems: items.length,
      ids: items.map((_, row) => `item-${first + row}`),
      titles: items.map(([title]) => title),
      texts: items.map(() => ''),
      facets: { brand: items.map(([, brand]) => (brand === '' ? [] : [brand])) },
      details: { [OTHER_TITLES]: items.map(([, , other]) => (other === '' ? null : other)) },
      features: new Float32Array(),
      hasResidual: items.map(() => false),
      embeddings: new Int8Array(16 * items.length),
    };
    catalog.append(shard, { firstItemIndex: first, path: 'items' }, first > 0 ? packer : undefined);
  }
  return catalog;
}

let index: WordIndex;
beforeAll(async () => {
  index = await createWordIndex(catalogOfItems());
});

describe('the index of words', () => {
  it.each([
    ['red shoes', [1, 0]],
    ['trail', [0, 2]],
    ['mount', [2]],
    ['montain', [2]],
    ['nike shoes', [0]],
    ['amelie', [3]],
    ['tente', [3]],
    ['七人の侍', [4]],
    ['red sofa', []],
    ['?!', []],
  ])('finds items with every word of %s', (query, items) => {
    expect(index.search(query, 'AND')).toEqual(items);
  });

  it('finds items with any word, those with more and rarer ones first', () => {
    expect(index.search('red walks', 'OR')[0]).toBe(2);
    expect(index.search('red shoes sofa', 'OR').slice(0, 2)).toEqual([1, 0]);
  });

  it('finds all items that have a phrase, in whatever number', () => {
    expect([...index.having('red shoe').indices()]).toEqual([0, 1]);
    expect([...index.having('trails').indices()]).toEqual([0, 2]);
    expect([...index.having('tra').indices()]).toEqual([]);
  });

  it('finds what is called so, and not what is called longer', () => {
    expect(index.called('red SHOES')).toEqual([1]);
    expect(index.called('la tente d’amelie')).toEqual([3]);
    expect(index.called('shoes')).toEqual([]);
  });
});
