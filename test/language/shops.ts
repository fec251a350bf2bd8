// Items files of made-up shops, as a site would have them: books, board games, shoes. The same rows every time.
import type { Cell } from '../../src/items/cells.ts';
import type { Items } from '../../src/items/item.ts';
import { tableItems } from '../../src/items/item-reader.ts';
import type { SpokenItem } from '../../src/language/compile/catalog-terms.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { itemText } from '../../src/text/item-text.ts';
import { guessRoles } from '../items/read-both.ts';

export type Row = Record<string, string | number | readonly string[]>;

const AUTHORS = ['Ada Quill', 'Bram Okonjo', 'Celia Marsh', 'Dov Lindqvist', 'Edda Moreau', 'Finn Tanaka', 'Gita Rao'];
const BOOK_GENRES = ['Crime', 'Fantasy', 'Historical Fiction', 'Horror', 'Poetry', 'Romance', 'Science Fiction'];
const SUBJECTS = ['friendship', 'the sea', 'war', 'magic', 'dragons', 'family', 'cities', 'detectives', 'space travel'];
const MECHANICS = ['dice', 'worker placement', 'deck building', 'tile laying', 'auctions', 'bluffing'];
const PLACES = ['Harbour', 'Orchard', 'Lantern', 'Winter', 'Mirror', 'River', 'Station', 'Garden', 'Tower', 'Island'];
const THINGS = ['Keeper', 'Letters', 'Song', 'Daughter', 'Map', 'Secret', 'Road', 'Clock', 'Promise', 'House'];

/** Books with authors, genres, subjects, languages and years: nearly all are in English. */
export function books(count = 420): Row[] {
  return rows(count, 11, (pick, i) => {
    const [genre, subjects] = [pick.one(BOOK_GENRES), pick.some(SUBJECTS, 2)];
    return {
      isbn: `978${100_000_000 + i}`,
      title: nameOf(pick, i),
      author: pick.early(AUTHORS),
      genre: pick.one([0, 1]) ? [genre] : [...new Set([genre, pick.one(BOOK_GENRES)])],
      subjects,
      language: pick.one(Array.from({ length: 20 }, (_, n) => (n === 0 ? 'French' : 'English'))),
      format: pick.one(['Hardcover', 'Paperback', 'Audiobook']),
      published: 1935 + pick.integer(85),
      description: `A story of ${subjects.join(' and ')}, told by somebody who was there.`,
    };
  });
}

/** Board games with mechanics, designers and a playing time in minutes. */
export function games(count = 320): Row[] {
  return rows(count, 12, (pick, i) => ({
    game: nameOf(pick, i),
    designer: pick.early(AUTHORS),
    publisher: pick.one(['Kestrel Games', 'Blue Pawn', 'Tiny Table']),
    category: pick.one(['Strategy', 'Party', 'Family', 'Puzzle', 'Cooperative']),
    mechanics: pick.some(MECHANICS, 2),
    'playing time': `${pick.one([15, 20, 30, 45, 60, 90, 120])} min`,
    weight: pick.one(['light', 'medium', 'heavy']),
    year: 1990 + pick.integer(34),
  }));
}

/** Shoes: no text, no year, a price. */
export function shoes(count = 300): Row[] {
  return rows(count, 13, (pick, i) => ({
    sku: `shoe-${i}`,
    product: `${pick.one(PLACES)} ${100 + i}`,
    brand: pick.early(['Norrland', 'Vela', 'Peak & Co', 'Strider']),
    category: pick.one(['Sneakers', 'Boots', 'Sandals', 'Running Shoes']),
    colour: pick.one(['Red', 'Black', 'White', 'Navy', 'Olive']),
    season: pick.one(['Summer', 'Winter', 'All year']),
    price: `€ ${20 + pick.integer(180)}.90`,
  }));
}

export const asLines = (items: readonly Row[]): string => items.map((item) => JSON.stringify(item)).join('\n');

/** Read as a site's file is, with the text of each. */
export function itemsOf(
  items: readonly Row[],
): Omit<Items, 'items'> & { items: (Items['items'][number] & SpokenItem)[] } {
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const cells = items.map((item) => columns.map((column) => (item[column] ?? null) as Cell));
  const read = tableItems({ columns, rows: cells }, guessRoles({ columns, rows: cells }));
  return { ...read, items: read.items.map((item) => ({ ...item, text: itemText(item.fields) })) };
}

interface Pick {
  integer(below: number): number;
  one<T>(list: readonly T[]): T;
  some<T>(list: readonly T[], count: number): T[];
  /** The first ones most often, as sales are. */
  early<T>(list: readonly T[]): T;
}

function rows(count: number, seed: number, rowOf: (pick: Pick, i: number) => Row): Row[] {
  const random = createRandom(seed);
  const pick: Pick = {
    integer: (below) => random.integer(below),
    one: (list) => list[random.integer(list.length)]!,
    some: (list, number) => [...new Set(Array.from({ length: number }, () => pick.one(list)))],
    early: (list) => list[Math.floor(random.next() ** 2 * list.length)]!,
  };
  return Array.from({ length: count }, (_, i) => rowOf(pick, i));
}

/** Each is another one: the number of it is said as a place in a series. */
function nameOf(pick: Pick, i: number): string {
  return `${pick.one(PLACES)} ${pick.one(THINGS)} ${i + 2}`;
}
