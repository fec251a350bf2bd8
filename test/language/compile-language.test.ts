// Language files that are made of items: of three made-up shops and of the recipes that ship.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatLanguage, type LanguageFile } from '../../src/formats/language-file.ts';
import { createCatalogReader } from '../../src/language/catalog-reader.ts';
import { LEAST_ITEMS, type SpokenItem } from '../../src/language/compile/catalog-terms.ts';
import { type CompileInput, compileLanguage } from '../../src/language/compile/compile-language.ts';
import { MAX_QUERIES } from '../../src/language/compile/likely-queries.ts';
import { readsAs } from '../../src/language/compile/read-back.ts';
import { MAX_SUGGESTIONS } from '../../src/language/compile/suggested-queries.ts';
import { parseMeaning } from '../../src/language/meanings.ts';
import { books, games, itemsOf, type Row, shoes } from './shops.ts';

const recipes = readFileSync('public/samples/recipes.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line): Row => JSON.parse(line));
const CATALOGS = { books: books(), games: games(), shoes: shoes(), recipes };
const shops = Object.entries(CATALOGS).map(([name, rows]) => {
  const input = itemsOf(rows);
  return { name, input, ...compileLanguage(input) };
});
const shop = (name: keyof typeof CATALOGS) => shops.find((one) => one.name === name)!;

/** The reader that a page makes, of counts that are made here in another way. */
function readerOf({ items, facets }: CompileInput, language: LanguageFile, thisYear: number) {
  const counted = facets.map(({ name }) => {
    const counts = new Map<string, number>();
    for (const value of items.flatMap((item) => item.facets[name] ?? []))
      counts.set(value, (counts.get(value) ?? 0) + 1);
    return [name, new Map([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))] as const;
  });
  return createCatalogReader({
    vocabulary: language,
    facets: new Map(counted),
    items: items.map(({ title, details }, itemIndex) => {
      return { itemIndex, titles: [title], ...(details.year && { year: Number(details.year) }), fame: -itemIndex };
    }),
    texts: items.map(({ text }) => text),
    thisYear,
  });
}

function has({ facets, details }: SpokenItem, meaning: string, { fields }: LanguageFile): boolean {
  const { kind, value = '' } = parseMeaning(meaning);
  if (fields[kind] === undefined) return facets[kind]?.includes(value) ?? false;
  const [low, high] = value.split('..').map((bound) => (bound === '' ? undefined : Number(bound)));
  const number = Number.parseFloat(details[fields[kind]] ?? '');
  return number >= (low ?? Number.NEGATIVE_INFINITY) && number <= (high ?? Number.POSITIVE_INFINITY);
}

describe.each(shops)('$name', ({ input, language, leftOut, numTried }) => {
  const { queries, suggestions } = language;

  test('has queries and suggestions, as many as may be at most', () => {
    expect(suggestions.length).toBeGreaterThanOrEqual(60);
    expect(suggestions.length).toBeLessThanOrEqual(MAX_SUGGESTIONS);
    expect(queries.length).toBeGreaterThanOrEqual(60);
    expect(queries.length).toBeLessThanOrEqual(MAX_QUERIES);
    expect(queries.length + suggestions.length + leftOut.length).toBe(numTried);
    for (const list of [queries, suggestions]) expect(new Set(list.map(({ text }) => text)).size).toBe(list.length);
  });

  test.each([1980, 2026])('is read as it is meant in %i, and finds a first page', (thisYear) => {
    const reader = readerOf(input, language, thisYear);
    for (const { text, meanings } of [...queries, ...suggestions]) {
      expect(readsAs(reader, text, meanings, language), text).toBe(true);
      const found = input.items.filter((item) => meanings.every((meaning) => has(item, meaning, language)));
      expect(found.length, text).toBeGreaterThanOrEqual(LEAST_ITEMS);
    }
  });

  test('offers what begins with a capital letter and says something', () => {
    for (const { text, meanings } of suggestions) {
      expect(text).toMatch(/^\p{Lu}/u);
      expect(text.length).toBeLessThan(80);
      for (const meaning of meanings) {
        const count = input.items.filter((item) => has(item, meaning, language)).length;
        expect(count, text).toBeLessThanOrEqual(0.6 * input.items.length);
      }
    }
  });

  test('offers things that are about different things', () => {
    const times = new Map<string, number>();
    for (const { meanings } of suggestions.slice(0, 60))
      for (const meaning of meanings) times.set(meaning, (times.get(meaning) ?? 0) + 1);
    expect(Math.max(...times.values())).toBeLessThanOrEqual(20);
    expect(times.size).toBeGreaterThanOrEqual(12);
  });

  test('falls back on queries that it has as well', () => {
    const known = new Map(queries.map(({ text, meanings }) => [text, meanings]));
    const broader = queries.filter((query) => query.broader !== undefined);
    expect(broader.length).toBeGreaterThan(queries.length / 3);
    for (const { text, meanings, broader: wider } of broader) {
      expect(
        known.get(wider!)?.every((meaning) => meanings.includes(meaning)),
        text,
      ).toBe(true);
    }
  });

  test('gives the same bytes for the same items in any order', () => {
    const turned = { ...input, items: input.items.toReversed() };
    expect(formatLanguage(compileLanguage(turned).language)).toEqual(formatLanguage(language));
  });
});

describe('roles', () => {
  test('follow from the columns', () => {
    expect(shop('books').language).toMatchObject({
      fields: { year: 'year' },
      peopleFacet: 'author',
      givesWay: ['year'],
    });
    expect(shop('games').language).toMatchObject({
      fields: { year: 'year', minutes: 'playing-time' },
      peopleFacet: 'designer',
      givesWay: ['playing-time', 'year'],
    });
    expect(shop('shoes').language).toMatchObject({ fields: {}, givesWay: [], softFacets: [] });
    expect(shop('shoes').language).not.toHaveProperty('peopleFacet');
    expect(shop('recipes').language.fields).toEqual({ minutes: 'minutes' });
  });

  test('of what nearly all books have, nothing is offered', () => {
    for (const { text, meanings } of [...shop('books').language.suggestions, ...shop('books').language.queries])
      expect(meanings, text).not.toContain('language=English');
  });
});

describe('what somebody wrote', () => {
  const input = shop('books').input;
  const made = shop('books').language;

  test('wins, field by field', () => {
    const suggestions = [{ text: 'Whodunits by Ada Quill', meanings: ['genre=Crime', 'author=Ada Quill'] }];
    const phrases: LanguageFile['phrases'] = [[['whodunit'], ['genre=Crime']]];
    const { language, leftOut } = compileLanguage({
      ...input,
      written: { phrases, suggestions, softFacets: ['subjects'] },
    });
    expect(language).toMatchObject({ phrases, suggestions, softFacets: ['subjects'], peopleFacet: 'author' });
    expect(language.queries).toEqual(made.queries);
    expect(leftOut.filter(({ isWritten }) => isWritten)).toEqual([]);
  });

  test.each([
    ['it means another thing', { text: 'Crime', meanings: ['genre=Horror'] }],
    ['it means more than it says', { text: 'Crime', meanings: ['genre=Crime', 'format=Paperback'] }],
    ['it says more than it means', { text: 'Crime about war', meanings: ['genre=Crime'] }],
    ['a word is left over', { text: 'Zigzagging crime', meanings: ['genre=Crime'] }],
    [
      'too few are so',
      { text: 'Crime by Ada Quill before 1936', meanings: ['genre=Crime', 'author=Ada Quill', 'year=..1935'] },
    ],
    ['an item is called so', { text: input.items[0]!.title, meanings: ['genre=Crime'] }],
    ['there is no such facet', { text: 'Loud crime', meanings: ['volume=loud', 'genre=Crime'] }],
  ])('is left out where %s', (_, suggestion) => {
    const { language, leftOut } = compileLanguage({ ...input, written: { suggestions: [suggestion] } });
    expect(language.suggestions).toEqual([]);
    expect(leftOut.filter(({ isWritten }) => isWritten)).toEqual([{ text: suggestion.text, isWritten: true }]);
  });

  test('may say degrees, company and what is not wanted', () => {
    const suggestions = [
      { text: 'Crime, no war', meanings: ['genre=Crime', '!subjects=war'] },
      { text: 'Newer crime', meanings: ['more year', 'genre=Crime'] },
      { text: 'Crime for the train', meanings: ['genre=Crime', 'occasion=train'] },
    ];
    const phrases: LanguageFile['phrases'] = [[['the train'], ['occasion=train']]];
    const occasions = { train: ['format=Audiobook'] };
    const { language } = compileLanguage({ ...input, written: { suggestions, phrases, occasions } });
    expect(language.suggestions).toEqual(suggestions);
  });

  test('of queries fewer items are enough', () => {
    const queries = [{ text: 'crime in French', meanings: ['genre=Crime', 'language=French'] }];
    expect(compileLanguage({ ...input, written: { queries } }).language.queries).toEqual(queries);
  });
});

describe('other catalogs', () => {
  test('in a language without a pack have values side by side', () => {
    const { language } = compileLanguage({ ...shop('books').input, written: { locale: 'de' } });
    const texts = language.suggestions.map(({ text }) => text);
    expect(language.locale).toBe('de');
    expect(texts.length).toBeGreaterThan(40);
    for (const text of texts) expect(text).toMatch(/^[^,]+, [^,]+$/);
    expect(language.queries.map(({ text }) => text)).toContain('Ada Quill');
  });

  test('of which hardly anything is known are offered what people type', () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      title: `Thing ${i + 2}`,
      shelf: `Row ${'ABC'[i % 3]}`,
      seal: i % 2 ? 'wax' : 'lead',
    }));
    const { language } = compileLanguage(itemsOf(rows));
    expect(language.suggestions.map(({ text }) => text).toSorted()).toEqual(['Lead', 'Row A', 'Row B', 'Row C', 'Wax']);
  });

  test.each<[string, Row[]]>([
    ['of one item', [{ title: 'Alone', genre: 'Crime', year: 1999 }]],
    ['without facets', Array.from({ length: 50 }, (_, i) => ({ title: `Title ${i}`, description: 'Words.' }))],
    [
      'of items that are all the same',
      Array.from({ length: 50 }, (_, i) => ({ id: i, title: `T ${i}`, genre: ['Crime'] })),
    ],
  ])('%s have nothing to offer', (_, rows) => {
    expect(compileLanguage(itemsOf(rows)).language).toMatchObject({ suggestions: [], queries: [] });
  });

  test('may call values anything', () => {
    const names = fc.array(
      fc.oneof(
        fc.constantFrom(
          '__proto__',
          'constructor',
          'no',
          'Something',
          'under',
          'The',
          '1999',
          'a, b',
          '$&',
          '<b>',
          '=',
          '..',
          '🙂',
        ),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
      ),
      { minLength: 2, maxLength: 5 },
    );
    fc.assert(
      fc.property(names, names, (genres, tags) => {
        const items = Array.from({ length: 60 }, (_, i): SpokenItem => {
          const facets = { genre: [genres[i % genres.length]!], tags: [tags[i % tags.length]!] };
          return { title: `Title ${i}`, text: `Title ${i}. ${genres.join(', ')}.`, facets, details: {} };
        });
        const facets = ['genre', 'tags'].map((name) => ({ name, label: name }));
        const { language } = compileLanguage({ items, facets });
        const reader = readerOf({ items, facets }, language, 2026);
        for (const { text, meanings } of [...language.suggestions, ...language.queries])
          expect(readsAs(reader, text, meanings, language), text).toBe(true);
        expect(() => formatLanguage(language)).not.toThrow();
      }),
      { seed: 1, numRuns: 150 },
    );
  });
});
