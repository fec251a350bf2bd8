// What a search was read as, and the search without a part of that.
import type { ReadWish, SearchResponse } from '../../../src/sdk/index.ts';

export type Reading = SearchResponse['reading'];

/** What the query was read as. Of a film that is not here it is no wish what its title happens to say. */
export function readWishes({ reading, missing }: SearchResponse): ReadWish[] {
  if (missing && Object.keys(reading.where).length === 0) return [];
  return reading.wishes.filter(({ kind }) => kind !== 'always');
}

/** Words that lead to a wish, and say nothing once it is gone. */
const LEADING = /(?:^|\s)(?:from|in|of|with|without|by|about|for|and|or|but|no|not|non|nothing|any|too)\s*$|[,;]\s*$/i;

/** The query without the words of some wishes. */
export function withoutWishes({ text }: Reading, wishes: readonly ReadWish[]): string {
  let left = text;
  for (const { start, end } of [...wishes].sort((a, b) => b.start - a.start)) {
    let before = left.slice(0, start);
    while (LEADING.test(before)) before = before.replace(LEADING, '');
    left = `${before} ${left.slice(end)}`;
  }
  return left
    .replace(/\s+/g, ' ')
    .replace(/^(?:\s|[,;]|and\b|or\b|but\b)+/i, '')
    .trim();
}
