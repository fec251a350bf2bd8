// What a shop's columns say of an item beside what it is: price, stock, picture and address, as details that every card,
// element and filter finds under one name each.

import { quoted } from '../errors.ts';
import { type DecimalMark, firstNumber } from '../text/read-number.ts';
import { type Cell, dayOf, oneLine } from './cells.ts';
import { columnKey } from './column-key.ts';
import type { ItemColumn } from './item.ts';
import { currencyOf, moneyOf, ORDERED, stockOf } from './money.ts';
import type { ColumnRole } from './roles.ts';

const MAX_ADDRESS_CHARS = 2000;
/** Pictures of nothing. */
const PLACEHOLDER = /\b(no[-_]?(photo|image|picture|cover)|placeholder|default[-_]image)\b/i;

/** Places of the columns that say it. */
export interface ShopColumns {
  price?: Place;
  sale_price?: Place;
  currency?: Place;
  image?: Place;
  link?: Place;
  date?: Place;
  stocks: number[];
  /** What it weighs as it is sent, where nothing else says what it weighs. */
  parcel?: Place;
  /** When the reduced price ends. */
  saleEnds?: Place;
  /** Shopify's: what sells on at 0, or is not counted. */
  policy?: Place;
  tracker?: Place;
}

interface Place {
  at: number;
  name: string;
  mark?: DecimalMark;
}

const ROLE_PLACES = ['price', 'sale_price', 'image', 'link', 'date'] as const satisfies readonly ColumnRole[];
const KEY_PLACES: Readonly<Record<string, 'currency' | 'policy' | 'tracker' | 'saleEnds' | 'parcel'>> = {
  ...{ 'variant grams': 'parcel', 'shipping weight': 'parcel' },
  ...{ 'date sale price ends': 'saleEnds', 'sale price effective date': 'saleEnds' },
  ...{ currency: 'currency', 'price currency': 'currency', 'currency code': 'currency', wahrung: 'currency' },
  ...{ waehrung: 'currency', devise: 'currency', moneda: 'currency' },
  ...{ 'variant inventory policy': 'policy', 'variant inventory tracker': 'tracker', 'backorders allowed': 'policy' },
};

export function addShopColumn(shop: ShopColumns, { role, name, mark }: ItemColumn, at: number): void {
  const place: Place = { at, name, ...(mark && { mark }) };
  const known = ROLE_PLACES.find((one) => one === role);
  if (known) shop[known] ??= place;
  const key = columnKey(name);
  const by = Object.hasOwn(KEY_PLACES, key) ? KEY_PLACES[key] : undefined;
  if (by) shop[by] ??= place;
}

/** Columns of further ids, by which logs name items: they are not shown. */
const CODES = /^(id|item id|product id|sku|variant sku|handle|asin|parent asin|stock ?code|offer id)$/;

export function isCodeColumn(name: string): boolean {
  return CODES.test(columnKey(name));
}

/** Told as the detail `weight`. */
export function isParcel(name: string): boolean {
  return KEY_PLACES[columnKey(name)] === 'parcel';
}

export interface DetailFault {
  found: string;
  mended: string;
}

/** @param onFault  of cells that say something else */
export function addShopDetails(
  details: Record<string, string>,
  shop: ShopColumns,
  cells: readonly Cell[],
  onFault: (fault: DetailFault) => void,
): void {
  addPrice(details, shop, cells, onFault);
  const grams = shop.parcel && gramsOf(oneLine(cells[shop.parcel.at] ?? null), shop.parcel.mark);
  if (grams) details.weight = `${grams} g`;
  const stock = stockIn(shop, cells);
  if (stock !== undefined) details.stock = String(stock);
  const image = addressIn(shop.image, cells);
  if (image) details.image = image;
  const url = addressIn(shop.link, cells);
  if (url) details.url = url;
  const written = shop.date && oneLine(cells[shop.date.at] ?? null);
  const day = written && dayOf(written);
  if (day) details.date = day;
  else if (written)
    onFault({
      found: `${shop.date!.name} ${quoted(written)}`,
      mended: `without a day in ${shop.date!.name}: it has no date`,
    });
}

/** `price` is what is to be paid, `list-price` what it was before. */
function addPrice(
  details: Record<string, string>,
  shop: ShopColumns,
  cells: readonly Cell[],
  onFault: (fault: DetailFault) => void,
): void {
  const [price, sale] = [shop.price, shop.sale_price].map((place) => {
    const cell = place && (cells[place.at] ?? null);
    if (!place || cell === null || cell === undefined) return undefined;
    const money = moneyOf(cell, place.mark);
    if (!money)
      onFault({
        found: `${place.name} ${quoted(cell)}`,
        mended: `without an amount in ${place.name}: it has no price`,
      });
    return money;
  });
  const ends = dayOf(oneLine(cells[shop.saleEnds?.at ?? -1] ?? null).replace(/^.*\//, ''));
  const isOver = ends !== undefined && ends < new Date().toISOString().slice(0, 10);
  const isReduced =
    !isOver && sale !== undefined && sale.amount > 0 && (price === undefined || sale.amount < price.amount);
  const paid = isReduced ? sale : price;
  if (!paid) return;
  details.price = String(paid.amount);
  if (isReduced && price) details['list-price'] = String(price.amount);
  const currency =
    paid.currency ?? currencyOf(oneLine(cells[shop.currency?.at ?? -1] ?? null)) ?? currencyOf(shop.price?.name ?? '');
  if (currency) details.currency = currency;
}

const GRAMS: Readonly<Record<string, number>> = { g: 1, kg: 1000, lb: 453.6, lbs: 453.6, oz: 28.35, '': 1 };

/** `1.2 kg` -> 1200; undefined for nothing and for 0. */
function gramsOf(text: string, mark?: DecimalMark): number | undefined {
  const [, unit] = /^[\d.,]+\s*([a-z]*)$/i.exec(text) ?? [];
  const factor = unit === undefined ? undefined : GRAMS[unit.toLowerCase()];
  const number = firstNumber(text, mark);
  return factor && number ? Math.round(number * factor) : undefined;
}

/** A no of any of its columns is a no; else the largest count, and a yes is one piece. */
function stockIn({ stocks, policy, tracker }: ShopColumns, cells: readonly Cell[]): number | undefined {
  const counts = stocks.map((at) => stockOf(cells[at] ?? null)).filter((count) => count !== undefined);
  if (counts.length === 0) return undefined;
  const isUncounted = tracker !== undefined && (cells[tracker.at] ?? null) === null;
  const sellsOn = policy !== undefined && /^(continue|yes|1|notify)$/i.test(oneLine(cells[policy.at] ?? null));
  const stock = counts.includes(0) ? 0 : Math.max(...counts);
  if (isUncounted) return Math.max(1, stock);
  return sellsOn ? Math.max(ORDERED, stock) : stock;
}

/** The first of several: of a list, or with commas or bars between addresses. */
function addressIn(place: Place | undefined, cells: readonly Cell[]): string | undefined {
  const cell = place && (cells[place.at] ?? null);
  const text = Array.isArray(cell) ? cell[0] : cell;
  if (typeof text !== 'string') return undefined;
  const [first] = text.split(/[|;]\s*|,\s*(?=https?:|\/)/);
  const address = first!.trim();
  return address === '' || PLACEHOLDER.test(address) || address.length > MAX_ADDRESS_CHARS || /\s/.test(address)
    ? undefined
    : address;
}
