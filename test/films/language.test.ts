import { describe, expect, test } from 'vitest';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { filmLanguage, meaningOf } from '../../demo/films/language/film-language.ts';
import { filmReader } from '../../demo/films/language/film-reader.ts';
import { halfOf } from '../../demo/films/language/measure-reading.ts';
import { f1, slotFigures } from '../../demo/films/language/slot-figures.ts';
import { slotsOf } from '../../demo/films/language/slots.ts';
import {
  readBlindGold,
  readBlindPhrases,
  readGold,
  readMissing,
  readOverConstrained,
  readPhrases,
  readQueries,
  readSuggestions,
} from '../../demo/films/language/written-phrases.ts';
import { formatLanguage, MAX_LANGUAGE_BYTES } from '../../src/formats/language-file.ts';
import { parseMeaning } from '../../src/language/meanings.ts';

const { films } = readFilms();
const phrases = [...readPhrases('a'), ...readPhrases('b')];
const labelled = {
  phrases,
  'phrases, labelled again': [...readBlindPhrases('a'), ...readBlindPhrases('b')],
  gold: readGold(),
  'gold, labelled again': readBlindGold(),
  queries: readQueries(),
  suggestions: readSuggestions(),
  'over-constrained queries': readOverConstrained(),
};

/** What the films have of each facet. */
const valuesOf = new Map<string, Set<string>>();
for (const film of films) {
  for (const [facet, values] of Object.entries(film.facets)) {
    const known = valuesOf.get(facet) ?? new Set();
    valuesOf.set(facet, known);
    for (const value of values) known.add(value);
  }
}
const ids = new Set(films.map(({ itemId }) => itemId));

/** Whether what a meaning names is in the catalog; kinds of a closed vocabulary are held to it where they are read. */
function isKnown(meaning: string): boolean {
  const { kind, value } = parseMeaning(meaning);
  if (kind === 'like' || kind === 'title') return ids.has(value!);
  if (!['people', 'franchise', 'country', 'genre', 'source'].includes(kind)) return true;
  return valuesOf.get(kind)?.has(value!) ?? false;
}

describe('written phrases', () => {
  test('are there in their number', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(4000);
    expect(labelled.gold.length).toBeGreaterThanOrEqual(600);
    expect(labelled.queries.length).toBeGreaterThanOrEqual(2200);
    expect(labelled.suggestions.length).toBeGreaterThanOrEqual(1500);
    expect(readMissing().length).toBeGreaterThanOrEqual(5000);
  });

  test.each(Object.entries(labelled))(
    'of "%s" name people, series, countries, genres, sources and films of the catalog',
    (_, rows) => {
      const unknown = rows.flatMap(({ text, slots }) =>
        slots.filter((slot) => !isKnown(meaningOf(slot))).map((slot) => `${text}: ${slot}`),
      );
      expect(unknown).toEqual([]);
    },
  );
});

describe('the language file of the films', () => {
  const language = filmLanguage();

  test('can be written', () => {
    expect(formatLanguage(language).length).toBeLessThan(MAX_LANGUAGE_BYTES);
  });

  test('means what is in the catalog', () => {
    const meant = [...language.phrases, ...language.settings, ...language.unwanted, ...language.attributes!].flatMap(
      ([, meanings]) => meanings,
    );
    expect(meant.filter((meaning) => !isKnown(meaning))).toEqual([]);
    for (const facet of [language.peopleFacet!, language.seriesFacet!, ...language.softFacets]) {
      expect(valuesOf.has(facet), facet).toBe(true);
    }
  });
});

test('the reader of the films reads the development half of the gold phrases', async () => {
  const reader = await filmReader();
  const gold = halfOf(labelled.gold, 'development');
  const found = gold.map(({ text }) => slotsOf(reader.read(text), (item) => films[item]!.itemId));
  const figures = slotFigures(
    gold.map(({ slots }) => slots),
    found,
  );
  expect(f1(figures.all)).toBeGreaterThanOrEqual(0.93);
});
