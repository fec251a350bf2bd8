// Titles that a sentence names: asked for, as examples ("like Alien"), or as what is not wanted again. Most titles are words
// of the language, so that it takes a cue beside one, or words that can hardly mean anything else.
import { areFillers, type Segment, type Sentence, startsCue, type TitleSegment } from './segments.ts';

/** `seen`: "I've seen X"; `not`: "not X", "anything but X". */
type HowNamed = 'like-strong' | 'like-weak' | 'unlike' | 'seen' | 'not';

/** A title where a cue before it asks for one, or where its words can hardly mean anything else. */
export function titleAt(sentence: Sentence, at: number, before: readonly Segment[]): TitleSegment | undefined {
  const { words, titles } = sentence;
  const found = titles.longest(words, at);
  if (!found) return undefined;
  const end = at + found.length;
  const title = (how: TitleSegment['how']): TitleSegment => ({
    kind: 'title',
    itemIndex: found.value[0]!,
    how,
    start: at,
    end,
  });
  const named = howNamed(sentence, before);
  const isNumber = found.length === 1 && /^\d/.test(words[at]!);
  if (isNumber || areFillers(sentence, at, end))
    return named === 'like-strong' && isLast(sentence, end) ? title('like') : undefined;
  if (named === 'like-strong') return isExample(sentence, at, found.length) ? title('like') : undefined;
  if (isPlain(sentence, at, found.length)) return undefined;
  if (named === 'unlike') return title('unlike');
  if (named === undefined) return isNameLike(sentence, at, end) ? title('named') : undefined;
  const isClear =
    found.length > 1 ||
    !sentence.isOrdinary(words[at]!) ||
    (isLast(sentence, end) && (named !== 'not' || words[at - 1] === 'the'));
  return isClear ? title(named === 'like-weak' ? 'like' : 'seen') : undefined;
}

/** "like war" is about war, "like heat" is the film: a phrase is a title only where nothing else stands behind it. */
function isExample(sentence: Sentence, at: number, length: number): boolean {
  const phraseLength = sentence.phrases.longest(sentence.stems, at)?.length ?? 0;
  if (length < phraseLength) return false;
  return length > 1 || !isPlain(sentence, at, length) || isLast(sentence, at + length);
}

/** Its words are a phrase or a person, or begin a longer phrase. */
function isPlain({ phrases, people, stems, words }: Sentence, at: number, length: number): boolean {
  const phraseLength = phrases.longest(stems, at)?.length ?? 0;
  return phraseLength >= length || people.longest(words, at)?.length === length;
}

/** Nothing behind it belongs to it. */
function isLast(sentence: Sentence, end: number): boolean {
  return end === sentence.tokens.length || sentence.tokens[end]!.before !== '' || startsCue(sentence, end, 'but');
}

/** Words that no cue announces are a title where they are several and hardly say anything else. */
function isNameLike(sentence: Sentence, at: number, end: number): boolean {
  const { words, isOrdinary } = sentence;
  const content = words.slice(at, end).filter((_, i) => !areFillers(sentence, at + i, at + i + 1)).length;
  const isName = content >= 3 || words.slice(at, end).some((word) => !isOrdinary(word));
  return content >= 2 && isName && isMoreThanPhrases(sentence, at, end);
}

function isMoreThanPhrases({ tokens, words, stems, ...sentence }: Sentence, at: number, end: number): boolean {
  let covered = 0;
  for (let i = at; i < end; ) {
    const phrase = sentence.phrases.longest(stems, i)?.length ?? sentence.people.longest(words, i)?.length ?? 0;
    covered += Math.min(phrase, end - i);
    i += Math.max(1, phrase);
  }
  return covered < end - at && !sentence.pack.readRange(tokens, at, sentence.thisYear, sentence.measures);
}

/** What the cues directly before say of a title behind them. */
export function howNamed(
  { words, seriesFacet }: Pick<Sentence, 'words' | 'seriesFacet'>,
  before: readonly Segment[],
): HowNamed | undefined {
  let isJoined = false;
  for (let i = before.length - 1; i >= 0; i--) {
    const segment = before[i]!;
    if (segment.kind === 'title' && segment.how !== 'named')
      return segment.how === 'unlike' || segment.how === 'seen' ? segment.how : 'like-strong';
    // "Not the Terminator or the Matrix".
    if (segment.kind === 'meanings' && segment.meanings[0]?.kind === seriesFacet && isJoined) continue;
    if (segment.kind !== 'cue') return undefined;
    const { cues } = segment;
    if (cues.includes('unlike')) return 'unlike';
    if (cues.includes('seen') && !cues.includes('not')) return 'seen';
    if (cues.includes('seen')) return 'not';
    if (cues.includes('like')) return howLike(words, segment, before[i - 1]);
    if (cues.includes('not')) return 'not';
    const joins = cues.includes('and') || cues.includes('or');
    const joined = before[i - 1];
    const isSeries = joined?.kind === 'meanings' && joined.meanings[0]?.kind === seriesFacet;
    isJoined = joins && isSeries;
    if (joins && (joined?.kind === 'title' || isSeries)) continue;
    if (!cues.includes('filler')) return undefined;
  }
  return undefined;
}

function howLike(words: readonly string[], { start, end }: Segment, before: Segment | undefined): HowNamed {
  if (before?.kind === 'cue' && before.cues.includes('not')) return 'unlike';
  const isStrong =
    /^(like|as|to|of|between|than)$/.test(words[end - 1]!) && !/^(mix|tone|energy|cousin|one)$/.test(words[start]!);
  return isStrong ? 'like-strong' : 'like-weak';
}

/** The whole text is a title, but for "watch", "the film …". */
export function wholeTitle(sentence: Sentence): Segment[] | undefined {
  const { words, titles, cues } = sentence;
  const lead: Segment[] = [];
  for (let start = 0; start < words.length; ) {
    const found = titles.longest(words, start);
    const item = found && (ofYear(sentence, start, found) ?? untilEnd(sentence, start, found, lead));
    if (item !== undefined)
      return [...lead, { kind: 'title', itemIndex: item, how: 'title', start, end: words.length }];
    const cue = cues.longest(words, start);
    if (!cue?.value.includes('title')) return undefined;
    lead.push({ kind: 'cue', cues: ['filler'], start, end: start + cue.length });
    start += cue.length;
  }
  return undefined;
}

interface FoundTitle {
  value: readonly number[];
  length: number;
}

/** "granite 1961" */
function ofYear({ words, yearOf }: Sentence, start: number, { value, length }: FoundTitle): number | undefined {
  if (start + length !== words.length - 1) return undefined;
  const year = Number(words.at(-1));
  return value.find((item) => Math.abs((yearOf(item) ?? 0) - year) <= 1);
}

function untilEnd(
  sentence: Sentence,
  start: number,
  { value, length }: FoundTitle,
  lead: readonly Segment[],
): number | undefined {
  const { words, stems, phrases, people } = sentence;
  if (start + length !== words.length) return undefined;
  const meansElse = phrases.get(stems.slice(start))?.length || people.get(words.slice(start)) !== undefined;
  const isThin =
    start > 0 && areFillers(sentence, start, words.length) && lead.every((cue) => words[cue.start] === 'the');
  return meansElse || isThin ? undefined : value[0];
}

/** "jaws vibes", "fargo but warmer": a title before such a word is an example, be it of one word. */
export function joinTitlesBefore(sentence: Sentence, segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  let covered = 0;
  for (const segment of segments) {
    if (segment.start < covered) continue;
    const example = exampleAt(sentence, segment);
    joined.push(example ?? segment);
    if (example) covered = example.end;
  }
  return joined;
}

function exampleAt(sentence: Sentence, segment: Segment): Segment | undefined {
  if (segment.kind === 'range') return undefined;
  const title =
    segment.kind === 'title'
      ? { value: segment.itemIndex, length: segment.end - segment.start }
      : longTitle(sentence, segment);
  if (!title) return undefined;
  const { start } = segment;
  const end = start + title.length;
  const isNamed = segment.kind === 'title' && segment.how === 'named';
  if (!isNamed && !startsCue(sentence, end, 'like-before')) return undefined;
  // "Scare me witless but": no title was typed.
  if (title.length === 1 && sentence.tokens[start]!.isRespelt && sentence.isOrdinary(sentence.words[start]!))
    return undefined;
  const how = segment.kind === 'title' && !isNamed ? segment.how : 'like';
  return { kind: 'title', itemIndex: title.value, how, start, end };
}

/** Of plain words, or of several words that each mean something else. */
function longTitle({ titles, words }: Sentence, segment: Segment): { value: number; length: number } | undefined {
  const found = titles.longest(words, segment.start);
  const title = found && { value: found.value[0]!, length: found.length };
  if (!title || segment.kind === 'word') return title;
  return title.length > Math.max(1, segment.end - segment.start) ? title : undefined;
}
