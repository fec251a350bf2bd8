// Lists with an item-to-item table: what it adds to the scores of a home list, and which items it puts first beside one.
import type { ItemToItemTable } from '../formats/item-to-item.ts';
import type { TopK } from '../numerics/top-k.ts';
import { Bitset } from '../ranking/bitset.ts';
import { dotWithRow, type ItemMatrix } from '../ranking/item-matrix.ts';
import { addTable, itemsToContinue, neighboursOf, TABLE_HISTORY, tableScore } from '../ranking/item-to-item.ts';
import type { RankResult } from '../ranking/ranker.ts';
import type { WindowEvent } from './history-window.ts';
import type { AnswerSource } from './protocol.ts';
import type { RankedList } from './related-items.ts';
import { COSINE_STEPS, type SimilarItems } from './similar-items.ts';
import type { Asked } from './user-embedder.ts';

const LARGEST_WEIGHT = 255;

export class TableLists {
  readonly #table: ItemToItemTable;
  readonly #items: ItemMatrix;
  readonly #itemScale: number;

  constructor(table: ItemToItemTable, items: ItemMatrix, itemScale: number) {
    this.#table = table;
    this.#items = items;
    this.#itemScale = itemScale;
  }

  /** @returns the list with what goes with the basket, or without one with the history */
  lift({ window, basket }: Asked, { ranked, k, allowed, boosts, quantized, source }: RankedList): RankResult {
    const table = this.#table;
    const { tiles } = this.#items;
    return addTable(ranked, k, {
      table,
      items: basket?.toReversed().slice(0, TABLE_HISTORY) ?? itemsToContinue(window),
      allowed,
      strength: strengthFor(table, source),
      scoreStep: quantized.scale * this.#itemScale,
      scoreOf: (itemIndex) => dotWithRow(tiles, itemIndex, quantized.values) + (boosts?.[itemIndex] ?? 0),
    });
  }

  /** What `lift` adds to one item's score, in the unit of a float user embedding times an int8 item embedding. */
  score(window: readonly WindowEvent[], itemIndex: number, source: AnswerSource): number {
    const table = this.#table;
    return tableScore(table, itemsToContinue(window), itemIndex, strengthFor(table, source)) / this.#itemScale;
  }

  /**
   * The k items beside one: its neighbours first, then the most similar of the others. A neighbour's score is one plus its weight's
   * share of the largest weight there can be, in millionths like the cosines below it.
   */
  beside(itemIndex: number, k: number, allowed: Bitset, similar: SimilarItems): TopK {
    const neighbours = neighboursOf(this.#table, itemIndex, allowed).slice(0, k);
    const known = neighbours.map((neighbour) => neighbour.itemIndex);
    const rest = similar.find(itemIndex, k - known.length, allowed.andNot(Bitset.fromIndices(allowed.length, known)));
    const scores = neighbours.map(({ weight }) => Math.round(COSINE_STEPS * (1 + weight / LARGEST_WEIGHT)));
    return {
      indices: Uint32Array.of(...known, ...rest.indices),
      scores: Int32Array.of(...scores, ...rest.scores),
    };
  }
}

/** The table was weighed against each model's own scores. */
function strengthFor({ towerStrength, meanStrength }: ItemToItemTable, source: AnswerSource): number {
  return source === 'user-tower' ? towerStrength : meanStrength;
}
