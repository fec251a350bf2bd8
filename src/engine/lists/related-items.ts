// The item-to-item table where a bundle has one: fetched behind the catalog, because no first list needs it, and used
// by whatever is asked from then on. Home lists get what goes with the last things of the history added to their
// scores; a list beside an item is one of likeness and of what goes with it. Without a table, or when it fails, lists
// are those of the towers, and likeness that of embeddings.
import { messageOf } from '../../errors.ts';
import type { TopK } from '../../numerics/top-k.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { ItemMatrix } from '../../ranking/item-matrix.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import type { CoverageOptions } from '../../ranking/rerank/coverage.ts';
import { type FileSource, fetchOptions } from '../base/file-source.ts';
import type { AnswerSource } from './lists-api.ts';
import type { SimilarItems } from './similar-items.ts';
import type { RankedList, TableLists } from './table-lists.ts';
import type { UserState } from './user-embedder.ts';

export interface RelatedItemsOptions extends FileSource {
  items: ItemMatrix;
  /** Fulfilled when all items that will come are there. */
  complete: Promise<void>;
}

/** What still works when the table does not. */
const WITHOUT_TABLE = 'Recommendations go on from the towers alone, and similar items by likeness.';

/** Comparing an item with more others takes longer than a list may. */
const MAX_COMPARED_ITEMS = 200_000;
const FIRST_ITEMS = 5000;

export class RelatedItems {
  readonly #options: RelatedItemsOptions;
  #lists: TableLists | undefined;
  /** Fulfilled when the table is there, has failed, or there is none; never rejects. */
  readonly settled: Promise<void>;

  constructor(options: RelatedItemsOptions) {
    this.#options = options;
    this.settled = options.complete.then(() => this.#load()).catch(() => {});
  }

  /** Fetches the table again where that failed. @throws why it cannot be had */
  async loadMissing(): Promise<void> {
    await this.settled;
    if (!this.#lists) await this.#load();
  }

  /**
   * A list with what goes with the basket, or without one with the history; the list as it is where there is no table
   * yet.
   */
  lift(state: UserState, list: RankedList): RankResult {
    return this.#lists?.lift(state, list) ?? list.ranked;
  }

  /** What a home list should serve, and how much that counts; undefined where there is nothing to serve by. */
  coverage(state: UserState): CoverageOptions | undefined {
    const lists = this.#lists;
    if (!lists || lists.coverage === 0 || state.basket) return undefined;
    return { share: lists.coverage, demandsOf: (candidates) => lists.demands(state, candidates) };
  }

  /** What `lift` adds to one item's score, in the unit of a float user embedding times an int8 item embedding. */
  score(state: UserState, itemIndex: number, source: AnswerSource): number {
    return this.#lists?.score(state, itemIndex, source) ?? 0;
  }

  /** The k items beside one, by likeness and what goes with it by the table. */
  beside(itemIndex: number, k: number, allowed: Bitset, similar: SimilarItems): TopK {
    const compared = this.comparable(itemIndex, allowed);
    return this.#lists?.beside(itemIndex, k, compared, similar) ?? similar.find(itemIndex, k, compared);
  }

  /**
   * Of the allowed items those that one is compared with: of a large catalog what the table leads to in three steps, and the
   * catalog's first items; else all.
   */
  comparable(itemIndex: number, allowed: Bitset): Bitset {
    if (allowed.length <= MAX_COMPARED_ITEMS) return allowed;
    const first = Array.from({ length: FIRST_ITEMS }, (_, item) => item);
    return allowed.and(Bitset.fromIndices(allowed.length, [...first, ...(this.#lists?.around(itemIndex) ?? [])]));
  }

  async #load(): Promise<void> {
    const { manifest, items, status, signal } = this.#options;
    const file = manifest.itemToItem;
    if (!file || signal.aborted) return;
    status.setPart('item-to-item', { state: 'loading', totalBytes: file.sizeBytes });
    try {
      // One after the other: side by side, chance would order the requests.
      const { TableLists } = await import('./table-lists.ts');
      const { loadTable } = await import('../../bundle/load-table.ts');
      const { joined = { bundles: [this.#options] } } = this.#options;
      const table = await loadTable(joined.bundles, ({ path }) => fetchOptions(this.#options, 'item-to-item', path));
      this.#lists = new TableLists(table, items, manifest.itemScale);
      status.setPart('item-to-item', { state: 'ready' });
    } catch (error) {
      signal.throwIfAborted();
      const message = `What goes with what is not known: ${messageOf(error)} ${WITHOUT_TABLE}`;
      status.setPart('item-to-item', { state: 'failed', message });
      throw error;
    }
  }
}
