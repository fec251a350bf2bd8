// What an item says of itself, as tokens: the words of its text, and the values of each of its columns. They are what a
// content vector blurs: the name of an author, a word that few titles share, two items of one category.

import { stemmer } from 'stemmer';
import { type ItemTextFields, itemText } from '../../text/item-text.ts';
import { wordsOf } from '../../text/word-pieces.ts';

/** A token and how much of it an item has, before its rarity is weighed. */
export type WeightedToken = readonly [token: string, weight: number];

/** What is known of an item. */
export interface ContentItem {
  fields: ItemTextFields;
  /** By facet name. */
  facets: Readonly<Record<string, readonly string[]>>;
  details: Readonly<Record<string, string>>;
}

/** Years that count as partly the same: a neighbour at this distance weighs exp(-1/2). */
const YEAR_DEVIATION = 2;
/** Prices of a band are within a quarter of each other. */
const BAND = Math.log(1.25);
const BAND_DEVIATION = 2;

/** Words beyond the letters a to z: of scripts without spaces each sign is one. */
const OTHER_WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?!\p{Script=Latin})\p{L}[\p{L}\p{M}]*/gu;

/**
 * Stems of the words of a text, and of each two that follow one another. A word that is there often says little more than
 * one that is there once (saturation as in BM25; Robertson and Zaragoza 2009, with k1 = 1).
 */
export function wordTokens(text: string): WeightedToken[] {
  const stems = stemsOf(text);
  const counts = new Map<string, number>();
  const add = (token: string) => counts.set(token, (counts.get(token) ?? 0) + 1);
  stems.forEach((stem, i) => {
    add(stem);
    if (i > 0) add(`${stems[i - 1]} ${stem}`);
  });
  return Array.from(counts, ([token, count]) => [token, (2 * count) / (count + 1)]);
}

const STEMS = new Map<string, string>();
const MOST_STEMS = 50_000;

function stemsOf(text: string): string[] {
  const others = text.toLowerCase().normalize('NFC').match(OTHER_WORD) ?? [];
  return [...wordsOf(text).map(stemOf), ...others];
}

function stemOf(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  if (STEMS.size >= MOST_STEMS) STEMS.clear();
  const stem = stemmer(word);
  STEMS.set(word, stem);
  return stem;
}

/** All that is said of an item, as the text encoder reads it. */
export function wholeText({ fields }: ContentItem): string {
  return itemText(fields);
}

/** What is written of it, without its columns. */
export function prose({ fields: { title, description } }: ContentItem): string {
  return itemText({ title, ...(description && { description }) });
}

/** Names of the columns that some item has, in a fixed order. */
export function columnNames(items: readonly ContentItem[]): string[] {
  const names = new Set<string>();
  for (const { facets } of items) for (const name in facets) names.add(name);
  return [...names].sort().concat('(year)', '(price)');
}

/** The values of an item in a column. */
export function columnTokens({ fields, facets, details }: ContentItem, column: string): WeightedToken[] {
  if (column === '(year)') return around(fields.year, 1, YEAR_DEVIATION);
  if (column === '(price)') return around(Math.log(Number(details.price)), BAND, BAND_DEVIATION);
  const values = (facets[column] ?? []).map((value) => value.trim().toLowerCase());
  return [...new Set(values)].filter(Boolean).map((value) => [value, 1]);
}

/** The step of a number and, fading, the steps around it. */
function around(value: number | undefined, step: number, deviation: number): WeightedToken[] {
  if (value === undefined || !Number.isFinite(value)) return [];
  const most = 2 * deviation;
  return Array.from({ length: 2 * most + 1 }, (_, i) => {
    const distance = i - most;
    return [String(Math.round(value / step) + distance), Math.exp(-((distance / deviation) ** 2) / 2)];
  });
}
