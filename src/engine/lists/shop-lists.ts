// Lists that a home list does without: beside an item, what is popular, what was viewed lately. Their code comes when one
// of them is first asked for, or behind the first list; that of filter menus comes with it.

import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { createTopK } from '../../numerics/top-k.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { besideItem } from './beside-item.ts';
import './caps.ts'; // comes along: a home list with caps waits for nothing
import { candidatesOf, isViewed, likeHistory } from './candidates.ts';
import { allowedItems, rankedItems, withoutItems } from './item-sets.ts';
import { likeItems } from './likeness.ts';
import { listOfAll, multiplied } from './list-of-all.ts';
import type { ListParts, VisitorParts } from './list-parts.ts';
import { popularityIn } from './list-rules.ts';
import type { ListRules, RecentRequest } from './lists-api.ts';
import { COSINE_STEPS } from './similar-items.ts';

export { filterCounts } from './filter-counts.ts';

/** Row of the item that a list stands beside. */
type ListedBeside = readonly [itemIndex: number];

/** Steps of a cosine that count as one nat: what is .1 more like the item is taken to be e times as likely. */
const COSINE_STEPS_PER_NAT = COSINE_STEPS / 10;
const SHARE_STEPS = 1_000_000;
const MOST_OF_LARGE = 5000;

/** A likeness with a factor. */
export const addedToCosine = (score: number, nats: number): number => score + nats * COSINE_STEPS_PER_NAT;

/**
 * The k items that go with one item or are most like it. What the visitor dislikes or hid is left out; what they like
 * may well be shown.
 */
async function similar(parts: ListParts, rules: ListRules, k: number, [itemIndex]: ListedBeside) {
  const { catalog, related } = parts;
  const open = withoutRow(unwanted(parts, rules), itemIndex);
  const candidates = rules.minScore ? likeItems(parts.similar, rules.minScore, [itemIndex], open) : open;
  // The same question has the same answer all session long.
  await related.settled;
  const list = await listOfAll(parts, rules, besideItem(parts, itemIndex, candidates), k, addedToCosine);
  return { items: rankedItems(catalog, list.indices, list.scores) };
}

/** What is known best: by the popularity feature as a share of the items that are known less, else by the prior. */
async function popular(parts: ListParts, rules: ListRules, k: number) {
  const { catalog, manifest, ranker } = parts;
  const candidates = await wanted(parts, rules);
  const popularityOf = popularityIn(manifest, catalog);
  const query = quantizeUserEmbedding(Float32Array.from(manifest.prior));
  const scoreStep = query.scale * manifest.itemScale;
  const ranked = popularityOf
    ? byShare(candidates, popularityOf, catalog.isLarge)
    : await ranker.rank({ query: query.values, k: candidates.count(), allowed: candidates });
  const added = (score: number, nats: number) => score + nats / scoreStep;
  const list = await listOfAll(parts, rules, ranked, k, popularityOf ? multiplied : added);
  return { items: rankedItems(catalog, list.indices, list.scores) };
}

/** What the bundle's log took more lately than before: by place, the first as good as twice the middle one. */
async function trending(parts: ListParts, rules: ListRules, k: number) {
  const { catalog, manifest } = parts;
  const candidates = await wanted(parts, rules);
  const rows = new Set((manifest.trending ?? []).filter((row) => row < catalog.numItems && candidates.has(row)));
  const indices = Uint32Array.from(rows);
  const scores = Int32Array.from(indices, (_, place) => Math.round(SHARE_STEPS * (1 - place / indices.length)));
  const list = await listOfAll(parts, rules, { indices, scores }, k, multiplied);
  return { items: rankedItems(catalog, list.indices, list.scores) };
}

/** What was viewed or opened, newest first, each once, sold out or not. */
async function recent({ catalog, history }: VisitorParts, { where, hideSoldOut }: RecentRequest, k: number) {
  const asked = allowedItems(catalog, where);
  const allowed = hideSoldOut ? asked.andNot(catalog.soldOut()) : asked;
  const { standing } = history.taste();
  const rows = new Set<number>();
  for (const { type, itemId } of standing.toReversed()) {
    const row = isViewed(type) ? catalog.indexOf(itemId!) : undefined;
    if (row !== undefined && allowed.has(row)) rows.add(row);
  }
  return { items: [...rows].slice(0, k).map((row) => catalog.summary(row)) };
}

/** By the name of the call. */
export const SHOP_LISTS = { similar, popular, trending, recent };

/** Those of them that are as like the history as `minScore` asks. */
function wanted(parts: ListParts, rules: ListRules): Promise<Bitset> {
  const { standing } = parts.history.taste();
  return likeHistory(parts, rules.minScore, standing, unwanted(parts, rules));
}

/** Candidates without what the visitor dislikes or hid. */
function unwanted(parts: ListParts, rules: ListRules): Bitset {
  const { standing, marks } = parts.history.taste();
  const ids = [...marks].filter(([, { taste, hidden }]) => taste === 'dislike' || hidden).map(([id]) => id);
  return withoutItems(parts.catalog, candidatesOf(parts.catalog, rules, standing), ids);
}

function withoutRow(items: Bitset, row: number): Bitset {
  return items.andNot(Bitset.fromIndices(items.length, [row]));
}

/** @param shareOf  0..1 @param isLarge  no more than anybody reads of it */
function byShare(items: Bitset, shareOf: (itemIndex: number) => number, isLarge: boolean): RankResult {
  if (isLarge) {
    const top = createTopK(MOST_OF_LARGE);
    for (const itemIndex of items.indices()) top.add(itemIndex, Math.round(shareOf(itemIndex) * SHARE_STEPS));
    return top.finish();
  }
  const rows = Array.from(items.indices(), (itemIndex) => ({ itemIndex, score: shareOf(itemIndex) }));
  rows.sort((a, b) => b.score - a.score || a.itemIndex - b.itemIndex);
  return {
    indices: Uint32Array.from(rows, ({ itemIndex }) => itemIndex),
    scores: Int32Array.from(rows, ({ score }) => Math.round(score * SHARE_STEPS)),
  };
}
