// Events of shops by the names that GA4 and Shopify's customer events give them -> ours. Logs and what pages push are both
// read by it. What is not here says nothing of a wish: lists that were shown, carts, checkouts, promotions.

import type { EventType } from './events.ts';

/** What they can be. `refund` is no event of a history. */
export type ShopEvent =
  | Extract<EventType, 'view' | 'select' | 'add_to_cart' | 'remove_from_cart' | 'save' | 'purchase' | 'search'>
  | 'refund';

export const SHOP_EVENTS: Readonly<Record<string, ShopEvent>> = {
  view_item: 'view',
  select_item: 'select',
  add_to_cart: 'add_to_cart',
  remove_from_cart: 'remove_from_cart',
  add_to_wishlist: 'save',
  purchase: 'purchase',
  refund: 'refund',
  search: 'search',
  view_search_results: 'search',
  product_viewed: 'view',
  product_added_to_cart: 'add_to_cart',
  product_removed_from_cart: 'remove_from_cart',
  checkout_completed: 'purchase',
  search_submitted: 'search',
};
