// What shops push for tag managers -> what a shopper did: GA4's ecommerce events (pushed, or by gtag), Universal Analytics'
// enhanced ecommerce, Shopify's customer events and Algolia Insights' calls. A payload is a stranger's: only own fields of
// the expected kind are read, and nothing else of it is kept. Lists that were shown, carts, checkouts, promotions and refunds
// say nothing of a wish.

import { SHOP_EVENTS, type ShopEvent } from '../history/shop-events.ts';

export interface ShopAct {
  type: Exclude<ShopEvent, 'refund'>;
  /** Names of the item, the likeliest id first; none for a search. */
  names: string[];
  /** The payload's own item, for an `itemId` of the page's. */
  item?: Fields;
  query?: string;
  /** Pieces, where it is not one. */
  quantity?: number;
  /** Of one piece. */
  price?: number;
}

export interface ShopPayload {
  acts: ShopAct[];
  /** Of a purchase: it counts once. */
  transaction?: string;
}

export type Fields = Record<string, unknown>;

/** Of one payload; those behind are left out. */
const MAX_ITEMS = 200;
const MAX_ID_CHARS = 256;
const MAX_QUERY_CHARS = 500;
const NOTHING: ShopPayload = { acts: [] };
/** Fields in which items have their id. */
const ID_FIELDS = ['item_id', 'id', 'sku', 'product_id', 'item_group_id'];
/** What Universal Analytics calls what was done to `products`. */
const UNIVERSAL = {
  detail: 'view',
  click: 'select',
  add: 'add_to_cart',
  remove: 'remove_from_cart',
  purchase: 'purchase',
} as const;
const INSIGHTS = /^(clicked|viewed|addedToCart|purchased|converted)ObjectIDs(AfterSearch)?$/;
const INSIGHTS_TYPES = {
  clicked: 'select',
  viewed: 'view',
  addedToCart: 'add_to_cart',
  purchased: 'purchase',
} as const;

/** @returns what was done, nothing where it says nothing of a wish; undefined for an event that is not as it should be */
export function readPayload(payload: unknown): ShopPayload | undefined {
  if (!isFields(payload)) return NOTHING;
  const [call, named, parameters] = [field(payload, '0'), field(payload, '1'), field(payload, '2')];
  if (call === 'event') return ga4(named, parameters);
  if (typeof call === 'string') return insights(call, named);
  const [event, name] = [field(payload, 'event'), field(payload, 'name')];
  const ecommerce = field(payload, 'ecommerce');
  if (typeof event === 'string' && typeOf(event)) return ga4(event, ecommerce ?? payload, payload);
  if (isFields(ecommerce)) return universal(ecommerce);
  return typeof name === 'string' && field(payload, 'type') !== 'custom'
    ? shopify(name, field(payload, 'data'))
    : NOTHING;
}

function ga4(event: unknown, given: unknown, around: unknown = given): ShopPayload | undefined {
  const type = typeOf(event);
  if (!type || type === 'refund') return NOTHING;
  if (type === 'search') return search(field(given, 'search_term') ?? field(around, 'search_term'));
  const items = field(given, 'items') ?? field(around, 'items');
  return bought(type, items, text(field(given, 'transaction_id')));
}

function universal(ecommerce: Fields): ShopPayload | undefined {
  for (const [key, type] of Object.entries(UNIVERSAL)) {
    const done = field(ecommerce, key);
    if (isFields(done)) return bought(type, field(done, 'products'), text(field(field(done, 'actionField'), 'id')));
  }
  return NOTHING;
}

function shopify(name: string, data: unknown): ShopPayload | undefined {
  const type = typeOf(name);
  if (!type || !isFields(data)) return NOTHING;
  if (type === 'search') return search(field(field(data, 'searchResult'), 'query'));
  const [line, checkout] = [field(data, 'cartLine'), field(data, 'checkout')];
  if (name === 'product_viewed') return bought(type, [field(data, 'productVariant')]);
  if (isFields(line)) return bought(type, [variantOf(field(line, 'merchandise'), line)]);
  if (!isFields(checkout)) return undefined;
  const lines = field(checkout, 'lineItems');
  const variants = Array.isArray(lines)
    ? lines.slice(0, MAX_ITEMS).map((one) => variantOf(field(one, 'variant'), one))
    : lines;
  return bought(type, variants, text(field(field(checkout, 'order'), 'id')) || text(field(checkout, 'token')));
}

/** The pieces stand in the line. */
function variantOf(variant: unknown, line: unknown): unknown {
  return isFields(variant) ? { ...variant, quantity: field(line, 'quantity') } : undefined;
}

function insights(call: string, given: unknown): ShopPayload | undefined {
  if (call === 'sendEvents' && Array.isArray(given)) {
    return {
      acts: given.slice(0, MAX_ITEMS).flatMap((event) => insightsEvent(insightsType(event), event)?.acts ?? []),
    };
  }
  const [, done] = call.match(INSIGHTS) ?? [];
  return done ? insightsEvent(INSIGHTS_TYPES[done as keyof typeof INSIGHTS_TYPES] ?? wishlist(given), given) : NOTHING;
}

function insightsType(event: unknown): ShopAct['type'] | undefined {
  const [type, subtype] = [field(event, 'eventType'), field(event, 'eventSubtype')];
  if (type === 'view' || type === 'click') return type === 'view' ? 'view' : 'select';
  return subtype === 'addToCart' ? 'add_to_cart' : subtype === 'purchase' ? 'purchase' : wishlist(event);
}

/** A conversion is whatever its name says. */
function wishlist(event: unknown): 'save' | undefined {
  return /wish ?list|favou?rite/i.test(text(field(event, 'eventName'))) ? 'save' : undefined;
}

/** Several that were viewed at once came in a list. */
function insightsEvent(type: ShopAct['type'] | undefined, event: unknown): ShopPayload | undefined {
  const [ids, data] = [field(event, 'objectIDs'), field(event, 'objectData')];
  if (!type || (type === 'view' && Array.isArray(ids) && ids.length > 1)) return NOTHING;
  const items = Array.isArray(ids)
    ? ids.slice(0, MAX_ITEMS).map((id, i) => ({
        id,
        quantity: field(field(data, `${i}`), 'quantity'),
        price: field(field(data, `${i}`), 'price'),
      }))
    : ids;
  return bought(type, items);
}

function search(term: unknown): ShopPayload | undefined {
  const query = text(term).slice(0, MAX_QUERY_CHARS);
  return query ? { acts: [{ type: 'search', names: [], query }] } : undefined;
}

/** An act an item. Of a cart and a purchase the pieces count, and fewer than one are none. */
function bought(type: ShopEvent, items: unknown, transaction = ''): ShopPayload | undefined {
  if (!Array.isArray(items) || type === 'refund') return undefined;
  const countsPieces = type !== 'view' && type !== 'select' && type !== 'save';
  const acts = items.slice(0, MAX_ITEMS).flatMap((item): ShopAct[] => {
    const names = isFields(item) ? namesOf(item) : [];
    const quantity = countsPieces ? piecesOf(field(item, 'quantity')) : 1;
    if (!isFields(item) || names.length === 0 || quantity < 1) return [];
    const price = priceOf(field(item, 'price'));
    return [{ type, names, item, ...(quantity !== 1 && { quantity }), ...(price !== undefined && { price }) }];
  });
  if (acts.length === 0) return undefined;
  return { acts, ...(type === 'purchase' && transaction && { transaction }) };
}

/** A Shopify variant goes by its product, which is what a catalog lists; by itself; by its code; by the product's address. */
function namesOf(item: Fields): string[] {
  const product = field(item, 'product');
  const handle = /\/products\/([^/?#]+)/.exec(text(field(product, 'url')))?.[1];
  const names = [field(product, 'id'), ...ID_FIELDS.map((name) => field(item, name)), handle].map(text);
  return [...new Set(names)].filter((name) => name !== '' && name.length <= MAX_ID_CHARS);
}

/** What is no number counts as one. */
function piecesOf(value: unknown): number {
  const number = typeof value === 'number' || text(value) !== '' ? Number(value) : 1;
  return Number.isFinite(number) ? Math.min(Math.ceil(number), 1e6) : 1;
}

function priceOf(value: unknown): number | undefined {
  const amount = isFields(value) ? field(value, 'amount') : value;
  const price = text(amount) === '' ? Number.NaN : Number(amount);
  return price >= 0 && price < 1e12 ? price : undefined;
}

function typeOf(event: unknown): ShopEvent | undefined {
  return typeof event === 'string' && Object.hasOwn(SHOP_EVENTS, event) ? SHOP_EVENTS[event] : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own field of an object or a list; nothing is read from prototypes. */
export function field(of: unknown, name: string): unknown {
  const isOwn = typeof of === 'object' && of !== null && name !== '__proto__' && Object.hasOwn(of, name);
  return isOwn ? (of as Fields)[name] : undefined;
}

/** '' for what is neither a text nor a number. */
export function text(value: unknown): string {
  return typeof value === 'string'
    ? value.trim()
    : typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : '';
}
