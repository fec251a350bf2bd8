// A list for two: every item that neither knows is ranked for both, each by their own history and the same towers, and the
// lesser of the two places decides. So nobody is made to sit through what the other alone would love.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { capSeries, SERIES_RESERVE, seriesFacets } from '../../catalog/series.ts';
import type { Bitset } from '../../ranking/bitset.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { goodMatches } from '../lists/good-matches.ts';
import { rankHome } from '../lists/home-ranking.ts';
import { historyOf, withoutItems } from '../lists/item-sets.ts';
import type { ListParts, SteeringPull } from '../lists/list-parts.ts';
import { openItems } from '../lists/open-items.ts';
import { isInNats, natsOf, priorScore } from '../lists/scattered-likes.ts';
import { startStageClock } from '../lists/stage-clock.ts';
import { isSteered } from '../lists/steer-scores.ts';
import { listReasons } from '../why/why.ts';
import type { ItemReason } from '../why/why-api.ts';
import { agreement } from './agreement.ts';
import { OtherHistory } from './other-history.ts';
import { isSeenOnly } from './shared-taste.ts';
import type { TogetherRequest, TogetherResponse } from './together-api.ts';

/**
 * How much of the prior's scores is taken away: two tastes that have little in common meet in what everybody likes, which is
 * neither's.
 */
const FAME_LESS = 0.5;

/** @param k  items of the list */
export async function together(mine: ListParts, request: TogetherRequest, k: number): Promise<TogetherResponse> {
  const { catalog, manifest } = mine;
  const { other, where = {}, facets = [...catalog.countedFacets], match } = request;
  const theirs: ListParts = { ...mine, history: new OtherHistory(mine.history, other, Date.now()) };
  // What the visitor said in words holds for their half of the list; conditions for all of it.
  const pull = isSteered(mine.history.taste().standing) ? await (await mine.steering()).pull() : undefined;
  const open = await openItems(mine, { where }, pull);
  const candidates = withoutItems(catalog, open, [...knownTo(mine), ...knownTo(theirs)]);
  const places = [await shares(mine, candidates, pull), await shares(theirs, candidates)] as const;
  const lesser = (row: number) => Math.min(places[0].get(row)!, places[1].get(row)!);
  const both = (row: number) => places[0].get(row)! + places[1].get(row)!;
  const ranked = [...candidates.indices()].sort((a, b) => lesser(b) - lesser(a) || both(b) - both(a) || a - b);
  // What is a bad match for one of them is none for two.
  const good: number[] = [];
  const block = k + SERIES_RESERVE;
  for (let at = 0; at < ranked.length && good.length < block; at += block) {
    const forMe = await goodMatches(mine, match, ranked.slice(at, at + block), pull);
    good.push(...(await goodMatches(theirs, match, forMe)));
  }
  const rows = [...withFewOfSeries(catalog, seriesFacets(manifest, where), good, k)];
  const itemIds = rows.map((row) => catalog.itemId(row));
  const reasonsOf = [await reasonsById(mine, itemIds, facets), await reasonsById(theirs, itemIds, facets)] as const;
  return {
    items: rows.map((row) => {
      const item = catalog.summary(row);
      const [mineWhy, theirsWhy] = reasonsOf.map((byId) => byId.get(item.itemId));
      const reasons = { ...(mineWhy && { mine: mineWhy }), ...(theirsWhy && { theirs: theirsWhy }) };
      return { ...item, mine: places[0].get(row)!, theirs: places[1].get(row)!, reasons };
    }),
    ...agreement(catalog, [mine.history.taste().marks, theirs.history.taste().marks], facets),
    numCandidates: ranked.length,
  };
}

/** What a person liked, disliked, saw, hid or saved. */
function knownTo({ history }: ListParts): string[] {
  const { known, marks } = history.taste();
  return [...known, ...[...marks].filter(([, ofItem]) => isSeenOnly(ofItem)).map(([itemId]) => itemId)];
}

/** @returns by row the share of the other candidates that stand below it: 1 is the best, 0 the last */
async function shares(parts: ListParts, candidates: Bitset, pull?: SteeringPull): Promise<Map<number, number>> {
  const nowMs = Date.now();
  const state = historyOf(parts);
  const words = natsOf(parts, pull?.nats, state.window);
  const nats = isInNats(parts) ? (row: number) => (words?.(row) ?? 0) - FAME_LESS * priorScore(parts, row) : words;
  const query = { state, candidates, boosts: undefined, nats, nowMs };
  const { ranked } = await rankHome(parts, query, candidates.count(), startStageClock());
  const others = Math.max(1, ranked.indices.length - 1);
  return new Map(Array.from(ranked.indices, (row, place) => [row, 1 - place / others]));
}

/** As in every list: one of a series in ten places. */
function withFewOfSeries(
  catalog: ItemCatalog,
  series: readonly string[],
  rows: readonly number[],
  k: number,
): Uint32Array {
  const indices = Uint32Array.from(rows.slice(0, k + SERIES_RESERVE));
  const list: RankResult = { indices, scores: Int32Array.from(indices, (_, place) => -place) };
  return capSeries(catalog, series, list, k).indices;
}

async function reasonsById(
  parts: ListParts,
  itemIds: readonly string[],
  facets: string[],
): Promise<Map<string, ItemReason>> {
  const reasons = await listReasons(parts, itemIds, { facets });
  return new Map(reasons.map((reason) => [reason.itemId, reason]));
}
