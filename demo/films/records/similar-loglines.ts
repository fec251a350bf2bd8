// Finds loglines that are nearly the same: whoever writes thousands of them repeats phrases, and two films with one
// logline look alike to the text encoder for no reason.

/** Words that are in every sentence. */
const COMMON = new Set(
  'a an the and or but of to in on at by for from with into his her their its he she they who whose while when as is are that'.split(
    ' ',
  ),
);
/** Share of common words from which two loglines count as nearly the same. */
const NEARLY_SAME = 0.5;

export interface SimilarPair {
  ids: [string, string];
  /** Jaccard similarity of their words, 0..1. */
  similarity: number;
}

/** Pairs of loglines whose words overlap by at least half (Jaccard), the most similar first. */
export function similarLoglines(loglines: ReadonlyMap<string, string>): SimilarPair[] {
  const words = Array.from(loglines, ([id, text]) => ({ id, set: wordsOf(text) }));
  const byWord = new Map<string, number[]>();
  const pairs: SimilarPair[] = [];
  for (const [i, { id, set }] of words.entries()) {
    const shared = new Map<number, number>();
    for (const word of set) {
      for (const other of byWord.get(word) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
      byWord.set(word, [...(byWord.get(word) ?? []), i]);
    }
    for (const [other, count] of shared) {
      const similarity = count / (set.size + words[other]!.set.size - count);
      if (similarity >= NEARLY_SAME) pairs.push({ ids: [words[other]!.id, id], similarity });
    }
  }
  return pairs.sort((a, b) => b.similarity - a.similarity);
}

function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !COMMON.has(word)),
  );
}
