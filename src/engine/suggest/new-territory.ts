// Queries for somebody who has typed nothing: written ones, chosen by how much this visitor would like what they find, and
// by how little of it they know already (relevance times novelty), each about something else than those before it.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { SuggestedQuery } from '../../formats/language-file.ts';
import { parseMeaning } from '../../language/meanings.ts';
import type { Bitset } from '../../ranking/bitset.ts';
import type { Suggestion } from './suggest-api.ts';

/** Items that the visitor does not know, at least. */
const FIRST_PAGE = 10;
/** So many items of the usual mix are thought into each query: three good ones of four say little. */
const PRIOR_ITEMS = 30;
/** Items to be found at least. */
const LEAST_ITEMS = 12;
/** A query of which the visitor liked this share of their likes is no news. */
const KNOWN_SHARE = 0.4;
/** Between those that are about equally good chance decides, so that another visit brings others. */
const POOL = 6;
/** What a query may say that is no property of an item. */
const UNNARROWED = ['occasion', 'surprise', 'always'];

export interface Territory {
  catalog: ItemCatalog;
  queries: readonly SuggestedQuery[];
  /** Items of a meaning; undefined where the catalog has no such field. */
  itemsOf: (meaning: string) => Bitset | undefined;
  /** What the visitor would like best of all, as many as a long evening of scrolling shows. */
  best: Bitset;
  /** Items of kinds that the visitor wants nothing of: a query that finds more of them than of others is none for them. */
  turnedAway: Bitset;
  /** Whether the visitor has an opinion on an item. */
  isKnown: (itemIndex: number) => boolean;
  liked: readonly number[];
  exclude: ReadonlySet<string>;
  /** 0 to 1. */
  random: () => number;
}

export function suggestTerritory(territory: Territory, k: number): Suggestion[] {
  const rated = territory.queries.flatMap((query) => {
    if (territory.exclude.has(query.text)) return [];
    const items = itemsOfAll(query, territory);
    const isAway = items && 2 * items.and(territory.turnedAway).count() > items.count();
    return items && !isAway ? [{ query, ...rate(items, territory) }] : [];
  });
  const best = normalized(rated);
  const chosen: Suggestion[] = [];
  const used = new Set<string>();
  while (chosen.length < k && best.length > 0) {
    const free = best.filter(({ query }) => query.meanings.every((meaning) => !used.has(meaning)));
    const pool = (free.length > 0 ? free : best).slice(0, POOL);
    const pick = pool[Math.floor(territory.random() * pool.length)]!;
    best.splice(best.indexOf(pick), 1);
    chosen.push({ text: pick.query.text, kind: 'query' });
    for (const meaning of pick.query.meanings) used.add(meaning);
  }
  return chosen;
}

/** Items that have all that a query says; undefined where they are few. */
function itemsOfAll({ meanings }: SuggestedQuery, { catalog, itemsOf }: Territory): Bitset | undefined {
  let all: Bitset = catalog.available;
  for (const meaning of meanings) {
    const { mark, kind } = parseMeaning(meaning);
    const items = itemsOf(meaning);
    if (!items) {
      // A degree ("less fame") narrows nothing, nor does company.
      if (mark === 'more' || mark === 'less' || UNNARROWED.includes(kind)) continue;
      return undefined;
    }
    all = mark === 'not' || mark === 'less' ? all.andNot(items) : all.and(items);
  }
  return all.count() >= LEAST_ITEMS ? all : undefined;
}

function rate(items: Bitset, { catalog, best, isKnown, liked }: Territory) {
  const share = best.count() / catalog.available.count();
  const numBest = items.and(best).count();
  // Who has seen it all likes everything alike.
  const lift = share === 0 ? 1 : (numBest + PRIOR_ITEMS * share) / ((items.count() + PRIOR_ITEMS) * share);
  const known = liked.filter((item) => items.has(item)).length / Math.max(1, liked.length);
  const numNew = [...items.indices()].filter((item) => !isKnown(item)).length;
  return {
    relevance: Math.log2(lift),
    novelty: Math.max(0, 1 - known / KNOWN_SHARE),
    hasPage: numNew >= FIRST_PAGE,
  };
}

/** Best first: relevance from 0 to 1 among the queries, times novelty; equally good ones as they stand in the file. */
function normalized(rated: readonly ({ query: SuggestedQuery } & ReturnType<typeof rate>)[]) {
  const full = rated.filter(({ hasPage }) => hasPage);
  const relevances = full.map(({ relevance }) => relevance);
  const [low, high] = [Math.min(...relevances), Math.max(...relevances)];
  const share = (relevance: number) => (high > low ? (relevance - low) / (high - low) : 1);
  return full
    .map(({ query, relevance, novelty }) => ({ query, score: share(relevance) * novelty }))
    .sort((a, b) => b.score - a.score);
}
