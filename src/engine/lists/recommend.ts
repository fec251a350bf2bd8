// The list that comes from the history: the best for the visitor.

import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { takeFirst } from '../../ranking/rerank/reranker.ts';
import { contentCoverage } from './content-coverage.ts';
import { FEW_VIEWS_DEPTH, sharedOut, viewShare } from './few-views.ts';
import { historyParts } from './history-window.ts';
import { rankHome } from './home-ranking.ts';
import { denseFactors, factorsOf } from './item-factors.ts';
import { rankedItems, withoutItems } from './item-sets.ts';
import type { ListParts } from './list-parts.ts';
import { diversify, isForNovel, numCandidates } from './list-rules.ts';
import type { AnswerSource, ForYouRequest, LeftOutItem, ListTimings, RankedItem } from './lists-api.ts';
import { openItems, steeredRequest } from './open-items.ts';
import { ruledList } from './ruled-list.ts';
import { natsOf } from './scattered-likes.ts';
import { startStageClock } from './stage-clock.ts';
import { isSteered, STEERED_DEPTH } from './steer-scores.ts';

/** On a slow network a list without them is better than none. */
const WAIT_MS = 3000;

export interface Answer {
  items: RankedItem[];
  source: AnswerSource;
  eventsUsed: number;
  /** Reasons take time, which rows and suggestions do without. */
  leftOut: () => Promise<LeftOutItem[]>;
  timings: ListTimings;
}

/**
 * The k best items for the visitor, by the request's rules. What the visitor has an opinion on is left out: a liked
 * film is known, a disliked or hidden one unwanted; but for `among`, which orders what somebody kept.
 */
export async function recommend(parts: ListParts, asked: ForYouRequest, k: number): Promise<Answer> {
  const { catalog, embedder, manifest, related } = parts;
  const clock = startStageClock();
  const { standing, known } = parts.history.taste();
  // A list never reshuffles by itself, so one for somebody whom we know waits for what goes with what, and one of little
  // known items for all of them, within limits.
  if (standing.length > 0 || isForNovel(asked)) {
    parts.loadRest();
    await within(parts.match.settled, WAIT_MS);
  }
  // What goes with an example is asked of the table.
  const pull = isSteered(standing) ? await (await parts.steering()).pull() : undefined;
  const request = steeredRequest(asked, pull);
  const { basket: basketIds, among, context, caps } = request;
  const open = await openItems(parts, request, pull);
  const candidates = withoutItems(catalog, among ? open.and(itemsOf(catalog, among)) : open, [
    ...(among ? [] : known),
    ...(basketIds ?? []),
  ]);
  const { window, past } = historyParts(standing, (itemId) => catalog.indexOf(itemId));
  const state = { window, past, context, ...(basketIds && { basket: knownRows(catalog, basketIds) }) };
  clock.lap('history');
  const nowMs = asked.asOf ?? Date.now();
  const factors = factorsOf(catalog, request, standing, nowMs);
  // The unit of the scores follows from the embedding.
  const scale = factors.size > 0 ? (await embedder.embed(state, nowMs)).quantized.scale : 0;
  const boosts = denseFactors(catalog.numItems, factors, scale * manifest.itemScale);
  // Whoever boosts items has said what the order is about.
  const byContent = () => (manifest.models.userTower ? undefined : contentCoverage(parts, window));
  const served = request.boosts || pull?.nats ? undefined : (related.coverage(state) ?? byContent());
  const wanted = numCandidates(parts, k, request, served);
  const fewViews = among ? undefined : viewShare(manifest, request, window);
  // Whoever names items says more than their likes do.
  const nats = natsOf(parts, pull?.nats, among || basketIds ? [] : window);
  const query = { state, candidates, boosts, nats, serve: pull?.serve, nowMs };
  const fewest = (ranked: RankResult) => {
    if (fewViews) return sharedOut(catalog, fewViews, ranked, wanted);
    return caps ? ranked : takeFirst(ranked, wanted);
  };
  const order = (ranked: RankResult) =>
    among ? takeFirst(ranked, k) : diversify(parts, request, { window, ranked, served }, k);
  const depth = Math.max(wanted, nats ? STEERED_DEPTH : 0, fewViews ? FEW_VIEWS_DEPTH : 0);
  // Whoever names items, or what goes with some, has said more than their taste does.
  const match = among || basketIds ? undefined : parts.match.screen(request.match);
  const source = {
    ...{ candidates, wanted, depth },
    rank: (depth: number) => rankHome(parts, query, depth, clock),
    choose: (ranked: RankResult) => order(fewest(ranked)),
  };
  const screened = match?.screen.around(parts, { ...match, pull, where: request.where }, source, k);
  const list = await ruledList(catalog, request, screened?.source ?? source, k);
  clock.lap('rerank');
  const items = rankedItems(catalog, list.ranked.indices, list.ranked.scores);
  clock.lap('describe');
  return {
    items,
    source: list.source,
    eventsUsed: window.length,
    leftOut: screened?.leftOut ?? none,
    timings: clock.timings,
  };
}

const none = async (): Promise<LeftOutItem[]> => [];

/** Fulfilled when the promise is, or after a time. */
async function within(promise: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([promise, limit]);
  clearTimeout(timer);
}

function itemsOf(catalog: ItemCatalog, itemIds: readonly string[]): Bitset {
  return Bitset.fromIndices(catalog.numItems, knownRows(catalog, itemIds) ?? []);
}

/** Rows of those that the catalog has; none at all is like no basket. */
function knownRows(catalog: ItemCatalog, itemIds: readonly string[]): number[] | undefined {
  const rows = itemIds.map((itemId) => catalog.indexOf(itemId)).filter((row) => row !== undefined);
  return rows.length > 0 ? rows : undefined;
}
