// People whom a text may name: by full name, also without what is in its middle, or by a surname or given name that is as
// good as theirs alone. By words, in any case, with or without accents.
import { nameWords } from './names.ts';
import { distanceWithin } from './nearest-word.ts';
import { PhraseTrie } from './phrase-trie.ts';

/** Part of a name stands for one person where that one has at least twice the items of the next who is called so. */
const LEAD = 2;
const MIN_SURNAME_ITEMS = 3;
const MIN_GIVEN_NAME_ITEMS = 8;
const MIN_LENGTH = 4;
/** A name of more people says nothing of who is meant. */
const MOST_SHARING = 3;

export interface PeopleIndex {
  /** Full names, and parts that stand for one person. */
  people: PhraseTrie<string>;
  /** Surnames that several people share of whom none leads: all of them. */
  sharedNames: ReadonlyMap<string, readonly string[]>;
  givenNames: ReadonlyMap<string, NamePart>;
  surnames: ReadonlyMap<string, NamePart>;
}

export interface NamePart {
  /** How many people have it. */
  numPeople: number;
  /** The items of whoever has most. */
  mostItems: number;
}

/** By part of a name: who has it, those with most items first. */
type Sharing = Map<string, [name: string, count: number][]>;

/**
 * @param counts      name -> how many items have it
 * @param isOrdinary  whether a word is one of the language ("story", "snow"): such a surname stands for nobody
 */
export function indexPeople(counts: ReadonlyMap<string, number>, isOrdinary: (word: string) => boolean): PeopleIndex {
  const people = new PhraseTrie<string>();
  const surnames: Sharing = new Map();
  const givenNames: Sharing = new Map();
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  for (const [name] of sorted) {
    const words = nameWords(name);
    if (words.length > 1 || (words.length === 1 && !isOrdinary(words[0]!))) people.add(words, name);
  }
  for (const [name, count] of sorted) {
    const parts = nameParts(name);
    if (parts.length < 2) continue;
    for (const form of shorterForms(parts)) people.add(form, name);
    share(surnames, surnameOf(parts), name, count);
    share(givenNames, parts[0]!.split('-')[0]!, name, count);
  }
  addLeaders(people, surnames, givenNames, MIN_SURNAME_ITEMS, isOrdinary);
  addLeaders(people, givenNames, surnames, MIN_GIVEN_NAME_ITEMS, isOrdinary);
  return {
    people,
    sharedNames: sharedNames(surnames, people, givenNames, isOrdinary),
    givenNames: countSharing(givenNames),
    surnames: countSharing(surnames),
  };
}

/** "Bergman" is Ingmar or Ingrid. */
function sharedNames(
  surnames: Sharing,
  people: PhraseTrie<string>,
  givenNames: Sharing,
  isOrdinary: (word: string) => boolean,
): Map<string, string[]> {
  const shared = new Map<string, string[]>();
  for (const [part, who] of surnames) {
    const known = who.filter(([, count]) => count >= MIN_SURNAME_ITEMS).map(([name]) => name);
    const isName = part.length >= MIN_LENGTH && !/[\s-]/.test(part) && !isOrdinary(part) && !givenNames.has(part);
    if (isName && known.length > 1 && known.length <= MOST_SHARING && people.get([part]) === undefined)
      shared.set(part, known);
  }
  return shared;
}

function countSharing(sharing: Sharing): Map<string, NamePart> {
  return new Map([...sharing].map(([part, who]) => [part, { numPeople: who.length, mostItems: who[0]![1] }]));
}

function share(sharing: Sharing, part: string, name: string, count: number): void {
  const known = sharing.get(part);
  if (known) known.push([name, count]);
  else sharing.set(part, [[name, count]]);
}

function addLeaders(
  people: PhraseTrie<string>,
  sharing: Sharing,
  others: Sharing,
  least: number,
  isOrdinary: (word: string) => boolean,
): void {
  for (const [part, [first, second]] of sharing) {
    const next = Math.max(second?.[1] ?? 0, others.get(part)?.[0]?.[1] ?? 0);
    const leads = first![1] >= Math.max(least, LEAD * next);
    if (!leads || part.length < MIN_LENGTH || isOrdinary(part)) continue;
    people.add(part.split(/[\s-]/), first![0]);
    if (part.includes('-')) people.add(joined(part).split(' '), first![0]);
  }
}

/** As it is written: `Hirokazu Kore-eda` -> `hirokazu`, `kore-eda`. */
function nameParts(name: string): string[] {
  return name
    .split(/\s+/)
    .map((part) => nameWords(part).join('-'))
    .filter((part) => part !== '');
}

/** "samuel jackson", "carl dreyer", "hirokazu koreeda". */
function shorterForms(parts: readonly string[]): string[][] {
  const withoutMiddle = `${parts[0]} ${surnameOf(parts)}`;
  return [withoutMiddle.split(/[\s-]/), parts.map(joined)];
}

function joined(part: string): string {
  return part.replaceAll('-', '');
}

/** "De Niro", "von Trier", "Downey" of "Robert Downey Jr.". */
function surnameOf(parts: readonly string[]): string {
  const plain = /^(jr|sr|ii|iii)$/.test(parts.at(-1)!) ? parts.slice(0, -1) : parts;
  const particle = plain.findIndex(
    (part, i) => i > 0 && i < plain.length - 1 && /^(de|di|da|del|della|van|von|der|la|le|du|bin|mac|st)$/.test(part),
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
        const mistakes = mistakesBetween(words, person.words, (part) => byWord.has(part));
        if (mistakes === undefined) continue;
        const { name, count } = person;
        if (!best || mistakes < best.mistakes || (mistakes === best.mistakes && count > best.count))
          best = { name, mistakes, count };
      }
    }
    return best?.name;
  };
}

/** Short words allow one mistake, as do those that are a name themselves; longer ones two. */
function mistakesBetween(
  a: readonly string[],
  b: readonly string[],
  isName: (word: string) => boolean,
): number | undefined {
  let sum = 0;
  for (const [i, word] of a.entries()) {
    const distance = distanceWithin(word, b[i]!, word.length > 5 && !isName(word) ? 2 : 1);
    if (distance === undefined) return undefined;
    sum += distance;
  }
  return sum;
}
