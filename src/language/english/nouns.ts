// What English calls items and series of them.
export const ITEM_NOUNS: ReadonlySet<string> = new Set('film films movie movies flick flicks ones stuff'.split(' '));
export const SERIES_NOUNS: ReadonlySet<string> = new Set(
  'series saga franchise universe trilogy sequels sequel prequels'.split(' '),
);
export const ORDER_WORDS: ReadonlySet<string> = new Set('order ranked'.split(' '));
/** Plurals alone: "the movie" and "a book" stand in titles. */
export const KIND_NOUNS: ReadonlySet<string> = new Set(
  'films movies flicks pictures documentaries shows books novels stories comics games recipes dishes meals songs albums products'.split(
    ' ',
  ),
);
