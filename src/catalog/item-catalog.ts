// The items in memory: a block of columns for each shard, which come in any order; strings are made when they are shown. Rows that have not come (or never
// will, because their shard failed) are not `available`: no filter, count or look-up knows them, and the engine keeps
// them out of every list. All text is plain text; nothing here makes markup of it.

import { CatalogFormatError } from '../errors.ts';
import type { ItemShard } from '../formats/catalog.ts';
import { COMPANION_IDS, ID_SEPARATOR, OTHER_IDS, RELATED_IDS } from '../formats/id-details.ts';
import type { Manifest, Shard } from '../formats/manifest.ts';
import { Bitset } from '../ranking/bitset.ts';
import { ItemMatrix } from '../ranking/item-matrix.ts';
import { Blocks } from './blocks.ts';
import { type Packer, plainColumns, type RowsById } from './columns.ts';
import { type Facts, ItemFacts } from './item-facts.ts';
import type { ItemSummary } from './item-summary.ts';
import { type Condition, conditionOf, type FacetCounts, FacetIndex, isAsked, type Where } from './where.ts';

/** Detail with further titles (original, English, short), by which an item is found as well. */
export const OTHER_TITLES = 'otherTitles';
export const TITLE_SEPARATOR = ' · ';
/** Detail, or live fact, with how many there are. */
const STOCK = 'stock';

/** A catalog of more items is a large one: not every item of it is looked at one by one. */
const MAX_ITEMS_IN_FULL = 200_000;

export class ItemCatalog {
  readonly name: string;
  readonly numItems: number;
  readonly embeddingDim: number;
  /** i8 [numItems, embeddingDim], the only copy; zeros where not available. */
  readonly embeddings: ItemMatrix;
  /** f32 [numItems, numFeatures], row-major; zeros where not available. */
  readonly features: Float32Array<ArrayBuffer>;
  readonly numFeatures: number;
  /** More than MAX_ITEMS_IN_FULL. */
  readonly isLarge: boolean;
  /** The items that are there: a set of [numItems]. */
  readonly available: Bitset;
  /** Those that another bundle of the page has: they count as arrived, and are not to be had. */
  readonly absent: Bitset;
  /** Names of the facets whose values are few enough to be counted. */
  readonly countedFacets: readonly string[];
  readonly #facetNames: string[];
  readonly #blocks = new Blocks();
  #indexById: RowsById = new Map<string, number>();
  /** Ids of variants. */
  readonly #indexByOtherId = new Map<string, number>();
  readonly #facetIndex: FacetIndex;
  readonly #facts = new ItemFacts();
  #soldOut: { numAvailable: number; items: Bitset } | undefined;
  /** By row, as the detail has them. */
  readonly #companionIds = new Map<number, string>();
  readonly #relatedIds = new Map<number, string>();
  readonly #detailNames = new Set<string>();
  readonly #hasResidual: Bitset;

  /** An empty catalog with room for all items. */
  constructor(manifest: Pick<Manifest, 'name' | 'numItems' | 'embeddingDim' | 'vocabularies'>) {
    this.name = manifest.name;
    this.numItems = manifest.numItems;
    this.embeddingDim = manifest.embeddingDim;
    this.isLarge = this.numItems > MAX_ITEMS_IN_FULL;
    this.numFeatures = manifest.vocabularies.features.length;
    this.embeddings = new ItemMatrix(this.numItems, this.embeddingDim);
    this.features = new Float32Array(this.numItems * this.numFeatures);
    this.available = new Bitset(this.numItems);
    this.absent = new Bitset(this.numItems);
    const { facets } = manifest.vocabularies;
    this.#facetNames = facets.map(({ name }) => name);
    this.countedFacets = facets.filter(({ inMenus }) => inMenus !== false).map(({ name }) => name);
    const complete = facets.filter(({ isSeries, absentIsNone }) => absentIsNone ?? isSeries).map(({ name }) => name);
    this.#facetIndex = new FacetIndex(this.#facetNames, this.countedFacets, complete);
    this.#hasResidual = new Bitset(this.numItems);
  }

  /**
   * Adds a decoded shard, whole or not at all.
   *
   * @param packer  makes less of it and what follows (default: it is kept as it is)
   * @throws CatalogFormatError for an id that another shard has
   */
  append(items: ItemShard, { firstItemIndex, path }: Pick<Shard, 'firstItemIndex' | 'path'>, packer?: Packer): void {
    const { absent } = items;
    const known = items.ids.find((id, row) => this.#indexById.get(id) !== undefined && !absent?.has(row));
    if (known !== undefined) {
      throw new CatalogFormatError(`${path}: item id '${known}' is in another shard too, expected unique ids`);
    }
    this.embeddings.setRows(firstItemIndex, items.embeddings);
    this.features.set(items.features, firstItemIndex * this.numFeatures);
    const { [OTHER_IDS]: otherIds, [COMPANION_IDS]: companionIds, [RELATED_IDS]: relatedIds, ...shown } = items.details;
    if (packer && this.#indexById instanceof Map) {
      const isAt = (itemIndex: number, id: string) => {
        const [block, row] = this.#blocks.find(itemIndex);
        return block.ids.isAt(row, id);
      };
      this.#indexById = packer.idTable(this.numItems, this.#indexById, isAt);
    }
    const makeColumns = packer?.makeColumns ?? plainColumns;
    const columns = makeColumns({ ...items, details: shown }, firstItemIndex, this.#facetIndex);
    for (const name of columns.details.keys()) this.#detailNames.add(name);
    this.#blocks.add({ ...columns, first: firstItemIndex, numItems: items.numItems });
    keepIds(this.#companionIds, firstItemIndex, companionIds);
    keepIds(this.#relatedIds, firstItemIndex, relatedIds);
    for (const [row, others] of otherIds?.entries() ?? [])
      for (const id of others?.split(ID_SEPARATOR) ?? []) this.#indexByOtherId.set(id, firstItemIndex + row);
    items.ids.forEach((id, row) => {
      if (absent?.has(row)) {
        this.absent.add(firstItemIndex + row);
        return;
      }
      this.#indexById.set(id, firstItemIndex + row);
      this.available.add(firstItemIndex + row);
      if (items.hasResidual[row]) this.#hasResidual.add(firstItemIndex + row);
    });
  }

  /** Every item has arrived. */
  get isWhole(): boolean {
    return this.available.count() + this.absent.count() === this.numItems;
  }

  hasArrived(itemIndex: number): boolean {
    return this.available.has(itemIndex) || this.absent.has(itemIndex);
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
    const [block, row] = this.#blocks.find(itemIndex);
    const itemId = block.ids.at(row);
    const facets: ItemSummary['facets'] = {};
    for (const [name, column] of block.facets) {
      const values = column.at(row);
      if (values.length > 0) facets[name] = [...values];
    }
    const details: ItemSummary['details'] = {};
    for (const [name, column] of block.details) {
      const value = column.at(row);
      if (value !== undefined) details[name] = value;
    }
    return {
      itemId,
      itemIndex,
      title: block.titles.at(row),
      facets,
      details: { ...details, ...this.#facts.texts(itemId) },
    };
  }

  /** The text that the content vector was made from. */
  text(itemIndex: number): string {
    const [block, row] = this.#blocks.find(itemIndex);
    return block.texts.at(row);
  }

  itemId(itemIndex: number): string {
    const [block, row] = this.#blocks.find(itemIndex);
    return block.ids.at(row);
  }

  title(itemIndex: number): string {
    const [block, row] = this.#blocks.find(itemIndex);
    return block.titles.at(row);
  }

  /** As `TextColumn.codesAt`. */
  titleCodes(itemIndex: number): number[] | undefined {
    const [block, row] = this.#blocks.find(itemIndex);
    return block.titles.codesAt?.(row);
  }

  /** Its title, then what else it is called: the parts of the detail OTHER_TITLES. */
  titles(itemIndex: number): string[] {
    return [this.title(itemIndex), ...(this.detail(itemIndex, OTHER_TITLES)?.split(TITLE_SEPARATOR) ?? [])];
  }

  /** An item's values of one facet; none where unknown, or where the catalog has no such facet. */
  facetValues(itemIndex: number, facet: string): readonly string[] {
    const [block, row] = this.#blocks.find(itemIndex);
    return block.facets.get(facet)?.at(row) ?? [];
  }

  get facetNames(): readonly string[] {
    return this.#facetNames;
  }

  /** One detail of an item; undefined where it is unknown, or where the catalog has no such detail. */
  detail(itemIndex: number, name: string): string | undefined {
    const [block, row] = this.#blocks.find(itemIndex);
    return block.details.get(name)?.at(row);
  }

  /** Whether the embedding holds a residual learned from logs, beside what the item tower made of its content. */
  hasResidual(itemIndex: number): boolean {
    this.#blocks.find(itemIndex);
    return this.#hasResidual.has(itemIndex);
  }

  /** A copy of one embedding, i8 [embeddingDim]. */
  embedding(itemIndex: number): Int8Array<ArrayBuffer> {
    this.#blocks.find(itemIndex);
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
    this.#soldOut = undefined;
  }

  /** Whether items can have it: a facet, a live fact, or a detail that one of the available items has. */
  hasField(name: string): boolean {
    return this.#facetIndex.has(name) || this.#facts.has(name) || this.#detailNames.has(name);
  }

  /** The live fact of an item, else the number that its detail begins with; undefined where there is neither. */
  numberOf(itemIndex: number, name: string): number | undefined {
    const [block, row] = this.#blocks.find(itemIndex);
    const fact = this.#facts.has(name) ? this.#facts.of(block.ids.at(row), name) : undefined;
    const number = fact ?? block.details.get(name)?.numberAt(row) ?? Number.NaN;
    return Number.isNaN(number) ? undefined : number;
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
    const inside = new Bitset(this.numItems);
    for (const { first, numItems, details } of this.#blocks) {
      const column = details.get(name);
      for (let row = 0; column && row < numItems; row++) {
        if (!items.has(first + row)) continue;
        const number = column.numberAt(row);
        if (number >= min && number <= max) inside.add(first + row);
      }
    }
    for (const [itemId, value] of this.#facts.all(name)) {
      const itemIndex = this.#indexById.get(itemId);
      if (itemIndex === undefined || !items.has(itemIndex)) continue;
      if (value >= min && value <= max) inside.add(itemIndex);
      else inside.delete(itemIndex);
    }
    return inside;
  }
}

function keepIds(byRow: Map<number, string>, first: number, values: readonly (string | null)[] = []): void {
  for (const [row, value] of values.entries()) if (value !== null) byRow.set(first + row, value);
}
