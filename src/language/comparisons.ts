// Bounds that another item sets: "newer than Alien", "longer than The Godfather", "made before Jaws came out" are a year and a
// length.
import type { SaidRange } from './reading-pack.ts';
import type { Segment, Sentence } from './segments.ts';

/** Where the item's number is known, the words up to its title become one range. */
export function readComparisons(sentence: Sentence, segments: readonly Segment[]): Segment[] {
  const read: Segment[] = [];
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]!;
    const covered = read.at(-1)?.end ?? 0;
    if (segment.start < covered) continue;
    read.push(comparisonAt(sentence, segment, segments[i + 1]) ?? timeAt(sentence, segment) ?? segment);
  }
  return read;
}

/** "Newer than the first Matrix". */
function comparisonAt(sentence: Sentence, first: Segment, joiner: Segment | undefined): Segment | undefined {
  const { pack, words } = sentence;
  if (first.kind !== 'range' || !first.range.direction || joiner?.kind !== 'cue') return undefined;
  if (words[joiner.start] !== pack.thanWord) return undefined;
  const { quantity, direction } = first.range;
  const item = itemAt(sentence, joiner.start + 1, quantity);
  if (!item) return undefined;
  return rangeOf(first.start, item.end, quantity, direction === 'more', item.number);
}

/** "Made before Jaws came out", "after Alien was released": the words behind say that a film is meant. */
function timeAt(sentence: Sentence, { start }: Segment): Segment | undefined {
  const { words, pack } = sentence;
  const isAfter = pack.timeWords.get(words[start]!);
  const item = isAfter === undefined ? undefined : itemAt(sentence, start + 1, 'year');
  if (!item) return undefined;
  const tail = pack.cameOut.find((phrase) => phrase.every((word, i) => words[item.end + i] === word));
  return tail && rangeOf(start, item.end + tail.length, 'year', isAfter!, item.number);
}

function rangeOf(start: number, end: number, quantity: string, isAbove: boolean, number: number): Segment {
  const range: SaidRange = { end, quantity, ...(isAbove ? { min: number + 1 } : { max: number - 1 }) };
  return { kind: 'range', range, start, end };
}

/** The item whose title stands there, or "the first" of them. */
function itemAt({ words, titles, pack, numberOf }: Sentence, at: number, quantity: string) {
  let start = at;
  while (titles.longest(words, start) === undefined && pack.firstWords.has(words[start] ?? '')) start++;
  const found = titles.longest(words, start);
  const number = found && numberOf(found.value[0]!, quantity);
  return number === undefined ? undefined : { end: start + found!.length, number };
}
