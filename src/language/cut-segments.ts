// Cuts a sentence into segments. Longest wins; what the vocabulary says goes before names, and names before cues.
import { readAttributes } from './attributes.ts';
import { readComparisons } from './comparisons.ts';
import type { Dictionary, Segment, Sentence } from './segments.ts';
import { seriesAt, seriesBesidePerson } from './series.ts';
import { strangerEnd } from './strangers.ts';
import { joinTitlesBefore, titleAt, wholeTitle } from './title-segments.ts';
import type { Token } from './tokens.ts';

export function cutSegments(tokens: readonly Token[], dictionary: Dictionary): Segment[] {
  const words = tokens.map(({ word }) => word);
  const stems = tokens.map(({ stem }) => stem);
  const sentence = { ...dictionary, tokens, words, stems };
  const whole = isSeries(sentence) ? undefined : wholeTitle(sentence);
  if (whole) return whole;
  const segments: Segment[] = [];
  let isSetting = false;
  for (let at = 0; at < tokens.length; ) {
    const segment: Segment =
      (isSetting && settingAt(sentence, at)) ||
      (seriesAt(sentence, at, segments) ??
        seriesBesidePerson(sentence, at, segments) ??
        titleAt(sentence, at, segments) ??
        plainAt(sentence, at));
    segments.push(segment);
    at = segment.end;
    isSetting =
      segment.kind === 'cue' && (segment.cues.includes('setting') || (isSetting && segment.cues.includes('filler')));
  }
  return readAttributes(sentence, joinTitlesBefore(sentence, readComparisons(sentence, segments)));
}

/** "Twilight saga" is the series, though a title may begin so. */
function isSeries(sentence: Sentence): boolean {
  const last = sentence.words.length - 1;
  return sentence.pack.seriesNouns.has(sentence.words[last] ?? '') && seriesAt(sentence, 0, [])?.end === last;
}

function settingAt({ settings, words }: Sentence, at: number): Segment | undefined {
  const start = words[at] === 'the' || words[at] === 'a' ? at + 1 : at;
  const found = settings.longest(words, start);
  return found && { kind: 'meanings', meanings: found.value, isSetting: true, start: at, end: start + found.length };
}

/** What is no title: a number, a phrase, a person, a cue or a word. */
function plainAt(sentence: Sentence, at: number): Segment {
  const { tokens, words, stems, pack, thisYear, measures } = sentence;
  const phrase = sentence.phrases.longest(stems, at);
  const named = sentence.people.longest(words, at);
  const isFriend =
    named?.length === 1 && sentence.givenNames.has(words[at]!) && pack.friendVerbs.has(words[at + 1] ?? '');
  const person = isFriend ? undefined : named;
  const cue = sentence.cues.longest(words, at);
  const range = pack.readRange(tokens, at, thisYear, measures);
  const isHeard = range && (measures.has(range.quantity) || (range.quantity === 'age' && measures.has('age')));
  const rangeLength = range && (isHeard || !sentence.isMeasured) ? range.end - at : 0;
  const longest = Math.max(phrase?.length ?? 0, person?.length ?? 0, rangeLength, cue?.length ?? 0);
  const stranger = longest < 2 ? strangerEnd(sentence, at) : undefined;
  const mayBeNear = stranger !== undefined || longest === 0 || (longest === 1 && cue);
  const near = mayBeNear ? nearPerson(sentence, at) : undefined;
  if (near) return near;
  const sharing = longest === 0 && stranger === undefined ? sentence.sharedNames.get(words[at]!) : undefined;
  if (sharing) return { kind: 'person', name: sharing[0]!, others: sharing.slice(1), start: at, end: at + 1 };
  if (stranger !== undefined || longest === 0) return { kind: 'word', start: at, end: stranger ?? at + 1 };
  const end = at + longest;
  // "Modern", "quick", "classics" may be what the catalog calls some of its items; "under 90 min" is a number.
  const isName = phrase?.length === longest && !words.slice(at, end).some((word) => /\d/.test(word));
  if (rangeLength === longest && !isName) return { kind: 'range', range: range!, start: at, end };
  if (phrase?.length === longest) return { kind: 'meanings', meanings: phrase.value, start: at, end };
  if (person?.length === longest) return { kind: 'person', name: person.value, start: at, end };
  return { kind: 'cue', cues: cue!.value, start: at, end };
}

/** Three words before two: "gretta gerwig", "paul thomas andersen". */
function nearPerson({ tokens, words, nearPerson: find }: Sentence, at: number): Segment | undefined {
  for (const length of [3, 2]) {
    const end = at + length;
    if (end > tokens.length || tokens.slice(at + 1, end).some(({ before }) => before === '.' || before === ','))
      continue;
    const name = find(words.slice(at, end));
    if (name !== undefined) return { kind: 'person', name, start: at, end };
  }
  return undefined;
}
