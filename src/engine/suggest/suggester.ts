// Suggestions over the open catalog: completions of what is typed, and queries that open new territory.

import { firstItems } from '../../catalog/first-items.ts';
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { SuggestedQuery } from '../../formats/language-file.ts';
import { parseMeaning } from '../../language/meanings.ts';
import { createRandom } from '../../numerics/random.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { takePositions } from '../../ranking/rerank/reranker.ts';
import { makeOnce } from '../base/make-once.ts';
import type { CatalogLanguage } from '../language/language-reader.ts';
import { partsFor } from '../lists/anonymous.ts';
import { headedBy } from '../lists/beside-item.ts';
import { candidatesOf } from '../lists/candidates.ts';
import { kindFacet } from '../lists/kind-facet.ts';
import { likeItems } from '../lists/likeness.ts';
import { listOfAll, multiplied } from '../lists/list-of-all.ts';
import type { CatalogParts, ListParts } from '../lists/list-parts.ts';
import { popularityIn } from '../lists/list-rules.ts';
import type { Companions, ListRules } from '../lists/lists-api.ts';
import { recommend } from '../lists/recommend.ts';
import { addedToCosine } from '../lists/shop-lists.ts';
import { turnedAway } from '../lists/turned-away.ts';
import { type CompletionEntry, createCompletions } from './completions.ts';
import { suggestTerritory } from './new-territory.ts';
import { ofOtherKinds } from './other-kinds.ts';
import type { Suggestion, SuggestRequest } from './suggest-api.ts';
import { checkSuggestRequest } from './suggest-request.ts';

const DEFAULT_SUGGESTIONS = 5;
/** So many items are what the visitor would like best, and no more than one of so many. */
const BEST = 200;
const LEAST_CHOICE = 10;
/** A name that one item has is no suggestion. */
const LEAST_ITEMS = 2;
/** Values that a row is said to share, and the share of its items that have them. */
const MOST_SHARED = 3;
const SHARED_BY = 0.5;
/** How much more of a row than of the catalog has a value that is worth telling. */
const SHARED_LIFT = 2;
/** A hundred items sum up to 10 at most, and what is named to 20: an int32 has room for it. */
const SUM_STEPS = 1e8;
/** What a shop names stands first. */
const NAMED = 10;

type Row = Omit<Companions, 'requestId' | 'latencyMs'>;

/** What suggestions are made from. */
export interface SuggestParts extends ListParts {
  language: { get(): Promise<CatalogLanguage> };
}

/** Of a large catalog: as many can be compared while somebody waits. */
const FEW_SHARE = 2000;

export class Suggester {
  readonly #parts: SuggestParts;
  readonly #complete = makeOnce(async () =>
    createCompletions(completionEntries(this.#parts, await this.#parts.language.get())),
  );

  /** Items of a meaning: hundreds of suggestions are made of the same few. */
  readonly #sets = new Map<string, Bitset | undefined>();

  constructor(parts: SuggestParts) {
    this.#parts = parts;
  }

  /** What answers lists with these rules. */
  for(rules: Pick<ListRules, 'anonymous'>): Suggester {
    return rules.anonymous ? new Suggester(partsFor(this.#parts, rules)) : this;
  }

  /** @throws RequestError */
  async suggest(request: SuggestRequest): Promise<Suggestion[]> {
    const { prefix = '', count = DEFAULT_SUGGESTIONS, exclude = [] } = checkSuggestRequest(request);
    const unwanted = new Set(exclude);
    const isTyped = prefix.trim() !== '';
    return isTyped ? (await this.#complete())(prefix, count, unwanted) : this.#unasked(count, unwanted);
  }

  async #unasked(k: number, exclude: ReadonlySet<string>): Promise<Suggestion[]> {
    const { catalog, history } = this.#parts;
    const { language } = await this.#parts.language.get();
    const taste = history.taste();
    const { items } = await recommend(this.#parts, {}, Math.min(BEST, Math.ceil(catalog.numItems / LEAST_CHOICE)));
    const best = Bitset.fromIndices(
      catalog.numItems,
      items.map(({ itemIndex }) => itemIndex),
    );
    const rowsOf = (ids: Iterable<string>) =>
      [...ids].map((itemId) => catalog.indexOf(itemId)).filter((row) => row !== undefined);
    const known = new Set(rowsOf(taste.known));
    const likes = [...taste.marks].filter(([, marks]) => marks.taste === 'like').map(([itemId]) => itemId);
    const random = createRandom(Math.floor(Date.now() / 60_000));
    return suggestTerritory(
      {
        catalog,
        // With whom somebody watches says nothing of their taste.
        queries: known.size === 0 ? language.suggestions : language.suggestions.filter(isOfTaste),
        itemsOf: (meaning) => this.#setOf(meaning, language.fields),
        best,
        turnedAway: turnedAway(this.#parts),
        isKnown: (item) => known.has(item),
        liked: rowsOf(likes),
        exclude,
        random: () => random.next(),
      },
      k,
    );
  }

  /** What the shop names; then items of the table: what those who love these love as well; those of their series are no news. */
  async goesWith(itemIndices: readonly number[], rules: ListRules, k: number): Promise<Row> {
    const { catalog, related, similar } = this.#parts;
    await related.settled;
    const allowed = this.#unseen(itemIndices, rules);
    const named = [...new Set(itemIndices.flatMap((item) => catalog.companionsOf(item)))].filter((item) =>
      allowed.has(item),
    );
    if (!this.#hasLog()) {
      const others = ofOtherKinds(this.#parts, itemIndices, this.#isPlain(rules) ? k : allowed.count(), allowed);
      const found = headedBy(named, others);
      const list = await listOfAll(this.#parts, rules, found, k, addedToCosine);
      return this.#companions(itemIndices, list.indices);
    }
    const sums = new Map<number, number>();
    const alike = new Set<number>();
    for (const itemIndex of itemIndices) {
      for (const item of similar.find(itemIndex, k, allowed).indices) alike.add(item);
      // Boosts, caps, what is sold out and the like take from farther down.
      const { indices } = related.beside(itemIndex, this.#isPlain(rules) ? 10 * k : allowed.count(), allowed, similar);
      for (const [place, item] of Array.from(indices).entries())
        sums.set(item, (sums.get(item) ?? 0) + 1 / (place + 10));
    }
    for (const item of named) {
      sums.set(item, (sums.get(item) ?? 0) + NAMED);
      alike.delete(item);
    }
    // What is most like them would stand in their place, and does not go with them.
    const others = [...sums].filter(([item]) => !alike.has(item));
    const best = others.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const indices = Uint32Array.from(best, ([item]) => item);
    const scores = Int32Array.from(best, ([, sum]) => Math.round(sum * SUM_STEPS));
    const list = await listOfAll(this.#parts, rules, { indices, scores }, k, multiplied);
    return this.#companions(itemIndices, list.indices);
  }

  /** Whether what goes with what was learned from people, and things are of kinds. */
  #hasLog(): boolean {
    const { manifest } = this.#parts;
    return manifest.models.userTower !== undefined || kindFacet(this.#parts) === undefined;
  }

  /** Items that are like one and by nobody who made it: what to see in its place. */
  async substitutes(itemIndex: number, rules: ListRules, k: number): Promise<Row> {
    const { catalog, similar } = this.#parts;
    const { language } = await this.#parts.language.get();
    const { peopleFacet } = language;
    const people = new Set(peopleFacet ? catalog.facetValues(itemIndex, peopleFacet) : []);
    const isByOthers = (item: number) =>
      !peopleFacet || !catalog.facetValues(item, peopleFacet).some((name) => people.has(name));
    const allowed = this.#unseen([itemIndex], rules);
    const { indices, scores } = similar.find(itemIndex, this.#isPlain(rules) ? 5 * k : allowed.count(), allowed);
    const places = Array.from(indices.keys()).filter((place) => isByOthers(indices[place]!));
    const list = await listOfAll(this.#parts, rules, takePositions({ indices, scores }, places), k, addedToCosine);
    return this.#companions([itemIndex], list.indices);
  }

  /** Nothing is asked of the order: the list comes from the first places. Viewed items come later all the same. */
  #isPlain({ boosts, caps, pins, diversity, novelty }: ListRules): boolean {
    return !boosts && !caps && !pins && !diversity && !novelty && this.#parts.catalog.soldOut().count() === 0;
  }

  #companions(beside: readonly number[], rows: ArrayLike<number>): Row {
    const { catalog } = this.#parts;
    const items = Array.from(rows);
    return { items: items.map((item) => catalog.summary(item)), shared: sharedValues(this.#parts, beside, items) };
  }

  /** What the rules leave, without opinions on them, and of no series of these. */
  #unseen(itemIndices: readonly number[], rules: ListRules): Bitset {
    const { catalog, manifest, history, similar, related } = this.#parts;
    const { known: knownIds, standing } = history.taste();
    const ruled = candidatesOf(catalog, rules, standing);
    let items = rules.minScore ? likeItems(similar, rules.minScore, itemIndices, ruled) : ruled;
    for (const { name } of manifest.vocabularies.facets.filter(({ isSeries }) => isSeries)) {
      const series = itemIndices.flatMap((item) => catalog.facetValues(item, name));
      if (series.length > 0) items = items.andNot(catalog.filter({ [name]: series }));
    }
    const known = knownIds.map((itemId) => catalog.indexOf(itemId)).filter((item) => item !== undefined);
    const without = new Set([...known, ...itemIndices]);
    const unseen = bitsetWithout(items, without);
    if (!catalog.isLarge) return unseen;
    return itemIndices
      .map((item) => related.comparable(item, unseen).or(sharingRareValues(catalog, item).and(unseen)))
      .reduce((all, items) => all.or(items), new Bitset(unseen.length));
  }

  #setOf(meaning: string, fields: Readonly<Record<string, string>>): Bitset | undefined {
    if (!this.#sets.has(meaning)) this.#sets.set(meaning, this.#itemsOf(meaning, fields));
    return this.#sets.get(meaning);
  }

  #itemsOf(meaning: string, fields: Readonly<Record<string, string>>): Bitset | undefined {
    const { kind, value } = parseMeaning(meaning);
    const { catalog } = this.#parts;
    const known = Object.hasOwn(fields, kind) ? fields[kind] : undefined;
    const field = known ?? kind;
    if (value === undefined || !catalog.hasField(field)) return undefined;
    const [, low, high] = /^(\d*)\.\.(\d*)$/.exec(value) ?? [];
    if (low === undefined || known === undefined) return catalog.filter({ [field]: [value] });
    return catalog.filter({ [field]: { ...(low && { min: Number(low) }), ...(high && { max: Number(high) }) } });
  }
}

/** Items with a value of it that few have. */
function sharingRareValues(catalog: ItemCatalog, itemIndex: number): Bitset {
  const values = catalog.facetNames.flatMap((name) =>
    catalog.facetValues(itemIndex, name).map((value) => [name, value]),
  );
  const rare = values
    .map(([name, value]) => catalog.itemsWith(name!, value!))
    .filter(({ length }) => length <= FEW_SHARE);
  return Bitset.fromIndices(catalog.numItems, rare.flat());
}

function isOfTaste({ meanings }: SuggestedQuery): boolean {
  return meanings.every((meaning) => parseMeaning(meaning).kind !== 'occasion');
}

function bitsetWithout(items: Bitset, without: ReadonlySet<number>): Bitset {
  const result = items.and(items);
  for (const item of without) result.delete(item);
  return result;
}

function* completionEntries(
  { catalog, manifest }: CatalogParts,
  { language }: CatalogLanguage,
): Generator<CompletionEntry> {
  const popularityOf = popularityIn(manifest, catalog) ?? ((item: number) => 1 - item / catalog.numItems);
  for (const item of firstItems(catalog)) {
    for (const text of catalog.titles(item))
      yield { text, kind: 'title', itemId: catalog.itemId(item), weight: popularityOf(item) };
  }
  const counts = catalog.facetCounts([
    ...catalog.countedFacets,
    ...(language.peopleFacet ? [language.peopleFacet] : []),
  ]);
  for (const [facet, values] of Object.entries(counts)) {
    const kind = facet === language.peopleFacet ? 'person' : 'value';
    for (const { value, count } of values) {
      if (count >= LEAST_ITEMS) yield { text: value, kind, weight: Math.min(1, Math.log2(count) / 10) };
    }
  }
  for (const { text } of language.queries) yield { text, kind: 'query', weight: 0.5 };
  for (const { text } of language.suggestions) yield { text, kind: 'query', weight: 0.3 };
}

/** Values of the soft facets that half of a row and what it is beside have. */
function sharedValues(
  { catalog, manifest }: CatalogParts,
  beside: readonly number[],
  items: readonly number[],
): Companions['shared'] {
  const found: (Companions['shared'][number] & { lift: number })[] = [];
  for (const { name, isSeries, inMenus } of manifest.vocabularies.facets) {
    if (isSeries || inMenus === false) continue;
    for (const value of new Set(beside.flatMap((item) => catalog.facetValues(item, name)))) {
      const share =
        items.filter((item) => catalog.facetValues(item, name).includes(value)).length / Math.max(1, items.length);
      const usual = catalog.facetCount(name, value) / catalog.available.count();
      if (share >= SHARED_BY && share >= SHARED_LIFT * usual) found.push({ facet: name, value, lift: share / usual });
    }
  }
  found.sort((a, b) => b.lift - a.lift);
  return found.slice(0, MOST_SHARED).map(({ facet, value }) => ({ facet, value }));
}
