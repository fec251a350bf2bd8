// What other tools call events, in English, German, French and Spanish -> ours: GA4, Shopify, Segment, Algolia, Meta's pixel,
// public data sets. Names are compared as words without accents.

import type { EventType } from '../../history/events.ts';
import { SHOP_EVENTS } from '../../history/shop-events.ts';
import { columnKey } from '../../items/column-key.ts';

/** What a row of a log can say. Those of the second line are no sign of interest: they are counted, and left out. */
export const LOG_EVENTS = [
  ...(['view', 'select', 'like', 'dislike', 'rate', 'add_to_cart', 'purchase', 'hide', 'seen', 'save'] as const),
  ...(['remove_from_cart', 'search', 'refund', 'cancelled', 'none'] as const),
] as const;
export type LogEventType = (typeof LOG_EVENTS)[number];

const NAMES: Readonly<Partial<Record<LogEventType, string>>> = {
  view:
    'view, viewed, product view, product viewed, viewed product, item view, item viewed, product detail, detail view, ' +
    'product detail view, view content, view product, viewed object ids, visit, read, watch, watched, play, listen, open, ' +
    'ansicht, angesehen, ansehen, aufruf, besuch, gelesen, vue, vu, consultation, lu, vista, visto, ver, leido',
  select:
    'select, click, clicked, product click, product clicked, item click, clicked object ids, tap, klick, geklickt, ' +
    'clicked object ids after search, clic, clique, seleccion',
  like: 'like, liked, love, loved, thumbs up, upvote, gefallt mir, jaime, j aime, me gusta',
  dislike: 'dislike, disliked, thumbs down, downvote, gefallt mir nicht, no me gusta',
  rate: 'rate, rated, rating, review, reviewed, product reviewed, bewertung, bewertet, avis, valoracion, resena',
  add_to_cart:
    'addtocart, added to cart, product added, product added to cart, add to basket, added to basket, cart, basket, ' +
    'added to cart object ids, added to cart object ids after search, in den warenkorb, warenkorb, ajout au panier, ' +
    'ajouter au panier, panier, anadir al carrito, agregar al carrito, carrito',
  remove_from_cart:
    'removefromcart, removed from cart, product removed, product removed from cart, remove from basket, ' +
    'aus dem warenkorb, retirer du panier, quitar del carrito',
  purchase:
    'purchased, buy, bought, order, ordered, order completed, order placed, order paid, transaction, sale, sold, paid, ' +
    'products purchased, purchased object ids, purchased object ids after search, borrow, borrowed, loan, download, ' +
    'kauf, gekauft, kaufen, bestellung, bestellt, ausleihe, achat, achete, commande, emprunt, compra, comprado, pedido, prestamo',
  save:
    'save, saved, added to wishlist, product added to wishlist, wishlist, wish, bookmark, bookmarked, favorite, favourite, ' +
    'favorited, merkzettel, gemerkt, wunschliste, favorit, favori, favoris, lista de deseos, favorito, guardar, guardado',
  refund:
    'refunded, return, returned, order refunded, retoure, ruckgabe, erstattet, remboursement, rembourse, retour, ' +
    'devolucion, devuelto, reembolso, reembolsado',
  search: 'searched, products searched, suche, recherche, busqueda',
  hide: 'hide, hidden, not interested, dismiss, dismissed',
  seen: 'seen',
};

const BY_NAME = new Map<string, LogEventType>([
  ...Object.entries(NAMES).flatMap(([type, names]) =>
    names.split(', ').map((name) => [name, type as LogEventType] as const),
  ),
  ...Object.entries(SHOP_EVENTS).map(([name, type]) => [columnKey(name), type] as const),
]);

/** What states of an order say against it; all others say nothing. */
const STATES = new Map<string, LogEventType>(
  (
    [
      [
        'refund',
        'refunded, returned, erstattet, zuruckgegeben, rembourse, reembolsado, devuelto, retourniert, chargeback',
      ],
      [
        'cancelled',
        'cancelled, canceled, voided, void, failed, expired, declined, abandoned, checkout draft, draft, trash, ' +
          'storniert, abgebrochen, fehlgeschlagen, annule, annulee, echoue, cancelado, anulado, fallido, rechazado',
      ],
    ] as const
  ).flatMap(([type, names]) => names.split(', ').map((name) => [name, type] as const)),
);

/** Undefined for a name that says nothing. */
export function eventNamed(name: string): LogEventType | undefined {
  return BY_NAME.get(columnKey(name));
}

/** What the state of an order makes of it: undefined leaves it a purchase. */
export function stateNamed(name: string): LogEventType | undefined {
  return STATES.get(columnKey(name.replace(/^wc-/i, '')));
}

/** Whether a type of event is one that the history has too. */
export function isInterest(
  type: LogEventType,
): type is Exclude<LogEventType & EventType, 'search' | 'remove_from_cart'> {
  return LOG_EVENTS.indexOf(type) < LOG_EVENTS.indexOf('remove_from_cart');
}
