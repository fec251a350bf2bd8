// Bounds that another item sets: "newer than Alien", "longer than The Godfather" are a year and a length.
import type { SaidRange } from './reading-pack.ts';
import type { Segment, Sentence } from './segments.ts';

/** A direction, "than" and a title become one range, where the item's number is known. */
export function readComparisons(sentence: Sentence, segments: readonly Segment[]): Segment[] {
  const read: Segment[] = [];
  for (let i = 0; i < segments.length; i++) {
    const compared = comparisonAt(sentence, segments, i);
    read.push(compared ?? segments[i]!);
    if (compared) i += 2;
  }
  return read;
}

function comparisonAt({ pack, words, numberOf }: Sentence, segments: readonly Segment[], at: number) {
  const [first, joiner, item] = segments.slice(at, at + 3);
  if (first?.kind !== 'range' || item?.kind !== 'title' || joiner?.kind !== 'cue') return undefined;
  const { quantity, direction } = first.range;
  const number = numberOf(item.itemIndex, quantity);
  if (!direction || number === undefined || words[joiner.end - 1] !== pack.thanWord) return undefined;
  const { start, end } = { start: first.start, end: item.end };
  const bound = direction === 'more' ? { min: number + 1 } : { max: number - 1 };
  const range: SaidRange = { end, quantity, ...bound };
  return { kind: 'range' as const, range, start, end };
}
