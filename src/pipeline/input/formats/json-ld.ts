// What a page says of its one item in JSON-LD (schema.org): Product, Article, Recipe or Book, wherever it stands in the
// scripts of a page (alone, in a list, in @graph, as mainEntity, by reference).

import type { JsonObject } from '../../../items/parse-json.ts';
import { htmlText } from './html-text.ts';

export type ItemType = 'Product' | 'Article' | 'Recipe' | 'Book';

/** The first of them that a node is counts: a book that is sold is a book. */
const TYPES: readonly [ItemType, RegExp][] = [
  ['Recipe', /^Recipe$/],
  ['Book', /^(Book|Audiobook)$/],
  ['Product', /^(Product|ProductGroup|ProductModel|IndividualProduct|Vehicle|Car)$/],
  ['Article', /^(\w*Article|BlogPosting|Report|LiveBlogPosting)$/],
];
const LIST_TYPES = /^(CollectionPage|ItemList|SearchResultsPage|OfferCatalog)$/;
/** Of nodes inside each other, and of nodes of a page. */
const MAX_DEPTH = 10;
const MAX_NODES = 5000;

export interface PageData {
  /** The node of the item that the page is about. */
  item?: JsonObject;
  type?: ItemType;
  /** The page says that it lists items, or shows several and none as its own. */
  isList: boolean;
  /** Names of the breadcrumb's pages between the first and this one. */
  breadcrumb: string[];
}

/** @param isOfPage  whether an address or a name is the page's own */
export function pageData(scripts: readonly unknown[], isOfPage: (text: string) => boolean): PageData {
  const nodes = resolved(nodesIn(scripts));
  const items = nodes.flatMap((node) => {
    const type = itemType(node);
    return type ? [{ node, type }] : [];
  });
  const own = items.filter(({ node }) => {
    const page = objectOf(node.mainEntityOfPage)?.['@id'] ?? node.mainEntityOfPage;
    return [node['@id'], node.url, node.name, node.headline, page].some(
      (text) => typeof text === 'string' && isOfPage(text),
    );
  });
  const known = own.length > 0 ? own : items;
  // Of several kinds the one that says most of a thing: a page of a product may be an article too.
  const [first] = TYPES.flatMap(([type]) => known.filter((item) => item.type === type));
  const isOne = first && (own.length > 0 || known.filter(({ type }) => type === first.type).length === 1);
  const breadcrumb = breadcrumbOf(nodes);
  const isList =
    !isOne && (items.length > 0 || nodes.some((node) => typesOf(node).some((type) => LIST_TYPES.test(type))));
  return { ...(isOne && { item: first.node, type: first.type }), isList, breadcrumb };
}

/** What a node says, by the names of columns; absent values are undefined. */
export function itemFacts(node: JsonObject): JsonObject {
  const rating = objectOf(node.aggregateRating);
  return {
    title: textOf(node.name ?? node.headline),
    description: textOf(node.description),
    image: imageOf(node.image ?? node.thumbnailUrl),
    date: textOf(node.datePublished ?? node.dateCreated),
    author: namesOf(node.author),
    category: namesOf(node.category ?? node.recipeCategory ?? node.articleSection ?? node.genre),
    tags: wordsOf(node.keywords),
    ...offerFacts(node),
    brand: namesOf(node.brand ?? node.manufacturer)[0],
    sku: textOf(node.sku ?? node.mpn),
    color: textOf(node.color),
    size: namesOf(node.size)[0],
    material: namesOf(node.material)[0],
    rating: numberOf(rating?.ratingValue),
    votes: numberOf(rating?.ratingCount ?? rating?.reviewCount),
    ingredients: namesOf(node.recipeIngredient ?? node.ingredients),
    cuisine: namesOf(node.recipeCuisine),
    total_minutes: minutesOf(node.totalTime),
    isbn: textOf(node.isbn),
    pages: numberOf(node.numberOfPages),
  };
}

/** The lowest price of all offers, those of variants among them, and whether any of them can be had. */
function offerFacts(node: JsonObject): JsonObject {
  const offers = [node, ...listOf(node.hasVariant)]
    .flatMap((product) => listOf(objectOf(product)?.offers))
    .flatMap((offer) => (objectOf(offer) ? [objectOf(offer)!] : []));
  const priced = offers.map((offer) => {
    const specification = objectOf(listOf(offer.priceSpecification)[0]);
    const price = textOf(offer.price ?? offer.lowPrice ?? specification?.price);
    const currency = textOf(offer.priceCurrency ?? specification?.priceCurrency);
    return { price: numberOf(price) ?? price, currency };
  });
  const [lowest] = priced
    .filter(({ price }) => price !== undefined)
    .sort((a, b) => (typeof a.price === 'number' && typeof b.price === 'number' ? a.price - b.price : 0));
  const stock = offers.flatMap(({ availability }) => textOf(availability)?.split('/').at(-1) ?? []);
  const available = stock.find((word) => /^(InStock|LimitedAvailability|OnlineOnly)$/i.test(word)) ?? stock[0];
  // `InStock` -> `in stock`
  return { ...lowest, availability: available?.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase() };
}

function nodesIn(scripts: readonly unknown[]): JsonObject[] {
  const nodes: JsonObject[] = [];
  const add = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || nodes.length >= MAX_NODES) return;
    if (Array.isArray(value)) for (const entry of value) add(entry, depth + 1);
    const node = objectOf(value);
    if (!node) return;
    nodes.push(node);
    add(node['@graph'], depth + 1);
    if (objectOf(node.mainEntity)) add(node.mainEntity, depth + 1);
  };
  add(scripts, 0);
  return nodes;
}

/** With what is only named by its @id in its place, one step deep. */
function resolved(nodes: readonly JsonObject[]): JsonObject[] {
  const byId = new Map(nodes.flatMap((node) => (Object.keys(node).length > 1 ? [[node['@id'], node] as const] : [])));
  const whole = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.slice(0, MAX_NODES).map((entry) => (Array.isArray(entry) ? entry : whole(entry)));
    const object = objectOf(value);
    const isReference = object && Object.keys(object).length === 1 && typeof object['@id'] === 'string';
    return isReference ? (byId.get(object['@id']) ?? value) : value;
  };
  return nodes.map((node) => Object.fromEntries(Object.entries(node).map(([key, value]) => [key, whole(value)])));
}

function breadcrumbOf(nodes: readonly JsonObject[]): string[] {
  const list = nodes.find((node) => typesOf(node).includes('BreadcrumbList'));
  const steps = listOf(list?.itemListElement).map((step) =>
    textOf(objectOf(step)?.name ?? objectOf(objectOf(step)?.item)?.name),
  );
  return steps.slice(1, -1).filter((name) => name !== undefined);
}

function itemType(node: JsonObject): ItemType | undefined {
  const types = typesOf(node);
  return TYPES.find(([, pattern]) => types.some((type) => pattern.test(type)))?.[0];
}

/** Without the place of their vocabulary. */
function typesOf(node: JsonObject): string[] {
  return listOf(node['@type']).flatMap((type) => (typeof type === 'string' ? type.replace(/^.*[/:#]/, '') : []));
}

function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function textOf(value: unknown): string | undefined {
  const first = listOf(value)[0];
  const text = objectOf(first)?.['@value'] ?? first;
  if (typeof text === 'number') return String(text);
  // HTML in JSON is often escaped a second time.
  return typeof text === 'string' ? htmlText(htmlText(text)) || undefined : undefined;
}

/** Of texts, or of things that have names. */
function namesOf(value: unknown): string[] {
  return listOf(value).flatMap((entry) => textOf(objectOf(entry)?.name ?? entry) ?? []);
}

/** Keywords are a list, or a text with commas. */
function wordsOf(value: unknown): string[] {
  return namesOf(value)
    .flatMap((text) => text.split(','))
    .map((word) => word.trim())
    .filter(Boolean);
}

function imageOf(value: unknown): string | undefined {
  const first = listOf(value)[0];
  const image = objectOf(first);
  return typeof first === 'string' ? first : textOf(image?.url ?? image?.contentUrl ?? image?.['@id']);
}

function numberOf(value: unknown): number | undefined {
  const text = textOf(value)?.trim();
  return text && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** `PT1H30M` -> 90 */
function minutesOf(value: unknown): number | undefined {
  const [all, days = 0, hours = 0, minutes = 0] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(textOf(value) ?? '') ?? [];
  const total = Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
  return all && total > 0 ? total : undefined;
}
