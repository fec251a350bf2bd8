// What is true of items just now: a price, what is in stock. A page tells it, and it lies over the catalog's details until
// it is taken back or the engine ends. It is never stored.

/** Finite numbers by name; null takes one back. */
export type Facts = Record<string, number | null>;

export class ItemFacts {
  readonly #byItem = new Map<string, Map<string, number>>();
  /** All names that were ever set: a condition on one stays a condition. */
  readonly #names = new Set<string>();

  set(factsById: Readonly<Record<string, Facts>>): void {
    for (const [itemId, facts] of Object.entries(factsById)) {
      const known = this.#byItem.get(itemId) ?? new Map<string, number>();
      for (const [name, value] of Object.entries(facts)) {
        this.#names.add(name);
        if (value === null) known.delete(name);
        else known.set(name, value);
      }
      if (known.size > 0) this.#byItem.set(itemId, known);
      else this.#byItem.delete(itemId);
    }
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** What is known of a name, by id. */
  *all(name: string): Generator<[itemId: string, value: number]> {
    if (!this.#names.has(name)) return;
    for (const [itemId, facts] of this.#byItem) {
      const value = facts.get(name);
      if (value !== undefined) yield [itemId, value];
    }
  }

  of(itemId: string, name: string): number | undefined {
    return this.#byItem.get(itemId)?.get(name);
  }

  /** As a page shows them. */
  texts(itemId: string): Record<string, string> {
    return Object.fromEntries(Array.from(this.#byItem.get(itemId) ?? [], ([name, value]) => [name, String(value)]));
  }
}
