// The lists that come from the history: one for the visitor, and one beside an item.

import { Bitset } from '../../ranking/bitset.ts';
import { allowedItems, type EngineParts, rankedItems, withoutItems } from '../engine-parts.ts';
import { startStageClock } from '../stage-clock.ts';
import type { AnswerSource, ForYouRequest, ListTimings, RankedItem } from './api.ts';
import { historyParts } from './history-window.ts';
import { boostsOf, diversify, isForNovel, numCandidates, pin, pinsOf, withoutBestKnown } from './list-rules.ts';
import { fittingItems, isSteered, STEERED_DEPTH, steerScores } from './steer-scores.ts';

/** On a slow network a list without them is better than none. */
const WAIT_MS = 3000;

/** What "surprise me" asks for where the request does not say. */
const SURPRISE: ForYouRequest = { novelty: 0.8, diversity: 0.3 };

export interface Answer {
  items: RankedItem[];
  source: AnswerSource;
  eventsUsed: number;
  timings: ListTimings;
}

/**
 * The k best items for the visitor, by the request's rules. What the visitor has an opinion on is left out: a liked
 * film is known, a disliked or hidden one unwanted.
 */
export async function recommend(parts: EngineParts, asked: ForYouRequest, k: number): Promise<Answer> {
  const { catalog, embedder, manifest, ranker, related } = parts;
  const clock = startStageClock();
  const { standing, opinions } = await parts.history.taste();
  // A list never reshuffles by itself, so one for somebody whom we know waits for what goes with what, and one of little
  // known items for all of them, within limits.
  if (standing.length > 0 || isForNovel(asked)) {
    parts.loadRest();
    await within(related.settled, WAIT_MS);
  }
  // What goes with an example is asked of the table.
  const force = isSteered(standing) ? await (await parts.steering()).force() : undefined;
  const request = force?.wantsSurprise ? { ...SURPRISE, ...asked } : asked;
  const { where, exclude = [], basket: basketIds, context } = request;
  const filtered = allowedItems(parts, where);
  const fitting = force ? filtered.and(fittingItems(force, catalog)) : filtered;
  const open = withoutBestKnown(parts, request, fitting);
  const candidates = withoutItems(parts, open, [...opinions.keys(), ...exclude, ...(basketIds ?? [])]);
  const pins = pinsOf(catalog, request, candidates);
  const { window, past } = historyParts(standing, (itemId) => catalog.indexOf(itemId));
  const state = { window, past, context, ...(basketIds && { basket: knownRows(parts, basketIds) }) };
  clock.lap('history');
  const boosts = boostsOf(catalog, request);
  // Whoever boosts items has said what the order is about.
  const served = boosts || force?.nats ? undefined : related.coverage(state);
  const wanted = numCandidates(parts, k, request, served);
  const depth = force?.nats ? Math.max(wanted, STEERED_DEPTH) : wanted;
  const options = { k: depth, allowed: candidates, ...(boosts && { boosts }) };
  const { quantized, source, ...ranked } = await embedder.rank(state, Date.now(), ranker, options, () => {
    clock.lap('embed');
  });
  clock.lap('rank');
  const made = { boosts, quantized, source };
  const withTable = related.lift(state, { ...options, ...made, ranked });
  const scoreStep = quantized.scale * manifest.itemScale;
  const lifted = force?.nats ? steerScores(withTable, force.nats, scoreStep, wanted) : withTable;
  const list = diversify(parts, request, { window, ranked: lifted, served }, k);
  const { indices, scores } = await pin(list, pins, k, async (pinned) => {
    const own = { k: pinned.length, allowed: Bitset.fromIndices(catalog.numItems, pinned) };
    const scored = await ranker.rank({ ...options, ...own, query: quantized.values });
    return related.lift(state, { ...own, ...made, ranked: scored });
  });
  clock.lap('rerank');
  const items = rankedItems(parts, indices, scores);
  clock.lap('describe');
  return { items, source, eventsUsed: window.length, timings: clock.timings };
}

/**
 * The k items that go with one item or are most like it. What the visitor dislikes or hid is left out; what they like
 * may well be shown.
 */
export async function recommendSimilar(
  parts: EngineParts,
  itemIndex: number,
  k: number,
): Promise<{ items: RankedItem[] }> {
  const { history, similar, related } = parts;
  const { opinions } = await history.taste();
  const unwanted = [...opinions].filter(([, opinion]) => opinion === 'dislike' || opinion === 'hide').map(([id]) => id);
  const candidates = withoutItems(parts, allowedItems(parts), unwanted);
  // The same question has the same answer all session long.
  await related.settled;
  const { indices, scores } = related.beside(itemIndex, k, candidates, similar);
  return { items: rankedItems(parts, indices, scores) };
}

/** Fulfilled when the promise is, or after a time. */
async function within(promise: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([promise, limit]);
  clearTimeout(timer);
}

/** Rows of those that the catalog has; none at all is like no basket. */
function knownRows({ catalog }: EngineParts, itemIds: readonly string[]): number[] | undefined {
  const rows = itemIds.map((itemId) => catalog.indexOf(itemId)).filter((row) => row !== undefined);
  return rows.length > 0 ? rows : undefined;
}
