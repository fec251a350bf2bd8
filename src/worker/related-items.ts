// The item-to-item table where a bundle has one: fetched behind the catalog, because no first list needs it, and used by whatever is
// asked from then on. Home lists get what goes with the last things of the history added to their scores; a list beside an item
// begins with what goes with it. Without a table, or when it fails, lists are those of the towers, and likeness that of embeddings.
import type { FileStore } from '../catalog/kept-files.ts';
import type { ItemToItemTable } from '../formats/item-to-item.ts';
import type { Manifest } from '../formats/manifest.ts';
import type { QuantizedUserEmbedding } from '../numerics/quantize.ts';
import type { TopK } from '../numerics/top-k.ts';
import { Bitset } from '../ranking/bitset.ts';
import { dotWithRow, type ItemMatrix } from '../ranking/item-matrix.ts';
import type { RankResult } from '../ranking/ranker.ts';
import type { WindowEvent } from './history-window.ts';
import { messageOf } from './message-of.ts';
import type { AnswerSource } from './protocol.ts';
import { COSINE_STEPS } from './score-steps.ts';
import type { SimilarItems } from './similar-items.ts';
import type { StatusBoard } from './status.ts';
import type { Asked } from './user-embedder.ts';

export interface RelatedItemsOptions {
  manifestUrl: string;
  manifest: Manifest;
  /** Where files are kept, if they are. */
  kept?: FileStore | undefined;
  items: ItemMatrix;
  status: StatusBoard;
  signal: AbortSignal;
  /** Fulfilled when all items that will come are there. */
  complete: Promise<void>;
}

/** The list that the rankers made, and what made it. */
export interface RankedList {
  ranked: RankResult;
  /** Results that were asked for. */
  k: number;
  /** Items that may be in it. */
  allowed: Bitset;
  /** i32 [numItems], as the rankers added them. */
  boosts: Int32Array | undefined;
  quantized: QuantizedUserEmbedding;
  source: AnswerSource;
}

/** The table and the code that reads it, which come together. */
type Loaded = typeof import('../ranking/item-to-item.ts') & { table: ItemToItemTable };

/** What still works when the table does not. */
const WITHOUT_TABLE = 'Recommendations go on from the towers alone, and similar items by likeness.';
const LARGEST_WEIGHT = 255;

export class RelatedItems {
  readonly #options: RelatedItemsOptions;
  #loaded: Loaded | undefined;
  /** Fulfilled when the table is there, has failed, or there is none; never rejects. */
  readonly settled: Promise<void>;

  constructor(options: RelatedItemsOptions) {
    this.#options = options;
    this.settled = options.complete.then(() => this.#load());
  }

  /** A list with what goes with the basket, or without one with the history; the list as it is where there is no table yet. */
  lift({ window, basket }: Asked, { ranked, k, allowed, boosts, quantized, source }: RankedList): RankResult {
    if (!this.#loaded) return ranked;
    const { table, addTable, itemsToContinue, TABLE_HISTORY } = this.#loaded;
    const { items, manifest } = this.#options;
    const { tiles } = items;
    return addTable(ranked, k, {
      table,
      items: basket?.toReversed().slice(0, TABLE_HISTORY) ?? itemsToContinue(window),
      allowed,
      strength: strengthFor(table, source),
      scoreStep: quantized.scale * manifest.itemScale,
      scoreOf: (itemIndex) => dotWithRow(tiles, itemIndex, quantized.values) + (boosts?.[itemIndex] ?? 0),
    });
  }

  /** What `lift` adds to one item's score, in the unit of a float user embedding times an int8 item embedding. */
  score(window: readonly WindowEvent[], itemIndex: number, source: AnswerSource): number {
    if (!this.#loaded) return 0;
    const { table, itemsToContinue, tableScore } = this.#loaded;
    const { itemScale } = this.#options.manifest;
    return tableScore(table, itemsToContinue(window), itemIndex, strengthFor(table, source)) / itemScale;
  }

  /**
   * The k items beside one: its neighbours first, then the most similar of the others. A neighbour's score is one plus its weight's
   * share of the largest weight there can be, in millionths like the cosines below it.
   */
  beside(itemIndex: number, k: number, allowed: Bitset, similar: SimilarItems): TopK {
    const neighbours = this.#loaded?.neighboursOf(this.#loaded.table, itemIndex, allowed).slice(0, k) ?? [];
    const known = neighbours.map((neighbour) => neighbour.itemIndex);
    const rest = similar.find(itemIndex, k - known.length, allowed.andNot(Bitset.fromIndices(allowed.length, known)));
    const scores = neighbours.map(({ weight }) => Math.round(COSINE_STEPS * (1 + weight / LARGEST_WEIGHT)));
    return {
      indices: Uint32Array.of(...known, ...rest.indices),
      scores: Int32Array.of(...scores, ...rest.scores),
    };
  }

  async #load(): Promise<void> {
    const { manifestUrl, manifest, kept, status, signal } = this.#options;
    const file = manifest.itemToItem;
    if (!file || signal.aborted) return;
    status.setPart('item-to-item', { state: 'loading', totalBytes: file.sizeBytes });
    const onProgress = (loadedBytes: number) => status.setProgress('item-to-item', file.path, loadedBytes);
    try {
      const [{ loadItemToItem }, ranking] = await Promise.all([
        import('../catalog/load-item-to-item.ts'),
        import('../ranking/item-to-item.ts'),
      ]);
      const table = await loadItemToItem(manifestUrl, manifest, file, { kept, signal, onProgress });
      this.#loaded = { ...ranking, table };
      status.setPart('item-to-item', { state: 'ready' });
    } catch (error) {
      if (signal.aborted) return;
      const message = `What goes with what is not known: ${messageOf(error)} ${WITHOUT_TABLE}`;
      status.setPart('item-to-item', { state: 'failed', message });
    }
  }
}

/** The table was weighed against each model's own scores. */
function strengthFor({ towerStrength, meanStrength }: ItemToItemTable, source: AnswerSource): number {
  return source === 'user-tower' ? towerStrength : meanStrength;
}
