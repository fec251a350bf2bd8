// Which items may be in a list: what the rules leave, without what the visitor bought, put into the cart, or, where it is
// asked for, looked at, and what is sold out. Read off the standing events, in one place for all list calls.

import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { StoredEvent } from '../../history/events.ts';
import type { Bitset } from '../../ranking/bitset.ts';
import { eventSign } from '../../towers/event-evidence.ts';
import { checkFacets } from '../base/check-fields.ts';
import { historyParts } from './history-window.ts';
import { allowedItems, withoutItems } from './item-sets.ts';
import type { ListRules } from './lists-api.ts';
import type { SimilarItems } from './similar-items.ts';

/** Things of the history to which what is shown must be like, where a least likeness is asked for. */
const LIKED_ITEMS = 20;

/**
 * Items that the rules leave, least likeness aside.
 *
 * @param defaults  what a list hides where the rules do not say
 * @throws RequestError for a facet or detail that the catalog does not have
 */
export function candidatesOf(
  catalog: ItemCatalog,
  rules: ListRules,
  standing: readonly StoredEvent[],
  defaults = { hideBought: true, hideViewed: false },
): Bitset {
  const { where, exclude = [], caps = {}, hideBought = defaults.hideBought, hideViewed = defaults.hideViewed } = rules;
  checkFacets('caps', Object.keys(caps), catalog);
  const hidden = new Set(exclude);
  for (const { type, itemId } of standing) {
    const isHidden = (hideBought && isOwned(type)) || (hideViewed && isViewed(type));
    if (itemId !== undefined && isHidden) hidden.add(itemId);
  }
  const allowed = withoutItems(catalog, allowedItems(catalog, where), hidden);
  return rules.hideSoldOut ? allowed.andNot(catalog.soldOut()) : allowed;
}

/** Those of the candidates that are like what the history speaks for, at least so much. */
export async function likeHistory(
  { catalog, similar }: { catalog: ItemCatalog; similar: SimilarItems },
  minScore: number | undefined,
  standing: readonly StoredEvent[],
  candidates: Bitset,
): Promise<Bitset> {
  if (!minScore) return candidates;
  const { window } = historyParts(standing, (itemId) => catalog.indexOf(itemId));
  const liked = window.filter(({ type }) => eventSign(type) > 0).map(({ itemIndex }) => itemIndex);
  const { likeItems } = await import('./likeness.ts');
  return likeItems(similar, minScore, [...new Set(liked.reverse())].slice(0, LIKED_ITEMS), candidates);
}

/** A standing `add_to_cart` was not taken back. */
function isOwned(type: StoredEvent['type']): boolean {
  return type === 'purchase' || type === 'add_to_cart';
}

export function isViewed(type: StoredEvent['type']): boolean {
  return type === 'view' || type === 'select';
}
