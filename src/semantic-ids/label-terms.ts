// From each sibling's ranked terms to the two or three that name it: none that repeats another ("Romantic Comedy,
// comedy"), and no two siblings alike where their terms allow it.

const MAX_TERMS = 3;
const MIN_TERMS = 2;
/** Terms of a sibling that are tried. */
const MAX_CANDIDATES = 8;

export interface RankedTerm {
  term: string;
  /** Whether enough of the cluster's items have it to speak for them. One that is not only helps to reach two terms. */
  isCommon: boolean;
}

/**
 * Siblings choose in their order: the first common terms that share at most one with each label before, or else any
 * terms that are no label before, whatever their order.
 *
 * @param ranked  terms of each sibling, the most telling first, common ones before the others
 * @returns       up to three of each, in the order of its ranking; fewer where it has no more
 */
export function chooseTerms(ranked: readonly (readonly RankedTerm[])[]): string[][] {
  const taken: string[][] = [];
  for (const terms of ranked) {
    const fresh = withoutEchoes(terms);
    const common = fresh.filter(({ isCommon }) => isCommon);
    const choices = choicesOf(fresh);
    const chosen =
      choicesOf(common)
        .filter((choice) => choice.length >= MIN_TERMS)
        .find((choice) => !taken.some((label) => numShared(choice, label) > 1)) ??
      choices.find((choice) => !taken.some((label) => isEqual(choice, label))) ??
      choices[0]!;
    taken.push(chosen);
  }
  return taken;
}

/** What to name a cluster, the best first: the common terms, others in place of the last ones, and at last fewer. */
function choicesOf(ranked: readonly RankedTerm[]): string[][] {
  const terms = ranked.map(({ term }) => term);
  const numCommon = ranked.filter(({ isCommon }) => isCommon).length;
  const choices = [terms.slice(0, Math.min(MAX_TERMS, Math.max(MIN_TERMS, numCommon)))];
  for (let count = MAX_TERMS; count >= 1; count--) choices.push(...combinations(terms, count));
  return choices;
}

/** All ways to take `count` of the terms in their order, those with the first ones first. */
function combinations(terms: readonly string[], count: number): string[][] {
  if (count === 0) return [[]];
  return terms.flatMap((term, i) => combinations(terms.slice(i + 1), count - 1).map((rest) => [term, ...rest]));
}

function numShared(a: readonly string[], b: readonly string[]): number {
  return a.filter((term) => b.includes(term)).length;
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && numShared(a, b) === a.length;
}

/** The first terms that say something new. */
function withoutEchoes(ranked: readonly RankedTerm[]): RankedTerm[] {
  const fresh: RankedTerm[] = [];
  for (const entry of ranked) {
    if (fresh.length === MAX_CANDIDATES) break;
    if (!fresh.some(({ term }) => isEcho(entry.term, term))) fresh.push(entry);
  }
  return fresh;
}

/**
 * Whether two terms share a word of four letters or more, or one begins with the other: `Super Hero` and `superheroes`.
 */
function isEcho(a: string, b: string): boolean {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  if (wordsA.some((word) => word.length > 3 && wordsB.includes(word))) return true;
  const [joinedA, joinedB] = [wordsA.join(''), wordsB.join('')];
  if (Math.min(joinedA.length, joinedB.length) <= 3) return joinedA === joinedB && joinedA !== '';
  return joinedA.startsWith(joinedB) || joinedB.startsWith(joinedA);
}

function wordsOf(term: string): string[] {
  return term.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
