// A sentence cut into what it is made of: cues, phrases of the vocabulary, numbers, names and plain words, each token in one
// segment. Longest wins; what the vocabulary says goes before names, and names before cues.
import type { Meaning } from './meanings.ts';
import type { PhraseTrie } from './phrase-trie.ts';
import type { Cue, LanguagePack, SaidRange } from './reading-pack.ts';
import type { Token } from './tokens.ts';

export type Segment = { start: number; end: number } & (
  | { kind: 'cue'; cues: readonly Cue[] }
  | { kind: 'meanings'; meanings: readonly Meaning[] }
  | { kind: 'range'; range: SaidRange }
  | { kind: 'person'; name: string }
  | { kind: 'title'; itemIndex: number; how: 'like' | 'unlike' | 'seen' | 'title' | 'named' }
  | { kind: 'word' }
);

/** From so many items on "no Rocky" is about the series, below about the film. */
const MIN_LONG_SERIES = 3;

/** What a sentence is cut by. */
export interface Dictionary {
  pack: LanguagePack;
  cues: PhraseTrie<readonly Cue[]>;
  phrases: PhraseTrie<readonly Meaning[]>;
  settings: PhraseTrie<readonly Meaning[]>;
  people: PhraseTrie<string>;
  /** Items of a title, best known first. */
  titles: PhraseTrie<readonly number[]>;
  /** Series that are called as an item is. */
  series: PhraseTrie<{ meaning: Meaning; count: number }>;
  /** Who is meant by words of which some are misspelt. */
  nearPerson(words: readonly string[]): string | undefined;
  yearOf(itemIndex: number): number | undefined;
  /** Whether a word is one of the language, and no name alone. */
  isOrdinary(word: string): boolean;
  thisYear: number;
}

export function cutSegments(tokens: readonly Token[], dictionary: Dictionary): Segment[] {
  const words = tokens.map(({ word }) => word);
  const stems = tokens.map(({ stem }) => stem);
  const whole = wholeTitle(tokens, words, dictionary);
  if (whole) return whole;
  const segments: Segment[] = [];
  let setting = false;
  for (let at = 0; at < tokens.length; ) {
    const segment = segmentAt(at);
    segments.push(segment);
    at = segment.end;
    if (segment.kind === 'cue') setting = segment.cues.includes('setting') || (setting && isThin(segment));
    else setting = false;
  }
  return joinTitlesBefore(segments, tokens, words, dictionary);

  function segmentAt(at: number): Segment {
    const behindArticle = setting && (words[at] === 'the' || words[at] === 'a') ? at + 1 : at;
    const settingPhrase = setting ? dictionary.settings.longest(words, behindArticle) : undefined;
    if (settingPhrase)
      return { kind: 'meanings', meanings: settingPhrase.value, start: at, end: behindArticle + settingPhrase.length };
    const phrase = dictionary.phrases.longest(stems, at);
    const person = dictionary.people.longest(words, at);
    const cue = dictionary.cues.longest(words, at);
    const range = dictionary.pack.readRange(tokens, at, dictionary.thisYear);
    const series = dictionary.series.longest(words, at);
    const isLong = series && series.value.count >= MIN_LONG_SERIES && howNamed(segments) === 'seen';
    if (
      series &&
      (isLong ||
        /^(film|films|movie|movies|series|saga|franchise|universe|trilogy|sequels|ones|stuff)$/.test(
          words[at + series.length] ?? '',
        ))
    ) {
      return { kind: 'meanings', meanings: [series.value.meaning], start: at, end: at + series.length };
    }
    const title = titleAt(at, segments, phrase?.length ?? 0);
    if (title) return title;

    const rangeLength = range ? range.end - at : 0;
    const longest = Math.max(phrase?.length ?? 0, person?.length ?? 0, rangeLength, cue?.length ?? 0);
    const near = longest === 0 || (cue?.length === longest && longest === 1) ? nearPerson(at) : undefined;
    if (near) return near;
    if (longest === 0) return { kind: 'word', start: at, end: at + 1 };
    const end = at + longest;
    // "Modern", "quick", "classics" may be what the catalog calls some of its items; "under 90 min" is a number.
    const isName = phrase?.length === longest && !words.slice(at, end).some((word) => /\d/.test(word));
    if (rangeLength === longest && !isName) return { kind: 'range', range: range!, start: at, end };
    if (phrase?.length === longest) return { kind: 'meanings', meanings: phrase.value, start: at, end };
    if (person?.length === longest) return { kind: 'person', name: person.value, start: at, end };
    return { kind: 'cue', cues: cue!.value, start: at, end };
  }

  /** Three words before two: "gretta gerwig", "paul thomas andersen". */
  function nearPerson(at: number): Segment | undefined {
    for (const length of [3, 2]) {
      const end = at + length;
      if (end > tokens.length || tokens.slice(at + 1, end).some(({ before }) => before === '.' || before === ','))
        continue;
      const name = dictionary.nearPerson(words.slice(at, end));
      if (name !== undefined) return { kind: 'person', name, start: at, end };
    }
    return undefined;
  }

  /** A title where a cue before it asks for one, or where its words can hardly mean anything else. */
  function titleAt(at: number, before: readonly Segment[], phraseLength: number): Segment | undefined {
    const found = dictionary.titles.longest(words, at);
    if (!found) return undefined;
    const end = at + found.length;
    const how = howNamed(before);
    const isThinTitle = words.slice(at, end).every((word) => dictionary.cues.get([word])?.includes('filler'));
    const isNumber = found.length === 1 && /^\d/.test(words[at]!);
    if (isThinTitle || isNumber) {
      const isClear =
        how === 'like-strong' && (end === tokens.length || tokens[end]!.before !== '' || startsCue(end, 'but'));
      return isClear ? { kind: 'title', itemIndex: found.value[0]!, how: 'like', start: at, end } : undefined;
    }
    if (found.length < phraseLength) return undefined;
    const isPlain =
      dictionary.phrases.longest(stems, at)?.length === found.length ||
      dictionary.people.longest(words, at)?.length === found.length;
    if (how === 'like-strong')
      return isPlain && found.length === 1 && !isLikelyTitle(at)
        ? undefined
        : { kind: 'title', itemIndex: found.value[0]!, how: 'like', start: at, end };
    if (how === 'unlike')
      return isPlain ? undefined : { kind: 'title', itemIndex: found.value[0]!, how: 'unlike', start: at, end };
    if (isPlain) return undefined;
    if (how === 'seen') {
      return found.length > 1 || !dictionary.isOrdinary(words[at]!) || (words[at - 1] === 'the' && isLikelyTitle(at))
        ? { kind: 'title', itemIndex: found.value[0]!, how: 'seen', start: at, end }
        : undefined;
    }
    if (how === 'like-weak') {
      return found.length > 1 || !dictionary.isOrdinary(words[at]!) || isLikelyTitle(at)
        ? { kind: 'title', itemIndex: found.value[0]!, how: 'like', start: at, end }
        : undefined;
    }
    const content = words.slice(at, end).filter((word) => !dictionary.cues.get([word])?.includes('filler')).length;
    const isNameLike = content >= 3 || words.slice(at, end).some((word) => !dictionary.isOrdinary(word));
    return content >= 2 && isNameLike && longerThanPhrases(at, end)
      ? { kind: 'title', itemIndex: found.value[0]!, how: 'named', start: at, end }
      : undefined;
  }

  /** "like war" is about war, "like heat" is the film: a phrase is a title only where nothing else stands behind it. */
  function isLikelyTitle(at: number): boolean {
    return at + 1 === tokens.length || tokens[at + 1]!.before !== '' || startsCue(at + 1, 'but');
  }

  function longerThanPhrases(at: number, end: number): boolean {
    let covered = 0;
    for (let i = at; i < end; ) {
      const phrase = dictionary.phrases.longest(stems, i)?.length ?? dictionary.people.longest(words, i)?.length ?? 0;
      covered += Math.min(phrase, end - i);
      i += Math.max(1, phrase);
    }
    return covered < end - at && !dictionary.pack.readRange(tokens, at, dictionary.thisYear);
  }

  function startsCue(at: number, cue: Cue): boolean {
    return dictionary.cues.longest(words, at)?.value.includes(cue) ?? false;
  }

  function howNamed(before: readonly Segment[]): 'like-strong' | 'like-weak' | 'unlike' | 'seen' | undefined {
    for (let i = before.length - 1; i >= 0; i--) {
      const segment = before[i]!;
      if (segment.kind === 'title' && segment.how !== 'named') {
        return segment.how === 'unlike' || segment.how === 'seen' ? segment.how : 'like-strong';
      }
      if (segment.kind !== 'cue') return undefined;
      if (segment.cues.includes('unlike')) return 'unlike';
      if (segment.cues.includes('seen')) return 'seen';
      if (segment.cues.includes('like')) {
        const isNegated =
          i > 0 && before[i - 1]!.kind === 'cue' && (before[i - 1] as { cues: readonly Cue[] }).cues.includes('not');
        if (isNegated) return 'unlike';
        const isStrong =
          /^(like|as|to|of|between|than)$/.test(words[segment.end - 1]!) &&
          !/^(mix|tone|energy|cousin|one)$/.test(words[segment.start]!);
        return isStrong ? 'like-strong' : 'like-weak';
      }
      if (segment.cues.includes('not')) return 'seen';
      const joins = segment.cues.some((cue) => cue === 'and' || cue === 'or');
      if (joins && before[i - 1]?.kind === 'title') continue;
      if (!segment.cues.includes('filler')) return undefined;
    }
    return undefined;
  }

  function isThin(segment: Segment): boolean {
    return segment.kind === 'cue' && segment.cues.includes('filler');
  }
}

/** The whole text is a title, but for "watch", "the film …". */
function wholeTitle(
  tokens: readonly Token[],
  words: readonly string[],
  { titles, cues, phrases, people, yearOf }: Dictionary,
): Segment[] | undefined {
  let start = 0;
  const lead: Segment[] = [];
  for (;;) {
    const found = titles.longest(words, start);
    const year = found && start + found.length === tokens.length - 1 ? Number(words.at(-1)) : Number.NaN;
    const ofYear = found?.value.find((item) => Math.abs((yearOf(item) ?? 0) - year) <= 1);
    if (ofYear !== undefined)
      return [...lead, { kind: 'title', itemIndex: ofYear, how: 'title', start, end: tokens.length }];
    if (found && start + found.length === tokens.length) {
      const stems = tokens.slice(start).map(({ stem }) => stem);
      const isPhrase = phrases.get(stems) !== undefined || people.get(words.slice(start)) !== undefined;
      const isThin =
        start > 0 &&
        words.slice(start).every((word) => cues.get([word])?.includes('filler')) &&
        !lead.some((cue) => words[cue.start] !== 'the');
      if (!isPhrase && !isThin)
        return [...lead, { kind: 'title', itemIndex: found.value[0]!, how: 'title', start, end: tokens.length }];
    }
    const cue = cues.longest(words, start);
    if (!cue?.value.includes('title')) return undefined;
    lead.push({ kind: 'cue', cues: ['filler'], start, end: start + cue.length });
    start += cue.length;
    if (start >= tokens.length) return undefined;
  }
}

/** "jaws vibes", "fargo but warmer": a title before such a word is an example, be it of one word. */
function joinTitlesBefore(
  segments: Segment[],
  tokens: readonly Token[],
  words: readonly string[],
  { titles, cues }: Dictionary,
): Segment[] {
  const joined: Segment[] = [];
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]!;
    if (segment.kind !== 'range') {
      const title =
        segment.kind === 'title'
          ? { value: segment.itemIndex, length: segment.end - segment.start }
          : longTitle(segment);
      const end = segment.start + (title?.length ?? 0);
      const behind = title && end < tokens.length ? cues.longest(words, end) : undefined;
      const isExample = behind?.value.includes('like-before') || (segment.kind === 'title' && segment.how === 'named');
      if (title && isExample) {
        joined.push({
          kind: 'title',
          itemIndex: title.value,
          how: segment.kind === 'title' && segment.how !== 'named' ? segment.how : 'like',
          start: segment.start,
          end,
        });
        while (segments[i + 1] && segments[i + 1]!.start < end) i++;
        continue;
      }
    }
    joined.push(segment);
  }
  return joined;

  /** Of plain words, or of several words that each mean something else. */
  function longTitle(segment: Segment): { value: number; length: number } | undefined {
    const found = titles.longest(words, segment.start);
    const title = found && { value: found.value[0]!, length: found.length };
    if (!title || segment.kind === 'word') return title;
    return title.length > Math.max(1, segment.end - segment.start) ? title : undefined;
  }
}
