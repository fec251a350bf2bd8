// The rows of a day. More kinds of row could be shown than a page has room for; a random number generator, seeded by the
// day alone, draws which of them there are, and which items they show. So a day's rows are the same offline, after a
// reload and in another tab, and the next day has others. An item stands in one row, and no liked item is the cause of
// more than three places on the page. They take long together: whoever taps meanwhile gets their list between two of them.

import { createRandom, type Random } from '../../numerics/random.ts';
import { nextTask } from '../base/next-task.ts';
import { goodItems, goodMatches, matchOf } from '../lists/good-matches.ts';
import type { WindowEvent } from '../lists/history-window.ts';
import { allowedItems, historyOf, rankedItems, withoutItems } from '../lists/item-sets.ts';
import type { ListParts } from '../lists/list-parts.ts';
import { popularityIn } from '../lists/list-rules.ts';
import type { MatchLevel, RankedItem } from '../lists/lists-api.ts';
import { recommend } from '../lists/recommend.ts';
import { turnedAway } from '../lists/turned-away.ts';
import { likedValues } from './liked-values.ts';
import { furtherShelf, LIST, MIN_ITEMS, newShelf, POOL, type Pool, spokenOf } from './pool-rows.ts';
import type { BesideCause, Shelf, ShelvesRequest } from './why-api.ts';

const MAX_ROWS = 5;
/** Places on the page for which one liked item may be the cause: the fourth tells nothing new. */
const MAX_OF_CAUSE = 3;
const MAX_CAUSES = 4;
/** Neighbours that are looked at for one cause: some are of a series that stands there already. */
const NEIGHBOURS = 30;
/** A row is drawn from so many times its items, the best ones. */
const DRAWN_FROM = 2;
/** Between the seeds of two days: a prime above the rows of most catalogs. */
const SEED_STEP = 1_000_003;
/** At least this share of the catalog is better known than a gem. */
const GEM_SHARE = 0.5;

/** @param k  items of a row */
export async function dailyRows(
  parts: ListParts,
  { day, exclude = [], match, facets = [...parts.catalog.countedFacets], named = [] }: ShelvesRequest & { day: number },
  k: number,
): Promise<Shelf[]> {
  const { spoken, lately } = spokenOf(historyOf(parts));
  if (spoken.length === 0) return [];
  const random = createRandom(day);
  const away = turnedAway(parts);
  const items = await goodItems(parts, match, (await recommend(parts, matchOf(match), POOL)).items);
  const listed = items.slice(0, LIST);
  const wanted = (found: readonly RankedItem[]) => found.filter(({ itemIndex }) => !away.has(itemIndex));
  const best = wanted(items).sort((a, b) => b.score - a.score);
  const rows: Shelf[] = [];
  const shown = () => [...exclude, ...rows.flatMap((row) => row.items.map(({ itemId }) => itemId))];
  const pool = () => {
    const left = new Set(shown());
    return best.filter(({ itemId }) => !left.has(itemId));
  };
  const add = (row: Shelf | undefined) => row && row.items.length >= MIN_ITEMS && rows.push(row);
  add(await besideRow(parts, spoken, { exclude, named, random, match, k }));

  const take = (found: readonly RankedItem[]) => drawItems(found, day, k);
  const kinds: (() => Promise<Shelf | undefined> | Shelf | undefined)[] = [
    () => gemsRow(parts, { listed, pool: pool(), take }),
    () => furtherShelf(parts, lately, { listed, pool: pool(), take }),
    () => newShelf(parts, spoken, { listed, pool: pool(), take }),
    ...likedValues(parts, facets, MIN_ITEMS).map((values) => async () => {
      const { facet, value, liked } = values[random.integer(values.length)]!;
      const request = { where: { [facet]: [value] }, exclude: shown(), ...matchOf(match) };
      const found = await goodItems(parts, match, (await recommend(parts, request, DRAWN_FROM * k)).items);
      return { kind: 'value', facet, value, liked, items: take(wanted(found)) } as const;
    }),
  ];
  random.shuffle(kinds);
  for (const make of kinds) {
    if (rows.length === MAX_ROWS) break;
    await nextTask();
    add(await make());
  }
  return rows;
}

interface BesideRow {
  exclude: readonly string[];
  named: readonly string[];
  random: Random;
  match: MatchLevel | undefined;
  k: number;
}

/**
 * What is beside up to four liked items: the newest, so that whoever taps sees what the tap can bring, and others of the
 * day. Of a series one item: the next parts of a film are no news.
 */
async function besideRow(
  parts: ListParts,
  spoken: readonly WindowEvent[],
  { exclude, named, random, match, k }: BesideRow,
): Promise<Shelf> {
  const { catalog, history, related, similar } = parts;
  const rowOfSeries = new Set<string>();
  const items: RankedItem[] = [];
  const causes: BesideCause[] = [];
  const allowed = allowedItems(parts.catalog).andNot(turnedAway(parts));
  let open = withoutItems(parts.catalog, allowed, [...history.taste().known, ...exclude]);
  for (const { event, itemIndex } of causesOfDay(spoken, random)) {
    if (causes.length === MAX_CAUSES || items.length >= k) break;
    await nextTask();
    const item = catalog.summary(itemIndex);
    for (const name of seriesOf(parts, itemIndex)) rowOfSeries.add(name);
    const room = Math.min(MAX_OF_CAUSE - named.filter((id) => id === item.itemId).length, k - items.length);
    const { indices, scores } = related.beside(itemIndex, NEIGHBOURS, open, similar);
    const found: RankedItem[] = [];
    const good = new Set(await goodMatches(parts, match, [...indices]));
    for (const neighbour of rankedItems(parts.catalog, indices, scores).filter((one) => good.has(one.itemIndex))) {
      const series = seriesOf(parts, neighbour.itemIndex);
      if (found.length >= room || series.some((name) => rowOfSeries.has(name))) continue;
      for (const name of series) rowOfSeries.add(name);
      found.push(neighbour);
    }
    if (found.length === 0) continue;
    const itemIds = found.map(({ itemId }) => itemId);
    causes.push({ event, item, itemIds });
    items.push(...found);
    open = withoutItems(parts.catalog, open, itemIds);
  }
  return { kind: 'beside', items, causes };
}

/** The newest first, then the others in the order of the day; each item once, with what was said of it last. */
function causesOfDay(spoken: readonly WindowEvent[], random: Random): WindowEvent[] {
  const lastOf = new Map(spoken.map((event) => [event.itemIndex, event]));
  const [newest, ...others] = [...lastOf.values()].sort((a, b) => b.event.sequence - a.event.sequence);
  random.shuffle(others);
  return [newest!, ...others];
}

function seriesOf({ manifest, catalog }: ListParts, itemIndex: number): string[] {
  const facets = manifest.vocabularies.facets.filter(({ isSeries }) => isSeries);
  return facets.flatMap(({ name }) => catalog.facetValues(itemIndex, name));
}

/** Good guesses that few know. */
function gemsRow({ manifest, catalog }: ListParts, { pool, take }: Pool): Shelf | undefined {
  const popularityOf = popularityIn(manifest, catalog);
  if (!popularityOf) return undefined;
  return { kind: 'gems', items: take(pool.filter(({ itemIndex }) => popularityOf(itemIndex) <= 1 - GEM_SHARE)) };
}

/**
 * Of the best items those that the day draws, in their order. Each item has a number of its own on each day: one that
 * comes or goes moves none of the others.
 */
function drawItems(items: readonly RankedItem[], day: number, k: number): RankedItem[] {
  const best = items.slice(0, DRAWN_FROM * k);
  const numberOf = ({ itemIndex }: RankedItem) => createRandom(day * SEED_STEP + itemIndex).next();
  const drawn = new Set(
    best
      .map((item) => ({ item, number: numberOf(item) }))
      .sort((a, b) => a.number - b.number)
      .slice(0, k)
      .map(({ item }) => item),
  );
  return best.filter((item) => drawn.has(item));
}
