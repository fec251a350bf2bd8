// What a language brings to the reading of sentences. English comes first (english/); another language is a folder with
// a pack of this shape, and its name in packs.ts. A pack knows words such as "not", "less" and "under two hours"; it
// knows no item and no facet: those are the catalog's vocabulary.
import type { FacetKind } from './facet-kinds.ts';
import type { readForeign } from './foreign/read-foreign.ts';
import type { Token } from './tokens.ts';

/** What a word does to the wishes behind it (or before it). */
export type Cue =
  /** "no", "without", "tired of": the wishes behind it, as far as joiners reach, are not wanted. */
  | 'not'
  /** "too", "not so", "less": to a lesser degree. */
  | 'less'
  /** "more", "extra": further. */
  | 'more'
  /** "and", "or", "nor": what is behind it belongs to what is before it. */
  | 'and'
  | 'or'
  /** "but", "just", "instead": a negation ends. */
  | 'but'
  /** "like", "similar to": a title behind it is an example. */
  | 'like'
  /** "unlike": a title behind it is an example of what is not wanted. */
  | 'unlike'
  /** "I've seen": a title behind it is not wanted itself. */
  | 'seen'
  /** "vibes", "style", "fans": a title before it is an example. */
  | 'like-before'
  /** "watch", "find": a title behind it is asked for itself. */
  | 'title'
  /** "free": what is before it is not wanted ("gore free"). */
  | 'not-before'
  /** "set in", "takes place": what is behind it is where or when a story plays, not when the item was made. */
  | 'setting'
  | 'surprise'
  | 'always'
  /** "ever": always, where something is not wanted; "the best ever" says nothing of it. */
  | 'ever'
  /** "for when I'm": what is directly behind it is how the viewer is, and not the film. */
  | 'viewer'
  /** Begins a new wish: "something", "give me"; a negation ends. */
  | 'opens'
  /** Says nothing: "film", "please", "tonight". */
  | 'filler';

/** Numbers as they are said, before it is known of what: years of making, or a length. */
export interface SaidRange {
  /** The token behind the last one. */
  end: number;
  /** `year`, or a unit: `minutes`. */
  quantity: string;
  min?: number;
  max?: number;
  /** "shorter", "newer": no number, a direction. */
  direction?: 'more' | 'less';
  /** It says its negation itself ("no longer than"): a mark before it does not turn it around. */
  isFinal?: true;
  /** "seventies": what a story's setting may be as well. */
  isDecade?: true;
}

/** What a likely query asks for: a value of a facet, or a span of years or minutes. */
export type QueryPart =
  | {
      kind: FacetKind;
      facet: string;
      value: string /** All its words are of the language, and none a name. */;
      isOrdinary: boolean;
    }
  | { kind: 'years' | 'minutes'; facet: string; min?: number; max?: number };

/** How the language asks for one or two things. Whatever it says must be read as these very things. */
export interface Wordings {
  /** As people type it; undefined where it is no query. */
  query(parts: readonly QueryPart[]): string | undefined;
  /** As a page offers it, its first letter aside; undefined where nobody would say so. */
  suggestion(parts: readonly QueryPart[]): string | undefined;
}

export interface LanguagePack {
  /** BCP 47, for example `en`. */
  locale: string;
  /** One form of a word for all that mean the same: `zombies` -> `zombie`. */
  stem(word: string): string;
  /** Cues by phrase, words parted by spaces. */
  cues: readonly (readonly [Cue, readonly string[]])[];
  /** Words behind which what was not wanted is over ("no horror with Jack Black"), once the mark has had its object. */
  prepositions: ReadonlySet<string>;
  /** A phrase that says its negation itself ("not american", "nobody dies") is turned around by none before it. */
  saysNot: RegExp;
  /** Surprise is asked for by these whatever else is said; by others ("anything") only where nothing else is. */
  strongSurprise: RegExp;
  /** What items are called: "films", "ones". */
  itemNouns: ReadonlySet<string>;
  /** Words that speak of a series: "saga", "sequels". */
  seriesNouns: ReadonlySet<string>;
  /** Words behind which it is the series that was named: "alien movies in order". */
  orderWords: ReadonlySet<string>;
  /** Between a comparative and what it is compared with. */
  thanWord: string;
  /** "before", "after", and whether it is the time after. */
  timeWords: ReadonlyMap<string, boolean>;
  /** What is said of an item behind a word of time: "came out". */
  cameOut: readonly (readonly string[])[];
  /** Before a title: "the first Matrix". */
  firstWords: ReadonlySet<string>;
  /** Behind a given name these tell of a friend and not of somebody who made something: "Gary is bringing the beers". */
  friendVerbs: ReadonlySet<string>;
  /** Of whoever speaks: "I", "my", "we". */
  talkWords: ReadonlySet<string>;
  /** Words of the language that are written as names are, and name nobody: months, days. */
  properWords: ReadonlySet<string>;
  /** Plurals of what items are called: where one is said, a kind is asked for and no title ("pirate movies"). */
  kindNouns: ReadonlySet<string>;
  /** Words that nearly every query has, and no item is about: no text is searched for them. */
  stopWords: ReadonlySet<string>;
  /** Words that `readRange` knows: they are not misspelt. */
  rangeWords: Iterable<string>;
  /**
   * Years, lengths and their bounds that begin at a token.
   *
   * @param thisYear  what "new" and "the last ten years" count from
   * @param measures  quantities that the catalog has
   */
  readRange(
    tokens: readonly Token[],
    from: number,
    thisYear: number,
    measures: ReadonlySet<string>,
  ): SaidRange | undefined;
  /** Sentences of other languages, in the words of this one. */
  readForeign?: typeof readForeign;
  /** Phrases that are amounts, and their meanings: heard where the catalog measures them ("in stock": `stock=1..`). */
  measurePhrases: readonly (readonly [readonly string[], readonly string[]])[];
  /** Groups of phrases that stand for one another: "sofa", "couch". */
  synonyms: readonly (readonly string[])[];
  /** Before a size: "size 42". */
  sizeWords: ReadonlySet<string>;
  /** What a site's build offers its visitors. */
  wordings: Wordings;
}
