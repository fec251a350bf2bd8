// Lists with an item-to-item table: what it adds to the scores of a home list, and to the likeness of items beside one.
import type { ItemToItemTable } from '../../formats/item-to-item.ts';
import {
  addTable,
  type ContinuedItems,
  itemsToContinue,
  neighboursOf,
  tableScore,
} from '../../item-to-item/item-to-item-table.ts';
import type { QuantizedUserEmbedding } from '../../numerics/quantize.ts';
import { createTopK, type TopK } from '../../numerics/top-k.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { dotWithRow, type ItemMatrix } from '../../ranking/item-matrix.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import type { Demand } from '../../ranking/rerank/coverage.ts';
import type { WindowEvent } from './history-window.ts';
import type { AnswerSource } from './lists-api.ts';
import { COSINE_STEPS, type SimilarItems } from './similar-items.ts';
import type { UserState } from './user-embedder.ts';

const LARGEST_WEIGHT = 255;
const NOTHING: readonly WindowEvent[] = [];

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

export class TableLists {
  readonly #table: ItemToItemTable;
  readonly #items: ItemMatrix;
  readonly #itemScale: number;
  readonly #continuations = new WeakMap<
    readonly WindowEvent[],
    { past: readonly WindowEvent[]; items: ContinuedItems }
  >();

  constructor(table: ItemToItemTable, items: ItemMatrix, itemScale: number) {
    this.#table = table;
    this.#items = items;
    this.#itemScale = itemScale;
  }

  /** @returns the list with what goes with the basket, or without one with the history */
  lift(
    { window, past = NOTHING, basket }: UserState,
    { ranked, k, allowed, boosts, quantized, source }: RankedList,
  ): RankResult {
    const table = this.#table;
    const { tiles } = this.#items;
    return addTable(ranked, k, {
      table,
      items: basket
        ? { wanted: basket.toReversed().slice(0, table.historyItems), unwanted: [] }
        : this.#continued(window, past),
      allowed,
      strength: strengthFor(table, source),
      scoreStep: quantized.scale * this.#itemScale,
      scoreOf: (itemIndex) => dotWithRow(tiles, itemIndex, quantized.values) + (boosts?.[itemIndex] ?? 0),
    });
  }

  /** How much a home list is chosen so that each liked item has its part, 0..1. */
  get coverage(): number {
    return this.#table.coverage;
  }

  /** What each item that the history is continued from asks of the candidates of a list: those that go with it. */
  demands({ window, past = NOTHING }: UserState, candidates: Uint32Array): Demand[] {
    const { offsets, neighbours, weights } = this.#table;
    const positionOf = new Map(Array.from(candidates, (itemIndex, position) => [itemIndex, position]));
    return this.#continued(window, past).wanted.map((item) => {
      const demand = { positions: [] as number[], weights: [] as number[] };
      for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++) {
        const position = positionOf.get(neighbours[entry]!);
        if (position === undefined) continue;
        demand.positions.push(position);
        demand.weights.push(weights[entry]!);
      }
      return demand;
    });
  }

  /** What `lift` adds to one item's score, in the unit of a float user embedding times an int8 item embedding. */
  score({ window, past = NOTHING }: UserState, itemIndex: number, source: AnswerSource): number {
    const table = this.#table;
    return tableScore(table, this.#continued(window, past), itemIndex, strengthFor(table, source)) / this.#itemScale;
  }

  /** Reasons score hundreds of items by the same few histories: what a window goes on from is worked out once. */
  #continued(window: readonly WindowEvent[], past: readonly WindowEvent[]): ContinuedItems {
    const known = this.#continuations.get(window);
    if (known?.past === past) return known.items;
    const { historyItems } = this.#table;
    const all = past.length > 0 && window.length < historyItems ? [...past, ...window] : window;
    const items = itemsToContinue(all, historyItems);
    this.#continuations.set(window, { past, items });
    return items;
  }

  /**
   * The k items beside one, by the sum of two kinds of evidence: their likeness (the cosine) and what people went on to
   * from the item (a neighbour's weight as a share of the largest there can be, times the table's similarStrength), in
   * millionths. The sum and not the table first: the neighbours of an item that few people met are accidents, and
   * likeness keeps those that are none.
   */
  beside(itemIndex: number, k: number, allowed: Bitset, similar: SimilarItems): TopK {
    const neighbours = neighboursOf(this.#table, itemIndex, allowed);
    const known = Bitset.fromIndices(
      allowed.length,
      neighbours.map((neighbour) => neighbour.itemIndex),
    );
    const top = createTopK(k, allowed.length);
    const others = similar.find(itemIndex, k, allowed.andNot(known));
    others.indices.forEach((index, i) => void top.add(index, others.scores[i]!));
    const likeness = similar.find(itemIndex, neighbours.length, known);
    const { similarStrength } = this.#table;
    const weights = new Map(neighbours.map((neighbour) => [neighbour.itemIndex, neighbour.weight]));
    likeness.indices.forEach((index, i) => {
      top.add(
        index,
        likeness.scores[i]! + Math.round((COSINE_STEPS * similarStrength * weights.get(index)!) / LARGEST_WEIGHT),
      );
    });
    return top.finish();
  }

  /** An item's neighbours, theirs, and those of these. */
  around(itemIndex: number): Set<number> {
    const { offsets, neighbours } = this.#table;
    const around = new Set<number>();
    let ring = [itemIndex];
    for (let step = 0; step < 3; step++) {
      ring = [...new Set(ring.flatMap((item) => [...neighbours.subarray(offsets[item], offsets[item + 1])]))];
      for (const item of ring) around.add(item);
    }
    return around;
  }
}

/** The table was weighed against each model's own scores. */
function strengthFor({ towerStrength, meanStrength }: ItemToItemTable, source: AnswerSource): number {
  return source === 'user-tower' ? towerStrength : meanStrength;
}
