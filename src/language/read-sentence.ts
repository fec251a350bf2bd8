// Reads a sentence: cuts it into segments, then goes through them from left to right with the mark that is in force (not,
// less, more), as far as its joiners reach. Rules read what a vocabulary has words for; a classifier (classifier.ts) what it
// has not.
import { composeMarks, type Meaning, parseMeaning } from './meanings.ts';
import { NearestWord } from './nearest-word.ts';
import type { PhraseTrie } from './phrase-trie.ts';
import type { Mark, Reading, Wish } from './reading.ts';
import type { Cue } from './reading-pack.ts';
import { cutSegments, type Dictionary, type Segment } from './segments.ts';
import { type Token, tokenize } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface SentenceReader {
  read(text: string): Reading;
}

export interface ReaderParts extends Dictionary {
  vocabulary: Vocabulary;
  /** Phrases that mean something else where they are not wanted. */
  unwanted: PhraseTrie<readonly Meaning[]>;
  /** All words that mean something here; misspelt ones are taken for the nearest. */
  spelling: NearestWord;
  /** What plain words behind the rules most probably mean. */
  classify?: (words: readonly string[]) => { meaning: Meaning; from: number; to: number }[];
}

export function createReader(parts: ReaderParts): SentenceReader {
  return { read: (text) => readSentence(text, parts) };
}

function readSentence(text: string, parts: ReaderParts): Reading {
  const tokens = tokenize(text, parts.pack.stem).map((token) => respell(token, parts));
  const segments = cutSegments(tokens, parts);
  const { wishes, marks } = readWishes(segments, tokens, text, parts);
  const left = segments.filter(({ kind }) => kind === 'word').map(({ start }) => start);
  const further = classifyRest(left, tokens, marks, text, parts);
  const all = [...wishes, ...further.wishes].sort((a, b) => a.start - b.start);
  const rest = left.filter((i) => !further.used.has(i));
  return {
    text,
    wishes: joinRanges(withoutRepeats(all)),
    rest: rest.map((i) => text.slice(tokens[i]!.start, tokens[i]!.end)).join(' '),
    unknownWords: rest.filter((i) => !parts.spelling.has(tokens[i]!.word)).map((i) => tokens[i]!.word),
  };
}

/** A word that nobody knows is the known one that it was meant to be. */
function respell(token: Token, { spelling, cues, phrases, people, titles, pack }: ReaderParts): Token {
  const { word, stem } = token;
  if (/\d/.test(word) || spelling.has(word) || cues.hasWord(word) || phrases.hasWord(stem) || people.hasWord(word) || titles.hasWord(word)) return token;
  const meant = spelling.find(word);
  return meant === undefined ? token : { ...token, word: meant, stem: pack.stem(meant) };
}

/** Cues that say where the wish before ends, when the mark in force has had its object. */
const PREPOSITIONS = new Set('with from by set starring in for about directed featuring during under over where'.split(' '));

function readWishes(segments: readonly Segment[], tokens: readonly Token[], text: string, parts: ReaderParts) {
  const wishes: Wish[] = [];
  /** Mark in force at each token, for the classifier. */
  const marks: Mark[] = tokens.map(() => 'want');
  let mark: Mark = 'want';
  let hasObject = false;
  let isJoined = true;
  let isAlternative = false;
  const set = (next: Mark) => {
    mark = next;
    hasObject = false;
    isJoined = true;
  };
  for (const [i, segment] of segments.entries()) {
    const token = tokens[segment.start]!;
    if (token.before === '.' || (token.before === ',' && mark !== 'not')) set('want');
    else if (token.before === ',') isJoined = true;
    for (let at = segment.start; at < segment.end; at++) marks[at] = mark;
    if (segment.kind === 'cue') {
      readCue(segment, i);
      continue;
    }
    if (segment.kind === 'word') {
      hasObject = true;
      if (mark === 'less' || mark === 'more') isJoined = false;
      continue;
    }
    if (hasObject && (!isJoined || (segment.kind === 'range' && token.before === ','))) set('want');
    for (const wish of wishesOf(segment)) wishes.push(wish);
    hasObject = true;
    isAlternative = false;
    isJoined = mark === 'not';
  }
  return { wishes, marks };

  function readCue({ cues, start, end }: Segment & { kind: 'cue' }, at: number): void {
    const word = tokens[start]!.word;
    const next = segments[at + 1];
    if (cues.includes('always')) wishes.push({ kind: 'always', mark: 'want', ...place(start, end) });
    if (cues.includes('surprise') && !hasValueBehind(at)) wishes.push({ kind: 'surprise', mark: 'want', ...place(start, end) });
    if (cues.includes('not-before') && wishes.length > 0 && isDirectlyBehind(start) && (!next || next.kind === 'cue' || tokens[next.start]!.before !== '')) {
      const last = wishes.at(-1)!;
      last.mark = composeMarks('not', last.mark);
      return set('want');
    }
    if (cues.includes('like') && next?.kind === 'title') return;
    if (cues.includes('unlike') && next?.kind === 'title') return;
    if (cues.includes('not') && !(cues.includes('like') && next?.kind !== 'title' && false)) return set('not');
    if (cues.includes('less')) return set(mark === 'not' && !hasObject ? 'less' : 'less');
    if (cues.includes('more')) return set(mark === 'not' && !hasObject ? 'less' : 'more');
    if (cues.includes('or')) {
      isAlternative = true;
      isJoined = true;
      return;
    }
    if (cues.includes('and') && (word === 'and' || word === 'n' || word === 'plus')) {
      isJoined = true;
      return;
    }
    if (cues.includes('but') || cues.includes('opens')) {
      if (mark === 'not' && !hasObject && cues.includes('opens')) return;
      return set('want');
    }
    if (hasObject && (PREPOSITIONS.has(word) || cues.includes('setting'))) set('want');
  }

  function hasValueBehind(at: number): boolean {
    const said = segments[at]!;
    const isStrong = /surprise|comfort|expected|curveball|pick|choose/.test(text.slice(tokens[said.start]!.start, tokens[said.end - 1]!.end).toLowerCase());
    return !isStrong && segments.some(({ kind }, i) => i !== at && kind !== 'cue');
  }

  function isDirectlyBehind(start: number): boolean {
    const last = wishes.at(-1)!;
    return /^[\s-]*$/.test(text.slice(last.end, tokens[start]!.start));
  }

  function place(start: number, end: number) {
    const [from, to] = [tokens[start]!.start, tokens[end - 1]!.end];
    return { said: text.slice(from, to), start: from, end: to };
  }

  function wishesOf(segment: Segment): Wish[] {
    const said = { ...place(segment.start, segment.end), ...(isAlternative && { isAlternative: true as const }) };
    if (segment.kind === 'person') return [{ kind: 'value', facet: parts.vocabulary.peopleFacet!, value: segment.name, mark, ...said }];
    if (segment.kind === 'title') return [titleWish(segment, said)];
    if (segment.kind === 'range') return rangeWishes(segment, said);
    if (segment.kind === 'meanings') return meaningsOf(segment).map((meaning) => wishOf(meaning, mark, said, parts.vocabulary));
    return [];
  }

  function meaningsOf({ meanings, start, end }: Segment & { kind: 'meanings' }): readonly Meaning[] {
    if (mark !== 'not' && mark !== 'less') return meanings;
    return parts.unwanted.get(tokens.slice(start, end).map(({ stem }) => stem)) ?? meanings;
  }

  function titleWish({ itemIndex, how }: Segment & { kind: 'title' }, said: Omit<Wish & { kind: 'title' }, 'kind' | 'mark' | 'itemIndex'>): Wish {
    if (how === 'title') return { kind: 'title', itemIndex, mark, ...said };
    if (how === 'seen') return { kind: 'title', itemIndex, mark: 'not', ...said };
    if (how === 'unlike') return { kind: 'like', itemIndex, mark: 'not', ...said };
    if (mark === 'not') return { kind: 'title', itemIndex, mark, ...said };
    return { kind: 'like', itemIndex, mark: 'want', ...said };
  }

  function ageWishes(age: number, said: object): Wish[] {
    const meant = parts.vocabulary.ages.find(([upTo]) => age <= upTo)?.[1];
    return meant === undefined ? [] : [wishOf(parseMeaning(meant), mark, said, parts.vocabulary)];
  }

  function rangeWishes({ range }: Segment & { kind: 'range' }, said: object): Wish[] {
    const { quantity, min, max, direction, isFinal } = range;
    if (quantity === 'age') return ageWishes(min!, said);
    const field = parts.vocabulary.fields[quantity];
    if (field === undefined) return [];
    if (direction) return [{ kind: 'range', field, mark: mark === 'want' ? direction : composeMarks(mark, direction), ...said } as Wish];
    if (mark === 'less' || mark === 'more') return [{ kind: 'range', field, mark: quantity === 'minutes' && min !== undefined && mark === 'less' ? 'less' : mark, ...said } as Wish];
    return [{ kind: 'range', field, ...bounds(mark === 'not' && !isFinal, min, max, quantity === 'year' ? 1 : 0), ...said } as Wish];
  }
}

/** "nothing over two hours" is up to two hours: a half-open range that is not wanted is the other half. */
function bounds(isNegated: boolean, min: number | undefined, max: number | undefined, step = 0) {
  if (!isNegated) return { mark: 'want' as const, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  if (max === undefined) return { mark: 'want' as const, max: min! - step };
  if (min === undefined) return { mark: 'want' as const, min: max + step };
  return { mark: 'not' as const, min, max };
}

export function wishOf({ kind, value, mark: own }: Meaning, cue: Mark, said: object, vocabulary: Vocabulary): Wish {
  const mark = composeMarks(cue, own);
  if (value === undefined) {
    if (kind === 'surprise' || kind === 'always') return { kind, mark: 'want', ...said } as Wish;
    if (kind === 'fame' || kind === 'acclaim') return { kind, mark: mark === 'not' ? 'less' : mark, ...said } as Wish;
    return { kind: 'range', field: vocabulary.fields[kind] ?? kind, mark, ...said } as Wish;
  }
  if (kind === 'occasion') return { kind, value, mark, ...said } as Wish;
  const field = vocabulary.fields[kind];
  const range = field === undefined ? null : /^(\d*)\.\.(\d*)$/.exec(value);
  if (range) {
    const [min, max] = [range[1], range[2]].map((text) => (text ? Number(text) : undefined));
    return { kind: 'range', field, ...bounds(mark === 'not', min, max), ...said } as Wish;
  }
  return { kind: 'value', facet: kind, value, mark, ...said } as Wish;
}

/** Runs of plain words, for each what it most probably means. */
function classifyRest(left: readonly number[], tokens: readonly Token[], marks: readonly Mark[], text: string, parts: ReaderParts) {
  const wishes: Wish[] = [];
  const used = new Set<number>();
  if (!parts.classify || left.length === 0) return { wishes, used };
  for (let at = 0; at < left.length; ) {
    let to = at + 1;
    while (to < left.length && left[to] === left[to - 1]! + 1 && tokens[left[to]!]!.before === '') to++;
    const run = left.slice(at, to);
    for (const { meaning, from, to: end } of parts.classify(run.map((i) => tokens[i]!.stem))) {
      const [first, last] = [run[from]!, run[end - 1]!];
      const [start, stop] = [tokens[first]!.start, tokens[last]!.end];
      for (let i = from; i < end; i++) used.add(run[i]!);
      wishes.push(wishOf(meaning, marks[first]!, { said: text.slice(start, stop), start, end: stop }, parts.vocabulary));
    }
    at = to;
  }
  return { wishes, used };
}

/** "after 1980 but before 1995" is one range. */
function joinRanges(wishes: readonly Wish[]): Wish[] {
  const joined: Wish[] = [];
  for (const wish of wishes) {
    const other = joined.find((known) => known.kind === 'range' && wish.kind === 'range' && areHalves(known, wish));
    if (other?.kind === 'range' && wish.kind === 'range') {
      Object.assign(other, { min: other.min ?? wish.min, max: other.max ?? wish.max, end: wish.end });
    } else joined.push(wish);
  }
  return joined;
}

function areHalves(a: Wish & { kind: 'range' }, b: Wish & { kind: 'range' }): boolean {
  if (a.field !== b.field || a.mark !== 'want' || b.mark !== 'want') return false;
  const [low, high] = a.max === undefined ? [a, b] : [b, a];
  return low.max === undefined && high.min === undefined && low.min! <= high.max!;
}

function withoutRepeats(wishes: readonly Wish[]): Wish[] {
  const seen = new Set<string>();
  return wishes.filter((wish) => {
    const { said: _said, start: _start, end: _end, isAlternative: _or, ...what } = wish;
    const key = JSON.stringify(what);
    return !seen.has(key) && seen.add(key);
  });
}

export type { Cue };
