// A map that a tab keeps, for entries of its session's history: an entry holds a random key, and what the key means is kept
// here, in memory and, while the history is not encrypted, in the session storage of the tab. Back, forward and a reload
// find it, and an erasure removes it.
import { parsed, readOfTab, writeOfTab } from './kept-text.ts';

/** A browser keeps 50 entries of a tab's history. */
const MOST_KEPT = 100;

/** A key that nothing has yet. */
export function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}

export class TabMap<Value> {
  readonly #name: string;
  /** The oldest first. */
  #values: Map<string, Value>;

  /** @param check  of what was read, which may be anything; undefined where it is none */
  constructor(name: string, check: (read: unknown) => Value | undefined) {
    this.#name = name;
    const found = parsed(readOfTab(name));
    this.#values = new Map(
      (Array.isArray(found) ? found : []).flatMap((entry: unknown) => {
        const [key, read] = Array.isArray(entry) ? entry : [];
        const value = check(read);
        return typeof key === 'string' && value !== undefined ? [[key, value] as const] : [];
      }),
    );
  }

  /** None for a key of another tab, or from before an erasure. */
  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  put(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values = new Map([...this.#values, [key, value] as const].slice(-MOST_KEPT));
    this.keep();
  }

  /** Writes it down. */
  keep(): void {
    writeOfTab(this.#name, JSON.stringify([...this.#values]));
  }

  forget(): void {
    this.#values = new Map();
    writeOfTab(this.#name, null);
  }
}
