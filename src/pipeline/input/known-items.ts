// How a log names items: by id, by the id or code of a variant, or by a title where an order has nothing else.

/** Shopify's own ids, `gid://shopify/Product/123`; numbers as tables of numbers write them, `20103.0`. */
const SHELL = /^gid:\/\/\w+\/\w+\/|\.0$/g;

export interface ItemNames {
  /** Other id -> id. */
  aliases?: ReadonlyMap<string, string>;
  /** In the order of the ids. */
  titles?: readonly string[];
}

export class KnownItems {
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #aliases: ReadonlyMap<string, string>;
  /** -1 = of several items. */
  readonly #byTitle = new Map<string, number>();

  constructor(ids: readonly string[], { aliases = new Map(), titles = [] }: ItemNames) {
    this.#indexes = new Map(ids.map((id, index) => [id, index]));
    this.#aliases = aliases;
    for (const [index, title] of titles.entries()) {
      const key = titleKey(title);
      this.#byTitle.set(key, this.#byTitle.has(key) ? -1 : index);
    }
  }

  indexOf(text: string): number | undefined {
    const bare = text.replace(SHELL, '');
    return this.#named(text) ?? (bare === text ? undefined : this.#named(bare));
  }

  /** `Organic Tee - M`: shops write the variant behind the title. */
  indexOfTitle(text: string): number | undefined {
    for (let end = text.length; end > 0; end = text.lastIndexOf(' - ', end - 1)) {
      const index = this.#byTitle.get(titleKey(text.slice(0, end)));
      if (index !== undefined) return index < 0 ? undefined : index;
    }
    return undefined;
  }

  #named(text: string): number | undefined {
    return this.#indexes.get(text) ?? this.#indexes.get(this.#aliases.get(text) ?? '');
  }
}

const titleKey = (title: string) => title.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
