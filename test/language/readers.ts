// Readers of film catalogs that a test makes up: what it does not say is empty.
import { type CatalogWords, createCatalogReader } from '../../src/language/catalog-reader.ts';
import { meaningText } from '../../src/language/meanings.ts';
import type { Wish } from '../../src/language/reading.ts';
import { EMPTY_LANGUAGE, type Vocabulary } from '../../src/language/vocabulary.ts';

export interface MadeUp {
  vocabulary?: Partial<Vocabulary>;
  /** Facet -> value -> number of items. */
  facets?: Record<string, Record<string, number>>;
  /** The best known first. */
  titles?: readonly string[];
  text?: string;
}

const FILMS = { peopleFacet: 'people', seriesFacet: 'series', stopWords: ['film', 'films', 'movie', 'movies'] };

/** @returns reads a text as meanings; items by title, what is left behind a bar */
export function readerOf({ vocabulary, facets = {}, titles = [], text = '' }: MadeUp): (text: string) => string[] {
  const words: CatalogWords = {
    vocabulary: { ...EMPTY_LANGUAGE, ...FILMS, ...vocabulary },
    facets: new Map(Object.entries(facets).map(([name, counts]) => [name, new Map(Object.entries(counts))])),
    items: titles.map((title, itemIndex) => ({ itemIndex, titles: [title], fame: -itemIndex })),
    texts: [text, text],
    thisYear: 2026,
  };
  const reader = createCatalogReader(words);
  return (sentence) => {
    const { wishes, rest } = reader.read(sentence);
    return [...wishes.map((wish) => toldAs(wish, titles)), ...(rest && [`| ${rest}`])];
  };
}

function toldAs(wish: Wish, titles: readonly string[]): string {
  const { mark, kind } = wish;
  switch (kind) {
    case 'value':
      return meaningText({ mark, kind: wish.facet, value: wish.value });
    case 'range':
      return meaningText({ mark, kind: wish.field, value: `${wish.min ?? ''}..${wish.max ?? ''}` });
    case 'like':
    case 'title':
      return meaningText({ mark, kind, value: titles[wish.itemIndex]! });
    default:
      return meaningText({ mark, kind });
  }
}
