// Lists that a home list does without: beside an item, what is popular, what was viewed lately. Their code comes when one
// of them is first asked for, or behind the first list; that of filter menus comes with it.
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { allowedItems, type EngineParts, rankedItems, withoutItems } from '../engine-parts.ts';
import { candidatesOf, isViewed, likeHistory } from './candidates.ts';
import { likeItems } from './likeness.ts';
import { popularityIn } from './list-rules.ts';
import type { ListRules, RankedItem, RecentRequest, RecentResponse } from './lists-api.ts';
import { multiplied, ruledList } from './ruled-list.ts';
import { COSINE_STEPS } from './similar-items.ts';

export { filterCounts } from './filter-counts.ts';

/** Steps of a cosine that count as one nat: what is .1 more like the item is taken to be e times as likely. */
const COSINE_STEPS_PER_NAT = COSINE_STEPS / 10;
const SHARE_STEPS = 1_000_000;

/** A likeness with a factor. */
export const addedToCosine = (score: number, nats: number): number => score + nats * COSINE_STEPS_PER_NAT;

/**
 * The k items that go with one item or are most like it. What the visitor dislikes or hid is left out; what they like
 * may well be shown.
 */
export async function recommendSimilar(
  parts: EngineParts,
  itemIndex: number,
  rules: ListRules,
  k: number,
): Promise<{ items: RankedItem[] }> {
  const { similar, related } = parts;
  const open = withoutRow(unwanted(parts, rules), itemIndex);
  const candidates = rules.minScore ? likeItems(parts, rules.minScore, [itemIndex], open) : open;
  // The same question has the same answer all session long.
  await related.settled;
  const { indices, scores } = related.beside(itemIndex, candidates.count(), candidates, similar);
  const list = ruledList(parts, rules, { indices, scores }, k, addedToCosine);
  return { items: rankedItems(parts, list.indices, list.scores) };
}

/** What is known best: by the popularity feature as a share of the items that are known less, else by the prior. */
export async function recommendPopular(
  parts: EngineParts,
  rules: ListRules,
  k: number,
): Promise<{ items: RankedItem[] }> {
  const { catalog, manifest, ranker } = parts;
  const candidates = await wanted(parts, rules);
  const popularityOf = popularityIn(manifest, catalog);
  const query = quantizeUserEmbedding(Float32Array.from(manifest.prior));
  const scoreStep = query.scale * manifest.itemScale;
  const ranked = popularityOf
    ? byShare(candidates, popularityOf)
    : await ranker.rank({ query: query.values, k: candidates.count(), allowed: candidates });
  const added = (score: number, nats: number) => score + nats / scoreStep;
  const list = ruledList(parts, rules, ranked, k, popularityOf ? multiplied : added);
  return { items: rankedItems(parts, list.indices, list.scores) };
}

/** What the bundle's log took more lately than before: by place, the first as good as twice the middle one. */
export async function recommendTrending(
  parts: EngineParts,
  rules: ListRules,
  k: number,
): Promise<{ items: RankedItem[] }> {
  const { catalog, manifest } = parts;
  const candidates = await wanted(parts, rules);
  const rows = new Set((manifest.trending ?? []).filter((row) => row < catalog.numItems && candidates.has(row)));
  const indices = Uint32Array.from(rows);
  const scores = Int32Array.from(indices, (_, place) => Math.round(SHARE_STEPS * (1 - place / indices.length)));
  const list = ruledList(parts, rules, { indices, scores }, k, multiplied);
  return { items: rankedItems(parts, list.indices, list.scores) };
}

/** What was viewed or opened, newest first, each once. */
export function recentItems(parts: EngineParts, { where }: RecentRequest, k: number): Pick<RecentResponse, 'items'> {
  const { catalog, history } = parts;
  const allowed = allowedItems(parts, where);
  const { standing } = history.taste();
  const rows = new Set<number>();
  for (const { type, itemId } of standing.toReversed()) {
    const row = isViewed(type) ? catalog.indexOf(itemId!) : undefined;
    if (row !== undefined && allowed.has(row)) rows.add(row);
  }
  return { items: [...rows].slice(0, k).map((row) => catalog.summary(row)) };
}

/** Those of them that are as like the history as `minScore` asks. */
function wanted(parts: EngineParts, rules: ListRules): Promise<Bitset> {
  const { standing } = parts.history.taste();
  return likeHistory(parts, rules.minScore, standing, unwanted(parts, rules));
}

/** Candidates without what the visitor dislikes or hid. */
function unwanted(parts: EngineParts, rules: ListRules): Bitset {
  const { standing, marks } = parts.history.taste();
  const ids = [...marks].filter(([, { taste, hidden }]) => taste === 'dislike' || hidden).map(([id]) => id);
  return withoutItems(parts, candidatesOf(parts, rules, standing), ids);
}

function withoutRow(items: Bitset, row: number): Bitset {
  return items.andNot(Bitset.fromIndices(items.length, [row]));
}

/** @param shareOf  0..1 */
function byShare(items: Bitset, shareOf: (itemIndex: number) => number): RankResult {
  const rows = Array.from(items.indices(), (itemIndex) => ({ itemIndex, score: shareOf(itemIndex) }));
  rows.sort((a, b) => b.score - a.score || a.itemIndex - b.itemIndex);
  return {
    indices: Uint32Array.from(rows, ({ itemIndex }) => itemIndex),
    scores: Int32Array.from(rows, ({ score }) => Math.round(score * SHARE_STEPS)),
  };
}
