// Finds titles of elsewhere among a catalog's: by form (title-forms.ts) and year first, and where no form fits by
// likeness. What is found says how sure it is, so that a person looks at the rest; a wrong film is worse than a
// question.

import { titleForms, titleWords } from './title-forms.ts';
import { likeness, pictureOf, type TitlePicture } from './title-likeness.ts';

export interface TitledItem {
  itemIndex: number;
  /** The catalog's title first, then further names. */
  titles: readonly string[];
  year?: number;
}

export interface WantedTitle {
  titles: readonly string[];
  year?: number;
}

export interface FoundTitle {
  confidence: 'certain' | 'likely' | 'none';
  /** Up to MAX_CANDIDATES rows, nearest first. */
  itemIndices: number[];
}

const MAX_CANDIDATES = 3;
/** One list counts the festival, another the release. */
const SAME_FILM_YEARS = 1;
/** A whole title of so many letters and digits is no other film's: it may be two years off, or have no year. */
const DISTINCT_LENGTH = 12;
const SAME_LONG_TITLE_YEARS = 2;
/** Years between which an equal title is still worth a question; further apart it is a remake. */
const NEAR_YEARS = 3;
/** Likeness that is worth a question: in the same year, a year apart, and without a year. */
const MIN_LIKENESS = [0.5, 0.66];
const MIN_LIKENESS_WITHOUT_YEAR = 0.8;
/** An item that falls behind the best one by more is no candidate beside it. */
const MAX_BEHIND = 0.25;

interface Entry extends TitledItem {
  pictures: TitlePicture[];
}

/** How near an entry is: rank 0 = the same title, 1 = a shorter name, 2 = something like it. */
interface Nearness {
  entry: Entry;
  rank: number;
  years: number | undefined;
  likeness: number;
  /** Rank 0: the length of the common key. */
  length: number;
}

export class TitleMatcher {
  readonly #entries: Entry[];
  readonly #byWhole = new Map<string, Set<Entry>>();
  readonly #byShorter = new Map<string, Set<Entry>>();
  readonly #byYear = new Map<number, Entry[]>();
  readonly #byWord = new Map<string, Set<Entry>>();

  constructor(items: Iterable<TitledItem>) {
    this.#entries = [...items].map((item) => this.#add(item));
  }

  /** @returns the items that a title may be, and how sure that is */
  match(wanted: WantedTitle): FoundTitle {
    const named = this.#named(wanted);
    const near = named.filter(({ years }) => years === undefined || years <= NEAR_YEARS).sort(nearestFirst);
    const [first, second] = near;
    if (first && isSure(first, wanted.year) && !(second && equallyNear(first, second))) {
      return { confidence: 'certain', itemIndices: [first.entry.itemIndex] };
    }
    const candidates = distinct([...near, ...(near.length < MAX_CANDIDATES ? this.#alike(wanted) : [])]);
    const itemIndices = candidates.slice(0, MAX_CANDIDATES).map(({ entry }) => entry.itemIndex);
    return { confidence: itemIndices.length > 0 ? 'likely' : 'none', itemIndices };
  }

  #add(item: TitledItem): Entry {
    const words = item.titles.map(titleWords);
    const entry: Entry = { ...item, pictures: words.map(pictureOf) };
    for (const title of item.titles) {
      const { whole, shorter } = titleForms(title);
      addTo(this.#byWhole, whole, entry);
      for (const form of shorter) addTo(this.#byShorter, form, entry);
    }
    for (const word of words.flat()) addTo(this.#byWord, word, entry);
    if (item.year !== undefined) this.#byYear.set(item.year, [...(this.#byYear.get(item.year) ?? []), entry]);
    return entry;
  }

  /** Entries that share a form with the title. */
  #named({ titles, year }: WantedTitle): Nearness[] {
    const found = new Map<Entry, Nearness>();
    const add = (entries: Iterable<Entry> | undefined, rank: number, { length }: string) => {
      for (const entry of entries ?? []) {
        if ((found.get(entry)?.rank ?? Number.POSITIVE_INFINITY) <= rank) continue;
        found.set(entry, { entry, rank, years: yearsBetween(entry.year, year), likeness: 1, length });
      }
    };
    for (const title of titles) {
      const { whole, shorter } = titleForms(title);
      if (whole === '') continue;
      add(this.#byWhole.get(whole), 0, whole);
      add(this.#byShorter.get(whole), 1, whole);
      for (const form of shorter) add(this.#byWhole.get(form), 2, form);
    }
    return [...found.values()];
  }

  /** Entries of about the year, or that share a rare word, whose titles look alike. */
  #alike({ titles, year }: WantedTitle): Nearness[] {
    const words = titles.map(titleWords);
    const pictures = words.map(pictureOf);
    const pool = year === undefined ? this.#sharingWords(words.flat()) : this.#around(year);
    const scored = pool.map((entry): Nearness => {
      const pairs = pictures.flatMap((mine) => entry.pictures.map((theirs) => likeness(mine, theirs, this.#weightOf)));
      return { entry, rank: 3, years: yearsBetween(entry.year, year), likeness: Math.max(0, ...pairs), length: 0 };
    });
    const alike = scored.filter(isAlike).sort(nearestFirst);
    return alike.filter((other) => other.likeness >= alike[0]!.likeness - MAX_BEHIND);
  }

  readonly #weightOf = (word: string): number => {
    return Math.log(1 + this.#entries.length / ((this.#byWord.get(word)?.size ?? 0) + 1));
  };

  #around(year: number): Entry[] {
    return [year, year - SAME_FILM_YEARS, year + SAME_FILM_YEARS].flatMap((near) => this.#byYear.get(near) ?? []);
  }

  /** By the rarest of the words that the catalog has. */
  #sharingWords(words: readonly string[]): Entry[] {
    const known = words.filter((word) => this.#byWord.has(word)).sort((a, b) => this.#weightOf(b) - this.#weightOf(a));
    return [...new Set(known.slice(0, 2).flatMap((word) => [...this.#byWord.get(word)!]))];
  }
}

/** The same title in the same year or the next; a shorter name of the catalog's longer one in the same year. */
function isSure({ rank, years, length }: Nearness, wantedYear: number | undefined): boolean {
  if (wantedYear === undefined) return rank === 0;
  const isDistinct = rank === 0 && length >= DISTINCT_LENGTH;
  if (years === undefined) return isDistinct;
  return rank === 0 ? years <= (isDistinct ? SAME_LONG_TITLE_YEARS : SAME_FILM_YEARS) : rank === 1 && years === 0;
}

/** Nothing decides between the two: a remake of the next year, two films without a year. */
function equallyNear(a: Nearness, b: Nearness): boolean {
  return a.rank === b.rank && a.years === b.years;
}

function isAlike({ years, likeness: value }: Nearness): boolean {
  return value >= (years === undefined ? MIN_LIKENESS_WITHOUT_YEAR : (MIN_LIKENESS[years] ?? 1));
}

function nearestFirst(a: Nearness, b: Nearness): number {
  const byYears = (a.years ?? 0) - (b.years ?? 0);
  if (a.rank === 3 || b.rank === 3) return a.rank - b.rank || b.likeness - a.likeness || byYears;
  const isFar = ({ years = 0 }: Nearness) => Number(years > SAME_FILM_YEARS);
  return isFar(a) - isFar(b) || a.rank - b.rank || byYears || a.entry.itemIndex - b.entry.itemIndex;
}

function distinct(found: readonly Nearness[]): Nearness[] {
  return found.filter(({ entry }, i) => found.findIndex((other) => other.entry === entry) === i);
}

function yearsBetween(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.abs(a - b);
}

function addTo<K>(map: Map<K, Set<Entry>>, key: K, entry: Entry): void {
  const entries = map.get(key);
  if (entries) entries.add(entry);
  else if (key !== '') map.set(key, new Set([entry]));
}
