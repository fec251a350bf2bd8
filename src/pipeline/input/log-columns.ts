// What the columns of a log are: by their names, in English, German, French and Spanish, as order lists, Shopify,
// WooCommerce, GA4 and Algolia have them, and by what is in them. What `--map` names comes first.

import { quoted } from '../../errors.ts';
import { columnKey } from '../../items/column-key.ts';
import { eventNamed } from './event-names.ts';
import type { KnownItems } from './known-items.ts';
import { entriesOf, type LogRow } from './log-rows.ts';
import { isAbsent } from './text-values.ts';
import { timestampOf } from './timestamps.ts';

export const LOG_ROLES = [
  ...(['user', 'item', 'title', 'event', 'time', 'quantity', 'rating', 'order', 'status', 'cancelled'] as const),
] as const;
export type LogRole = (typeof LOG_ROLES)[number];

/** Columns by role, the first of a role first. */
export type LogColumns = Readonly<Record<LogRole, readonly string[]>>;

/** The likeliest of a role first. E-mails tell people apart as well as numbers do, but only where there are no numbers. */
const NAMES: Readonly<Record<LogRole, string>> = {
  user:
    'user id, userid, user, visitor id, visitor, customer id, customer, client id, user pseudo id, user token, ' +
    'anonymous id, member id, account id, shopper id, person id, uid, reviewer id, kunden id, kundennummer, kunden nr, ' +
    'kundennr, kd nr, kunde, besucher id, besucher, nutzer id, nutzer, benutzer id, benutzer, id client, numero client, ' +
    'client, id utilisateur, utilisateur, visiteur, id cliente, codigo cliente, cliente, id usuario, usuario, visitante, ' +
    'customer user id, authenticated user token, email, e mail, customer email, email billing, billing email, ' +
    'contact email, user email, mail, session id, session, cookie id',
  item:
    'item id, itemid, item, product id, productid, object ids, object id, items item id, items id, line items product id, ' +
    'line items variant id, line items sku, lineitem sku, items sku, sku, product sku, stock code, stockcode, variant id, ' +
    'variant sku, product, article id, content id, post id, movie id, book id, track id, parent asin, asin, isbn, ' +
    'artikel id, artikelnummer, artikel nr, artikelnr, art nr, artnr, artikel, produkt id, produktnummer, produkt, ' +
    'id produit, code produit, code article, produit, article, reference, ref, id producto, codigo producto, producto, ' +
    'articulo, referencia, codigo',
  title: 'lineitem name, line items title, line items name, items item name, item name, product name, product title',
  event:
    'event subtype, event name, event, event type, action, activity, interaction, behavior, behaviour, verb, type, ' +
    'ereignis, ereignistyp, aktion, evenement, accion, evento',
  time:
    'timestamp, time, event timestamp, event time, date time, datetime, created at, invoice date, order date, ordered at, ' +
    'purchase date, purchased at, date, created, ts, occurred at, unix time, rated at, review date, zeitstempel, zeitpunkt, ' +
    'zeit, bestelldatum, rechnungsdatum, kaufdatum, datum, horodatage, date de commande, date commande, heure, ' +
    'marca de tiempo, fecha de pedido, fecha y hora, fecha, hora, event date, paid at, paid date, processed at',
  quantity:
    'quantity, qty, lineitem quantity, quantity refund, items quantity, line items quantity, object data quantity, units, ' +
    'menge, anzahl, stuck, stuckzahl, quantite, qte, cantidad, unidades',
  rating:
    'rating, stars, score, review rating, overall, bewertung, sterne, etoiles, calificacion, puntuacion, estrellas',
  order:
    'order id, order number, order name, order, invoice no, invoice id, invoice number, invoice, transaction id, ' +
    'bestellnummer, bestell nr, auftragsnummer, auftrag, rechnungsnummer, rechnung, numero de commande, commande, facture, ' +
    'numero de pedido, pedido, factura',
  status:
    'financial status, order status, payment status, status, bestellstatus, statut, statut de la commande, estado, ' +
    'estado del pedido',
  cancelled: 'cancelled at, canceled at, cancelled, canceled, storniert am, storniert, annule, cancelado',
};
const BY_NAME = Object.fromEntries(
  LOG_ROLES.map((role) => [role, new Map(NAMES[role].split(', ').map((name, place) => [name, place]))]),
) as Record<LogRole, Map<string, number>>;

/** Our names, which `--map` gives to columns. */
const OURS: Readonly<Partial<Record<LogRole, string>>> = {
  user: 'user_id',
  item: 'item_id',
  time: 'timestamp',
  rating: 'rating',
  event: 'event',
};
/** Values that people have for nobody. */
const NOBODY: ReadonlySet<string> = new Set(
  'guest,gast,invite,invitado,anonymous,anonym,null,none,nan,n/a,undefined,(not set)'.split(','),
);
const EMAIL = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i;
/** Share of the values that are there. */
const MOST = 0.8;

/** The text of a cell; '' for nothing. */
export function cellText(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

/** Who it was, by the values of one column; '' for nobody. Shops have customer 0 for guests; elsewhere numbers may begin at 0. */
export function userReader(column: string): (value: unknown) => string {
  const nobody = nobodyTexts(column);
  return (value) => {
    const text = cellText(value);
    return text.length < 15 && nobody.has(lowerLatin(text)) ? '' : text;
  };
}

/** What stands in a column of users for nobody, with its letters from A to Z made small. */
export function nobodyTexts(column: string): ReadonlySet<string> {
  const hasGuests = /customer|kund|client/.test(columnKey(column));
  return hasGuests ? new Set([...NOBODY, '0', '-1']) : NOBODY;
}

const lowerLatin = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * @param rows   the first
 * @param given  roles of columns that the map names, by our names
 */
export function guessLogColumns(
  names: readonly string[],
  rows: readonly LogRow[],
  known: KnownItems,
  given: ReadonlySet<string>,
): LogColumns {
  const sample = new Sample(rows);
  const named = (role: LogRole) => namedColumns(names, role, given);
  const times = named('time').filter((name) => given.has(name) || name === OURS.time || sample.isMostly(name, isTime));
  const dates = names.filter((name) => sample.isMostly(name, isDate));
  const item = itemColumns(names, named('item'), sample, known);
  const title = named('title')
    .filter((name) => sample.isAlone(name, item))
    .slice(0, 1);
  const orders = named('order');
  const isOrderExport = names.some((name) => /^line ?items? /.test(columnKey(name)));
  return {
    user: userColumn(names, named('user'), sample, given),
    item,
    title,
    event: named('event').filter((name) => given.has(name) || isEventColumn(name, sample)),
    time: [...times, ...dates, ...named('time')].slice(0, 1),
    quantity: named('quantity').slice(0, 1),
    rating: named('rating')
      .filter((name) => given.has(name) || name === 'rating' || sample.isMostly(name, isStars))
      .slice(0, 1),
    // Shopify's export calls an order "Name".
    order: (orders.length === 0 && isOrderExport ? names.filter((name) => columnKey(name) === 'name') : orders).slice(
      0,
      1,
    ),
    status: named('status'),
    cancelled: named('cancelled').filter((name) => !sample.isMostly(name, isNo)),
  };
}

/** For people: `user = CustomerID, item = StockCode, …`. */
export function columnsInWords(columns: LogColumns): string {
  const taken = LOG_ROLES.filter((role) => columns[role].length > 0);
  return taken.map((role) => `${role} = ${columns[role].map((name) => quoted(name)).join(' or ')}`).join(', ');
}

function namedColumns(names: readonly string[], role: LogRole, given: ReadonlySet<string>): string[] {
  const ours = OURS[role];
  if (ours !== undefined && given.has(ours)) return [ours];
  const placeOf = (name: string) => (name === ours ? -1 : BY_NAME[role].get(columnKey(name)));
  return names.filter((name) => placeOf(name) !== undefined).sort((a, b) => placeOf(a)! - placeOf(b)!);
}

/** Those that name most of the catalog first; without a name, one whose values are ids of it. */
function itemColumns(names: readonly string[], named: readonly string[], sample: Sample, known: KnownItems): string[] {
  const isKnown = (value: unknown) => known.indexOf(cellText(value)) !== undefined;
  const shares = new Map(names.map((name) => [name, sample.share(name, isKnown)]));
  // "Item #" numbers the rows of an order.
  const byShare = named
    .filter((name) => !name.endsWith('#') && sample.filled(name) > 0)
    .sort((a, b) => rounded(shares.get(b)!) - rounded(shares.get(a)!));
  const ofCatalog = byShare.filter((name) => shares.get(name)! > 0);
  if (ofCatalog.length > 0) return ofCatalog;
  const isText = (value: unknown) => /[a-z]/i.test(cellText(value));
  const byValues = names.find((name) => shares.get(name)! >= MOST && sample.share(name, isText) >= MOST);
  return byValues === undefined ? byShare : [byValues];
}

/** Small differences are none: the order of names decides. */
const rounded = (share: number) => Math.round(share * 4);

/** The column that is filled most, the first of such; without one, e-mails. */
function userColumn(
  names: readonly string[],
  named: readonly string[],
  sample: Sample,
  given: ReadonlySet<string>,
): string[] {
  if (named.length > 0 && given.has(named[0]!)) return named.slice(0, 1);
  const filled = (name: string) => {
    const userOf = userReader(name);
    return Math.round(10 * sample.share(name, (value) => userOf(value) !== '', true));
  };
  const [best] = [...named].sort((a, b) => filled(b) - filled(a));
  if (best !== undefined && filled(best) > 0) return [best];
  const emails = names.filter((name) => sample.isMostly(name, (value) => EMAIL.test(cellText(value))));
  return [...emails, ...named].slice(0, 1);
}

/** What a column named `type` holds may be anything. */
function isEventColumn(name: string, sample: Sample): boolean {
  if (columnKey(name).startsWith('event')) return true;
  return sample.share(name, (value) => eventNamed(cellText(value)) !== undefined) >= 0.5;
}

const isTime = (value: unknown) => timestampOf(value) !== undefined;
const isDate = (value: unknown) => timestampOf(value)?.form === 'date';
export const isNo = (value: unknown) => /^(0|no|false|nein|non)$/i.test(cellText(value));
const isStars = (value: unknown) =>
  cellText(value) !== '' && Number(cellText(value)) >= 0 && Number(cellText(value)) <= 5;

/** The first rows of a log. */
class Sample {
  readonly #rows: readonly LogRow[];

  constructor(rows: readonly LogRow[]) {
    this.#rows = rows;
  }

  /** Of the rows: 0 to 1. */
  filled(name: string): number {
    return this.share(name, (value) => !isAbsent(value), true);
  }

  /** Whether it is sometimes there where none of the others is. */
  isAlone(name: string, others: readonly string[]): boolean {
    return this.#rows.some(({ values }) =>
      entriesOf(values.get(name)).some(
        (value, i) => !isAbsent(value) && others.every((other) => isAbsent(entriesOf(values.get(other))[i])),
      ),
    );
  }

  /** Of the values that are there, or of all rows: 0 to 1. */
  share(name: string, holds: (value: unknown) => boolean, ofAll = false): number {
    const values = this.#rows.flatMap(({ values }) => entriesOf(values.get(name)));
    const there = values.filter((value) => !isAbsent(value));
    const of = ofAll ? Math.max(values.length, this.#rows.length) : there.length;
    return of === 0 ? 0 : there.filter(holds).length / of;
  }

  isMostly(name: string, holds: (value: unknown) => boolean): boolean {
    return this.share(name, holds) >= MOST;
  }
}
