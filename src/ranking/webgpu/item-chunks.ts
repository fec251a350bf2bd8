// The GPU's copy of the item embeddings: the tiles of the ItemMatrix as they are, in as many buffers as the device's
// limits demand. Tiles that changed are copied again before the next answer, not at once: a catalog that streams in is
// written many times between two answers.

import { Bitset } from '../bitset.ts';
import { type ItemMatrix, TILE_ROWS } from '../item-matrix.ts';

/** Whole tiles in one buffer. */
export interface ItemChunk {
  firstTile: number;
  endTile: number;
  /** Rows of these tiles that are items. */
  numRows: number;
  /** u32 [endTile - firstTile, 1 + dim / 4, 16] */
  items: GPUBuffer;
  /** u32 [2]: first row, numRows */
  place: GPUBuffer;
}

export class ItemChunks {
  readonly chunks: readonly ItemChunk[];
  readonly #device: GPUDevice;
  readonly #matrix: ItemMatrix;
  /** Tiles to copy. */
  #changed: Bitset;

  /** Makes the buffers; `upload` fills them. @param maxBytes  of one buffer; it holds a tile at least */
  constructor(device: GPUDevice, matrix: ItemMatrix, maxBytes: number) {
    this.#device = device;
    this.#matrix = matrix;
    this.#changed = Bitset.full(matrix.numTiles);
    const tilesPerChunk = Math.max(1, Math.floor(maxBytes / matrix.tileBytes));
    const chunks: ItemChunk[] = [];
    for (let first = 0; first < matrix.numTiles; first += tilesPerChunk) {
      chunks.push(this.#createChunk(first, Math.min(first + tilesPerChunk, matrix.numTiles)));
    }
    this.chunks = chunks;
  }

  /** Rows to copy before the next answer. @throws RangeError for rows that are not there */
  markChanged(firstIndex: number, count: number): void {
    if (count === 0) return;
    const last = Math.floor((firstIndex + count - 1) / TILE_ROWS);
    for (let tile = Math.floor(firstIndex / TILE_ROWS); tile <= last; tile++) this.#changed.add(tile);
  }

  /** Copies what changed. Work that is submitted later sees it, work that was submitted before does not. */
  upload(): void {
    let first = -1;
    let end = -1;
    for (const tile of this.#changed.indices()) {
      if (tile !== end) {
        this.#uploadTiles(first, end);
        first = tile;
      }
      end = tile + 1;
    }
    if (end === -1) return;
    this.#uploadTiles(first, end);
    this.#changed = new Bitset(this.#matrix.numTiles);
  }

  destroy(): void {
    for (const { items, place } of this.chunks) {
      items.destroy();
      place.destroy();
    }
  }

  #createChunk(firstTile: number, endTile: number): ItemChunk {
    const firstRow = firstTile * TILE_ROWS;
    const numRows = Math.min(endTile * TILE_ROWS, this.#matrix.numItems) - firstRow;
    const size = (endTile - firstTile) * this.#matrix.tileBytes;
    const { STORAGE, UNIFORM, COPY_DST } = GPUBufferUsage;
    const items = this.#device.createBuffer({ label: 'items', size, usage: STORAGE | COPY_DST });
    const place = this.#device.createBuffer({ label: 'chunk', size: 16, usage: UNIFORM | COPY_DST });
    this.#device.queue.writeBuffer(place, 0, new Uint32Array([firstRow, numRows]));
    return { firstTile, endTile, numRows, items, place };
  }

  /** A run of tiles, which may lie in several buffers. */
  #uploadTiles(first: number, end: number): void {
    const bytes = this.#matrix.tileBytes;
    for (const { firstTile, endTile, items } of this.chunks) {
      const from = Math.max(first, firstTile);
      const to = Math.min(end, endTile);
      if (from >= to) continue;
      const offset = (from - firstTile) * bytes;
      this.#device.queue.writeBuffer(items, offset, this.#matrix.buffer, from * bytes, (to - from) * bytes);
    }
  }
}
