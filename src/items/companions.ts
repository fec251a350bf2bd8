// What a shop's own columns name as going with a product: cross-sells, accessories, complementary products.
import { type Cell, oneLine } from './cells.ts';
import { columnKey } from './role-names.ts';

const NAMES = /\b(cross ?sells?|complementary|bought together|accessoires?|accessories|zubehor)\b/;
const BETWEEN = /[,;|\n]/;
/** WooCommerce writes `id:12` where a product has no SKU, Shopify's interfaces `gid://shopify/Product/12`. */
const PREFIX = /^(id:|gid:\/\/\S*\/)/;
/** Of one item. */
const MOST = 50;

export class NamedCompanions {
  readonly #columns: number[] = [];
  readonly #named = new Map<number, string[]>();

  addColumn(name: string, at: number): void {
    if (NAMES.test(columnKey(name))) this.#columns.push(at);
  }

  /** @param index  of the row's item; further rows of it may name more */
  addRow(cells: readonly Cell[], index: number): void {
    for (const at of this.#columns) {
      const cell = cells[at] ?? null;
      const texts = Array.isArray(cell) ? cell.map(String) : oneLine(cell).split(BETWEEN);
      const ids = texts.map((text) => text.trim().replace(PREFIX, '')).filter(Boolean);
      if (ids.length > 0) this.#named.set(index, [...(this.#named.get(index) ?? []), ...ids].slice(0, MOST));
    }
  }

  /**
   * @param idOf  the item that an id or another of its ids names
   * @returns     by item, the ids of those that go with it; nothing that is unknown, and never itself
   */
  resolved(ownId: (index: number) => string, idOf: (id: string) => string | undefined): Map<number, string[]> {
    const found = new Map<number, string[]>();
    for (const [index, named] of this.#named) {
      const ids = new Set(named.map(idOf).filter((id) => id !== undefined && id !== ownId(index)) as string[]);
      if (ids.size > 0) found.set(index, [...ids]);
    }
    return found;
  }
}
