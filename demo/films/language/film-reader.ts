// The reader of the film catalog, made from the films themselves: for tests and measurements outside a page.
import { createCatalogReader } from '../../../src/language/catalog-reader.ts';
import type { SentenceReader } from '../../../src/language/read-sentence.ts';
import { firstNumber } from '../../../src/text/read-number.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { filmLanguage } from './film-language.ts';

export const THIS_YEAR = 2026;

export async function filmReader(): Promise<SentenceReader> {
  const { films } = readFilms();
  const facets = new Map<string, Map<string, number>>();
  for (const film of films) {
    for (const [facet, values] of Object.entries(film.facets)) {
      const counts = facets.get(facet) ?? new Map<string, number>();
      facets.set(facet, counts);
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const items = films.map((film, itemIndex) => ({
    itemIndex,
    titles: [film.title, ...(film.details.otherTitles?.split(' · ') ?? [])],
    ...(film.details.year && { year: Number(film.details.year) }),
    fame: film.features[2] ?? 0,
  }));
  const texts = films.map((film) => film.details.logline ?? '');
  const numberOf = (item: number, field: string) => {
    const text = films[item]?.details[field];
    return text === undefined ? undefined : firstNumber(text);
  };
  return createCatalogReader({ vocabulary: filmLanguage(), facets, items, texts, numberOf, thisYear: THIS_YEAR });
}
