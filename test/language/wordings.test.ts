// What English makes of one thing or two, as people type it and as a page offers it.
import { describe, expect, test } from 'vitest';
import { WORDINGS } from '../../src/language/english/wordings.ts';
import type { FacetKind } from '../../src/language/facet-kinds.ts';
import { NAMES_ONLY } from '../../src/language/names-only.ts';
import type { QueryPart } from '../../src/language/reading-pack.ts';

/** Of a facet that is called as its kind; small words are of the language. */
const value = (kind: FacetKind, name: string, facet: string = kind): QueryPart => {
  return { kind, facet, value: name, isOrdinary: name === name.toLowerCase() };
};
const years = (min: number, max?: number): QueryPart => ({ kind: 'years', facet: 'year', min, ...(max && { max }) });
const minutes = (max: number): QueryPart => ({ kind: 'minutes', facet: 'length', max });
const [fantasy, soup, boots] = [value('genre', 'Fantasy'), value('genre', 'soup'), value('type', 'Boots')];
const author = value('people', 'Ada Quill');
const [italian, easy] = [value('nationality', 'Italian'), value('quality', 'Easy')];
const [egg, lemon] = [value('contents', 'egg'), value('contents', 'lemon')];

describe('English', () => {
  test.each<[string | undefined, string | undefined, ...QueryPart[]]>([
    // One thing: a noun alone opens nothing.
    ['fantasy', undefined, fantasy],
    ['boots', undefined, boots],
    ['Italian', 'something Italian', italian],
    ['easy', 'something easy', easy],
    ['egg', 'something with egg', egg],
    ['Ada Quill', 'something by Ada Quill', author],
    ['1970s', 'something from the 1970s', years(1970, 1979)],
    ['under 30 minutes', 'something under 30 minutes', minutes(30)],
    [undefined, undefined, years(2015)],
    ['winter', 'something for winter', value('audience', 'Winter')],
    ['Christmas', 'something for Christmas', value('audience', 'Christmas')],
    ['French', 'something in French', value('tongue', 'French')],
    ['vegetarian', 'something vegetarian', value('tags', 'vegetarian')],
    ['comfort', undefined, value('tags', 'comfort')],
    ['dragons', 'something with dragons', value('tags', 'dragons')],
    ['for guests', 'something for guests', value('tags', 'for guests')],
    ['The Long Road', undefined, value('series', 'The Long Road')],
    ['Remake', undefined, value('other', 'Remake')],
    ['hard', undefined, value('quality', 'hard')],
    [undefined, undefined, value('quality', 'Medium')],
    [undefined, undefined, value('people', 'Various Artists')],
    // Two.
    ['fantasy by Ada Quill', 'fantasy by Ada Quill', author, fantasy],
    ['fantasy from the 1970s', 'fantasy from the 1970s', years(1970, 1979), fantasy],
    ['fantasy since 2015', 'fantasy since 2015', fantasy, years(2015)],
    ['fantasy boots', 'fantasy boots', boots, fantasy],
    ['Italian soup', 'Italian soup', soup, italian],
    ['soup with egg', 'soup with egg', egg, soup],
    ['soup under 30 minutes', 'soup under 30 minutes', soup, minutes(30)],
    ['comfort soup', 'comfort soup', soup, value('tags', 'comfort')],
    ['egg and lemon', 'something with egg and lemon', egg, lemon],
    ['fantasy and horror', 'fantasy and horror', fantasy, value('genre', 'Horror')],
    ['easy Italian', 'something easy and Italian', easy, italian],
    ['easy with egg', 'something easy with egg', egg, easy],
    [undefined, 'something by Ada Quill from the 1970s', years(1970, 1979), author],
    ['egg under 30 minutes', 'something with egg under 30 minutes', minutes(30), egg],
    ['comfort and party', undefined, value('tags', 'comfort'), value('tags', 'party')],
    ['fantasy Remake', undefined, value('other', 'Remake'), fantasy],
    [undefined, undefined, value('other', 'Remake'), author],
    [undefined, undefined, value('series', 'The Long Road'), fantasy],
    [undefined, undefined, value('genre', 'Horror', 'genre-2'), fantasy],
    [undefined, undefined, value('makers', 'Kestrel'), author],
  ])('types %j and offers %j', (query, suggestion, ...parts) => {
    expect(WORDINGS.query(parts)).toBe(query);
    expect(WORDINGS.suggestion(parts)).toBe(suggestion);
  });

  test('says signs of values as they are', () => {
    expect(WORDINGS.suggestion([value('contents', '$& $1'), lemon])).toBe('something with $& $1 and lemon');
  });
});

test('without a pack values stand side by side', () => {
  const { query, suggestion } = NAMES_ONLY.wordings;
  expect(query([fantasy, author])).toBe('Fantasy Ada Quill');
  expect(suggestion([fantasy, author])).toBe('Fantasy, Ada Quill');
  expect([suggestion([fantasy]), query([minutes(30)]), suggestion([fantasy, years(1970)])]).toEqual(
    Array(3).fill(undefined),
  );
});
