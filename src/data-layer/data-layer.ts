// `privet/data-layer`: what a page pushes for its tag manager, told to Privet as well: views, carts, purchases, searches. It
// reads and hands on; nothing is sent, no request is made, and what the site's code does goes on as if this were not here.

import { field, readPayload, type ShopAct, type ShopPayload, text } from './shop-payloads.ts';

/** Of `Privet`, what this needs. */
export interface Recorder {
  record(type: ShopAct['type'], itemId?: string, details?: EventDetails): Promise<unknown>;
  /** Rejects for an id that the catalog does not have: of an item with several names the first known is recorded. */
  item?(itemId: string): Promise<unknown>;
}

interface EventDetails {
  query?: string;
  quantity?: number;
  price?: number;
}

export interface DataLayerOptions {
  /**
   * Which of an item's fields is its id in the catalog: `'sku'`, `'item_variant'`, `'product.id'`; or a function that is
   * given the item as it was pushed. Default: the first of `item_id`, `id`, `sku`, `product_id` and `item_group_id`, and of
   * Shopify's the id of the product, of the variant, its sku or the handle, that the catalog knows.
   */
  itemId?: string | ((item: Record<string, unknown>) => unknown);
}

export interface DataLayerConnection {
  /** Ends it: `push` is the page's own again. */
  disconnect(): void;
  /** Events that were recorded so far. */
  readonly numRecorded: number;
  /** Payloads that name an event of a shop and are not as one should be, and events that Privet refused. */
  readonly numPassedOver: number;
}

/**
 * Records what is in the list already, and what is pushed later.
 *
 * @param dataLayer  `window.dataLayer`, or another list that is pushed to, such as `aa.queue` of Algolia Insights
 * @param privet     or what it is opened with: events wait for it
 */
export function connectDataLayer(
  dataLayer: unknown[],
  privet: Recorder | Promise<Recorder>,
  options: DataLayerOptions = {},
): DataLayerConnection {
  const listener = new Listener(privet, options);
  const hadOwn = Object.hasOwn(dataLayer, 'push');
  const { push } = dataLayer;
  let isConnected = true;
  const wrapped = function (this: unknown, ...payloads: unknown[]): number {
    const length = push.apply(dataLayer, payloads);
    if (isConnected) for (const payload of payloads) listener.hear(payload);
    return length;
  };
  for (const payload of [...dataLayer]) listener.hear(payload);
  dataLayer.push = wrapped;
  return {
    disconnect() {
      isConnected = false;
      // Whoever wrapped it since then keeps theirs.
      if (dataLayer.push !== wrapped) return;
      if (hadOwn) dataLayer.push = push;
      else Reflect.deleteProperty(dataLayer, 'push');
    },
    get numRecorded() {
      return listener.numRecorded;
    },
    get numPassedOver() {
      return listener.numPassedOver;
    },
  };
}

/** gtag pushes its arguments into `window.dataLayer`. @param name  of that list, where the page calls it otherwise */
export function connectGtag(
  privet: Recorder | Promise<Recorder>,
  { name = 'dataLayer', ...options }: DataLayerOptions & { name?: string } = {},
): DataLayerConnection {
  const page = globalThis as unknown as Record<string, unknown[] | undefined>;
  page[name] ??= [];
  return connectDataLayer(page[name], privet, options);
}

class Listener {
  readonly #privet: Recorder | Promise<Recorder>;
  readonly #options: DataLayerOptions;
  /** Purchases that were told: tags tell them twice, and pages by two ways. */
  readonly #transactions = new Set<string>();
  /** One event after the other, in the order of the pushes. */
  #last: Promise<void> = Promise.resolve();
  #numWaiting = 0;
  numRecorded = 0;
  numPassedOver = 0;

  constructor(privet: Recorder | Promise<Recorder>, options: DataLayerOptions) {
    this.#privet = privet;
    this.#options = options;
  }

  /** Reads it at once, since a page may change it later. Throws nothing. */
  hear(payload: unknown): void {
    try {
      const read = readPayload(payload);
      if (!read) this.numPassedOver++;
      else if (!this.#isRepeated(read)) for (const act of read.acts) this.#tell(act);
    } catch {
      this.numPassedOver++; // a field may be a trap
    }
  }

  #isRepeated({ transaction }: ShopPayload): boolean {
    if (transaction === undefined) return false;
    const isKnown = this.#transactions.has(transaction);
    this.#transactions.add(transaction);
    return isKnown;
  }

  /** Where nothing has to be looked up it is recorded at once: a page may go away in the next moment. */
  #tell({ type, names, item, ...details }: ShopAct): void {
    const own = item && this.#ownName(item);
    const choices = own === undefined ? names : [own].filter(Boolean);
    if (item && choices.length === 0) {
      this.numPassedOver++;
      return;
    }
    const privet = this.#privet;
    const isReady = this.#numWaiting === 0 && !(privet instanceof Promise) && (choices.length < 2 || !privet.item);
    const record = async () => {
      const opened = await privet;
      await opened.record(type, await knownOf(opened, choices), details);
    };
    this.#numWaiting++;
    const recorded = isReady ? privet.record(type, choices[0], details) : this.#last.then(record);
    this.#last = recorded
      .then(
        () => void this.numRecorded++,
        () => void this.numPassedOver++,
      )
      .finally(() => this.#numWaiting--);
  }

  /** By the page's own rule; '' where it names none, undefined where there is no rule. */
  #ownName(item: Record<string, unknown>): string | undefined {
    const { itemId } = this.#options;
    if (itemId === undefined) return undefined;
    return text(typeof itemId === 'function' ? itemId(item) : itemId.split('.').reduce(field, item));
  }
}

/** The first that the catalog has, else the first. */
async function knownOf(privet: Recorder, names: readonly string[]): Promise<string | undefined> {
  if (names.length < 2 || !privet.item) return names[0];
  for (const name of names) {
    const isKnown = await privet.item(name).then(
      () => true,
      () => false,
    );
    if (isKnown) return name;
  }
  return names[0];
}
