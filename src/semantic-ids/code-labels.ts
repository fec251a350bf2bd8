// Words for codes: what the items of a cluster have more often than their siblings. Scored by log-odds with an
// informative Dirichlet prior (Monroe, Colaresi and Quinn, Fightin' words, Political Analysis 2008): it weighs how much
// more often a term occurs against how sure that is, so that neither what everything has nor what one item of ten has
// by chance names a cluster. Class-based TF-IDF (Grootendorst 2022) has no such measure of sureness, and clusters here
// are small.

import type { CodeLabel } from '../formats/codebooks.ts';
import { chooseTerms, type RankedTerm } from './label-terms.ts';

/** The prior counts as much as so many terms. */
const PRIOR_TERMS = 100;
/** Terms of fewer of a cluster's items come last: a label should hold for more than a few of them. */
const COMMON_SHARE = 0.15;

/** The z above which a difference is no chance, at 95 %: asked of terms that few of the items have. */
const SURE = 1.96;
/** Longest term in UTF-16 code units; a longer one is no name. */
const MAX_TERM_LENGTH = 80;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const WHITESPACE_OR_CONTROL = /[\s\u0000-\u001f\u007f-\u009f]+/g;

type Counts = Map<string, number>;
/** Items by code. */
type Clusters = Map<number, number[]>;

/**
 * Labels every code of level 0 that occurs, against the other codes of level 0, and every code of level 1, against the
 * others under the same code of level 0.
 *
 * @param codes  u8 [numItems, numLevels], row-major
 * @param terms  of each item, for example its genres and themes; a term counts once an item
 * @returns      plain text in the order of prefixes; none for a cluster whose items have no terms
 * @throws RangeError where terms are not those of the items
 */
export function labelCodes(codes: Uint8Array, numLevels: number, terms: readonly (readonly string[])[]): CodeLabel[] {
  if (terms.length !== codes.length / numLevels) {
    throw new RangeError(`code labels: there are terms of ${terms.length} items, expected ${codes.length / numLevels}`);
  }
  const sets = terms.map(cleanTerms);
  const prior = countTerms(sets);
  const clustersOf = (items: Iterable<number>, level: number): Clusters => {
    const clusters: Clusters = new Map();
    for (const item of items) {
      const code = codes[item * numLevels + level]!;
      const cluster = clusters.get(code);
      if (cluster) cluster.push(item);
      else clusters.set(code, [item]);
    }
    return new Map([...clusters].sort(([a], [b]) => a - b));
  };
  const labels: CodeLabel[] = [];
  const roots = clustersOf(sets.keys(), 0);
  const rootLabels = labelSiblings(roots, sets, prior);
  for (const [root, items] of roots) {
    const label = rootLabels.get(root);
    if (label === undefined) continue;
    labels.push({ prefix: [root], label });
    if (numLevels === 1) continue;
    for (const [code, childLabel] of labelSiblings(clustersOf(items, 1), sets, prior)) {
      labels.push({ prefix: [root, code], label: childLabel });
    }
  }
  return labels;
}

/** @returns labels by code, in the order of the clusters */
function labelSiblings(clusters: Clusters, sets: readonly ReadonlySet<string>[], prior: Counts): Map<number, string> {
  const counts = [...clusters.values()].map((items) => countTerms(items.map((item) => sets[item]!)));
  const all = addUp(counts);
  const ranked = [...clusters.values()].map((items, i) => rankTerms(counts[i]!, items.length, all, prior));
  const chosen = chooseTerms(ranked);
  const codes = [...clusters.keys()];
  const labels = codes.map((code, i): [number, string] => [code, chosen[i]!.join(', ')]);
  return new Map(labels.filter(([, label]) => label !== ''));
}

/**
 * A cluster's terms from the most telling: by z = delta / sigma, where delta is the difference of a term's log-odds in
 * the cluster and in its siblings, both with the prior's counts added, and sigma its standard deviation. Terms that the
 * siblings have as often (z <= 0) are left out.
 *
 * @param own    counts of the cluster
 * @param all    counts of the cluster and its siblings
 * @param prior  counts of the catalog
 */
function rankTerms(own: Counts, numItems: number, all: Counts, prior: Counts): RankedTerm[] {
  const [ownTotal, allTotal, priorTotal] = [own, all, prior].map(total) as [number, number, number];
  const ranked = Array.from(own, ([term, count]) => {
    const rest = all.get(term)! - count;
    const pseudo = (PRIOR_TERMS * prior.get(term)!) / priorTotal;
    const logOdds = (y: number, n: number) => Math.log((y + pseudo) / (n + PRIOR_TERMS - y - pseudo));
    const delta = logOdds(count, ownTotal) - logOdds(rest, allTotal - ownTotal);
    const z = delta / Math.sqrt(1 / (count + pseudo) + 1 / (rest + pseudo));
    return { term, z, isCommon: count >= COMMON_SHARE * numItems };
  });
  return ranked
    .filter(({ z, isCommon }) => z > (isCommon ? 0 : SURE))
    .sort((a, b) => Number(b.isCommon) - Number(a.isCommon) || b.z - a.z || (a.term < b.term ? -1 : 1));
}

/** Lines become one; what is blank, too long or half a character is left out. */
function cleanTerms(terms: readonly string[]): Set<string> {
  const lines = terms.map((term) => term.replace(WHITESPACE_OR_CONTROL, ' ').trim());
  return new Set(lines.filter((line) => line !== '' && line.length <= MAX_TERM_LENGTH && !/\p{Surrogate}/u.test(line)));
}

function countTerms(sets: Iterable<ReadonlySet<string>>): Counts {
  const counts: Counts = new Map();
  for (const set of sets) for (const term of set) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function addUp(parts: readonly Counts[]): Counts {
  const sum: Counts = new Map();
  for (const part of parts) for (const [term, count] of part) sum.set(term, (sum.get(term) ?? 0) + count);
  return sum;
}

function total(counts: Counts): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
