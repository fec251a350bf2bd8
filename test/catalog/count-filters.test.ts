// Counts of filter menus, compared with what a filter finds once the value is really asked for.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FilterCounter, withValue } from '../../src/catalog/count-filters.ts';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import type { ValueList } from '../../src/catalog/value-counts.ts';
import { conditionOf, type Where } from '../../src/catalog/where.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { createMemoryBundle, makeItems } from '../bundle/memory-host.ts';

const { manifest } = await createMemoryBundle();
const GENRES = ['Comedy', 'Drama', 'Western', 'Horror'];
const FORMS = ['anime', 'silent'];
const LISTS: readonly ValueList[] = ['any', 'all', 'none'];

const item = fc.record({
  genre: fc.subarray(GENRES),
  form: fc.subarray(FORMS),
  isWithin: fc.boolean(),
  year: fc.nat(9),
});
const conditionOver = (values: string[]) =>
  fc.record({ any: fc.subarray(values), all: fc.subarray(values), none: fc.subarray(values) }, { requiredKeys: [] });
const where = fc.record(
  {
    genre: fc.oneof(fc.subarray(GENRES), conditionOver([...GENRES, 'Unheard'])),
    form: conditionOver(FORMS),
    year: fc.record({ min: fc.nat(9), max: fc.nat(9) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

test('are what is found with the value asked for, in each list of each facet, all else as it was', () => {
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 40 }), where, (items, asked) => {
      const catalog = catalogOf(items);
      const within = Bitset.fromIndices(
        items.length,
        items.flatMap(({ isWithin }, i) => (isWithin ? [i] : [])),
      );
      const counter = new FilterCounter(catalog, asked as Where, within);
      expect([...counter.items().indices()]).toEqual([
        ...catalog
          .filter(asked as Where)
          .and(within)
          .indices(),
      ]);
      for (const [facet, values] of Object.entries({ genre: [...GENRES, 'Unheard'], form: FORMS })) {
        const counts = counter.countValues(facet, values);
        expect(counts.map(({ value }) => value).sort()).toEqual([...values].sort());
        for (const { value, ...countsOf } of counts) {
          for (const list of LISTS) {
            const condition = withValue(conditionOf((asked as Where)[facet] ?? []), value, list);
            const found = catalog.filter({ ...(asked as Where), [facet]: condition }).and(within);
            expect(countsOf[list], `${facet} ${list} ${value}`).toBe(found.count());
          }
        }
      }
    }),
    { seed: 28, numRuns: 300 },
  );
});

test('come with what most of the items have first', () => {
  const catalog = catalogOf([
    { genre: ['Horror', 'Comedy'], form: [], isWithin: true, year: 1 },
    { genre: ['Horror'], form: [], isWithin: true, year: 2 },
    { genre: ['Drama', 'Comedy'], form: [], isWithin: true, year: 9 },
  ]);
  const of = (asked: Where) =>
    new FilterCounter(catalog, asked, catalog.available).countValues('genre', GENRES).map(({ value }) => value);
  expect(of({})).toEqual(['Comedy', 'Horror', 'Drama', 'Western']);
  expect(of({ year: { max: 2 } })).toEqual(['Horror', 'Comedy', 'Drama', 'Western']);
});

/** Of a film without a form it is known that it has none. */
function catalogOf(
  items: readonly { genre: string[]; form: string[]; isWithin: boolean; year: number }[],
): ItemCatalog {
  const facets = [
    { name: 'genre', label: 'Genre' },
    { name: 'form', label: 'Made as', absentIsNone: true as const },
  ];
  const catalog = new ItemCatalog({
    ...manifest,
    numItems: items.length,
    vocabularies: { ...manifest.vocabularies, facets },
  });
  catalog.append(
    {
      ...makeItems(0, items.length),
      facets: { genre: items.map(({ genre }) => genre), form: items.map(({ form }) => form) },
      details: { year: items.map(({ year }) => String(year)) },
    },
    { firstItemIndex: 0, path: 'items' },
  );
  return catalog;
}
