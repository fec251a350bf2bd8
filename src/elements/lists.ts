// The six lists: what each asks the engine for. What they share is in list-element.ts.
import { idsOf } from './list-attributes.ts';
import { ListElement } from './list-element.ts';
import { viewedItem } from './page-item.ts';
import type { ItemList, Recommender, Rules } from './recommender.ts';

/** Events that are looked at for what lies in the cart, and items that a list can go with. */
const CART_EVENTS = 500;
const MOST_IN_CART = 100;

export class PrivetForYou extends ListElement {
  protected ask(engine: Recommender, rules: Rules): Promise<ItemList> {
    return engine.forYou(rules);
  }
}

/** `item`: what to be like (default: what the page is about). */
export class PrivetSimilar extends ListElement {
  protected async ask(engine: Recommender, rules: Rules): Promise<ItemList | undefined> {
    const item = this.getAttribute('item') ?? viewedItem();
    return item ? engine.similar(item, rules) : undefined;
  }
}

/**
 * `items`: ids with commas between them; `cart`: what was put into the cart and neither taken out nor bought. With
 * `anonymous` no cart is looked into.
 */
export class PrivetWith extends ListElement {
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

export class PrivetPopular extends ListElement {
  protected ask(engine: Recommender, rules: Rules): Promise<ItemList> {
    return engine.popular(rules);
  }
}

export class PrivetTrending extends ListElement {
  protected ask(engine: Recommender, rules: Rules): Promise<ItemList> {
    return engine.trending(rules);
  }
}

/** Newest first, without what the page is about; with `anonymous` nothing was viewed. */
export class PrivetRecent extends ListElement {
  protected override get isWaiting(): boolean {
    return !this.hasAttribute('hide-when-empty');
  }

  protected async ask(
    engine: Recommender,
    { count, where, exclude = [], anonymous }: Rules,
  ): Promise<ItemList | undefined> {
    if (anonymous) return undefined;
    const list = await engine.recent({ count: Math.min(1000, count + exclude.length), ...(where ? { where } : {}) });
    return { ...list, items: list.items.filter(({ itemId }) => !exclude.includes(itemId)).slice(0, count) };
  }
}

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
