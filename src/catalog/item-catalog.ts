// The items in memory: columns by item index, filled shard by shard in any order. Rows that have not come (or never
// will, because their shard failed) are not `available`: no filter, count or look-up knows them, and the engine keeps
// them out of every list. All text is plain text; nothing here makes markup of it.

import { CatalogFormatError } from '../errors.ts';
import type { ItemShard } from '../formats/catalog.ts';
import { COMPANION_IDS, ID_SEPARATOR, OTHER_IDS, RELATED_IDS } from '../formats/id-details.ts';
import type { Manifest, Shard } from '../formats/manifest.ts';
import { Bitset } from '../ranking/bitset.ts';
import { ItemMatrix } from '../ranking/item-matrix.ts';
import { firstNumber } from '../text/read-number.ts';
import { type Facts, ItemFacts } from './item-facts.ts';
import type { ItemSummary } from './item-summary.ts';
import { type Condition, conditionOf, type FacetCounts, FacetIndex, isAsked, type Where } from './where.ts';

/** Detail with further titles (original, English, short), by which an item is found as well. */
export const OTHER_TITLES = 'otherTitles';
export const TITLE_SEPARATOR = ' · ';
/** Detail, or live fact, with how many there are. */
const STOCK = 'stock';

export class ItemCatalog {
  readonly name: string;
  readonly numItems: number;
  readonly embeddingDim: number;
  /** i8 [numItems, embeddingDim], the only copy; zeros where not available. */
  readonly embeddings: ItemMatrix;
  /** f32 [numItems, numFeatures], row-major; zeros where not available. */
  readonly features: Float32Array<ArrayBuffer>;
  readonly numFeatures: number;
  /** The items that are there: a set of [numItems]. */
  readonly available: Bitset;
  /** Names of the facets whose values are few enough to be counted. */
  readonly countedFacets: readonly string[];
  readonly #facetNames: string[];
  readonly #rows: (ItemRow | undefined)[];
  readonly #indexById = new Map<string, number>();
  /** Ids of variants. */
  readonly #indexByOtherId = new Map<string, number>();
  readonly #facetIndex: FacetIndex;
  readonly #facts = new ItemFacts();
  #soldOut: { numAvailable: number; items: Bitset } | undefined;
  /** By row, as the detail has them. */
  readonly #companionIds = new Map<number, string>();
  readonly #relatedIds = new Map<number, string>();
  readonly #numbersByName = new Map<string, { numAvailable: number; numbers: Float64Array }>();

  /** An empty catalog with room for all items. */
  constructor(manifest: Pick<Manifest, 'name' | 'numItems' | 'embeddingDim' | 'vocabularies'>) {
    this.name = manifest.name;
    this.numItems = manifest.numItems;
    this.embeddingDim = manifest.embeddingDim;
    this.numFeatures = manifest.vocabularies.features.length;
    this.embeddings = new ItemMatrix(this.numItems, this.embeddingDim);
    this.features = new Float32Array(this.numItems * this.numFeatures);
    this.available = new Bitset(this.numItems);
    const { facets } = manifest.vocabularies;
    this.#facetNames = facets.map(({ name }) => name);
    this.#rows = new Array(this.numItems).fill(undefined);
    this.countedFacets = facets.filter(({ inMenus }) => inMenus !== false).map(({ name }) => name);
    const complete = facets.filter(({ isSeries, absentIsNone }) => absentIsNone ?? isSeries).map(({ name }) => name);
    this.#facetIndex = new FacetIndex(this.#facetNames, this.countedFacets, complete);
  }

  /**
   * Adds a decoded shard, whole or not at all.
   *
   * @throws CatalogFormatError for an id that another shard has
   */
  append(items: ItemShard, { firstItemIndex, path }: Pick<Shard, 'firstItemIndex' | 'path'>): void {
    const known = items.ids.find((id) => this.#indexById.has(id));
    if (known !== undefined) {
      throw new CatalogFormatError(`${path}: item id '${known}' is in another shard too, expected unique ids`);
    }
    this.embeddings.setRows(firstItemIndex, items.embeddings);
    this.features.set(items.features, firstItemIndex * this.numFeatures);
    for (let row = 0; row < items.numItems; row++) this.#addRow(firstItemIndex + row, items, row);
  }

  /** The dense row of an item, also by the id of a variant; undefined where this catalog has no such item (or not yet). */
  indexOf(itemId: string): number | undefined {
    return this.#indexById.get(itemId) ?? this.#indexByOtherId.get(itemId);
  }

  /** Items that the shop itself says go with it, as far as they are here. */
  companionsOf(itemIndex: number): number[] {
    return this.#rowsOf(this.#companionIds.get(itemIndex));
  }

  /** Items that the shop itself says are like it, as far as they are here. */
  relatedTo(itemIndex: number): number[] {
    return this.#rowsOf(this.#relatedIds.get(itemIndex));
  }

  #rowsOf(ids: string | undefined): number[] {
    return (ids?.split(ID_SEPARATOR) ?? []).flatMap((itemId) => this.indexOf(itemId) ?? []);
  }

  /** @throws RangeError for an index that is not available, as whatever reads one row */
  summary(itemIndex: number): ItemSummary {
    const { itemId, title, facets, details } = this.#row(itemIndex);
    const told = { ...details, ...this.#facts.texts(itemId) };
    // Copied by hand: a list describes hundreds of items, and structuredClone takes three times as long.
    const copies = Object.fromEntries(Object.entries(facets).map(([name, values]) => [name, [...values]]));
    return { itemId, itemIndex, title, facets: copies, details: told };
  }

  /** The text that the content vector was made from. */
  text(itemIndex: number): string {
    return this.#row(itemIndex).text;
  }

  itemId(itemIndex: number): string {
    return this.#row(itemIndex).itemId;
  }

  title(itemIndex: number): string {
    return this.#row(itemIndex).title;
  }

  /** Its title, then what else it is called: the parts of the detail OTHER_TITLES. */
  titles(itemIndex: number): string[] {
    return [this.title(itemIndex), ...(this.detail(itemIndex, OTHER_TITLES)?.split(TITLE_SEPARATOR) ?? [])];
  }

  /** An item's values of one facet; none where unknown, or where the catalog has no such facet. */
  facetValues(itemIndex: number, facet: string): readonly string[] {
    return this.#row(itemIndex).facets[facet] ?? [];
  }

  get facetNames(): readonly string[] {
    return this.#facetNames;
  }

  /** One detail of an item; undefined where it is unknown, or where the catalog has no such detail. */
  detail(itemIndex: number, name: string): string | undefined {
    const { details } = this.#row(itemIndex);
    return details[name];
  }

  /** Whether the embedding holds a residual learned from logs, beside what the item tower made of its content. */
  hasResidual(itemIndex: number): boolean {
    return this.#row(itemIndex).hasResidual;
  }

  /** A copy of one embedding, i8 [embeddingDim]. */
  embedding(itemIndex: number): Int8Array<ArrayBuffer> {
    this.#row(itemIndex);
    return this.embeddings.row(itemIndex);
  }

  /** Available items that satisfy every condition. */
  filter(where: Where): Bitset {
    let result = this.available.or(new Bitset(this.numItems));
    for (const [name, asked] of Object.entries(where)) result = this.narrow(name, conditionOf(asked), result);
    return result;
  }

  /** Those of `items` that satisfy a condition of one facet or detail. */
  narrow(name: string, condition: Condition, items: Bitset): Bitset {
    if (!isAsked(condition)) return items;
    const { min, max } = condition;
    const found = this.#facetIndex.filter(name, condition, items);
    return min === undefined && max === undefined ? found : this.#inRange(name, min, max, found);
  }

  /** All values of a facet that some available item has; none where there is no such facet. */
  valuesOf(facet: string): Iterable<string> {
    return this.#facetIndex.values(facet);
  }

  /** The available items that have a value of a facet. */
  itemsWith(facet: string, value: string): readonly number[] {
    return this.#facetIndex.itemsWith(facet, value);
  }

  /** The items whose values of a facet are known. */
  known(facet: string): Bitset {
    return this.#facetIndex.known(facet, this.numItems);
  }

  /**
   * Live facts, which lie over the details of items in `where` and in summaries; texts and indexes never know of them. Of
   * items that are not here (yet) they are kept.
   */
  setFacts(factsById: Readonly<Record<string, Facts>>): void {
    this.#facts.set(factsById);
    this.#numbersByName.clear();
    this.#soldOut = undefined;
  }

  /** Whether items can have it: a facet, a live fact, or a detail that one of the available items has. */
  hasField(name: string): boolean {
    if (this.#facetIndex.has(name) || this.#facts.has(name)) return true;
    return this.#rows.some((row) => row && Object.hasOwn(row.details, name));
  }

  /** The live fact of an item, else the number that its detail begins with; undefined where there is neither. */
  numberOf(itemIndex: number, name: string): number | undefined {
    return this.#facts.of(this.itemId(itemIndex), name) ?? firstNumber(this.detail(itemIndex, name));
  }

  /** Available items with a stock of 0 or less; one whose stock is not known can be had. Not to be changed. */
  soldOut(): Bitset {
    const numAvailable = this.available.count();
    if (this.#soldOut?.numAvailable !== numAvailable)
      this.#soldOut = { numAvailable, items: this.#inRange(STOCK, undefined, 0, this.available) };
    return this.#soldOut.items;
  }

  /** How many of the available items have the value of the facet. */
  facetCount(facet: string, value: string): number {
    return this.#facetIndex.count(facet, value);
  }

  /** Counts over the available items, of facets with few values (default), or of those that are named. */
  facetCounts(facets?: readonly string[]): FacetCounts {
    return this.#facetIndex.counts(facets);
  }

  #inRange(name: string, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, items: Bitset): Bitset {
    const numbers = this.#numbers(name);
    const inside = [...items.indices()].filter((item) => numbers[item]! >= min && numbers[item]! <= max);
    return Bitset.fromIndices(this.numItems, inside);
  }

  /** f64 [numItems], NaN where it is not known; made once for the items that are there. */
  #numbers(name: string): Float64Array {
    const numAvailable = this.available.count();
    const known = this.#numbersByName.get(name);
    if (known?.numAvailable === numAvailable) return known.numbers;
    const numbers = new Float64Array(this.numItems).fill(Number.NaN);
    for (const item of this.available.indices()) numbers[item] = this.numberOf(item, name) ?? Number.NaN;
    this.#numbersByName.set(name, { numAvailable, numbers });
    return numbers;
  }

  #addRow(itemIndex: number, items: ItemShard, row: number): void {
    const itemId = items.ids[row]!;
    const facets: ItemRow['facets'] = Object.create(null); // a facet may be called as what every object has
    for (const name of this.#facetNames) {
      const values = [...new Set(items.facets[name]![row]!)];
      if (values.length > 0) facets[name] = values;
      for (const value of values) this.#facetIndex.add(name, value, itemIndex);
    }
    const details: ItemRow['details'] = Object.create(null);
    for (const [name, values] of Object.entries(items.details)) {
      const value = values[row];
      if (value == null) continue;
      if (name === COMPANION_IDS) this.#companionIds.set(itemIndex, value);
      else if (name === RELATED_IDS) this.#relatedIds.set(itemIndex, value);
      else if (name !== OTHER_IDS) details[name] = value;
      else for (const other of value.split(ID_SEPARATOR)) this.#indexByOtherId.set(other, itemIndex);
    }
    const { titles, texts, hasResidual } = items;
    this.#rows[itemIndex] = {
      itemId,
      title: titles[row]!,
      text: texts[row]!,
      facets,
      details,
      hasResidual: hasResidual[row]!,
    };
    this.#indexById.set(itemId, itemIndex);
    this.available.add(itemIndex);
  }

  #row(itemIndex: number): ItemRow {
    const row = this.#rows[itemIndex];
    if (!row) throw new RangeError(`catalog: item ${itemIndex} is not there, expected an available index`);
    return row;
  }
}

interface ItemRow {
  itemId: string;
  title: string;
  text: string;
  facets: Record<string, string[]>;
  details: Record<string, string>;
  hasResidual: boolean;
}
