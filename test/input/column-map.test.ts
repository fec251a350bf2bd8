import { expect, test } from 'vitest';
import { interactionColumns, itemColumnMap, parseColumnMap } from '../../src/pipeline/input/column-map.ts';

test('parses pairs from one text or several', () => {
  expect([...parseColumnMap(['id=sku, title=name', 'user_id=who'])]).toEqual([
    ['id', 'sku'],
    ['title', 'name'],
    ['user_id', 'who'],
  ]);
});

test('splits the map between the two files; rating belongs to both', () => {
  const map = parseColumnMap(['id=sku,item_id=sku,rating=stars,description=body,facet=colour,facet=size,votes=sold']);
  const { pairs, roles, renames } = itemColumnMap(map);
  expect(pairs.map(([ours]) => ours)).toEqual(['id', 'rating', 'description', 'facet', 'facet', 'votes']);
  expect([...roles]).toEqual([
    ['sku', 'id'],
    ['stars', 'rating'],
    ['colour', 'facet'],
    ['size', 'facet'],
    ['sold', 'popularity'],
  ]);
  expect([...renames]).toEqual([['description', 'body']]);
  expect([...interactionColumns(map).keys()]).toEqual(['item_id', 'rating']);
});

test.each(['id', 'id=', '=sku', 'id=a=b', 'id=a,id=b', 'brand=a,brand=b'])('refuses %s', (text) => {
  expect(() => parseColumnMap([text])).toThrow(RangeError);
});
