// Live facts over the details of a small made-up catalog.
import { expect, test } from 'vitest';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import { createMemoryBundle, makeItems } from '../bundle/memory-host.ts';

const { manifest } = await createMemoryBundle();

function wholeCatalog(): ItemCatalog {
  const catalog = new ItemCatalog({ ...manifest, numItems: 8 });
  catalog.append(makeItems(0, 8), { firstItemIndex: 0, path: 'items' });
  return catalog;
}

const found = (catalog: ItemCatalog, year: { min?: number; max?: number }) => [...catalog.filter({ year }).indices()];

test('lie over details until they are taken back, and are in no text', () => {
  const catalog = wholeCatalog();
  expect(found(catalog, { min: 1900 })).toEqual([0, 2, 4, 6]);
  catalog.setFacts({ 'film-2': { year: 5 }, 'film-3': { year: 2000 }, elsewhere: { year: 2001 } });
  expect(found(catalog, { min: 1900 })).toEqual([0, 3, 4, 6]);
  expect(found(catalog, { max: 5 })).toEqual([2]);
  expect(catalog.summary(3).details.year).toBe('2000');
  expect(catalog.detail(3, 'year')).toBeUndefined();
  expect(catalog.text(3)).toBe('Film 3. A <b>text</b>.');
  catalog.setFacts({ 'film-2': { year: null }, 'film-3': { year: null } });
  expect(found(catalog, { min: 1900 })).toEqual([0, 2, 4, 6]);
  expect(catalog.summary(3).details).toEqual({});
});

test('of a name that no detail has make a field, also once all are taken back', () => {
  const catalog = wholeCatalog();
  expect(catalog.hasField('stock')).toBe(false);
  catalog.setFacts({ 'film-1': { stock: 0 } });
  expect([...catalog.filter({ stock: { min: 1 } }).indices()]).toEqual([]);
  expect([...catalog.filter({ stock: { max: 1 } }).indices()]).toEqual([1]);
  catalog.setFacts({ 'film-1': { stock: null } });
  expect(catalog.hasField('stock')).toBe(true);
  expect([...catalog.filter({ stock: { max: 1 } }).indices()]).toEqual([]);
});

test('of 100,000 items are taken at once', () => {
  const catalog = wholeCatalog();
  const facts = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`film-${i}`, { stock: i % 2 }]));
  catalog.setFacts(facts);
  expect([...catalog.filter({ stock: { min: 1 } }).indices()]).toEqual([1, 3, 5, 7]);
});
