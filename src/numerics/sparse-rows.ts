// A matrix of which most entries are zero, row by row.

/** Where the entries of a matrix are: row r holds columns[offsets[r]] to columns[offsets[r + 1]] (exclusive). */
export interface EntryPlaces {
  /** u32 [numRows + 1] */
  offsets: Uint32Array;
  /** u32 [numEntries] */
  columns: Uint32Array;
}

/** Columns are ascending within a row. */
export interface SparseRows extends EntryPlaces {
  /** f32 [numEntries] */
  values: Float32Array;
}

/** Collects a sparse matrix from dense rows. */
export class SparseRowsBuilder {
  readonly #offsets: number[] = [0];
  readonly #columns: Uint32Array[] = [];
  readonly #values: Float32Array[] = [];

  /** Appends the entries of a dense row that are not 0. */
  addDenseRow(row: Float32Array): void {
    const numEntries = row.reduce((count, value) => (value === 0 ? count : count + 1), 0);
    const columns = new Uint32Array(numEntries);
    let entry = 0;
    for (let column = 0; column < row.length; column++) if (row[column] !== 0) columns[entry++] = column;
    this.addRow(
      columns,
      Float32Array.from(columns, (column) => row[column]!),
    );
  }

  /** Appends a row by its entries. @param columns  u32, ascending @param values  f32, of each */
  addRow(columns: Uint32Array, values: Float32Array): void {
    this.#columns.push(columns);
    this.#values.push(values);
    this.#offsets.push(this.#offsets[this.#offsets.length - 1]! + columns.length);
  }

  finish(): SparseRows {
    const offsets = Uint32Array.from(this.#offsets);
    const columns = new Uint32Array(offsets[offsets.length - 1]!);
    const values = new Float32Array(columns.length);
    for (const [i, row] of this.#columns.entries()) columns.set(row, offsets[i]);
    for (const [i, row] of this.#values.entries()) values.set(row, offsets[i]);
    return { offsets, columns, values };
  }
}

/** target += weight * row */
export function addRow(target: Float32Array, { offsets, columns, values }: SparseRows, row: number, weight = 1): void {
  for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
    target[columns[entry]!]! += weight * values[entry]!;
}

/** Rows and columns exchanged. */
export function transposeRows(rows: SparseRows, numColumns: number): SparseRows {
  const { entries, ...places } = transposePlaces(rows, numColumns);
  return { ...places, values: Float32Array.from(entries, (entry) => rows.values[entry]!) };
}

/** The same of places alone, each new row ascending; `entries` tells which entry each one was. */
export function transposePlaces(
  { offsets, columns }: EntryPlaces,
  numColumns: number,
): EntryPlaces & { entries: Uint32Array } {
  const newOffsets = new Uint32Array(numColumns + 1);
  for (const column of columns) newOffsets[column + 1]!++;
  for (let column = 0; column < numColumns; column++) newOffsets[column + 1]! += newOffsets[column]!;
  const next = newOffsets.slice(0, numColumns);
  const [newColumns, entries] = [new Uint32Array(columns.length), new Uint32Array(columns.length)];
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const place = next[columns[entry]!]!++;
      newColumns[place] = row;
      entries[place] = entry;
    }
  }
  return { offsets: newOffsets, columns: newColumns, entries };
}
