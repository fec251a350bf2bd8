// What English calls items and series of them.
export const ITEM_NOUNS: ReadonlySet<string> = new Set('film films movie movies flick flicks ones stuff'.split(' '));
export const SERIES_NOUNS: ReadonlySet<string> = new Set(
  'series saga franchise universe trilogy sequels sequel prequels'.split(' '),
);
export const ORDER_WORDS: ReadonlySet<string> = new Set('order ranked'.split(' '));
