// Goes through the segments of a sentence from left to right with the mark that is in force. "No horror or gore, just
// something funny": `not` reaches over what joiners join, and ends at "just". "More" and "less" reach over one wish and
// those joined to it by words.
import { facetKind } from './facet-kinds.ts';
import { composeMarks, type Meaning } from './meanings.ts';
import type { PhraseTrie } from './phrase-trie.ts';
import type { Mark, Wish } from './reading.ts';
import type { LanguagePack } from './reading-pack.ts';
import { type Place, wishesOf } from './segment-wishes.ts';
import type { Segment } from './segments.ts';
import type { Token } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Plain words that a refusal reaches: "no dirty old clowns". */
const MOST_REFUSED = 3;

type CueSegment = Segment & { kind: 'cue' };

export interface WishWords {
  pack: LanguagePack;
  vocabulary: Vocabulary;
  /** Phrases that mean something else where they are not wanted. */
  unwanted: PhraseTrie<readonly Meaning[]>;
}

export interface Collected {
  wishes: Wish[];
  /** Plain words that are not wanted: "without a lid". */
  unwantedWords: string[];
}

export function collectWishes(
  segments: readonly Segment[],
  tokens: readonly Token[],
  text: string,
  words: WishWords,
): Collected {
  return new WishCollector(segments, tokens, text, words).collect();
}

class WishCollector {
  readonly #segments: readonly Segment[];
  readonly #tokens: readonly Token[];
  readonly #text: string;
  readonly #words: WishWords;
  readonly #wishes: Wish[] = [];
  #mark: Mark = 'want';
  readonly #unwanted: string[] = [];
  /** The mark has been given to something. */
  #hasObject = false;
  /** The next wish belongs to the one before. */
  #isJoined = true;
  #isAlternative = false;
  /** A cue has begun to speak of the viewer. */
  #isOfViewer = false;
  /** What is not wanted was said by the word "not". */
  #saysNot = false;
  /** Plain words behind the mark. */
  #numRefused = 0;

  constructor(segments: readonly Segment[], tokens: readonly Token[], text: string, words: WishWords) {
    this.#segments = segments;
    this.#tokens = tokens;
    this.#text = text;
    this.#words = words;
  }

  collect(): Collected {
    for (const [i, segment] of this.#segments.entries()) {
      this.#readPunctuation(segment);
      // "Jacket -red": of this word alone.
      const isExcluded = segment.kind !== 'cue' && this.#tokens[segment.start]!.isExcluded === true;
      if (isExcluded) this.#setMark('not');
      if (segment.kind === 'cue') this.#readCue(segment, i);
      else if (this.#isViewers(segment)) this.#passWord(segment);
      else {
        this.#isOfViewer = false;
        if (segment.kind === 'word') this.#passWord(segment);
        else this.#take(segment);
      }
      if (isExcluded) this.#setMark('want');
    }
    return { wishes: this.#wishes, unwantedWords: this.#unwanted };
  }

  #setMark(mark: Mark): void {
    this.#mark = mark;
    this.#hasObject = false;
    this.#isJoined = true;
    this.#saysNot = false;
    this.#numRefused = 0;
  }

  #setNot(end: number): void {
    this.#setMark('not');
    this.#saysNot = this.#tokens[end - 1]!.word === 'not';
  }

  #readPunctuation({ start }: Segment): void {
    const { before } = this.#tokens[start]!;
    if (before !== '') this.#isOfViewer = false;
    if (before === '.' || (before === ',' && this.#mark !== 'not')) this.#setMark('want');
    else if (before === ',') this.#isJoined = true;
  }

  /** "For when I'm sad", "I'm off work sick": how the viewer is. */
  #isViewers(segment: Segment): boolean {
    return (
      this.#isOfViewer &&
      segment.kind === 'meanings' &&
      segment.meanings.every(({ kind }) => this.#words.vocabulary.softFacets.includes(kind))
    );
  }

  /** A plain word is an object as well ("no clowns"). */
  #passWord({ kind, start, end }: Segment): void {
    if (kind === 'word' && this.#mark === 'not' && this.#numRefused < MOST_REFUSED) {
      this.#unwanted.push(...this.#tokens.slice(start, end).map(({ word }) => word));
      this.#numRefused++;
    }
    this.#hasObject = true;
    if (this.#mark === 'less' || this.#mark === 'more') this.#isJoined = false;
  }

  #take(segment: Segment): void {
    if (this.#hasObject && (!this.#isJoined || this.#isOwnCondition(segment) || this.#isNounBehindAdjective(segment)))
      this.#setMark('want');
    this.#wishes.push(...this.#wishesOf(segment));
    this.#hasObject = true;
    this.#isAlternative = false;
    this.#isJoined = this.#mark === 'not';
  }

  /** "Nothing violent and under 100 minutes": a bound or a length behind what is not wanted is wanted. */
  #isOwnCondition(segment: Segment): boolean {
    if (segment.kind !== 'range') return false;
    const { quantity, min, max } = segment.range;
    const isBound = min === undefined || max === undefined;
    return isBound || quantity === 'minutes' || this.#tokens[segment.start]!.before === ',';
  }

  /** "Not violent thrillers", "not sad or slow dramas": "not" is said of adjectives, and the noun behind them is wanted. */
  #isNounBehindAdjective(segment: Segment): boolean {
    const last = this.#wishes.at(-1);
    if (segment.kind !== 'meanings' || last?.kind !== 'value') return false;
    const { softFacets, adjectiveFacets = [] } = this.#words.vocabulary;
    // "No plastic watering can" wants watering cans, of a shop.
    if (this.#mark === 'not' && this.#isMaterial(last.facet) && segment.meanings.some(({ kind }) => isKind(kind))) {
      return this.#text.slice(last.end, this.#tokens[segment.start]!.start).trim() === '';
    }
    if (!this.#saysNot) return false;
    const isNoun = segment.meanings.some(({ kind }) => kind !== last.facet && !adjectiveFacets.includes(kind));
    const between = this.#text.slice(last.end, this.#tokens[segment.start]!.start);
    return softFacets.includes(last.facet) && isNoun && between.trim() === '';
  }

  /** What things are made of, or how they look: in a vocabulary that follows from items. */
  #isMaterial(facet: string): boolean {
    return this.#words.vocabulary.lastResort !== undefined && facetKind({ label: facet }) === 'quality';
  }

  #readCue(segment: CueSegment, at: number): void {
    const { cues, start, end } = segment;
    const next = this.#segments[at + 1];
    const goesOn = cues.includes('and') || cues.includes('or');
    this.#isOfViewer = cues.includes('viewer') || (this.#isOfViewer && goesOn);
    if (cues.includes('always') || (cues.includes('ever') && this.#isUnwanted()))
      this.#wishes.push({ kind: 'always', mark: 'want', ...this.#place(start, end) });
    if (cues.includes('surprise') && this.#asksForSurprise(at)) {
      this.#wishes.push({ kind: 'surprise', mark: 'want', ...this.#place(start, end) });
    }
    if (cues.includes('not-before') && this.#turnsLast(start, next)) return;
    if ((cues.includes('like') || cues.includes('unlike')) && next?.kind === 'title') {
      // "Nothing violent, like Paddington" is like it; "nothing violent like Saw" is not.
      if (this.#hasObject && this.#tokens[start]!.before === ',') this.#setMark('want');
      return;
    }
    if (cues.includes('not')) this.#setNot(end);
    else if (cues.includes('less')) this.#setMark('less');
    else if (cues.includes('more')) this.#setMark(this.#mark === 'not' && !this.#hasObject ? 'less' : 'more');
    else if (cues.includes('or')) this.#isAlternative = this.#isJoined = true;
    else if (cues.includes('and')) this.#isJoined = true;
    else if (cues.includes('but')) this.#setMark('want');
    else if (cues.includes('opens')) this.#beginWish();
    else if (this.#hasObject && this.#isPreposition(segment)) this.#setMark('want');
  }

  #isUnwanted(): boolean {
    return this.#mark === 'not' || this.#wishes.some(({ mark }) => mark === 'not');
  }

  /** "No horror, something funny" begins anew; "not in the mood for something sad" goes on. */
  #beginWish(): void {
    if (this.#mark !== 'not' || this.#hasObject) this.#setMark('want');
  }

  #isPreposition({ cues, start }: CueSegment): boolean {
    return cues.includes('setting') || this.#words.pack.prepositions.has(this.#tokens[start]!.word);
  }

  /** "Gore free", "gore-free comedy", "horror is out", "war or crime stories no thanks": what was just said is not wanted. */
  #turnsLast(start: number, next: Segment | undefined): boolean {
    if (!this.#isBehindWish(start) || !this.#endsThere(start, next)) return false;
    for (let i = this.#wishes.length - 1, isJoined = true; isJoined; i--) {
      const wish = this.#wishes[i]!;
      isJoined = i > 0 && wish.isAlternative === true;
      const mark = composeMarks('not', wish.mark);
      this.#wishes[i] = wish.kind === 'like' ? { ...wish, kind: 'title', mark } : { ...wish, mark };
    }
    this.#setMark('want');
    return true;
  }

  /** Between the last wish and a token stands nothing that says something; before "not" nothing at all. */
  #isBehindWish(start: number): boolean {
    const last = this.#wishes.at(-1);
    if (!last) return false;
    const { word, start: offset } = this.#tokens[start]!;
    const between = this.#text.slice(last.end, offset);
    if (word === 'not' || /[.!?;:]/.test(between)) return /^[\s,-]*$/.test(between);
    const segments = this.#segments.filter((s) => this.#tokens[s.start]!.start >= last.end && s.end <= start);
    return segments.every((segment) => segment.kind === 'cue' && segment.cues.includes('filler'));
  }

  /** "Horror not please" is about horror, "not for kids" about kids. */
  #endsThere(start: number, next: Segment | undefined): boolean {
    const { word } = this.#tokens[start]!;
    if (word === 'free' || !next || this.#tokens[next.start]!.before !== '') return true;
    return next.kind === 'cue' && !(word === 'not' && this.#isPreposition(next));
  }

  #asksForSurprise(at: number): boolean {
    const { start, end } = this.#segments[at]!;
    const said = this.#place(start, end).said.toLowerCase();
    return (
      this.#words.pack.strongSurprise.test(said) || this.#segments.every(({ kind }, i) => i === at || kind === 'cue')
    );
  }

  #place(start: number, end: number): Place {
    const [from, to] = [this.#tokens[start]!.start, this.#tokens[end - 1]!.end];
    const behind = this.#behind(end);
    return {
      ...(behind && { behind }),
      said: this.#text.slice(from, to),
      start: from,
      end: to,
      ...(this.#isAlternative && { isAlternative: true as const }),
    };
  }

  #behind(end: number): Place['behind'] {
    const next = this.#tokens[end];
    if (next?.before !== '') return 'nothing';
    if (this.#words.pack.itemNouns.has(next.word)) return 'items';
    return this.#segments.find(({ start }) => start === end)?.kind === 'word' ? undefined : 'nothing';
  }

  #wishesOf(segment: Segment): Wish[] {
    const said = this.#place(segment.start, segment.end);
    // "Set in the middle ages" is said of the films.
    const place: Place = segment.kind === 'meanings' && segment.isSetting ? { ...said, behind: 'items' } : said;
    if (segment.kind !== 'meanings') return wishesOf(segment, this.#mark, place, this.#words.vocabulary);
    if (this.#words.pack.saysNot.test(this.#tokens[segment.start]!.word)) this.#setMark('want');
    return wishesOf({ ...segment, meanings: this.#meaningsOf(segment) }, this.#mark, place, this.#words.vocabulary);
  }

  #meaningsOf({ meanings, start, end }: Segment & { kind: 'meanings' }): readonly Meaning[] {
    if (this.#mark !== 'not' && this.#mark !== 'less') return meanings;
    return this.#words.unwanted.get(this.#tokens.slice(start, end).map(({ stem }) => stem)) ?? meanings;
  }
}

function isKind(facet: string): boolean {
  return ['type', 'genre'].includes(facetKind({ label: facet }));
}
