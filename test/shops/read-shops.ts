// The three shops, read plainly and not by the reader that the searches are to judge: a card is a product with its
// variants. What a field means stands in README.md, under "Fields".
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** What one variant has: words (all lower case), numbers, or a yes or no. */
export type Fields = Record<string, string[] | number | boolean>;
export type Card = { id: string; title: string; kind: string; variants: Fields[] };
export type ShopName = 'apparel' | 'books' | 'tools';

export const SHOP_NAMES: ShopName[] = ['apparel', 'books', 'tools'];

export function readShop(name: ShopName): Card[] {
  return { apparel: readApparel, books: readBooks, tools: readTools }[name]();
}

export function readJson<T>(file: string): T {
  return JSON.parse(readText(file)) as T;
}

function readText(file: string): string {
  return readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
}

/** Rows of a handle are one product; only its first row has title, type and tags. Drafts are no cards. */
function readApparel(): Card[] {
  const rows = parse(readText('apparel.csv'), { columns: true }) as Record<string, string>[];
  const products = [...groupBy(rows, (row) => row.Handle!).values()];
  return products.filter(([first]) => first!.Status === 'active').map(apparelCard);
}

function apparelCard(rows: Record<string, string>[]): Card {
  const first = rows[0]!;
  const shared = {
    ...words({ title: first.Title!, type: first.Type!, vendor: first.Vendor! }),
    tags: list(first.Tags!, ', '),
    fabric: list(first['Fabric (product.metafields.shopify.fabric)']!, '; '),
    gender: list(first['Target gender (product.metafields.shopify.target-gender)']!, '; '),
    rating: Number(first['Product rating (product.metafields.reviews.rating)']),
    ratings_count: Number(first['Product rating count (product.metafields.reviews.rating_count)']),
  };
  const sold = rows.filter((row) => row['Variant SKU']);
  const option = (row: Record<string, string>, name: string) =>
    [1, 2].filter((n) => first[`Option${n} Name`] === name).map((n) => row[`Option${n} Value`]!.toLowerCase());
  const variants = sold.map((row) => ({
    ...shared,
    color: option(row, 'Color'),
    size: option(row, 'Size'),
    price: Number(row['Variant Price']),
    grams: Number(row['Variant Grams']),
    inStock: Number(row['Variant Inventory Qty']) > 0,
    onSale: row['Variant Compare At Price'] !== '',
  }));
  return { id: first.Handle!, title: first.Title!, kind: first.Type!, variants };
}

type Book = { id: string; title: string; description: string; stock: number; [field: string]: unknown };

/** Books of one title by the same authors are editions of one. */
function readBooks(): Card[] {
  const books = readText('books.jsonl').trim().split('\n');
  const editions = groupBy(
    books.map((line) => JSON.parse(line) as Book),
    (book) => `${book.title} / ${book.authors}`,
  );
  return [...editions.values()].map((of) => ({
    ...{ id: of[0]!.id, title: of[0]!.title, kind: (of[0]!.categories as string[]).join(' > ') },
    variants: of.map(bookFields),
  }));
}

function bookFields(book: Book): Fields {
  const { description, stock, cover: _, url: __, ...rest } = book;
  const subjects = book.subjects as string[];
  const fields = Object.entries(rest).map(([name, value]) => [name, typeof value === 'number' ? value : lower(value)]);
  const text = [book.title, description, ...subjects].join(' ').toLowerCase();
  return { ...Object.fromEntries(fields), inStock: stock > 0, text: [text] };
}

/** Items of one `item_group_id` are variants; the price is the sale price where there is one. */
function readTools(): Card[] {
  const items = readText('tools.xml').match(/<item>[\s\S]*?<\/item>/g)!;
  const groups = groupBy(items, (item) => tag(item, 'item_group_id') || tag(item, 'id'));
  return [...groups].map(([id, of]) => ({
    ...{ id, title: tag(of[0]!, 'title'), kind: tag(of[0]!, 'product_type') },
    variants: of.map(toolFields),
  }));
}

function toolFields(item: string): Fields {
  const { title, brand, product_type, color, size } = tags(item, ['title', 'brand', 'product_type', 'color', 'size']);
  const detail = (name: string) =>
    item.match(new RegExp(`<g:attribute_name>${name}</g:attribute_name>\\s*<g:attribute_value>([^<]*)`))?.[1] ?? '';
  const capacity = detail('Capacity');
  return {
    ...words({ title: title!, brand: brand!, product_type: product_type!, color: color!, size: size! }),
    material: list(tag(item, 'material'), '/'),
    price: Number.parseFloat(tag(item, 'sale_price') || tag(item, 'price')),
    kg: Number.parseFloat(tag(item, 'shipping_weight')),
    litres: capacity.endsWith(' ml') ? Number.parseFloat(capacity) / 1000 : litresOf(capacity),
    count: Number(detail('Pieces') || Number.NaN),
    rating: Number(tag(item, 'product_review_average')),
    ratings_count: Number(tag(item, 'product_review_count')),
    inStock: tag(item, 'availability') === 'in_stock',
    onSale: tag(item, 'sale_price') !== '',
  };
}

function litresOf(capacity: string): number {
  return capacity.endsWith(' L') ? Number.parseFloat(capacity) : Number.NaN;
}

function tag(item: string, name: string): string {
  const text = item.match(new RegExp(`<g:${name}>([^<]*)</g:${name}>`))?.[1] ?? '';
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function tags(item: string, names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, tag(item, name)]));
}

/** In the order in which groups begin. */
function groupBy<T>(values: T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return groups;
}

function list(text: string, separator: string): string[] {
  return text.toLowerCase().split(separator).filter(Boolean);
}

function words(fields: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, lower(value)]));
}

function lower(value: unknown): string[] {
  return [value ?? []].flat().map((one) => String(one).toLowerCase());
}
