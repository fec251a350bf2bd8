// A made-up catalog of eleven items with a vocabulary of few words, and its reader.
import { type CatalogWords, createCatalogReader } from '../../src/language/catalog-reader.ts';
import { meaningText } from '../../src/language/meanings.ts';
import type { Wish } from '../../src/language/reading.ts';
import { EMPTY_LANGUAGE, type Vocabulary } from '../../src/language/vocabulary.ts';

interface SmallItem {
  titles: string[];
  year: number;
  genre: string[];
  mood: string[];
  people: string[];
  series?: string;
  text: string;
}

const [OKONJO, HOPE, BERG] = ['Wilmar Okonjo', 'Hope Tannen', 'Élodie van den Berg'];

/** The best known first. */
export const ITEMS: readonly SmallItem[] = [
  item(['Captain Comet'], 2001, ['Science Fiction'], ['funny'], [OKONJO], 'Captain Comet'),
  item(['Captain Comet Returns'], 2004, ['Science Fiction'], ['dark'], [OKONJO], 'Captain Comet'),
  item(['Captain Comet: Last Orbit'], 2009, ['Science Fiction', 'Comedy'], ['sad'], [OKONJO, BERG], 'Captain Comet'),
  item(['The Vellum Harbour', 'Le Port de vélin'], 1974, ['Horror'], ['scary', 'dark'], [OKONJO, HOPE]),
  item(['Zorn Orchard'], 1999, ['Drama'], ['sad'], [OKONJO, HOPE]),
  item(['Hunger'], 1988, ['Drama', 'Horror'], ['dark'], [OKONJO, HOPE, BERG]),
  item(['Granite'], 2015, ['Western'], ['funny'], [OKONJO, HOPE, BERG]),
  item(['Granite'], 1961, ['Western'], ['dark'], [OKONJO, HOPE]),
  item(['Plimsoll'], 1978, ['Comedy'], ['funny'], [HOPE]),
  item(['Plimsoll Again'], 1981, ['Comedy', 'Romance'], ['funny'], [HOPE], 'Plimsoll'),
  item(['1900'], 1976, ['Drama'], ['sad'], [HOPE, 'Ida Moss']),
];

function item(
  titles: string[],
  year: number,
  genre: string[],
  mood: string[],
  people: string[],
  series?: string,
): SmallItem {
  const text = `A story of hope and hunger in ${titles[0]}, with moss on the lighthouse and a captain at sea.`;
  return { titles, year, genre, mood, people, ...(series && { series }), text };
}

export const VOCABULARY: Vocabulary = {
  ...EMPTY_LANGUAGE,
  stopWords: ['film', 'films', 'movie', 'movies'],
  phrases: [
    [['bad hair day'], []],
    [['sci fi', 'scifi', 'space opera'], ['genre=Science Fiction']],
    [
      ['romcom', 'rom com'],
      ['genre=Romance', 'genre=Comedy'],
    ],
    [['gore', 'bloody'], ['mood=gory']],
    [['scarier'], ['more mood=scary']],
    [['lighter'], ['less mood=dark']],
    [['violent', 'violence'], ['mood=violent']],
    [['drugs'], ['theme=drugs']],
    [['famous'], ['more fame']],
    [['obscure', 'hidden gem'], ['less fame']],
    [['masterpiece'], ['more acclaim']],
    [['my parents', 'in laws'], ['occasion=parents']],
    [['matinee'], ['minutes=60..100']],
    [['talkies'], ['year=1930..']],
    [['for the kids'], ['audience=kids']],
  ],
  settings: [
    [['70s', 'seventies'], ['era=1970s']],
    [['future'], ['era=future']],
  ],
  unwanted: [[['drugs'], ['cautions=drugs']]],
  ages: [
    [6, 'audience=kids'],
    [12, 'audience=family'],
  ],
  fields: { year: 'year', minutes: 'length' },
  peopleFacet: 'people',
  seriesFacet: 'series',
  occasions: { parents: ['less mood=gory'] },
  alsoFits: { 'audience=family': ['kids'] },
  softFacets: ['mood'],
  adjectiveFacets: ['mood'],
  givesWay: ['length', 'year'],
};

export const WORDS: CatalogWords = {
  vocabulary: VOCABULARY,
  facets: new Map([
    ['genre', counted(({ genre }) => genre)],
    ['mood', counted(({ mood }) => mood)],
    ['people', counted(({ people }) => people)],
    ['series', counted(({ series }) => (series ? [series] : []))],
  ]),
  items: ITEMS.map(({ titles, year }, itemIndex) => ({ itemIndex, titles, year, fame: 1 - itemIndex / ITEMS.length })),
  texts: ITEMS.map(({ text }) => text),
  thisYear: 2026,
};

function counted(valuesOf: (one: SmallItem) => string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of ITEMS.flatMap(valuesOf)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

export const reader = createCatalogReader(WORDS);

/** What a text is read as, in the form of meanings; items by title, with the year where two have it. */
export function read(text: string): string[] {
  return reader.read(text).wishes.map(wishText);
}

export function wishText(wish: Wish): string {
  return meaningText({ mark: wish.mark, kind: wish.kind, ...partsOf(wish) });
}

function partsOf(wish: Wish): { kind?: string; value?: string } {
  switch (wish.kind) {
    case 'value':
      return { kind: wish.facet, value: wish.value };
    case 'range': {
      const { field, min, max } = wish;
      return { kind: field, ...((min ?? max) !== undefined && { value: `${min ?? ''}..${max ?? ''}` }) };
    }
    case 'like':
    case 'title': {
      const { titles, year } = ITEMS[wish.itemIndex]!;
      return { value: titles[0] === 'Granite' ? `Granite ${year}` : titles[0]! };
    }
    case 'occasion':
      return { value: wish.value };
    default:
      return {};
  }
}
