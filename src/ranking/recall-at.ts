// How much of the exact answer an approximate one finds: the figure by which approximate rankings are compared.

/**
 * @param exact        item indices of the exact list; all count
 * @param approximate  item indices of the other list, in any order, each once
 * @returns            share of `exact` that is in `approximate`, 0..1; 1 where the exact list is empty
 */
export function recallAt(exact: ArrayLike<number>, approximate: ArrayLike<number>): number {
  if (exact.length === 0) return 1;
  const found = new Set(Array.from(approximate));
  return Array.from(exact).filter((index) => found.has(index)).length / exact.length;
}
