// Small made-up catalogs, and sentences over them that were read by hand: for tests of what follows from a reading.
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import type { CatalogLanguage } from '../../src/engine/language/language-reader.ts';
import type { StoredEvent } from '../../src/history/events.ts';
import type { Reading, Wish } from '../../src/language/reading.ts';
import { EMPTY_LANGUAGE } from '../../src/language/vocabulary.ts';
import { createMemoryBundle, makeItems } from '../bundle/memory-host.ts';

const FACETS = ['genre', 'mood', 'country', 'people'];

/** What a made-up film is; what is not said is not known. */
export interface MadeUpFilm {
  title?: string;
  genre?: string[];
  mood?: string[];
  country?: string[];
  people?: string[];
  year?: number;
  minutes?: number;
  /** 0 to 1. */
  popularity?: number;
  rating?: number;
}

const { manifest: model } = await createMemoryBundle();

export function madeUp(films: readonly MadeUpFilm[]) {
  const facets = FACETS.map((name) => ({ name, label: name }));
  const manifest = { ...model, numItems: films.length, vocabularies: { ...model.vocabularies, facets } };
  const catalog = new ItemCatalog(manifest);
  const items = makeItems(0, films.length);
  const column = (name: keyof MadeUpFilm) => films.map((film) => film[name]);
  items.titles = films.map(({ title }, i) => title ?? `Film ${i}`);
  items.facets = Object.fromEntries(FACETS.map((name) => [name, films.map((film) => valuesOf(film, name))]));
  items.details = {
    year: column('year').map((year) => (year === undefined ? null : String(year))),
    runningTime: column('minutes').map((minutes) => (minutes === undefined ? null : `${minutes} min`)),
  };
  for (const name of ['popularity', 'rating'] as const) {
    const at = manifest.vocabularies.features.indexOf(name);
    for (const [row, film] of films.entries())
      items.features[row * manifest.vocabularies.features.length + at] = film[name] ?? 0.5;
  }
  catalog.append(items, { firstItemIndex: 0, path: 'items' });
  return { manifest, catalog };
}

const valuesOf = (film: MadeUpFilm, name: string): string[] => film[name as 'genre'] ?? [];

export const vocabulary = {
  ...EMPTY_LANGUAGE,
  stopWords: ['film', 'films', 'movie', 'movies'],
  fields: { year: 'year', minutes: 'runningTime' },
  peopleFacet: 'people',
  softFacets: ['mood'],
  alsoFits: { 'genre=Thriller': ['Crime'] },
  occasions: { friends: ['more mood=funny', 'less mood=dark'] },
  givesWay: ['runningTime', 'year', 'country'],
};

type Said<W> = W extends Wish ? Omit<W, 'start' | 'end'> : never;

/** A wish, the words that say it first. */
export type HandWish = Said<Wish>;
export const value = (said: string, facet: string, name: string, mark: Wish['mark'] = 'want') =>
  ({ kind: 'value', said, facet, value: name, mark }) as const;
export const range = (
  said: string,
  field: string,
  bounds: { min?: number; max?: number },
  mark: Wish['mark'] = 'want',
) => ({ kind: 'range', said, field, ...bounds, mark }) as const;
export const like = (said: string, itemIndex: number, mark: Wish['mark'] = 'want') =>
  ({ kind: 'like', said, itemIndex, mark }) as const;
export const flag = (said: string, kind: 'surprise' | 'always') => ({ kind, said, mark: 'want' }) as const;
export const degree = (said: string, kind: 'fame' | 'acclaim', mark: Wish['mark'] = 'more') =>
  ({ kind, said, mark }) as const;

/** A sentence and what it was read as; the wishes' places are those of their words. */
export function reading(text: string, wishes: readonly HandWish[], others: Partial<Reading> = {}): Reading {
  let from = 0;
  const placed = wishes.map((wish) => {
    const start = text.indexOf(wish.said, from);
    if (start < 0) throw new Error(`'${wish.said}' is not said in '${text}'`);
    from = start + wish.said.length;
    return { ...wish, start, end: from } as Wish;
  });
  return {
    text,
    wishes: placed,
    exactTitles: [],
    rest: '',
    restWords: [],
    unwantedWords: [],
    unknownWords: [],
    ...others,
  };
}

/** A language that knows these sentences alone. */
export function languageOf(readings: readonly Reading[], catalog: ItemCatalog): CatalogLanguage {
  const byText = new Map(readings.map((one) => [one.text, one]));
  return {
    language: vocabulary,
    read: (text) => byText.get(text) ?? reading(text, []),
    tell: () => {
      throw new Error('not asked for');
    },
    tellWish: ({ isAlternative: _or, ...wish }) => ({ ...wish, label: wish.said }),
    stopWords: new Set(vocabulary.stopWords),
    together: (facet, values) => catalog.filter({ [facet]: { all: [...values] } }).count() > 0,
    givesWay: { givesWay: vocabulary.givesWay, years: 'year', lastResort: [] },
    missingTitle: () => undefined,
    namesKind: () => false,
    rewrites: () => [],
    restGroups: () => [],
  };
}

/** A sentence in the history. */
export const steerEvent = (sequence: number, query: string, time = sequence): StoredEvent => {
  return { type: 'steer', query, sequence, time };
};
