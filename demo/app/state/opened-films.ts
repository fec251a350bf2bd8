// Which film an address means that names none. Browsers keep the addresses that were visited, after an erasure too, and
// carry them to a person's other devices; so films are opened at one address, and the entry of the session's history
// holds a random key (tab-map.ts).
import { lendToTab, readOfTab, writeOfTab } from './kept-text.ts';
import { newKey, TabMap } from './tab-map.ts';

const KEY = 'opened-films';
/** What a tab that was just opened by another one shows: a key. It is read once. */
const HANDOVER = 'handover';

export class OpenedFilms {
  readonly #ids = new TabMap(KEY, (id) => (typeof id === 'string' ? id : undefined));

  /** @returns a new key of a film */
  keyOf(itemId: string): string {
    const key = newKey();
    this.#ids.put(key, itemId);
    return key;
  }

  idOf(key: string | undefined): string | undefined {
    return key === undefined ? undefined : this.#ids.get(key);
  }

  /** Opens an address of this page in a tab of its own, which begins with the film. @returns whether that was allowed */
  openTab(href: string, itemId: string): boolean {
    const key = this.keyOf(itemId);
    const lent = { [HANDOVER]: key, [KEY]: JSON.stringify([[key, itemId]]) };
    return lendToTab(lent, () => window.open(href)) !== null;
  }

  /** The key that the tab which opened this one handed over. */
  takeHandover(): string | undefined {
    const key = readOfTab(HANDOVER) ?? undefined;
    if (key === undefined) return undefined;
    writeOfTab(HANDOVER, null);
    this.#ids.keep();
    return key;
  }

  forget(): void {
    this.#ids.forget();
  }
}
