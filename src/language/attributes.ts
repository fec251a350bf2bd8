// Words that mean something else directly before what they describe: "family" is a theme, and in "family comedy" for whom it
// is; "true" means nothing, and in "true spy stories" where they come from.
import type { Attribute, Segment, Sentence } from './segments.ts';

export function readAttributes(sentence: Sentence, segments: readonly Segment[]): Segment[] {
  return segments.map((segment, i) => {
    const { kind, start, end } = segment;
    if (kind !== 'word' && kind !== 'meanings') return segment;
    const attribute = sentence.attributes.get(sentence.stems.slice(start, end));
    const isMeant = attribute && describes(sentence, attribute, segments[i + 1]);
    return isMeant ? { kind: 'meanings', meanings: attribute.meanings, start, end } : segment;
  });
}

/** "Family adventure", "family 90s films", "family halloween films". */
function describes({ tokens, words, pack }: Sentence, { before }: Attribute, next: Segment | undefined): boolean {
  if (!next || tokens[next.start]!.before !== '') return false;
  if (next.kind === 'meanings' && next.meanings.some(({ kind }) => before.includes(kind))) return true;
  const hasNoun = [next.end - 1, next.end].some((at) => pack.itemNouns.has(words[at] ?? ''));
  return hasNoun && (next.kind === 'meanings' || next.kind === 'range');
}
