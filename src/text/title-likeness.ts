// How alike two titles are, where no form of one is a form of the other: letters for what is misspelt, words for what
// has words more or less.

export interface TitlePicture {
  /** Pairs of neighbouring letters, with how often they occur. */
  pairs: ReadonlyMap<string, number>;
  numPairs: number;
  words: ReadonlySet<string>;
}

/** @param words  as titleWords gives them */
export function pictureOf(words: readonly string[]): TitlePicture {
  const text = words.join(' ');
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { pairs, numPairs: Math.max(0, text.length - 1), words: new Set(words) };
}

/**
 * The larger of two shares: Dice's coefficient of letter pairs, and the weight of common words.
 *
 * @param weightOf  what a word says: rare ones more
 * @returns         0 to 1
 */
export function likeness(a: TitlePicture, b: TitlePicture, weightOf: (word: string) => number): number {
  return Math.max(pairShare(a, b), wordShare(a, b, weightOf));
}

function pairShare(a: TitlePicture, b: TitlePicture): number {
  const total = a.numPairs + b.numPairs;
  if (total === 0) return 0;
  let common = 0;
  for (const [pair, count] of a.pairs) common += Math.min(count, b.pairs.get(pair) ?? 0);
  return (2 * common) / total;
}

function wordShare(a: TitlePicture, b: TitlePicture, weightOf: (word: string) => number): number {
  const [weightA, weightB] = [a, b].map(({ words }) => [...words].reduce((sum, word) => sum + weightOf(word), 0));
  const common = [...a.words].filter((word) => b.words.has(word)).reduce((sum, word) => sum + weightOf(word), 0);
  return common === 0 ? 0 : (2 * common) / (weightA! + weightB!);
}
