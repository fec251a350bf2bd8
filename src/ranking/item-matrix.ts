// The item embeddings as every ranking backend reads them: one copy, in tiles of 16 rows. Within a tile, 4 values of
// row 0 are followed by the same 4 of row 1, and so on to row 15, then comes the next group of 4. So 64 bytes, a cache
// line, hold one group of 16 rows: a SIMD kernel multiplies them all with the same 4 query values and sums no lanes at
// the end, and 16 neighbouring GPU threads read 64 neighbouring bytes. A tile opens with the sums of its rows, which
// relaxed SIMD needs; as a column of their own they made a second stream through memory and the scan of a million items
// a third slower. The tiles live in WebAssembly memory where there is WebAssembly, because its kernels see nothing
// else.

/** Rows of a tile. */
export const TILE_ROWS = 16;
/** Bytes of one row that lie together: a 32-bit word. */
export const GROUP_SIZE = 4;
/** Bytes of one group of all rows of a tile; the row sums, i32 [16], take as many. */
export const GROUP_BYTES = TILE_ROWS * GROUP_SIZE;
/** The kernels' accumulators are 32 bits wide; this is far from their end. */
const MAX_DIM = 1024;
const PAGE_BYTES = 65_536;

/**
 * int8 [numItems, dim] in tiles. Rows are zeros until they are set.
 *
 * Byte layout of `buffer`: from 0 on `numTiles` tiles of `tileBytes`, each { row sums i32 [16], values i8 [dim / 4, 16,
 * 4] }; from `scratchOffset` on, what a kernel needs for one call.
 */
export class ItemMatrix {
  readonly numItems: number;
  /** Values in a row, a multiple of 4. */
  readonly dim: number;
  readonly numTiles: number;
  /** Bytes of one tile: 64 * (1 + dim / 4). */
  readonly tileBytes: number;
  readonly scratchOffset: number;
  /** Absent where the engine has no WebAssembly. */
  readonly memory: WebAssembly.Memory | undefined;
  #buffer: ArrayBuffer;

  /**
   * @param numItems  rows, an integer >= 0
   * @param dim       values in a row, a multiple of 4 up to 1024
   * @throws RangeError for other sizes, or when there is not so much memory
   */
  constructor(numItems: number, dim: number) {
    if (!(Number.isInteger(numItems) && numItems >= 0)) {
      throw new RangeError(`item matrix: numItems is ${numItems}, expected an integer of at least 0`);
    }
    if (!(dim % GROUP_SIZE === 0 && dim > 0 && dim <= MAX_DIM)) {
      throw new RangeError(`item matrix: dim is ${dim}, expected a multiple of ${GROUP_SIZE} from 4 to ${MAX_DIM}`);
    }
    this.numItems = numItems;
    this.dim = dim;
    this.numTiles = Math.ceil(numItems / TILE_ROWS);
    this.tileBytes = bytesOfTile(dim);
    this.scratchOffset = this.numTiles * this.tileBytes;
    this.memory = createMemory(this.scratchOffset);
    this.#buffer = this.memory?.buffer ?? new ArrayBuffer(this.scratchOffset);
  }

  /** A matrix of rows that are there already. @param rows  i8 [numItems, dim], row-major @throws RangeError */
  static fromRows(rows: Int8Array, numItems: number, dim: number): ItemMatrix {
    if (rows.length !== numItems * dim) {
      throw new RangeError(`item matrix: rows hold ${rows.length} values, expected ${numItems} x ${dim}`);
    }
    const matrix = new ItemMatrix(numItems, dim);
    matrix.setRows(0, rows);
    return matrix;
  }

  /** Another object after `reserveScratch` had to grow the memory: keep no view of it across calls. */
  get buffer(): ArrayBuffer {
    return this.#buffer;
  }

  /** i8 [numTiles * tileBytes] */
  get tiles(): Int8Array<ArrayBuffer> {
    return new Int8Array(this.#buffer, 0, this.scratchOffset);
  }

  /**
   * Writes rows in place: rankers over this matrix see them at their next request. (A GPU holds a copy: tell the ranker
   * by `rowsChanged`.)
   *
   * @param firstIndex  item index of the first row
   * @param rows        i8 [count, dim], row-major
   * @throws RangeError when they do not fit
   */
  setRows(firstIndex: number, rows: Int8Array): void {
    const { dim, numItems } = this;
    const count = rows.length / dim;
    if (!(Number.isInteger(count) && firstIndex >= 0 && firstIndex + count <= numItems)) {
      throw new RangeError(
        `item matrix: ${rows.length} values from row ${firstIndex} do not fit into ${numItems} x ${dim}`,
      );
    }
    const { tiles } = this;
    const words = new Int32Array(this.#buffer, 0, this.scratchOffset / 4);
    for (let row = 0; row < count; row++) {
      const index = firstIndex + row;
      let sum = 0;
      let target = tileOffset(index, dim);
      for (let d = row * dim; d < (row + 1) * dim; d += GROUP_SIZE) {
        const [a, b, c, e] = [rows[d]!, rows[d + 1]!, rows[d + 2]!, rows[d + 3]!];
        tiles[target] = a;
        tiles[target + 1] = b;
        tiles[target + 2] = c;
        tiles[target + 3] = e;
        sum += a + b + c + e;
        target += GROUP_BYTES;
      }
      words[sumOffset(index, dim) / 4] = sum;
    }
  }

  /** A copy of one row, i8 [dim]. @throws RangeError for an index outside 0..numItems-1 */
  row(index: number): Int8Array<ArrayBuffer> {
    if (!(Number.isInteger(index) && index >= 0 && index < this.numItems)) {
      throw new RangeError(`item matrix: row is ${index}, expected an integer from 0 to ${this.numItems - 1}`);
    }
    const { dim, tiles } = this;
    const row = new Int8Array(dim);
    let source = tileOffset(index, dim);
    for (let d = 0; d < dim; d += GROUP_SIZE) {
      for (let i = 0; i < GROUP_SIZE; i++) row[d + i] = tiles[source + i]!;
      source += GROUP_BYTES;
    }
    return row;
  }

  /** Makes sure of `bytes` bytes from `scratchOffset` on. @throws RangeError when there is not so much memory */
  reserveScratch(bytes: number): void {
    const missing = this.scratchOffset + bytes - this.#buffer.byteLength;
    if (missing <= 0) return;
    if (!this.memory) throw new RangeError('item matrix: only WebAssembly memory has scratch space');
    this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    this.#buffer = this.memory.buffer;
  }
}

/** Byte offset of a row's first group in the tiles; its next groups follow at steps of GROUP_BYTES. */
export function tileOffset(index: number, dim: number): number {
  return sumOffset(index, dim) + GROUP_BYTES;
}

/**
 * The exact dot product of a row with a query, read where the row lies.
 *
 * @param tiles  ItemMatrix.tiles
 * @param query  i8 [dim]
 */
export function dotWithRow(tiles: Int8Array, index: number, query: Int8Array): number {
  let sum = 0;
  let t = tileOffset(index, query.length);
  for (let d = 0; d < query.length; d += GROUP_SIZE) {
    sum +=
      query[d]! * tiles[t]! +
      query[d + 1]! * tiles[t + 1]! +
      query[d + 2]! * tiles[t + 2]! +
      query[d + 3]! * tiles[t + 3]!;
    t += GROUP_BYTES;
  }
  return sum;
}

function sumOffset(index: number, dim: number): number {
  const lane = index % TILE_ROWS;
  return ((index - lane) / TILE_ROWS) * bytesOfTile(dim) + lane * 4;
}

function bytesOfTile(dim: number): number {
  return GROUP_BYTES * (1 + dim / GROUP_SIZE);
}

/** Undefined where there is no WebAssembly, or the page's policy forbids it. */
function createMemory(bytes: number): WebAssembly.Memory | undefined {
  const pages = Math.ceil(bytes / PAGE_BYTES) + 1;
  if (typeof WebAssembly === 'undefined') return undefined;
  return new WebAssembly.Memory({ initial: pages });
}
