import { expect, test } from 'vitest';
import { interactionColumns, itemColumns, parseColumnMap } from '../../src/pipeline/input/column-map.ts';

test('parses pairs from one text or several', () => {
  expect([...parseColumnMap(['id=sku, title=name', 'user_id=who'])]).toEqual([
    ['id', 'sku'],
    ['title', 'name'],
    ['user_id', 'who'],
  ]);
});

test('splits the map between the two files; rating belongs to both', () => {
  const map = parseColumnMap(['id=sku,item_id=sku,rating=stars,description=body']);
  expect([...itemColumns(map).keys()]).toEqual(['id', 'rating', 'description']);
  expect([...interactionColumns(map).keys()]).toEqual(['item_id', 'rating']);
});

test.each(['id', 'id=', '=sku', 'id=a=b', 'id=a,id=b'])('refuses %s', (text) => {
  expect(() => parseColumnMap([text])).toThrow(RangeError);
});
