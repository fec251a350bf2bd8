// The lists: what each asks the engine for. What they share is in list-element.ts.
import { LIST_CALLS, type ListCall, type ShownList } from '../sdk/index.ts';
import { idsOf } from './list-attributes.ts';
import { ListElement } from './list-element.ts';
import { viewedItem } from './page-item.ts';
import type { ItemList, Recommender, Rules } from './recommender.ts';
import { PrivetSearch } from './search-element.ts';

/** Events that are looked at for what lies in the cart, and items that a list can go with. */
const CART_EVENTS = 500;
const MOST_IN_CART = 100;

/** The element of a call. `item`, where it is asked beside one: which (default: what the page is about). */
export function listElement(name: ShownList): CustomElementConstructor {
  if (Object.hasOwn(OF_THEIR_OWN, name)) return OF_THEIR_OWN[name as keyof typeof OF_THEIR_OWN];
  const { beside }: ListCall = LIST_CALLS[name];
  return class extends ListElement {
    protected async ask(engine: Recommender, rules: Rules): Promise<ItemList | undefined> {
      if (!beside) return (engine[name] as Recommender['popular'])(rules);
      const item = this.getAttribute('item') ?? viewedItem();
      return item ? (engine[name] as Recommender['similar'])(item, rules) : undefined;
    }
  };
}

/**
 * `items`: ids with commas between them; `cart`: what was put into the cart and neither taken out nor bought. With
 * `anonymous` no cart is looked into.
 */
class PrivetWith extends ListElement {
  /** Most carts are empty: places that vanish again would move the page. */
  protected override get isWaiting(): boolean {
    return !(this.hasAttribute('cart') && this.hasAttribute('hide-when-empty'));
  }

  protected async ask(engine: Recommender, rules: Rules): Promise<ItemList | undefined> {
    const isOfCart = this.hasAttribute('cart');
    if (isOfCart && rules.anonymous) return undefined;
    const items = isOfCart ? await inCart(engine) : idsOf(this.getAttribute('items'), 'items');
    return items.length > 0 ? engine.goesWith(items, rules) : undefined;
  }
}

/** Newest first, without what the page is about; with `anonymous` nothing was viewed. */
class PrivetRecent extends ListElement {
  protected override get isWaiting(): boolean {
    return !this.hasAttribute('hide-when-empty');
  }

  protected async ask(
    engine: Recommender,
    { exclude = [], anonymous, count, where, hideSoldOut }: Rules,
  ): Promise<ItemList | undefined> {
    if (anonymous) return undefined;
    const list = await engine.recent({
      count: Math.min(1000, count + exclude.length),
      ...(where && { where }),
      ...(hideSoldOut && { hideSoldOut }),
    });
    return { ...list, items: list.items.filter(({ itemId }) => !exclude.includes(itemId)).slice(0, count) };
  }
}

const OF_THEIR_OWN = { goesWith: PrivetWith, recent: PrivetRecent, search: PrivetSearch };

/** The last word on an item decides: it is in the cart when that is `add_to_cart`. Oldest first. */
async function inCart(engine: Recommender): Promise<string[]> {
  const { entries } = await engine.events({ limit: CART_EVENTS });
  const last = new Map<string, string>();
  for (const { event } of entries) {
    if (!event.itemId || !['add_to_cart', 'remove_from_cart', 'purchase'].includes(event.type)) continue;
    if (!last.has(event.itemId)) last.set(event.itemId, event.type);
  }
  const ids = [...last].filter(([, type]) => type === 'add_to_cart').map(([id]) => id);
  return ids.slice(0, MOST_IN_CART).reverse();
}
