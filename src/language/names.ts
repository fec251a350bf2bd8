// Names that a text may hold: people, by full name or by a surname that is theirs alone, and titles of items. By words, in
// any case, with or without accents; a title also without its article, or by one of its other names.
import { titleForms, titleWords } from '../text/title-forms.ts';
import { withoutAccents } from '../text/without-accents.ts';
import { distanceWithin } from './nearest-word.ts';
import { PhraseTrie } from './phrase-trie.ts';

/** A surname stands for one person where that one has at least twice the items of the next. */
const SURNAME_LEAD = 2;
const MIN_SURNAME_ITEMS = 3;
const MIN_GIVEN_NAME_ITEMS = 8;
const MIN_SURNAME_LENGTH = 4;
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
  const plain = withoutAccents(name.replace(/[ßæœøłđ]/gi, (sign) => LETTERS[sign.toLowerCase()]!)).replace(
    /['’.]/g,
    '',
  );
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };

/**
 * @param counts      name -> how many items have it
 * @param isOrdinary  whether a word is one of the language ("story", "snow"): such a surname stands for nobody
 */
export function indexPeople(
  counts: ReadonlyMap<string, number>,
  isOrdinary: (word: string) => boolean,
): PhraseTrie<string> {
  const trie = new PhraseTrie<string>();
  const bySurname = new Map<string, [string, number][]>();
  const byGivenName = new Map<string, [string, number][]>();
  for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    const words = nameWords(name);
    if (words.length === 0 || (words.length === 1 && isOrdinary(words[0]!))) continue;
    trie.add(words, name);
    if (words.length < 2) continue;
    for (const [part, map] of [
      [surnameOf(words), bySurname],
      [words[0]!, byGivenName],
    ] as const) {
      map.set(part, [...(map.get(part) ?? []), [name, count]]);
    }
  }
  for (const [map, least] of [
    [bySurname, MIN_SURNAME_ITEMS],
    [byGivenName, MIN_GIVEN_NAME_ITEMS],
  ] as const) {
    for (const [part, [first, second]] of map) {
      const leads = first![1] >= Math.max(least, SURNAME_LEAD * (second?.[1] ?? 0));
      if (leads && part.length >= MIN_SURNAME_LENGTH && !isOrdinary(part)) trie.add(part.split(' '), first![0]);
    }
  }
  return trie;
}

/** "De Niro", "von Trier", "Downey" of "Robert Downey Jr.". */
function surnameOf(words: readonly string[]): string {
  const plain = /^(jr|sr|ii|iii)$/.test(words.at(-1)!) ? words.slice(0, -1) : words;
  const particle = plain.findIndex(
    (word, i) => i > 0 && i < plain.length - 1 && /^(de|di|da|del|della|van|von|der|la|le|du|bin|mac|st)$/.test(word),
  );
  return (particle > 0 ? plain.slice(particle) : plain.slice(-1)).join(' ');
}

/**
 * Finds who is meant by two or three words of which one is a name and another is misspelt ("wes andersen").
 *
 * @returns the full name whose words are at most two mistakes away, the one with most items; undefined where there is none
 */
export function findNearPeople(counts: ReadonlyMap<string, number>): (words: readonly string[]) => string | undefined {
  const byWord = new Map<string, { name: string; words: string[]; count: number }[]>();
  for (const [name, count] of counts) {
    const words = nameWords(name);
    if (words.length < 2) continue;
    for (const word of new Set(words)) byWord.set(word, [...(byWord.get(word) ?? []), { name, words, count }]);
  }
  return (words) => {
    let best: { name: string; mistakes: number; count: number } | undefined;
    for (const word of words) {
      for (const person of byWord.get(word) ?? []) {
        if (person.words.length !== words.length) continue;
        const mistakes = mistakesBetween(words, person.words);
        if (mistakes === undefined) continue;
        const { name, count } = person;
        if (!best || mistakes < best.mistakes || (mistakes === best.mistakes && count > best.count))
          best = { name, mistakes, count };
      }
    }
    return best?.name;
  };
}

/** Short words allow one mistake, longer ones two. */
function mistakesBetween(a: readonly string[], b: readonly string[]): number | undefined {
  let sum = 0;
  for (const [i, word] of a.entries()) {
    const distance = distanceWithin(word, b[i]!, word.length > 5 ? 2 : 1);
    if (distance === undefined) return undefined;
    sum += distance;
  }
  return sum;
}

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

/** A title as phrases: whole, with numbers as digits, and each without its article. */
function wholeKeys(title: string): string[][] {
  const whole = nameWords(title);
  const keys = [whole, titleWords(title)];
  const bare = keys.filter((words) => words.length > 1 && ARTICLES.has(words[0]!)).map((words) => words.slice(1));
  const inverted = whole.length > 1 && ARTICLES.has(whole.at(-1)!) ? [whole.slice(0, -1)] : [];
  return [...keys, ...bare, ...inverted].filter((words) => words.length > 0);
}

/** What stands before a colon or a dash. */
function headKeys(title: string): string[][] {
  const [head] = title.split(/:\s|\s[-–—]\s/);
  return head && head !== title && head.length > 3 ? wholeKeys(head) : [];
}
