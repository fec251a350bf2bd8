// Columns of a file as facets and details of a bundle: the format allows plain names, people read labels.

/** Names that a column must not take from us: what a card shows, the facet that a visitor's catalog gets, the year. */
const RESERVED: ReadonlySet<string> = new Set(['description', 'group', 'year', 'url', 'list-price']);

/**
 * A name that the bundle format allows and that is not taken yet: `Brand name` -> `brand-name`, then `brand-name-2`.
 */
export function plainName(column: string, taken: ReadonlySet<string>): string {
  const plain = column
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  const name = /^[a-z][A-Za-z0-9_-]*$/.test(column) ? column : plain || 'facet';
  // A look-up of `constructor` must not find what every object has.
  return freeName(RESERVED.has(name) || name in {} ? `${name}-column` : name, '-', taken);
}

export function labelOf(column: string): string {
  return column.charAt(0).toUpperCase() + column.slice(1);
}

/** The name, or with the first number behind it that is free. */
export function freeName(name: string, between: string, taken: { has(name: string): boolean }): string {
  return taken.has(name) ? new NumberedNames(between).next(name, taken) : name;
}

/**
 * Names with the first number behind them that is free, from 2. For a name that comes again and again the search goes
 * on where it ended, so what was taken must stay taken.
 */
export class NumberedNames {
  readonly #between: string;
  readonly #nextNumber = new Map<string, number>();

  constructor(between: string) {
    this.#between = between;
  }

  next(name: string, taken: { has(name: string): boolean }): string {
    for (let n = this.#nextNumber.get(name) ?? 2; ; n++) {
      const numbered = `${name}${this.#between}${n}`;
      if (taken.has(numbered)) continue;
      this.#nextNumber.set(name, n + 1);
      return numbered;
    }
  }
}
