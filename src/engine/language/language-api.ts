// What a page asks about words, and what it gets. Types only, as src/engine/engine-api.ts.
import type { Where } from '../../catalog/where.ts';

/** A part of what a sentence says. */
export interface ReadWish {
  /** The words that say it, as typed, and where they stand (UTF-16 code units, end exclusive). */
  said: string;
  start: number;
  end: number;
  /**
   * `want`, `not`: with it, without it. `more`, `less`: further in that direction, or to a lesser degree.
   */
  mark: 'want' | 'not' | 'more' | 'less';
  /**
   * `value`: of a facet. `range`: of a number among an item's details, or a direction of it. `like`: an item as an
   * example. `title`: an item itself. `occasion`: in whose company. `fame`, `acclaim`: how known, how loved.
   * `surprise`: unlike what is usual here. `always`: what is said is meant to stay.
   */
  kind: 'value' | 'range' | 'like' | 'title' | 'occasion' | 'fame' | 'acclaim' | 'surprise' | 'always';
  /** In words for people: `Horror`, `1970 to 1979`, `up to 100`, `like Alien`. */
  label: string;
  /** Of a value. */
  facet?: string;
  /** Of a value or an occasion. */
  value?: string;
  /** Of a range: the detail, inclusive bounds. */
  field?: string;
  min?: number;
  max?: number;
  /** Of an item. */
  itemId?: string;
}

/** What a sentence means to this catalog. */
export interface SentenceReading {
  text: string;
  /** In the order in which they are said. */
  wishes: ReadWish[];
  /** The conditions that follow from the wishes: every item of an answer satisfies them. */
  where: Where;
  /** Words that say something, but none of the above: they are searched for. */
  rest: string;
  /** English name of the language that it is in, where that is another than the one that is read: its commonest words are. */
  language?: string;
  /** Those of the rest that no item's text has either. */
  unknownWords: string[];
}
