// The values that a run of items has of one facet, as codes of the facet's index.
import type { FacetIndex } from './where.ts';

export class PackedFacet {
  readonly #facet: string;
  readonly #index: FacetIndex;
  readonly #codes: Uint16Array | Uint32Array;
  /** u32 [items + 1]; absent where each has one value. */
  readonly #offsets: Uint32Array | undefined;

  /**
   * Tells the index of each value.
   *
   * @param values  of each item; a value that stands twice counts once
   * @param first   item index of the first one
   */
  constructor(values: readonly (readonly string[])[], facet: string, first: number, index: FacetIndex) {
    this.#facet = facet;
    this.#index = index;
    const codes: number[] = [];
    const offsets = new Uint32Array(values.length + 1);
    let isSingle = true;
    for (const [row, all] of values.entries()) {
      const different = all.length > 1 ? new Set(all) : all;
      for (const value of different) codes.push(index.add(facet, value, first + row));
      offsets[row + 1] = codes.length;
      isSingle &&= codes.length === row + 1;
    }
    this.#codes = codes.some((code) => code > 65_535) ? Uint32Array.from(codes) : Uint16Array.from(codes);
    this.#offsets = isSingle ? undefined : offsets;
  }

  at(row: number): string[] {
    const [start, end] = this.#offsets ? [this.#offsets[row]!, this.#offsets[row + 1]!] : [row, row + 1];
    const values: string[] = [];
    for (let i = start; i < end; i++) values.push(this.#index.valueOf(this.#facet, this.#codes[i]!));
    return values;
  }
}
