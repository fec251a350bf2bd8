// Whether an item speaks of what was typed: else the words may be the title of something that is not here.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { nameWords } from '../../language/names.ts';
import { distanceWithin } from '../../language/nearest-word.ts';

/** Longer words may have a mistake, or two; a word alone is near too many others. */
const ONE_MISTAKE_LENGTH = 4;
const TWO_MISTAKES_LENGTH = 5;
const TWO_MISTAKES_ALONE = 7;

/** A title with all of the words, however they are spelt, or a text that has them as they stand. */
export function speaksOf(catalog: ItemCatalog, item: number, text: string): boolean {
  const wanted = nameWords(text);
  const isCalledSo = catalog.titles(item).some((title) => hasAll(nameWords(title), wanted));
  return isCalledSo || ` ${nameWords(catalog.text(item)).join(' ')} `.includes(` ${wanted.join(' ')} `);
}

function hasAll(title: readonly string[], wanted: readonly string[]): boolean {
  const twoFrom = wanted.length === 1 ? TWO_MISTAKES_ALONE : TWO_MISTAKES_LENGTH;
  return wanted.length > 0 && wanted.every((word) => title.some((other) => isMeant(word, other, twoFrom)));
}

function isMeant(word: string, other: string, twoFrom: number): boolean {
  const most = word.length < ONE_MISTAKE_LENGTH ? 0 : word.length < twoFrom ? 1 : 2;
  return word === other || (most > 0 && distanceWithin(word, other, most) !== undefined);
}
