// From each sibling's ranked terms to the two or three that name it: none that repeats another ("Romantic Comedy, comedy"), and
// no two siblings alike where their terms allow it.

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
 * Siblings choose in their order. Labels of the same terms are the same, whatever their order.
 *
 * @param ranked  terms of each sibling, the most telling first, common ones before the others
 * @returns       up to three of each, in the order of its ranking; fewer where it has no more
 */
export function chooseTerms(ranked: readonly (readonly RankedTerm[])[]): string[][] {
  const taken = new Set<string>();
  return ranked.map((terms) => {
    const choices = choicesOf(withoutEchoes(terms));
    const chosen = choices.find((choice) => !taken.has(keyOf(choice))) ?? choices[0]!;
    taken.add(keyOf(chosen));
    return chosen;
  });
}

/** What to name a cluster, the best first: the common terms; others in place of the last ones; fewer. */
function choicesOf(ranked: readonly RankedTerm[]): string[][] {
  const terms = ranked.map(({ term }) => term);
  const numCommon = ranked.filter(({ isCommon }) => isCommon).length;
  const choices = [terms.slice(0, Math.min(MAX_TERMS, Math.max(MIN_TERMS, numCommon)))];
  for (let kept = MAX_TERMS - 1; kept >= 0; kept--) {
    for (let next = kept; next + MAX_TERMS - kept <= terms.length; next++) {
      choices.push([...terms.slice(0, kept), ...terms.slice(next, next + MAX_TERMS - kept)]);
    }
  }
  for (let length = MAX_TERMS - 1; length >= 1; length--) choices.push(terms.slice(0, length));
  return choices;
}

/** The same for the same terms in any order. */
function keyOf(terms: readonly string[]): string {
  return JSON.stringify(terms.toSorted());
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

/** Whether two terms share a word of four letters or more, or one begins with the other: `Super Hero` and `superheroes`. */
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
