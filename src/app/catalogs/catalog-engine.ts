// An open catalog: the same engine as the films', over a bundle that lies on this device. When a later generation of the bundle is there, a
// second engine is opened and takes the first one's place without a gap; the history is the same.
import { createPrivet, type ItemSummary, type Opinion, type Privet } from '../../sdk/index.ts';
import { type OwnCatalog, ownHistoryName } from '../../sdk/visitor-catalogs.ts';
import { store } from '../shell/store.ts';
import { errorText, OPINION_VERBS } from '../shell/words.ts';
import type { OpenCatalog } from './catalog-state.ts';

const PAGE_ITEMS = 12;
const MORE_ITEMS = 24;
const MAX_ITEMS = 204;

type Patch = (patch: { [Key in keyof OpenCatalog]?: OpenCatalog[Key] | undefined }) => void;

export class OwnEngine {
  readonly #manifestUrl: string;
  readonly #patch: Patch;
  readonly #state: () => OpenCatalog | undefined;
  #privet: Privet | undefined;
  #generation = 0;
  #numItems = 0;
  #opening: Promise<void> = Promise.resolve();
  #isDisposed = false;
  #question = 0;
  #searching: AbortController | undefined;

  constructor(manifestUrl: string, patch: Patch, state: () => OpenCatalog | undefined) {
    this.#manifestUrl = manifestUrl;
    this.#patch = patch;
    this.#state = state;
  }

  /** Opens the catalog's bundle, if it is not the one that is open. One after the other: the newest wins. */
  show(catalog: OwnCatalog): Promise<void> {
    this.#opening = this.#opening.catch(() => {}).then(() => this.#open(catalog));
    return this.#opening;
  }

  /** The list that the taste gives, from all items that are there now. */
  async refresh(): Promise<void> {
    const open = this.#state();
    if (!this.#privet || !open) return;
    const question = ++this.#question;
    const k = Math.min(MAX_ITEMS, Math.max(open.items.length, PAGE_ITEMS));
    const { items } = await this.#privet.recommend({ k, filters: open.filters, ...varied(open) });
    if (question !== this.#question) return;
    this.#patch({ items, atEnd: items.length < k, shownItems: this.#numItems });
  }

  async more(): Promise<void> {
    const open = this.#state();
    if (!this.#privet || !open) return;
    const question = ++this.#question;
    const exclude = open.items.map(({ itemId }) => itemId);
    const { items } = await this.#privet.recommend({ k: MORE_ITEMS, filters: open.filters, exclude });
    if (question !== this.#question) return;
    this.#patch({ items: [...open.items, ...items], atEnd: items.length < MORE_ITEMS });
  }

  /** The screen follows at once; the list when the engine has taken it in. */
  async tap(item: ItemSummary, opinion: Opinion): Promise<void> {
    const before = this.#state()?.opinions.get(item.itemId);
    const type = before === opinion ? 'clear' : opinion;
    const text = type === 'clear' ? `Taken back: ${item.title}` : `${OPINION_VERBS[type]}: ${item.title}`;
    store.say(text, () => void this.#apply(item, before ?? 'clear'));
    await this.#apply(item, type);
  }

  async setFilter(facet: string, values: string[]): Promise<void> {
    const open = this.#state();
    if (!open) return;
    const { [facet]: _, ...others } = open.filters;
    this.#patch({
      filters: values.length > 0 ? { ...others, [facet]: values } : others,
      items: open.items.slice(0, PAGE_ITEMS),
    });
    await this.refresh();
    const { search } = open;
    if (search) await this.search(search.query);
  }

  async search(text: string): Promise<void> {
    this.#searching?.abort();
    const query = text.trim();
    if (!query || !this.#privet) return this.#patch({ search: undefined });
    const { signal } = (this.#searching = new AbortController());
    this.#patch({ search: { query } });
    try {
      const filters = this.#state()?.filters ?? {};
      const response = await this.#privet.search({ query, k: MORE_ITEMS, filters }, { signal });
      if (!signal.aborted) this.#patch({ search: { query, response } });
    } catch (error) {
      if (!signal.aborted) this.#patch({ search: { query, error: errorText(error) } });
    }
  }

  /** Everything that the sheet of an item shows. */
  async details(itemId: string) {
    const privet = this.#privet!;
    const [details, similar, reasons] = await Promise.all([
      privet.item(itemId),
      privet.similar(itemId, 6),
      privet.explain(itemId, 3),
    ]);
    return { details, similar: similar.items, reasons };
  }

  openSheet(sheet: ItemSummary | undefined): void {
    this.#patch({ sheet });
  }

  /** Opens an item of the map, which knows ids alone. */
  async openById(itemId: string): Promise<void> {
    const item = await this.#privet?.item(itemId).catch(() => undefined);
    if (item) this.openSheet(item);
  }

  async forget(): Promise<void> {
    await this.#privet?.forget();
    await this.#readTaps();
    await this.refresh();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#searching?.abort();
    this.#privet?.dispose();
    this.#privet = undefined;
  }

  async #open({ id, generation, numUsable }: OwnCatalog): Promise<void> {
    if (this.#isDisposed || generation <= this.#generation) return;
    const next = await createPrivet({
      manifestUrl: this.#manifestUrl,
      storedCatalog: id,
      databaseName: ownHistoryName(id),
      onStatus: (status) => this.#patch({ status }),
    });
    if (this.#isDisposed) return next.dispose();
    const previous = this.#privet;
    this.#privet = next;
    this.#generation = generation;
    this.#numItems = numUsable;
    next.addEventListener('history-change', () => void this.#readTaps().catch(() => {}));
    await Promise.all([this.#readTaps(), this.#readFacets()]);
    if ((this.#state()?.items.length ?? 0) === 0) await this.refresh();
    previous?.dispose();
  }

  async #apply(item: ItemSummary, type: Opinion | 'clear'): Promise<void> {
    const open = this.#state();
    if (!this.#privet || !open) return;
    const taps = open.taps.filter((tap) => tap.item.itemId !== item.itemId);
    if (type !== 'clear') taps.unshift({ item, opinion: type });
    const items = type === 'clear' ? open.items : open.items.filter(({ itemId }) => itemId !== item.itemId);
    this.#patch({ taps, opinions: opinionsOf(taps), items });
    try {
      await Promise.all([this.#privet.record({ type, itemId: item.itemId }), this.refresh()]);
    } catch (error) {
      store.say(errorText(error));
    }
  }

  async #readTaps(): Promise<void> {
    const entries = (await this.#privet?.history()) ?? [];
    const taps = entries.flatMap(({ event, item }) =>
      item && event.type in OPINION_VERBS ? [{ item, opinion: event.type as Opinion }] : [],
    );
    this.#patch({ taps, opinions: opinionsOf(taps) });
  }

  async #readFacets(): Promise<void> {
    const facets = await this.#privet?.facetCounts();
    if (facets) this.#patch({ facets });
  }
}

/** Without any taste most items are equally good: then a list is better for being mixed. */
function varied({ taps }: OpenCatalog): { diversity?: number } {
  return taps.length === 0 ? { diversity: 0.5 } : {};
}

function opinionsOf(taps: OpenCatalog['taps']): Map<string, Opinion> {
  return new Map(taps.map(({ item, opinion }) => [item.itemId, opinion]));
}
