// What every list does: asks when it is on the page, shows what the server drew until there is something better, draws
// cards or the site's template, and changes nothing under a reader's eyes.

import { recordSafely } from '../outbox.ts';
import { LIST_CALLS, type ListCall } from '../sdk/index.ts';
import { drawCard, make } from './card.ts';
import { fillTemplate } from './fill-template.ts';
import { LIST_ATTRIBUTES, rulesOf } from './list-attributes.ts';
import { PageElement } from './page-element.ts';
import { viewedItem } from './page-item.ts';
import type { Item, ItemList, Recommender, Rules } from './recommender.ts';
import { engineOf } from './shared-engines.ts';
import { openRoot } from './styles.ts';
import { messageOf, tellOnce } from './tell-once.ts';
import { warmUp } from './warm-up.ts';

/**
 * The rule of change. A list that is on screen stays as it is. When history, steering or facts have changed, or a better list
 * can be had, it is asked for anew once the list has left the screen or the tab is hidden, and neither pointer nor focus is in
 * it. With the attribute `live` being on screen does not matter. A list that shows nothing yet, changed attributes,
 * `refresh()`, and that everything was erased in another tab, are drawn at once.
 */
export abstract class ListElement extends PageElement {
  static readonly observedAttributes: readonly string[] = [...LIST_ATTRIBUTES, 'items', 'item', 'cart', 'fallback'];

  /** What an element has above its list. */
  protected readonly header = make('div', 'header');
  readonly #root = openRoot(this);
  #request = 0;
  #isStale = false;
  #isOnScreen = false;
  #lastRequestId: string | undefined;
  #items: Item[] = [];
  #ends: AbortController | undefined;

  connectedCallback(): void {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const retry = () => this.#changeIfUnread();
    for (const type of ['pointerleave', 'focusout'])
      this.addEventListener(type, () => queueMicrotask(retry), { signal });
    this.addEventListener('click', (event) => this.#recordSelect(event), { signal });
    document.addEventListener('visibilitychange', retry, { signal });
    const watcher = new IntersectionObserver((entries) => {
      this.#isOnScreen = entries.at(-1)!.isIntersecting;
      retry();
    });
    watcher.observe(this);
    signal.addEventListener('abort', () => watcher.disconnect());
    if (!this.#root.firstChild) this.#drawWaiting();
    this.#begin(signal);
  }

  disconnectedCallback(): void {
    this.#ends?.abort();
    this.#ends = undefined;
  }

  attributeChangedCallback(_: string, before: string | null, after: string | null): void {
    if (before !== after && this.#ends) this.refresh();
  }

  /** What the list records beside a `select`, and what it is called in messages. */
  get listName(): string {
    return this.localName.replace('privet-', '');
  }

  /** Asks anew and draws at once, whoever is reading. */
  async refresh(): Promise<void> {
    const request = ++this.#request;
    this.#isStale = false;
    this.setAttribute('aria-busy', 'true');
    try {
      const engine = await this.engine();
      const list = await this.#askOrFallBack(engine, rulesOf(this, viewedItem()));
      if (request === this.#request && this.isConnected) this.#show(list);
    } catch (error) {
      if (request !== this.#request) return;
      tellOnce(`${this.localName}: ${messageOf(error)}`);
      if (this.#items.length === 0) this.#showChildren('failed');
    } finally {
      if (request === this.#request) this.removeAttribute('aria-busy');
    }
  }

  /** @returns undefined where there is nothing to ask for: no item, an empty cart */
  protected abstract ask(engine: Recommender, rules: Rules): Promise<ItemList | undefined>;

  /** Whether there is a list to wait for, whose places are drawn. */
  protected get isWaiting(): boolean {
    return true;
  }

  protected engine(): Promise<Recommender> {
    return engineOf(this);
  }

  async #begin(signal: AbortSignal): Promise<void> {
    // The parser may not have come to the children yet.
    await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
    const asked = this.refresh();
    const engine = await this.engine().catch(() => undefined);
    if (!engine || signal.aborted) return;
    await asked;
    warmUp(engine);
    for (const type of ['change', 'improved'] as const) {
      const end = engine.on(type, ({ isErased }) => (isErased ? this.refresh() : this.#markStale()));
      if (signal.aborted) return end();
      signal.addEventListener('abort', end);
    }
  }

  #markStale(): void {
    this.#isStale = true;
    this.#changeIfUnread();
  }

  #changeIfUnread(): void {
    if (this.#isStale && this.#ends && this.#isUnread()) this.refresh();
  }

  #isUnread(): boolean {
    if (document.hidden || this.#items.length === 0) return true;
    if (this.matches(':hover') || this.matches(':focus-within')) return false;
    return !this.#isOnScreen || this.hasAttribute('live');
  }

  async #askOrFallBack(engine: Recommender, rules: Rules): Promise<ItemList> {
    const falls = this.getAttribute('fallback') === 'popular';
    try {
      const list = await this.ask(engine, rules);
      if (list && (list.items.length > 0 || !falls)) return list;
    } catch (error) {
      if (!falls) throw error;
      tellOnce(`${this.localName}: ${messageOf(error)}`);
    }
    return falls ? engine.popular(rules) : { items: [] };
  }

  #show({ items, requestId }: ItemList): void {
    this.#items = items;
    this.#lastRequestId = requestId;
    const draws = items.length > 0 && this.#mayDraw(items, requestId);
    if (!draws) {
      this.#showChildren(items.length > 0 ? 'ready' : 'empty');
      return;
    }
    this.#draw(items);
    this.setAttribute('state', 'ready');
  }

  /** A page that prevents the event draws the items itself. */
  #mayDraw(items: Item[], requestId?: string): boolean {
    const detail = { items, requestId, list: this.listName };
    return this.dispatchEvent(new CustomEvent('privet-items', { detail, bubbles: true, cancelable: true }));
  }

  #draw(items: Item[]): void {
    const focused = this.#focusedItem();
    const template = this.querySelector<HTMLTemplateElement>(':scope > template');
    this.querySelector(':scope > [slot=list]')?.remove();
    const list = template ? document.createElement('div') : make('div', 'list');
    list.setAttribute('role', 'list');
    list.tabIndex = -1;
    list.setAttribute('aria-label', this.getAttribute('label') ?? labelOf(this.listName));
    list.append(...items.map((item) => this.#drawItem(item, template)));
    list.classList.add(template ? 'privet-list' : 'list');
    if (template) {
      list.slot = 'list';
      this.append(list);
      this.#place(slot('list'));
    } else this.#place(list);
    if (focused) this.#focusAgain(list, focused);
  }

  /** Below the header, which never moves: somebody may be typing in it. */
  #place(content: HTMLElement): void {
    if (this.header.parentNode !== this.#root) this.#root.replaceChildren(slot('heading'), this.header);
    while (this.header.nextSibling) this.header.nextSibling.remove();
    this.header.after(content);
  }

  #drawItem(item: Item, template: HTMLTemplateElement | null): HTMLElement {
    const holder = document.createElement('div');
    holder.setAttribute('role', 'listitem');
    holder.dataset.itemId = item.itemId;
    const options = {
      itemUrl: this.getAttribute('item-url') ?? '{url}',
      currency: this.getAttribute('currency'),
      soldOut: this.getAttribute('sold-out'),
      hasImage: !this.hasAttribute('no-images'),
    };
    holder.append(template ? fillTemplate(template, item) : drawCard(item, options));
    return holder;
  }

  /** The children that came with the page, or nothing. */
  #showChildren(state: 'empty' | 'failed' | 'ready'): void {
    this.querySelector(':scope > [slot=list]')?.remove();
    this.#place(slot());
    this.setAttribute('state', state);
  }

  /** The page's own children, or places as high as the cards will be. */
  #drawWaiting(): void {
    const isDrawn = [...this.children].some((child) => child.localName === 'template' || child.slot !== 'heading');
    const content =
      isDrawn || !this.isWaiting ? slot() : drawPlaces(rulesOf(this).count, !this.hasAttribute('no-images'));
    this.#place(content);
    this.setAttribute('state', 'loading');
  }

  #recordSelect(event: Event): void {
    const path = event.composedPath().filter((target) => target instanceof Element);
    const inside = path.slice(0, path.indexOf(this));
    const itemId = inside.map((target) => (target as HTMLElement).dataset?.itemId).find(Boolean);
    if (!itemId || !inside.some((target) => target.matches('a[href]'))) return;
    const details = { list: this.listName, ...(this.#lastRequestId ? { requestId: this.#lastRequestId } : {}) };
    const to = { src: this.getAttribute('src') ?? undefined, database: this.getAttribute('database') ?? undefined };
    // Nothing waits for it: the link goes where it goes.
    recordSafely(() => this.engine(), to, 'select', itemId, details).catch((error) =>
      tellOnce(`${this.localName}: ${messageOf(error)}`),
    );
  }

  #focusedItem(): HTMLElement | undefined {
    const focused = this.#root.activeElement ?? (this.contains(document.activeElement) ? document.activeElement : null);
    return focused?.closest<HTMLElement>('[data-item-id]') ?? undefined;
  }

  /** On the same item where it is still there, else on the list. */
  #focusAgain(list: HTMLElement, { dataset }: HTMLElement): void {
    const same = [...list.children].find((item) => (item as HTMLElement).dataset.itemId === dataset.itemId);
    const target = same?.querySelector<HTMLElement>('a[href], button') ?? list;
    target.focus({ preventScroll: true });
  }
}

/** What screen readers call a list that has no `label`. */
function labelOf(listName: string): string {
  const call = Object.values<ListCall>(LIST_CALLS).find(({ element }) => element === listName);
  return call?.label ?? listName[0]!.toUpperCase() + listName.slice(1).replace('-', ' ');
}

function slot(name = ''): HTMLSlotElement {
  return Object.assign(document.createElement('slot'), { name });
}

function drawPlaces(count: number, hasImage: boolean): HTMLElement {
  const places = make('div', 'list');
  places.className = 'list skeleton';
  places.setAttribute('aria-hidden', 'true');
  places.append(...Array.from({ length: count }, () => drawPlace(hasImage)));
  return places;
}

function drawPlace(hasImage: boolean): HTMLElement {
  const card = make('div', 'card');
  if (hasImage) card.append(make('span', 'image'));
  card.append(document.createElement('i'));
  return card;
}
