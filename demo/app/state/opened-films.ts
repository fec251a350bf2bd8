// Which film an address means that names none. Browsers keep the addresses that were visited, after an erasure too, and
// carry them to a person's other devices; so films are opened at one address, and the entry of the session's history
// holds a random key. What a key means is kept here, in memory and, while the history is not encrypted, in the session
// storage of the tab: a reload finds it, and an erasure removes it.
import { lendToTab, readOfTab, writeOfTab } from './kept-text.ts';

const KEY = 'opened-films';
/** What a tab that was just opened by another one shows: a key. It is read once. */
const HANDOVER = 'handover';
/** A browser keeps 50 entries of a tab's history. */
const MOST_KEPT = 100;

export class OpenedFilms {
  /** Ids by key, the oldest first. */
  #ids = read();

  /** @returns a new key of a film */
  keyOf(itemId: string): string {
    const key = crypto.getRandomValues(new Uint32Array(2)).join('-');
    this.#ids = new Map([...this.#ids, [key, itemId] as const].slice(-MOST_KEPT));
    this.#keep();
    return key;
  }

  /** Undefined for a key of another tab, or from before an erasure. */
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
    this.#keep();
    return key;
  }

  #keep(): void {
    writeOfTab(KEY, JSON.stringify([...this.#ids]));
  }

  forget(): void {
    this.#ids = new Map();
    writeOfTab(KEY, null);
  }
}

/** Of anything else than what is written here, nothing. */
function read(): Map<string, string> {
  try {
    const found: unknown = JSON.parse(readOfTab(KEY) ?? '[]');
    return new Map(Array.isArray(found) ? found.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

function isEntry(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
