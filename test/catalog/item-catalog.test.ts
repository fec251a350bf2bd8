import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import type { Condition } from '../../src/catalog/where.ts';
import { CatalogFormatError } from '../../src/errors.ts';
import type { ItemShard } from '../../src/formats/catalog.ts';
import type { Manifest } from '../../src/formats/manifest.ts';
import { createMemoryBundle, makeItems } from '../bundle/memory-host.ts';

let manifest: Manifest;
beforeAll(async () => {
  manifest = (await createMemoryBundle()).manifest;
});

function fullCatalog(): ItemCatalog {
  const catalog = new ItemCatalog(manifest);
  for (const shard of manifest.catalog.items) {
    catalog.append(makeItems(shard.firstItemIndex, shard.numItems), shard);
  }
  return catalog;
}

describe('ItemCatalog', () => {
  test('finds items by id and by index', () => {
    const catalog = fullCatalog();
    expect(catalog.indexOf('film-5')).toBe(5);
    expect(catalog.indexOf('film-9')).toBeUndefined();
    expect(catalog.indexOf('constructor')).toBeUndefined();
    expect(catalog.summary(5)).toEqual({
      itemId: 'film-5',
      itemIndex: 5,
      title: 'Film 5',
      facets: { genre: ['Comedy', 'Drama'], decade: ['1950s'] },
      details: {},
    });
    expect(catalog.summary(4)).toMatchObject({ facets: { genre: ['Comedy'] }, details: { year: '1945' } });
    expect([...catalog.embedding(5)]).toEqual(new Array(16).fill(6));
    expect([catalog.hasResidual(5), catalog.hasResidual(4)]).toEqual([true, false]);
  });

  test('text is never markup, and unknown facets and details are absent', () => {
    const catalog = fullCatalog();
    expect(catalog.text(0)).toBe('Film 0. A <b>text</b>.');
    expect(catalog.summary(0).facets).toEqual({});
    expect('year' in catalog.summary(1).details).toBe(false);
  });

  test('what it hands out is a copy', () => {
    const catalog = fullCatalog();
    catalog.summary(5).facets.genre!.push('Western');
    expect(catalog.summary(5).facets.genre).toEqual(['Comedy', 'Drama']);
  });

  test('rows that have not come are not there', () => {
    const catalog = new ItemCatalog(manifest);
    const [, second] = manifest.catalog.items;
    catalog.append(makeItems(4, 3), second!);
    expect([...catalog.available.indices()]).toEqual([4, 5, 6]);
    expect(catalog.indexOf('film-0')).toBeUndefined();
    expect(() => catalog.summary(0)).toThrow('catalog: item 0 is not there, expected an available index');
    expect(() => catalog.embedding(100)).toThrow(RangeError);
    expect(catalog.embeddings.row(0)).toEqual(new Int8Array(16));
    expect([...catalog.filter({}).indices()]).toEqual([4, 5, 6]);
    expect(catalog.facetCounts()).toEqual({
      genre: [
        { value: 'Comedy', count: 2 },
        { value: 'Drama', count: 1 },
      ],
      decade: [
        { value: '1950s', count: 1 },
        { value: '1960s', count: 1 },
      ],
    });
  });

  test('a shard with an id of another shard is refused whole', () => {
    const catalog = fullCatalog();
    const [, , third] = manifest.catalog.items;
    const fresh = new ItemCatalog(manifest);
    fresh.append(makeItems(0, 4), manifest.catalog.items[0]!);
    const clash: ItemShard = { ...makeItems(7, 2), ids: ['film-7', 'film-2'] };
    const append = () => fresh.append(clash, third!);
    expect(append).toThrow("catalog/items-002.arrow.gz: item id 'film-2' is in another shard too, expected unique ids");
    expect(append).toThrow(CatalogFormatError);
    expect(fresh.indexOf('film-7')).toBeUndefined();
    expect(fresh.available.count()).toBe(4);
    expect(catalog.available.count()).toBe(9);
  });

  test('an empty catalog works', () => {
    const empty = new ItemCatalog({ ...manifest, numItems: 0 });
    expect(empty.filter({ genre: ['Comedy'] }).count()).toBe(0);
    expect(empty.facetCounts()).toEqual({ genre: [], decade: [] });
  });
});

describe('filter', () => {
  test('of a facet whose absence means none, an item without a value has none of them', () => {
    const facets = [
      { name: 'form', label: 'Made as', absentIsNone: true as const },
      { name: 'saga', label: 'Saga', isSeries: true as const, absentIsNone: false as const },
    ];
    const catalog = new ItemCatalog({ ...manifest, numItems: 3, vocabularies: { ...manifest.vocabularies, facets } });
    catalog.append(
      { ...makeItems(0, 3), facets: { form: [['anime'], [], ['silent']], saga: [['Batman'], [], ['Rocky']] } },
      { firstItemIndex: 0, path: 'items' },
    );
    expect([...catalog.filter({ form: { none: ['anime'] } }).indices()]).toEqual([1, 2]);
    expect([...catalog.filter({ form: ['anime'] }).indices()]).toEqual([0]);
    expect([...catalog.filter({ saga: { none: ['Batman'] } }).indices()]).toEqual([2]);
  });

  test('an item without a series is in none of them; without a genre it is unknown what it is', () => {
    const facets = [
      { name: 'genre', label: 'Genre' },
      { name: 'saga', label: 'Saga', isSeries: true as const },
    ];
    const catalog = new ItemCatalog({ ...manifest, numItems: 3, vocabularies: { ...manifest.vocabularies, facets } });
    const shard = makeItems(0, 3);
    catalog.append(
      { ...shard, facets: { genre: [['Comedy'], [], ['Drama']], saga: [['Batman'], [], []] } },
      { firstItemIndex: 0, path: 'items' },
    );
    expect([...catalog.filter({ saga: { none: ['Batman'] } }).indices()]).toEqual([1, 2]);
    expect([...catalog.filter({ genre: { none: ['Drama'] } }).indices()]).toEqual([0]);
  });

  const genres = ['Comedy', 'Drama', 'Western'];
  const decades = ['1950s', '1960s'];
  const item = fc.record({ genre: fc.subarray(genres), decade: fc.subarray(decades, { maxLength: 1 }) });
  const valuesOf = (values: string[]) =>
    fc.oneof(
      fc.subarray(values),
      fc.record(
        { any: fc.subarray(values), all: fc.subarray(values), none: fc.subarray(values) },
        { requiredKeys: [] },
      ),
    );
  const where = fc.record(
    { genre: valuesOf([...genres, 'Unheard']), decade: valuesOf(decades), mood: valuesOf(['Dark']) },
    { requiredKeys: [] },
  );

  test('equals a look at every item: any, all and none of some values, every facet, unknown never satisfies', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 40 }), where, (items, asked) => {
        const catalog = new ItemCatalog({ ...manifest, numItems: items.length });
        const shard = makeItems(0, items.length);
        const facets = { genre: items.map(({ genre }) => genre), decade: items.map(({ decade }) => decade) };
        catalog.append({ ...shard, facets }, { firstItemIndex: 0, path: 'items' });
        const expected = items.flatMap((known: Record<string, string[]>, index) => {
          const satisfies = ([name, condition]: [string, string[] | Condition]) => {
            const { any = [], all = [], none = [] } = Array.isArray(condition) ? { any: condition } : condition;
            const has = (value: string) => (known[name] ?? []).includes(value);
            if (any.length > 0 && !any.some(has)) return false;
            if (!all.every(has)) return false;
            return none.length === 0 || ((known[name] ?? []).length > 0 && !none.some(has));
          };
          return Object.entries(asked).every(satisfies) ? [index] : [];
        });
        expect([...catalog.filter(asked).indices()]).toEqual(expected);
        for (const { value, count } of catalog.facetCounts().genre!) {
          expect(count).toBe(items.filter(({ genre }) => genre.includes(value)).length);
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('a range asks for the first number of a detail, both ends included', () => {
    const texts = ['90 min', '102 min', 'about 1,200 pages', 'long', null];
    const catalog = new ItemCatalog({ ...manifest, numItems: texts.length });
    const shard = makeItems(0, texts.length);
    catalog.append({ ...shard, details: { length: texts } }, { firstItemIndex: 0, path: 'items' });
    const found = (condition: Condition) => [...catalog.filter({ length: condition }).indices()];
    expect(found({ max: 102 })).toEqual([0, 1]);
    expect(found({ min: 102 })).toEqual([1, 2]);
    expect(found({ min: 103, max: 1199 })).toEqual([]);
    expect(found({})).toEqual([0, 1, 2, 3, 4]);
    expect(catalog.hasField('length')).toBe(true);
    expect(catalog.hasField('width')).toBe(false);
  });

  test('a value that an item has twice counts once', () => {
    const catalog = new ItemCatalog({ ...manifest, numItems: 1 });
    const facets = { genre: [['Comedy', 'Comedy']], decade: [[]] };
    catalog.append({ ...makeItems(0, 1), facets }, { firstItemIndex: 0, path: 'items' });
    expect(catalog.facetCounts().genre).toEqual([{ value: 'Comedy', count: 1 }]);
  });
});
