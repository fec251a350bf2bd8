// What a sentence means to a catalog. Types only. A reading says what the words say, in the order in which they say it;
// what it asks of items (src/language/to-where.ts) and where it moves a list (src/language/directions.ts) follow from it.

/**
 * `want`: with it. `not`: without it. `more`, `less`: further in that direction, or to a lesser degree.
 */
export type Mark = 'want' | 'not' | 'more' | 'less';

interface Said {
  mark: Mark;
  /** The words that say it, as typed. */
  said: string;
  /** UTF-16 code units of the text, end exclusive. */
  start: number;
  end: number;
  /**
   * Directly behind it: what items are called ("korean films"), or nothing that it could describe ("a thriller from the
   * nineties"); absent where it may belong to a word of a story ("a comedy writer").
   */
  behind?: 'items' | 'nothing';
  /** Joined by "or" to the wish before it. */
  isAlternative?: true;
}

/** A facet value: `{ facet: 'genre', value: 'Horror' }`. */
export interface ValueWish extends Said {
  kind: 'value';
  facet: string;
  value: string;
}

/** A number of an item, by the name of the detail that holds it: `{ field: 'year', min: 1970, max: 1979 }`, inclusive. */
export interface RangeWish extends Said {
  kind: 'range';
  field: string;
  min?: number;
  max?: number;
}

/** Items named as an example ("like Alien"), or asked for themselves ("Alien"). */
export interface ItemWish extends Said {
  kind: 'like' | 'title';
  itemIndex: number;
}

/** What has no value: how known (`fame`) and how loved (`acclaim`) an item is. */
export interface DegreeWish extends Said {
  kind: 'fame' | 'acclaim';
}

/** In whose company: a name of the vocabulary's `occasions`. */
export interface OccasionWish extends Said {
  kind: 'occasion';
  value: string;
}

/** `surprise`: something unlike what is usual here. `always`: what is said is meant to stay. */
export interface FlagWish extends Said {
  kind: 'surprise' | 'always';
}

export type Wish = ValueWish | RangeWish | ItemWish | DegreeWish | OccasionWish | FlagWish;

export interface Reading {
  text: string;
  /** In the order in which they are said. */
  wishes: Wish[];
  /** Items whose whole title the text is, spaces and misspelling aside, best known first. */
  exactTitles: number[];
  /** What is left: words that say something, but none of the above. */
  rest: string;
  /** The same words, in small letters and as they were meant. */
  restWords: string[];
  /** Those of them that are not wanted. */
  unwantedWords: string[];
  /** English name of the language that it is in, where that is another than the one that is read. */
  language?: string;
  /** Somebody talks of themselves and of what they want: what is left is chat, and no story. */
  isTalk?: true;
  /** Words of the rest that neither the vocabulary nor any item's text has. */
  unknownWords: string[];
}
