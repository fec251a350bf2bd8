// What a shop's own columns name beside a product: what goes with it (cross-sells, accessories, complementary products), and
// what may be had instead (upsells, related products). A recommended price is none of them.

import { COMPANION_IDS, RELATED_IDS } from '../formats/id-details.ts';
import { type Cell, oneLine } from './cells.ts';
import { columnKey } from './column-key.ts';

const GOES_WITH =
  /\b(cross ?sells?|complementary|bought together|accessoires?|accessories|zubehor|ventes croisees|ventas cruzadas)\b/;
const IS_LIKE =
  /\b(up ?sells?|related|recommendations?|zusatzverkaufe|montees en gamme|ventas dirigidas)\b|\b(recommended|similar|ahnliche|verwandte)( (products?|items?|articles?|posts?|books?|produkte|artikel)|$)|\bproduits (similaires|associes|suggeres|lies)\b|\bproductos (relacionados|similares)\b/;
const BETWEEN = /[,;|\n]/;
/** WooCommerce writes `id:12` where a product has no SKU, Shopify's interfaces `gid://shopify/Product/12`. */
const PREFIX = /^(id:|gid:\/\/\S*\/)/;
/** Of one item. */
const MOST = 50;

type NamingDetail = typeof COMPANION_IDS | typeof RELATED_IDS;

/** The detail that a column of this key (`columnKey`) becomes; undefined where it names no items. */
export function detailOfNamed(key: string): NamingDetail | undefined {
  if (GOES_WITH.test(key)) return COMPANION_IDS;
  return IS_LIKE.test(key) ? RELATED_IDS : undefined;
}

export class NamedCompanions {
  readonly #columns: { at: number; detail: NamingDetail }[] = [];
  /** By detail, by item: as cells have them. */
  readonly #named = { [COMPANION_IDS]: new Map<number, string[]>(), [RELATED_IDS]: new Map<number, string[]>() };

  addColumn(name: string, at: number): void {
    const detail = detailOfNamed(columnKey(name));
    if (detail) this.#columns.push({ at, detail });
  }

  /** @param index  of the row's item; further rows of it may name more */
  addRow(cells: readonly Cell[], index: number): void {
    for (const { at, detail } of this.#columns) {
      const cell = cells[at] ?? null;
      const texts = Array.isArray(cell) ? cell.map(String) : oneLine(cell).split(BETWEEN);
      const ids = texts.map((text) => text.trim().replace(PREFIX, '')).filter(Boolean);
      const known = this.#named[detail];
      if (ids.length > 0) known.set(index, [...(known.get(index) ?? []), ...ids].slice(0, MOST));
    }
  }

  /**
   * @param idOf  the item that an id or another of its ids names
   * @returns     by item, the ids of those that its shop names; nothing that is unknown, and never itself
   */
  resolved(
    detail: NamingDetail,
    ownId: (index: number) => string,
    idOf: (id: string) => string | undefined,
  ): Map<number, string[]> {
    const found = new Map<number, string[]>();
    for (const [index, named] of this.#named[detail]) {
      const ids = new Set(named.map(idOf).filter((id) => id !== undefined && id !== ownId(index)) as string[]);
      if (ids.size > 0) found.set(index, [...ids]);
    }
    return found;
  }
}
