// The shards of a catalog as they came, found by the index of an item.
import type { Columns } from './columns.ts';

export interface Block extends Columns {
  /** Item index of its first row. */
  first: number;
  numItems: number;
}

export class Blocks implements Iterable<Block> {
  readonly #blocks: Block[] = [];

  add(block: Block): void {
    this.#blocks.push(block);
    this.#blocks.sort((a, b) => a.first - b.first);
  }

  [Symbol.iterator] = () => this.#blocks.values();

  /** The block of an item, and its place there. @throws RangeError for an index that is not available */
  find(itemIndex: number): [block: Block, row: number] {
    let [low, high] = [0, this.#blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#blocks[middle]!.first <= itemIndex) low = middle;
      else high = middle - 1;
    }
    const block = this.#blocks[low];
    const row = itemIndex - (block?.first ?? 0);
    if (block && row >= 0 && row < block.numItems && Number.isInteger(row)) return [block, row];
    throw new RangeError(`catalog: item ${itemIndex} is not there, expected an available index`);
  }
}
