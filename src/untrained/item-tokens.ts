// What an item says of itself, as tokens: the words of its title, its year, and the values of each of its columns. They
// are what the content vector blurs: sequels share a word that few other titles have, and two items of the same genres
// and years are the same there, however their titles read.

import { titleWords } from '../text/hash-words.ts';
import type { ItemTextFields } from '../text/item-text.ts';

/** A token and how much of it the item has, before its rarity is weighed. */
export type WeightedToken = readonly [token: string, weight: number];
/** What an item has in a column; never empty. */
export type TokenColumn = readonly [name: string, tokens: readonly WeightedToken[]];

/** Name of the column of title words. */
export const TITLE = 'title';
/** Years that count as partly the same: a neighbour at this distance weighs exp(-1/2). */
const YEAR_DEVIATION = 2;
const MAX_YEAR_DISTANCE = 2 * YEAR_DEVIATION;
/** Columns whose values are tokens; prose (the description) is left to the text encoder. */
const VALUE_COLUMNS = ['genres', 'creativeType', 'source', 'director', 'tags'] as const;

/** The columns of one item that are known; tokens of different columns never are the same. */
export function itemTokens(fields: ItemTextFields): TokenColumn[] {
  const columns: TokenColumn[] = [
    [TITLE, titleWords(fields.title).map((word): WeightedToken => [`${TITLE}=${word}`, 1])],
    ['year', yearTokens(fields.year)],
  ];
  for (const column of VALUE_COLUMNS) {
    const values = [fields[column] ?? []].flat().map((value) => value.trim().toLowerCase());
    const distinct = [...new Set(values)].filter(Boolean);
    columns.push([column, distinct.map((value): WeightedToken => [`${column}=${value}`, 1])]);
  }
  return columns.filter(([, tokens]) => tokens.length > 0);
}

/** The year and, fading, the years around it. */
function yearTokens(year: number | undefined): WeightedToken[] {
  if (year === undefined || !Number.isFinite(year)) return [];
  return Array.from({ length: 2 * MAX_YEAR_DISTANCE + 1 }, (_, i): WeightedToken => {
    const distance = i - MAX_YEAR_DISTANCE;
    return [`year=${Math.round(year) + distance}`, Math.exp(-((distance / YEAR_DEVIATION) ** 2) / 2)];
  });
}
