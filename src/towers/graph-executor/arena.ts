// Where the values of a graph lie: room that is free again is given to later values, so that a run takes little more
// memory than its largest step.

/** Vectors of four words are read from it. */
const ALIGNMENT = 16;

interface Gap {
  at: number;
  end: number;
}

export class Arena {
  /** Free room, in order. */
  readonly #gaps: Gap[] = [];
  #end = 0;

  /** All that was ever taken, in bytes. */
  get sizeBytes(): number {
    return this.#end;
  }

  /** @returns byte offset */
  take(sizeBytes: number): number {
    const needed = aligned(sizeBytes);
    const i = this.#gaps.findIndex(({ at, end }) => end - at >= needed);
    const gap = this.#gaps[i];
    if (!gap) {
      this.#end += needed;
      return this.#end - needed;
    }
    const { at } = gap;
    gap.at += needed;
    if (gap.at === gap.end) this.#gaps.splice(i, 1);
    return at;
  }

  giveBack(at: number, sizeBytes: number): void {
    const end = at + aligned(sizeBytes);
    if (end === at) return;
    const i = this.#gaps.findIndex((gap) => gap.at >= end);
    this.#gaps.splice(i < 0 ? this.#gaps.length : i, 0, { at, end });
    for (let j = this.#gaps.length - 1; j > 0; j--) {
      if (this.#gaps[j - 1]!.end !== this.#gaps[j]!.at) continue;
      this.#gaps[j - 1]!.end = this.#gaps[j]!.end;
      this.#gaps.splice(j, 1);
    }
  }
}

const aligned = (sizeBytes: number): number => Math.ceil(sizeBytes / ALIGNMENT) * ALIGNMENT;
