// Titles of items that a text may hold: by words, in any case, with or without accents, with or without their article, and by
// one of their other names. People are in people.ts.
import { titleForms, titleWords } from '../text/title-forms.ts';
import { withoutAccents } from '../text/without-accents.ts';
import { PhraseTrie } from './phrase-trie.ts';

const ARTICLES = new Set(['the', 'a', 'an']);

export interface NamedItem {
  itemIndex: number;
  titles: readonly string[];
  year?: number;
  /** Between items of one title the better known one is meant. */
  fame: number;
}

/** Words of a name as the reader's tokens have them. */
export function nameWords(name: string): string[] {
  if (PLAIN.test(name)) return name === '' ? [] : name.toLowerCase().split(' ');
  const plain = withoutAccents(name.replace(/[ßæœøłđ]/gi, (sign) => LETTERS[sign.toLowerCase()]!)).replace(
    /['’.]/g,
    '',
  );
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Nothing to take off, and apart at single spaces alone. */
const PLAIN = /^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/i;
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };

/** Items by their whole title without spaces, best known first: "lalaland" is one. */
export function indexSqueezed(items: readonly NamedItem[]): ReadonlyMap<string, readonly number[]> {
  const byKey = new Map<string, number[]>();
  const sorted = [...items].sort((a, b) => b.fame - a.fame || a.itemIndex - b.itemIndex);
  for (const { itemIndex, titles } of sorted) {
    for (const key of new Set(titles.flatMap((title) => [titleForms(title).whole, nameWords(title).join('')]))) {
      const known = byKey.get(key);
      if (!known) byKey.set(key, [itemIndex]);
      else if (!known.includes(itemIndex)) known.push(itemIndex);
    }
  }
  return byKey;
}

/** Items by title, best known first; those that are called so before those of which it is the first part. */
export function indexTitles(items: Iterable<NamedItem>): PhraseTrie<readonly number[]> {
  const trie = new PhraseTrie<number[]>();
  const sorted = [...items].sort((a, b) => b.fame - a.fame || a.itemIndex - b.itemIndex);
  const add = (words: readonly string[], item: number) => {
    const known = trie.get(words);
    if (!known) trie.add(words, [item]);
    else if (!known.includes(item)) known.push(item);
  };
  for (const keysOf of [wholeKeys, headKeys]) {
    for (const { itemIndex, titles } of sorted)
      for (const title of titles) for (const words of keysOf(title)) add(words, itemIndex);
  }
  return trie;
}

/** Whether an item is called exactly so, by its own title. */
export function isTitle(
  name: string,
  titles: PhraseTrie<readonly number[]>,
  titleOf: (item: number) => readonly string[],
): boolean {
  const key = nameWords(name).join(' ');
  return (titles.get(nameWords(name)) ?? []).some((item) =>
    wholeKeys(titleOf(item)[0] ?? '').some((words) => words.join(' ') === key),
  );
}

/** Names as they are typed: "Pan's Labyrinth" has the words "pan labyrinth" too, as tokens of it have. */
export function spokenWords(name: string): string[][] {
  const words = nameWords(name);
  return /['’]s/.test(name) ? [words, nameWords(name.replace(/(?<=\p{L})['’]s(?!\p{L})/gu, ''))] : [words];
}

/** A title as phrases: whole, with numbers as digits, without hyphens ("spiderman"), and each without its article. */
function wholeKeys(title: string): string[][] {
  const spoken = spokenWords(title);
  const whole = spoken[0]!;
  const together = title.includes('-') ? [nameWords(title.replace(/(?<=\p{L})-(?=\p{L})/gu, ''))] : [];
  const keys = [...spoken, titleWords(title), ...together];
  const bare = keys.filter((words) => words.length > 1 && ARTICLES.has(words[0]!)).map((words) => words.slice(1));
  const inverted = whole.length > 1 && ARTICLES.has(whole.at(-1)!) ? [whole.slice(0, -1)] : [];
  return [...keys, ...bare, ...inverted].filter((words) => words.length > 0);
}

/** What stands before a colon or a dash. */
function headKeys(title: string): string[][] {
  const [head] = title.split(/:\s|\s[-–—]\s/);
  return head && head !== title && head.length > 3 ? wholeKeys(head) : [];
}
