import { describe, expect, test } from 'vitest';
import type { Wish } from '../../src/language/reading.ts';
import { toWhere } from '../../src/language/to-where.ts';
import { ITEMS, reader, VOCABULARY } from './small-catalog.ts';

const together = (facet: string, values: readonly string[]) =>
  ITEMS.some((item) => facet === 'genre' && values.every((value) => item.genre.includes(value)));
const where = (text: string) => toWhere(reader.read(text).wishes, VOCABULARY, { together });

describe('conditions of a sentence', () => {
  test.each([
    ['one value', 'horror', { genre: { any: ['Horror'] } }],
    ['alternatives', 'comedy or western', { genre: { any: ['Comedy', 'Western'] } }],
    ['two values that some item has both', 'drama horror', { genre: { all: ['Drama', 'Horror'] } }],
    ['two values that no item has both', 'western romance', { genre: { any: ['Western', 'Romance'] } }],
    ['what is not wanted', 'no horror or drama', { genre: { none: ['Horror', 'Drama'] } }],
    ['a facet that is wanted and not', 'comedy, no romance', { genre: { any: ['Comedy'], none: ['Romance'] } }],
    ['a value that others satisfy', 'my son is 9', { audience: { any: ['family', 'kids'] } }],
    ['a range', 'from the 70s, under two hours', { year: { min: 1970, max: 1979 }, length: { max: 120 } }],
    ['two ranges', 'after 1970, from the 70s', { year: { min: 1971, max: 1979 } }],
    ['two decades', '60s or 80s', { year: { min: 1960, max: 1989 } }],
    ['a feeling that is not wanted', 'not scary', { mood: { none: ['scary'] } }],
  ])('%s', (_, text, expected) => {
    expect(where(text)).toEqual(expected);
  });

  test.each([
    ['a feeling', 'scary'],
    ['a degree', 'less horror, more comedy, famous'],
    ['a direction', 'shorter, newer'],
    ['a range that is not wanted', 'not from the 80s'],
    ['an example', 'like zorn orchard'],
    ['an occasion or a flag', 'for my parents, surprise me'],
  ])('%s is none', (_, text) => {
    expect(where(text)).toEqual({});
  });

  test.each(['constructor', '__proto__'])('may be of a facet that is called "%s"', (facet) => {
    const place = { mark: 'want', said: 'x', start: 0, end: 1 } as const;
    const wish: Wish = { kind: 'value', facet, value: 'x', ...place };
    expect(Object.entries(toWhere([wish], VOCABULARY, { together }))).toEqual([[facet, { any: ['x'] }]]);
    expect('any' in {}).toBe(false);
  });
});
