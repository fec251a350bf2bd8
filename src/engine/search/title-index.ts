// Finds items by the words of their title, spelling mistakes and unfinished words included. It is what search falls
// back on without the text encoder, and what keeps "star wars" from being answered with films that only mean something
// like it.
import MiniSearch from 'minisearch';
import { withoutAccents } from '../../text/without-accents.ts';

export interface TitleIndex {
  /**
   * Item indices, best match first.
   *
   * @param combine  `AND`: titles with every word, `OR`: titles with any of them
   */
  search(query: string, combine: 'AND' | 'OR'): number[];
  /**
   * Adds items that came later; those that are in the index already stay as they are.
   *
   * @param titles  of each item its title, then what else it is called
   */
  add(firstIndex: number, titles: readonly (readonly string[])[]): void;
}

/** Longest query that is looked up, in UTF-16 code units: no title is longer, and fuzzy matching is quadratic. */
export const MAX_QUERY_LENGTH = 200;
/** A word may differ in a fifth of its letters: "Termnator" is found, "war" is not taken for "was". */
const FUZZY = 0.2;
/** A title counts this much more than what else an item is called. */
const OWN_TITLE = 1.25;
/** Words from this length on may be unfinished. */
const MIN_PREFIX_LENGTH = 2;

/** Takes some 50 ms for 10,000 titles, so it is made behind the first list. */
export function createTitleIndex(): TitleIndex {
  // Each title is a document of its own: an item must not count more for being called alike twice.
  const index = new MiniSearch<{ id: number; title: string }>({
    fields: ['title'],
    processTerm: (term) => withoutAccents(term) || null,
    searchOptions: {
      fuzzy: (term) => (term.length > 3 ? FUZZY : false),
      prefix: (term) => term.length >= MIN_PREFIX_LENGTH,
      weights: { fuzzy: 0.3, prefix: 0.6 },
      boostDocument: (id: number) => (isOwn[id] ? OWN_TITLE : 1),
    },
  });
  const items: number[] = [];
  const isOwn: boolean[] = [];
  const known = new Set<number>();
  return {
    add(firstIndex, titles) {
      for (const [i, names] of titles.entries()) {
        const item = firstIndex + i;
        if (known.has(item)) continue;
        known.add(item);
        for (const [place, title] of names.entries()) {
          isOwn.push(place === 0);
          index.add({ id: items.push(item) - 1, title });
        }
      }
    },
    search(query, combineWith) {
      const found = index.search(query.slice(0, MAX_QUERY_LENGTH), { combineWith });
      return [...new Set(found.map(({ id }) => items[id as number]!))];
    },
  };
}
