// What a sentence is made of: cues, phrases of the vocabulary, numbers, names and plain words, each token in one segment.
// Types only; cut-segments.ts cuts.
import type { Meaning } from './meanings.ts';
import type { PeopleIndex } from './people.ts';
import type { PhraseTrie } from './phrase-trie.ts';
import type { Cue, LanguagePack, SaidRange } from './reading-pack.ts';
import type { Token } from './tokens.ts';

export type Segment = { start: number; end: number } & (
  | { kind: 'cue'; cues: readonly Cue[] }
  /** `isSetting`: said of when or where a story plays. */
  | { kind: 'meanings'; meanings: readonly Meaning[]; isSetting?: true }
  | { kind: 'range'; range: SaidRange }
  /** `others`: who else may be meant. */
  | { kind: 'person'; name: string; others?: readonly string[] }
  | { kind: 'title'; itemIndex: number; how: 'like' | 'unlike' | 'seen' | 'title' | 'named' }
  /** Of several tokens where it is the name of somebody whom the catalog lacks. */
  | { kind: 'word' }
);
export type TitleSegment = Segment & { kind: 'title' };

export interface NamedSeries {
  meaning: Meaning;
  /** Items that it has. */
  count: number;
  /** It is called otherwise here: without its article, in the singular. */
  isLoose?: true;
}

/** Words that mean something else directly before what they describe. */
export interface Attribute {
  meanings: readonly Meaning[];
  /** Facets whose values it describes. */
  before: readonly string[];
}

/** What a sentence is cut by. */
export interface Dictionary extends PeopleIndex {
  pack: LanguagePack;
  cues: PhraseTrie<readonly Cue[]>;
  phrases: PhraseTrie<readonly Meaning[]>;
  settings: PhraseTrie<readonly Meaning[]>;
  attributes: PhraseTrie<Attribute>;
  /** Items of a title, best known first. */
  titles: PhraseTrie<readonly number[]>;
  /** Series that are called as an item is. */
  series: PhraseTrie<NamedSeries>;
  /** Who is meant by words of which some are misspelt. */
  nearPerson(words: readonly string[]): string | undefined;
  yearOf(itemIndex: number): number | undefined;
  /** How much of a quantity an item has, in the unit of its detail. */
  numberOf(itemIndex: number, quantity: string): number | undefined;
  /** Whether a word is one of the language, and no name alone. */
  isOrdinary(word: string): boolean;
  /** The facet whose values are series. */
  seriesFacet: string | undefined;
  thisYear: number;
  /** Quantities that the catalog has. */
  measures: ReadonlySet<string>;
  /** Numbers of what the catalog does not measure are words. */
  isMeasured: boolean;
}

/** A sentence, and what it is cut by. */
export interface Sentence extends Dictionary {
  tokens: readonly Token[];
  words: readonly string[];
  stems: readonly string[];
}

export function startsCue({ cues, words }: Sentence, at: number, cue: Cue): boolean {
  return cues.longest(words, at)?.value.includes(cue) ?? false;
}

export function areFillers({ cues, words }: Sentence, from: number, to: number): boolean {
  return words.slice(from, to).every((word) => cues.get([word])?.includes('filler'));
}
